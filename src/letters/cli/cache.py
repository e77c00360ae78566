"""The user's folder for what can be made again at any time."""

from collections.abc import Mapping
from pathlib import Path


def cache_folder(environment: Mapping[str, str], platform: str) -> Path | None:
    """The folder where the system of this `sys.platform` wants it; None if there is no telling.

    Linux and the like: XDG Base Directory Specification (a relative path in it does not count).

    >>> cache_folder({"HOME": "/home/anna"}, "linux").as_posix()
    '/home/anna/.cache/letters'
    """
    home, xdg = environment.get("HOME", ""), environment.get("XDG_CACHE_HOME", "")
    if platform == "win32":
        base = environment.get("LOCALAPPDATA", "")
    elif platform == "darwin":
        base = home and f"{home}/Library/Caches"
    else:
        base = xdg if xdg.startswith("/") else home and f"{home}/.cache"
    return Path(base, "letters") if base else None
