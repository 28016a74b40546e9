"""Writing files so that a run leaves either all of its outputs or none.

Every file is first written in full under a temporary name in its own folder; only when all of
them are there are they moved into place. Where that fails, what was there before stays.
"""

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from checklist.messages.document import FAILURES
from checklist.outputs.errors import OutputError

__all__ = ["OutputError", "write_all"]


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write every file, or raise `OutputError` and leave everything as it was."""
    folders: list[Path] = []
    waiting: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            with _telling(path):
                if path.is_dir():
                    raise OutputError(FAILURES["is-folder"], path=path)
                _make_folder(path.parent, folders)
                waiting[path] = _temporary_name(path)
                _write(waiting[path], data)
                if path.exists():  # who may read the old one may read the new one, nobody else
                    shutil.copymode(path, waiting[path])
        _move_all(waiting)
    except BaseException:
        _remove(waiting.values())
        for folder in reversed(folders):
            with contextlib.suppress(OSError):  # not empty: somebody else writes there
                folder.rmdir()
        raise
    for parent in {path.parent for path in files}:
        _sync_folder(parent)


@contextlib.contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Turns an operating system's error into one that a reader understands."""
    try:
        yield
    except OSError as error:
        raise OutputError(FAILURES["not-written"], path=path, reason=_reason(error)) from error


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _make_folder(folder: Path, made: list[Path]) -> None:
    """The folder and what is missing above it; what was made is noted, outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        with contextlib.suppress(FileExistsError):
            each.mkdir()
            made.append(each)


def _temporary_name(path: Path) -> Path:
    # Not made from the name alone: a name near the limit of 255 bytes must not outgrow it.
    return path.with_name(f".{secrets.token_hex(8)}.part")


def _write(path: Path, data: bytes) -> None:
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _move_all(waiting: Mapping[Path, Path]) -> None:
    """Move the files into place; if one fails, give the earlier ones their old content back."""
    moved: list[tuple[Path, bytes | None]] = []
    for path, temporary in waiting.items():
        try:
            before = path.read_bytes() if path.exists() else None
            os.replace(temporary, path)
        except OSError as error:
            reason = _reason(error)
            if kept := _restore(moved):
                names = "、".join(str(name) for name in kept)
                raise OutputError(
                    FAILURES["half-written"], path=path, reason=reason, kept=names
                ) from error
            raise OutputError(FAILURES["not-written"], path=path, reason=reason) from error
        moved.append((path, before))


def _restore(moved: list[tuple[Path, bytes | None]]) -> list[Path]:
    """Undo the moves; the paths that could not be undone are returned."""
    failed = []
    for path, before in reversed(moved):
        try:
            if before is None:
                path.unlink()
                continue
            temporary = _temporary_name(path)
            _write(temporary, before)
            os.replace(temporary, path)
        except OSError:
            failed.append(path)
    return failed


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the new names last; where folders cannot be synced (Windows) it does not matter."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
