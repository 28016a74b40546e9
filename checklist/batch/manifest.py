"""What a folder of documents holds: one JSON line for each finished file.

A line is appended, and forced to the disk, after the documents it speaks of are in place. So a
kill at any moment loses at most the line of one file, whose documents are then made again; a line
that is cut short is passed over. The last line of a name counts.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from checklist.batch.rows import Overview, Unit
from checklist.files import OutputError, write_all
from checklist.messages.batch import BATCH
from checklist.messages.document import FAILURES
from checklist.plan import Part

NAME: Final = "manifest.jsonl"


class Record(Part):
    """One finished file."""

    stem: str
    key: str
    """The fingerprint of everything its documents were made from."""
    documents: Mapping[str, str]
    """File name to the digest of its content."""
    units: tuple[Unit, ...]
    """The companies of the file: its own, and its members that stand in it."""
    overview: Overview | None = None
    """Of its group, where one was made."""


def digest(data: bytes) -> str:
    """How the content of a document is remembered."""
    return hashlib.sha256(data).hexdigest()


class Manifest:
    """The records of a folder; `add` makes one last."""

    def __init__(self, folder: Path) -> None:
        """Read what is there."""
        self.folder = folder
        self.path = folder / NAME
        self.records: dict[str, Record] = {}
        self._lines = 0
        self._whole = True
        if self.path.is_file():
            data = self.path.read_bytes()
            self._whole = data.endswith(b"\n") or not data
            for line in data.splitlines():
                self._lines += 1
                with contextlib.suppress(ValidationError):  # cut short, or of another version
                    record = Record.model_validate_json(line)
                    self.records[record.stem] = record

    def is_current(self, stem: str, key: str) -> bool:
        """Whether the documents were made from the same things and are still what they were."""
        record = self.records.get(stem)
        if record is None or record.key != key:
            return False
        try:
            return all(
                digest((self.folder / name).read_bytes()) == known
                for name, known in record.documents.items()
            )
        except OSError:
            return False

    def add(self, record: Record) -> None:
        """Remember a finished file for good; raises `OutputError`."""
        line = record.model_dump_json().encode() + b"\n"
        try:
            with open(self.path, "ab") as file:
                file.write(line if self._whole else b"\n" + line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise OutputError(FAILURES["not-written"], path=self.path, reason=reason) from error
        self._whole = True
        self._lines += 1
        self.records[record.stem] = record

    def tidy(self) -> None:
        """Leave one line for each record, if there are more."""
        if self._lines > len(self.records):
            lines = [record.model_dump_json() + "\n" for record in self.records.values()]
            write_all({self.path: "".join(lines).encode()})
            self._lines = len(self.records)


@contextlib.contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Keeps a second run out of the folder. The kernel gives the lock back however a run ends."""
    try:
        import fcntl
    except ImportError:  # Windows: files in use cannot be replaced there anyway
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OutputError(BATCH["busy"], out=folder) from None
        except OSError:
            pass  # a file system without locks
        yield
    finally:
        os.close(handle)
