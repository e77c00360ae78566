"""Where a letter waits until the register knows it: a hidden folder beside the register.

Each letter in the making has a folder `.letters-<token>` of its own. In it are its finished files
and the *lease*: an empty SQLite file that the maker keeps locked.
The operating system drops the lock when the process ends, however it ends, so an unlocked lease
means a dead maker: no process ids that come round again, no clock to wait for, and it holds on
every system and share on which the register's own locks hold.

Folders are made and judged only under the register's write lock (see issuing.py).
"""

import hashlib
import os
import secrets
import shutil
import sqlite3
import zlib
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from letters.register.places import located, move

PREFIX = ".letters-"
_LEASE = "lease"


@dataclass(slots=True)
class Staging:
    """The folder of one letter in the making; nothing is on the disk before `open`.

    A `first` issue can be withdrawn; the number of a letter that had one before is out.
    """

    folder: Path
    first: bool = False
    _lease: sqlite3.Connection | None = field(default=None, repr=False)

    @classmethod
    def beside(cls, register: Path, *, first: bool) -> "Staging":
        """A new name that no other maker has."""
        return cls(register.parent / f"{PREFIX}{secrets.token_hex(8)}", first)

    @property
    def token(self) -> str:
        """The name under which the register knows the folder."""
        return self.folder.name

    def open(self) -> None:
        """Make the folder and take the lease, under the register's write lock."""
        self.folder.mkdir()
        self._lease = _connect(self.folder / _LEASE, "rwc")
        self._lease.execute("BEGIN EXCLUSIVE")

    def close(self) -> None:
        """Let go of the lease; whatever is still in the folder is for the next run to settle."""
        if self._lease is not None:
            self._lease.close()
            self._lease = None

    def discard(self) -> None:
        """Let go of the lease and remove the folder with all that is in it."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, path: str, data: bytes) -> str:
        """Write the file meant for `path` to the disk for good; its SHA-256.

        Nothing half-written stays if that fails (OSError).
        """
        sha256 = hashlib.sha256(data).hexdigest()
        staged = self.staged(path, sha256)
        try:
            with staged.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            staged.unlink(missing_ok=True)
            raise
        return sha256

    def staged(self, path: str, sha256: str) -> Path:
        """Where the file meant for `path` with this content waits; its name tells both."""
        return self.folder / f"{sha256}-{zlib.crc32(path.encode()):08x}"

    def place(self, path: str, sha256: str) -> None:
        """Move a file from the folder to its place, unless it has left the folder before."""
        staged = self.staged(path, sha256)
        if not staged.exists():
            return
        move(staged, located(self.folder, path))


def abandoned(register: Path) -> list[Staging]:
    """The folders whose makers are dead; ask under the register's write lock."""
    folders = sorted(register.parent.glob(f"{PREFIX}*"))
    return [Staging(folder) for folder in folders if not _is_held(folder / _LEASE)]


def _is_held(lease: Path) -> bool:
    """Whether a living process has the lease; when in doubt (no permission), it has."""
    if not lease.exists():
        return False
    try:
        with closing(_connect(lease, "rw")) as db:
            db.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        return lease.exists()
    return False


def _connect(lease: Path, mode: str) -> sqlite3.Connection:
    uri = f"{lease.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
