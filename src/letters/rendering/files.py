"""File names that every system accepts, and files that are there whole or not at all."""

import errno
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from letters.errors import N_, OutputError

# 255 bytes is the limit of ext4, APFS and (in UTF-16 units) NTFS; Word and LibreOffice need room
# for the name of their lock file (`~$…`, `.~lock.…#`) beside it.
LONGEST_NAME = 240
# Windows: "Naming Files, Paths, and Namespaces" (learn.microsoft.com), reserved with any suffix.
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE
)
_REPLACED = str.maketrans(
    {'"': "'", "/": "-", "\\": "-", "|": "-", ":": "-", "<": None, ">": None, "?": None, "*": None}
)
# Spaces, controls, and characters without a shape of their own: right-to-left marks and overrides,
# zero-width ones, soft hyphens, halves of a pair, unassigned code points.
_SPACES = frozenset({"Cc", "Zl", "Zp", "Zs"})
_INVISIBLE = frozenset({"Cf", "Cs", "Cn", "Co"})


def safe_name(stem: str, suffix: str) -> str:
    """`stem` + `suffix` as a file name that Windows, macOS and Linux accept and show as it is.

    The suffix (`.docx`) is kept, the stem is cut to what fits; two long stems may become one.

    >>> safe_name("Акт 12/3: ООО «Ромашка»", ".docx")
    'Акт 12-3- ООО «Ромашка».docx'
    """
    marks = [(sign, unicodedata.category(sign)) for sign in stem]
    visible = (
        " " if mark in _SPACES else sign for sign, mark in marks if mark not in _INVISIBLE
    )  # fmt: skip
    name = unicodedata.normalize("NFC", "".join(visible).translate(_REPLACED))
    name = re.sub(" +", " ", name).lstrip(" .-~")
    if _RESERVED.match(name):
        name = f"_{name}"
    room = LONGEST_NAME - len(suffix.encode())
    name = name.encode()[:room].decode(errors="ignore").rstrip(" .")
    return (name or "_") + suffix


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` into `path`, replacing what is there; the file is never seen half-written.

    The bytes are on the disk before the name is. Raises OutputError, which names the
    folder and what to do about it; then the old file, if there was one, is untouched.
    """
    with writing_atomically(path) as file:
        file.write(data)


@contextmanager
def writing_atomically(path: Path) -> Iterator[BinaryIO]:
    """As `write_atomically`, for a file that is written piece by piece."""
    unfinished = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        try:
            with unfinished.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        _keep_name(path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from error


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other process is between reading and writing a folder (not on Windows)."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _keep_name(folder: Path) -> None:
    """Make the new name in `folder` survive a power cut, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:  # Windows, and folders that one may write into but not list
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _cannot_write(path: Path, error: OSError) -> OutputError:
    where = {"name": path.name, "folder": str(path.parent)}
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return OutputError(
            N_("{name} was not written: there is no room left in {folder}"),
            N_("free some space, or choose another folder with --out"),
            **where,
        )
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY}:
        return OutputError(
            N_("{name} was not written: {folder} does not allow it"),
            N_("close the file if it is open, or choose another folder with --out"),
            **where,
        )
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return OutputError(
            N_("{name} was not written: there is no folder {folder}"),
            N_("make the folder, or choose another one with --out"),
            **where,
        )
    return OutputError(
        N_("{name} was not written to {folder}: {reason}"),
        N_("choose another folder with --out"),
        **where,
        reason=error.strerror or str(error),
    )
