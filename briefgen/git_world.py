"""A project as git has it at a revision: nothing is checked out, nothing is written."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from briefgen.errors import ToolMissingError, UnreadableError, UsageError
from briefgen.world import MAX_FILE_BYTES, DiskWorld, Revision

__all__ = ["GitWorld", "git_world"]

_LINK, _MODULE = "120000", "160000"
"""Modes of a symbolic link and of a repository within the repository."""
_MOST_LINKS = 40
"""As many as a system follows before it calls them a circle."""
_LIMIT_S = 60
_CHUNK = 1 << 20
_SETTINGS = {
    "GIT_NO_REPLACE_OBJECTS": "1",  # the content of the revision, and not what was put in its place
    "GIT_NO_LAZY_FETCH": "1",  # nothing is fetched, not even by a clone that has not everything
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file or a link of the revision."""

    mode: str
    blob: str
    """The name by which git has its content."""


@dataclass
class GitWorld:
    """A project in a folder on this machine, with the content of a revision."""

    disk: DiskWorld
    """The project as it lies there: for the clock."""
    commit: str
    """Full hash."""
    entries: Mapping[str, _Entry] = field(repr=False)
    """By path from the project's folder."""
    blobs: _Blobs = field(repr=False)
    reads: dict[str, str] = field(default_factory=dict)
    """(path → sha256) of what was read."""

    def read(self, path: str) -> bytes:
        """Return a file's bytes; symbolic links may not lead out of the project."""
        entry = self.entries.get("/".join(self._resolved(path)))
        if entry is None or entry.mode == _MODULE:
            raise FileNotFoundError(path)
        content = self.blobs.read(entry.blob)
        self.reads[path] = hashlib.sha256(content).hexdigest()
        return content

    def files(self, folder: str) -> tuple[str, ...]:
        """Return every visible file below a folder, sorted."""
        return tuple(path for path, is_link in self._below(folder) if not is_link)

    def linked_folders(self, folder: str) -> tuple[str, ...]:
        """Return the links to folders below a folder, sorted."""
        return tuple(path for path, is_link in self._below(folder) if is_link)

    def _below(self, folder: str) -> list[tuple[str, bool]]:
        """Return the visible paths below a folder, each with whether it is a link to a folder."""
        asked = "/".join(_parts(folder, ()))
        top = "".join(f"{part}/" for part in self._resolved(folder))
        found = []
        for path, entry in self.entries.items():
            below = path.removeprefix(top).split("/")
            if not path.startswith(top) or any(part.startswith(".") for part in below):
                continue
            if entry.mode != _MODULE:
                is_link = entry.mode == _LINK and self._is_folder(path)
                found.append(("/".join((*filter(None, [asked]), *below)), is_link))
        return sorted(found)

    def now(self) -> datetime:
        """Return the same as for the project on the disk."""
        return self.disk.now()

    def revision(self) -> Revision | None:
        """Return the revision."""
        return Revision(self.commit, is_clean=True)

    def _is_folder(self, path: str) -> bool:
        """Return whether a link leads to a folder of the project."""
        try:
            top = "".join(f"{part}/" for part in self._resolved(path))
        except UnreadableError:
            return False
        return any(known.startswith(top) for known in self.entries)

    def _resolved(self, path: str) -> tuple[str, ...]:
        """Return the parts of the path to which links lead."""
        done: tuple[str, ...] = ()
        left = list(reversed(_parts(path, ())))
        links = 0
        while left:
            done = (*done, left.pop())
            entry = self.entries.get("/".join(done))
            if entry is None or entry.mode != _LINK:
                continue
            links += 1
            if links > _MOST_LINKS:
                raise UnreadableError(f"`{path}` is a link that leads in a circle", help=_NO_LINKS)
            target = os.fsdecode(self.blobs.read(entry.blob))
            inside = _parts(target, done[:-1], name=path)
            done, left = (), [*left, *reversed(inside)]
        return done


_NO_LINKS = "keep every file inside the project's folder, without links that leave it"


def _parts(path: str, start: tuple[str, ...], name: str = "") -> tuple[str, ...]:
    """Return the parts of a path that begins at `start`, without `.` and `..`.

    Raises: UnreadableError when it leads out.
    """
    parts = list(start)
    for part in path.split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part == ".." or path.startswith("/"):
            raise UnreadableError(f"`{name or path}` leads out of the project", help=_NO_LINKS)
        elif part not in ("", "."):
            parts.append(part)
    return tuple(parts)


class _Blobs:
    """Reads what git has, in one process for all that is read."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def read(self, blob: str) -> bytes:
        """Return the content of a blob."""
        asked, told = _pipe(self._process.stdin), _pipe(self._process.stdout)
        asked.write(blob.encode() + b"\n")
        asked.flush()
        head = told.readline().split()
        if len(head) != 3 or head[1] != b"blob":
            raise UsageError(
                f"git cannot read {blob[:12]} of the revision",
                help="see whether the clone has all of it: git fsck, or git fetch --refetch",
            )
        size = int(head[2])
        if size > MAX_FILE_BYTES:
            for done in range(0, size + 1, _CHUNK):
                told.read(min(_CHUNK, size + 1 - done))
            raise UnreadableError(
                f"a file of the revision has {size:,} bytes; the limit is {MAX_FILE_BYTES:,}",
                help="take it out of the content, or name a revision without it",
            )
        content = told.read(size)
        # half a file may be one that lacks what must not be seen
        if len(content) != size or told.read(1) != b"\n":
            raise UsageError(
                "git ended while it was asked for the revision", help="run the command again"
            )
        return content


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


@contextmanager
def git_world(root: Path, revision: str) -> Iterator[GitWorld]:
    """Hold the World of a project at a revision of the repository that it is in.

    Raises: UsageError when there is no repository or no such revision; ToolMissingError when there
    is no git.
    """
    within = _git(root, "rev-parse", "--show-prefix")
    if within is None:
        raise UsageError(
            f"{root} is in no git repository", help="leave `--revision` out, or work in a clone"
        )
    prefix = os.fsdecode(within).removesuffix("\n")
    asked = f"{revision}^{{commit}}"
    named = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", asked)
    if named is None:
        raise UsageError(
            f"there is no revision `{revision}`",
            help="name a commit, a tag or a branch that is here; a shallow clone has few of them",
        )
    commit = named.decode().strip()
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", f"{commit}:{prefix}")
    if listed is None:
        raise UsageError(
            f"the project's folder is not in revision `{revision}`",
            help="name a revision in which it is",
        )
    entries = dict(map(_entry, filter(None, listed.split(b"\0"))))
    command = ["git", "-C", str(root), "cat-file", "--batch"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **_SETTINGS}
    ) as process:
        yield GitWorld(DiskWorld(root), commit, entries, _Blobs(process))


def _entry(line: bytes) -> tuple[str, _Entry]:
    head, _, path = line.partition(b"\t")
    mode, _, blob = head.decode().split(" ")
    return os.fsdecode(path), _Entry(mode, blob)


def _git(root: Path, *arguments: str) -> bytes | None:
    """Return what git says, None if it refuses."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            check=False,
            timeout=_LIMIT_S,
            env={**os.environ, **_SETTINGS},
        )
    except OSError as error:
        raise ToolMissingError(
            "git cannot be run", help="install it, or leave out `--revision`"
        ) from error
    except ValueError as error:  # a NUL in the revision
        raise UsageError("the revision is no name that git can know") from error
    except subprocess.TimeoutExpired as error:
        raise UsageError(
            f"git has not answered for {_LIMIT_S} s", help="try `git status` here"
        ) from error
    return done.stdout if done.returncode == 0 else None
