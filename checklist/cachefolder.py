"""Where this program keeps what it would otherwise compute again; nothing there is ever missed."""

import contextlib
import os
import sys
from pathlib import Path
from typing import Final

NAME: Final = "winddown-checklist"


def cache_folder() -> Path | None:
    """The user's own cache folder, made or not; None for a user without a home."""
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base).expanduser() / NAME
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / NAME / "Cache"
    with contextlib.suppress(RuntimeError):
        below = "Library/Caches" if sys.platform == "darwin" else ".cache"
        return Path.home() / below / NAME
    return None
