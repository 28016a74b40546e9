"""Writing results: all of them or none, and never half a file."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from checklist.messages.document import FAILURES
from checklist.outputs.errors import OutputError


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write every file to a temporary name beside its place, then move all into place.

    A file that exists is replaced only by a complete one. Raises `OutputError` where a folder or
    file cannot be written; then every file that existed is as it was.
    """
    written: list[tuple[Path, Path]] = []
    try:
        for path, data in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
            written.append((Path(name), path))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o666 & ~_umask())
        for _, path in written:
            if path.is_dir():
                raise IsADirectoryError(21, "is a folder", str(path))
        for temporary, path in written:
            os.replace(temporary, path)
    except OSError as error:
        for temporary, _ in written:
            temporary.unlink(missing_ok=True)
        where = str(error.filename or next(iter(contents)))
        reason = error.strerror or str(error)
        raise OutputError(FAILURES["not-written"], path=where, reason=reason) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
