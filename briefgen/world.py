"""The one door to the outside: files, the clock, the revision in git.

A build sees nothing else, so that with the same World it gives the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path, PurePosixPath
from typing import Protocol

from briefgen.errors import UnreadableError, UsageError
from briefgen.states import Listing, Signature, listing_of, signature_of

__all__ = [
    "MAX_FILE_BYTES",
    "DiskWorld",
    "MemoryWorld",
    "Revision",
    "World",
    "builtin_world",
]

MAX_FILE_BYTES = 100_000_000
"""The largest file that is read at all; what reads a kind of file has narrower limits."""


@dataclass(frozen=True, slots=True)
class Revision:
    """Which state of the project in git was built."""

    commit: str
    """Full hash of the commit."""
    is_clean: bool
    """Whether the files were those of the commit."""


class World(Protocol):
    """Where input comes from. Paths are relative to the project, with forward slashes."""

    def read(self, path: str) -> bytes:
        """Return a file's bytes, and note that it was read.

        Raises: FileNotFoundError. UnreadableError when the path leads out of the project, names no
        regular file, or one that is too large or may not be read.
        """

    def files(self, folder: str) -> tuple[str, ...]:
        """Return every visible file below a folder, sorted; nothing if there is no such folder."""

    def linked_folders(self, folder: str) -> tuple[str, ...]:
        """Return the links to folders below a folder, sorted: they are not followed."""

    def now(self) -> datetime:
        """Return the time, with a zone."""

    def revision(self) -> Revision | None:
        """Return the revision in git, None outside a repository."""

    @property
    def reads(self) -> Mapping[str, str]:
        """(path → sha256) of what was read: the list of dependencies."""


@dataclass
class DiskWorld:
    """A project in a folder on this machine."""

    root: Path
    """The project's folder."""
    reads: dict[str, str] = field(default_factory=dict)
    """(path → sha256) of what was read."""
    states: dict[str, Signature | None] = field(default_factory=dict)
    """(path → state before it was read), None for what was not there."""
    listed: dict[str, tuple[Signature | None, Listing]] = field(default_factory=dict)
    """(path → state and names) of the folders that were listed."""
    started: int = field(default_factory=time.time_ns)
    """The time before anything was read, in nanoseconds."""

    def read(self, path: str) -> bytes:
        """Return a file's bytes; symbolic links may not lead out of the project."""
        inside = self._inside(path)
        self.states[path] = signature_of(str(inside))
        try:
            content = _content(inside)
        except FileNotFoundError:
            raise
        except OSError as error:
            raise UnreadableError(
                f"`{path}` cannot be read: {error.strerror or error}",
                help="see that it is a file and that you may read it",
            ) from error
        self.reads[path] = hashlib.sha256(content).hexdigest()
        return content

    def files(self, folder: str) -> tuple[str, ...]:
        """Return every visible file below a folder, sorted."""
        return self._walk(folder)[0]

    def linked_folders(self, folder: str) -> tuple[str, ...]:
        """Return the links to folders below a folder, sorted."""
        return self._walk(folder)[1]

    def _walk(self, folder: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the visible files below a folder, and the links to folders."""
        top = self._inside(folder)
        files: list[str] = []
        links: list[str] = []
        if not top.is_dir():
            self.listed[folder] = (None, [])
            return (), ()
        left = [PurePosixPath(folder)]
        while left:
            inside = left.pop()
            for name in self._listing(inside, top / inside.relative_to(folder)):
                plain, folder_sign, link_sign = name.partition("/")
                if folder_sign and not link_sign:
                    left.append(inside / plain)
                else:
                    (links if link_sign else files).append(str(inside / plain))
        return tuple(sorted(files)), tuple(sorted(links))

    def _listing(self, inside: PurePosixPath, folder: Path) -> Listing:
        """Return what a folder holds, and note it; nothing if it has gone meanwhile.

        Raises: UnreadableError when it is there and cannot be listed: its files would be lost.
        """
        # its state first: what comes while it is listed must show as a change
        state = signature_of(str(folder))
        try:
            names = listing_of(str(folder))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise UnreadableError(
                f"`{folder}` cannot be listed: {error.strerror}",
                help="see that you may read the folder",
            ) from error
        self.listed[str(inside)] = (state, names)
        return names

    def now(self) -> datetime:
        """Return SOURCE_DATE_EPOCH if it is set, else the clock's time."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if not epoch.isdecimal():
            return datetime.now(UTC)
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (OSError, OverflowError, ValueError):
            raise UsageError(
                "SOURCE_DATE_EPOCH is no time",
                help="set it to seconds since 1970, such as 1700000000, or unset it",
            ) from None

    def revision(self) -> Revision | None:
        """Return what `git` says of the folder."""
        try:
            commit = self._git("rev-parse", "--verify", "--quiet", "HEAD").strip()
            changes = self._git("status", "--porcelain", "--untracked-files=normal", "--", ".")
        except (OSError, subprocess.SubprocessError):
            return None
        return Revision(commit, not changes.strip())

    def _git(self, *arguments: str) -> str:
        # a program that the project's own settings name must not be started
        command = ["git", "-C", str(self.root), "-c", "core.fsmonitor=false", *arguments]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=20
        ).stdout

    @cached_property
    def _resolved(self) -> Path:
        """The project's folder without links; one that is led elsewhere meanwhile has no files."""
        return self.root.resolve()

    def _inside(self, path: str) -> Path:
        try:
            resolved = (self.root / path).resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise UnreadableError(
                f"`{path}` cannot be read: no file has this path, or it is a link to itself",
                help="name a file inside the project's folder; remove links that go in a circle",
            ) from error
        if not resolved.is_relative_to(self._resolved):
            raise UnreadableError(
                f"`{path}` leads out of the project",
                help="keep every file inside the project's folder, without links that leave it",
            )
        return resolved


@dataclass
class MemoryWorld:
    """A project that exists only in memory, for tests and previews."""

    contents: Mapping[str, str | bytes]
    """(path → content)."""
    clock: datetime = datetime(2023, 7, 14, tzinfo=UTC)
    """What `now` says."""
    git: Revision | None = None
    """What `revision` says."""
    reads: dict[str, str] = field(default_factory=dict)
    """(path → sha256) of what was read."""

    def read(self, path: str) -> bytes:
        """Return a file's bytes."""
        if path not in self.contents:
            raise FileNotFoundError(path)
        content = self.contents[path]
        raw = content.encode() if isinstance(content, str) else content
        self.reads[path] = hashlib.sha256(raw).hexdigest()
        return raw

    def files(self, folder: str) -> tuple[str, ...]:
        """Return every file below a folder, sorted."""
        prefix = "" if folder in ("", ".") else folder.rstrip("/") + "/"
        return tuple(sorted(path for path in self.contents if path.startswith(prefix)))

    def linked_folders(self, folder: str) -> tuple[str, ...]:
        """Return nothing: there are no links in memory."""
        return ()

    def now(self) -> datetime:
        """Return the fixed time."""
        return self.clock

    def revision(self) -> Revision | None:
        """Return the fixed revision."""
        return self.git


def _content(path: Path) -> bytes:
    """Return the bytes of a regular file, and of nothing else.

    Why: a pipe would be waited for without end, and a device has no end. Opening one without
    waiting, and looking then, leaves no moment in which it could be put in the file's place.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "it is a folder, a pipe or a device and no file")
        with open(handle, "rb", closefd=False) as file:
            content = file.read(MAX_FILE_BYTES + 1)
    finally:
        os.close(handle)
    if len(content) > MAX_FILE_BYTES:
        raise OSError(0, f"it has more than {MAX_FILE_BYTES:,} bytes")
    return content


@cache
def builtin_world() -> DiskWorld:
    """Return the World of the built-in files: `templates/` of the wheel or of the repository."""
    package = Path(__file__).resolve().parent
    shipped = package / "builtin"
    return DiskWorld(shipped if shipped.is_dir() else package.parent)
