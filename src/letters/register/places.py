"""Where the file of a letter is: on the disk, or in a store that fsspec reaches (`s3://…`).

A place in a store is a UPath, which does what a Path does. An object is there whole or not at
all, as a renamed file is; it is made by uploading, not by renaming. Whatever goes wrong on the
way there is an OSError here, as it would be on the disk.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from letters.errors import N_, MissingResource


def is_remote(place: Path | str) -> bool:
    """Whether it is an address of a store, `s3://letters/2026`, and no path of this machine."""
    return "://" in str(place)


def place_of(text: str) -> Path:
    """The place that a path (made absolute) or an address names.

    MissingResource if letters cannot go there.
    """
    if not is_remote(text):
        return Path(text).absolute()
    try:
        from upath import UPath

        place = UPath(text)
        _ = place.fs
    except (ImportError, ValueError) as error:
        raise MissingResource(
            N_("{address} cannot be reached: {reason}"),
            N_("pip install 'letters[cloud]', or choose a folder with --out"),
            address=text,
            reason=str(error),
        ) from error
    return cast("Path", place)


def stored_path(register: Path, path: Path) -> str:
    """`path` (relative to the register's folder) as the register writes it; links stay links.

    >>> stored_path(Path("/w/register.sqlite"), Path("out/1.pdf"))
    'out/1.pdf'
    """
    if is_remote(path):
        return str(path)
    base = Path(os.path.normpath(register.absolute().parent))
    full = Path(os.path.normpath(base / path))
    return full.relative_to(base).as_posix() if full.is_relative_to(base) else str(full)


def located(register: Path, stored: str) -> Path:
    """Where a file is that the register writes as `stored`."""
    return place_of(stored) if is_remote(stored) else register.parent / stored


def exists(place: Path) -> bool:
    """Whether there is something at the place; OSError if there is no telling."""
    with reaching(place):
        return place.exists()


@contextmanager
def reaching(place: Path) -> Iterator[None]:
    """Whatever goes wrong at a place is an OSError that names it."""
    try:
        yield
    except OSError as error:
        if error.filename is not None:
            raise
        reason = error.strerror or str(error)
        raise OSError(error.errno or errno.EIO, reason, str(place)) from error
    except Exception as error:
        if not is_remote(place):
            raise
        reason = f"{type(error).__name__}: {error}"
        raise OSError(errno.EIO, reason, str(place)) from error


def move(source: Path, target: Path) -> None:
    """Put a finished file into its place, whole or not at all; OSError."""
    if is_remote(target):
        with reaching(target):
            target.write_bytes(source.read_bytes())
        source.unlink()
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _carry_over(source, target)


def _carry_over(source: Path, target: Path) -> None:
    """Move to another file system, still so that `target` is there whole or not at all."""
    part = target.with_name(f".letters-{source.name[:16]}.part")
    try:
        shutil.copyfile(source, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    source.unlink()
