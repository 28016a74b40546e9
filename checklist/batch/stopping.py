"""Ctrl-C and a polite kill: the run ends between two files, never inside one."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType


class StoppedRun(BaseException):
    """Somebody wants the run to stop; like KeyboardInterrupt, no error."""

    def __init__(self, number: int) -> None:
        """Take the signal's number."""
        super().__init__(number)
        self.signal = number


class Brake:
    """Raises `StoppedRun` when a signal comes: at once, or at the end of what must be whole."""

    def __init__(self) -> None:
        """Nothing is held, nothing has come."""
        self._held = False
        self._pulled: int | None = None

    @contextlib.contextmanager
    def armed(self) -> Iterator[None]:
        """Signals stop the run inside; a second one ends the process, whatever it is doing."""
        before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
        for each in before:
            signal.signal(each, self._pull)
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """What is inside is done to its end; a signal that comes meanwhile counts after it."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self._pulled is not None:
            raise StoppedRun(self._pulled)

    def _pull(self, number: int, _frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_DFL)
        self._pulled = number
        if not self._held:
            raise StoppedRun(number)
