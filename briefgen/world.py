"""The one door to the outside: files, the clock, the revision in git.

A build sees nothing else, so that with the same World it gives the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Protocol

from briefgen.errors import UsageError

__all__ = ["DiskWorld", "MemoryWorld", "Revision", "World", "builtin_world"]


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

        Raises: FileNotFoundError. UsageError when the path leads out of the project.
        """

    def files(self, folder: str) -> tuple[str, ...]:
        """Return every visible file below a folder, sorted; nothing if there is no such folder."""

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

    def read(self, path: str) -> bytes:
        """Return a file's bytes; symbolic links may not lead out of the project."""
        content = self._inside(path).read_bytes()
        self.reads[path] = hashlib.sha256(content).hexdigest()
        return content

    def files(self, folder: str) -> tuple[str, ...]:
        """Return every visible file below a folder, sorted."""
        top = self._inside(folder)
        found = []
        for current, folders, names in os.walk(top):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                if not name.startswith("."):
                    relative = Path(current, name).relative_to(top)
                    found.append(str(PurePosixPath(folder, *relative.parts)))
        return tuple(sorted(found))

    def now(self) -> datetime:
        """Return SOURCE_DATE_EPOCH if it is set, else the clock's time."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)

    def revision(self) -> Revision | None:
        """Return what `git` says of the folder."""
        try:
            commit = self._git("rev-parse", "--verify", "--quiet", "HEAD").strip()
            changes = self._git("status", "--porcelain", "--untracked-files=normal", "--", ".")
        except (OSError, subprocess.SubprocessError):
            return None
        return Revision(commit, not changes.strip())

    def _git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.root), *arguments]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=20
        ).stdout

    def _inside(self, path: str) -> Path:
        resolved = (self.root / path).resolve()
        if not resolved.is_relative_to(self.root.resolve()):
            raise UsageError(
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

    def now(self) -> datetime:
        """Return the fixed time."""
        return self.clock

    def revision(self) -> Revision | None:
        """Return the fixed revision."""
        return self.git


def builtin_world() -> DiskWorld:
    """Return the World of the built-in files: `templates/` of the wheel or of the repository."""
    package = Path(__file__).resolve().parent
    shipped = package / "builtin"
    return DiskWorld(shipped if shipped.is_dir() else package.parent)
