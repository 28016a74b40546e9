"""The memory of a process and all that it started, shared pages counted once (Linux)."""

import contextlib
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

EVERY = 0.02


class Peak:
    """The largest sum seen, in bytes."""

    def __init__(self) -> None:
        """Nothing has been seen yet."""
        self.size = 0


@contextlib.contextmanager
def watch_children() -> Iterator[Peak]:
    """Watches what this process has started, until the block ends."""
    peak, ended = Peak(), threading.Event()

    def look() -> None:
        while not ended.wait(EVERY):
            peak.size = max(peak.size, sum(map(_size, _below(os.getpid()))))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        ended.set()
        watcher.join()


def _below(process: int) -> Iterator[int]:
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, file.read_text().split()):
                yield child
                yield from _below(child)


def _size(process: int) -> int:
    """Its proportional share of memory."""
    with contextlib.suppress(OSError):
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
        if found := re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE):
            return int(found[1]) * 1024
    return 0
