"""What the tests of delivery share: a small company, words that must never be seen, a relay."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from werkzeug import Request

AS_OF = "2026-11-24"
CANARIES = ("110101199003078515", "13912345678", "18650元", "pay/canary-payroll.xlsx")
"""An identity number, a phone number, pay, the pay file: none may leave this machine."""

COMPANY = """\
version: 1
company:
  name: 杭州见山茶业有限公司
  credit_code: 91440300MA5GD8LU2U
  legal_form: llc
  legal_representative: 钱汝舟
staff:
  count: 2
  pay_file: pay/canary-payroll.xlsx
debts:
  known_creditors:
    - 余杭包装厂 电话 13912345678
leases:
  - {what: 门店（店长月薪18650元）, ends: 2026-12-31}
archives:
  custodian: 钱汝舟（身份证 110101199003078515）
people:
  - {name: 钱汝舟, team: management, role: 清算组负责人}
  - {name: 孟清和 13912345678, team: finance, role: 会计}
overrides:
  - task: publish-cause
    date: 2026-11-25
    who: 孟清和
    when: 2026-11-20
    why: 已与登记机关电话 13912345678 沟通，店长月薪18650元另行结清
events:
  dissolution-cause-arises: 2026-11-09
"""


def write_company(folder: Path, name: str = "见山茶业", **changes: object) -> Path:
    """The company as a file; `changes` are sections put in place of its own."""
    path = folder / f"{name}.yaml"
    text = COMPANY
    if changes:
        content = {**yaml.load(COMPANY, yaml.BaseLoader), **changes}
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return path


class Relay:
    """Stands before a server on loopback and can cut a connection where it hurts."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.seen: Callable[[bytes], bool] = lambda data: True
        """Is shown each piece on its way to the server; False cuts the connection."""
        self.answered: Callable[[bytes], bool] = lambda data: True
        """The same for answers."""
        self.cut = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self.target), timeout=30)
            except OSError:
                client.close()
                continue
            for one, other, look in (
                (client, server, lambda data: self.seen(data)),
                (server, client, lambda data: self.answered(data)),
            ):
                threading.Thread(target=self.pump, args=(one, other, look), daemon=True).start()

    def pump(self, one: socket.socket, other: socket.socket, look: Callable[[bytes], bool]) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                if not look(data):
                    self.cut += 1
                    break
                other.sendall(data)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextlib.contextmanager
def relayed(port: int) -> Iterator[Relay]:
    """A relay to a port, for as long as it is needed."""
    relay = Relay(port)
    threading.Thread(target=relay.serve, daemon=True).start()
    try:
        yield relay
    finally:
        with contextlib.suppress(OSError):
            relay.listener.shutdown(socket.SHUT_RDWR)
        relay.listener.close()


def sent_files(request: Request) -> list[tuple[str, str, bytes]]:
    """The files of a form as they were sent: field, name, bytes."""
    found = []
    for field, file in request.files.items(multi=True):
        assert file.filename is not None
        found.append((field, file.filename, file.read()))
    return found
