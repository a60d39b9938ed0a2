"""What a build said stands as long as nothing that it saw has changed: then nothing is done.

A build remembers what it was asked, the state of every file that it read or wrote, the folders that
it listed, and what it told. The next one that is asked the same looks at these states first. This
module answers before anything is loaded, so it imports as little as it can.

As in git's index, the state of a file counts only where the file is older than the moment at which
the state was noted; of a younger one the content is compared.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from briefgen.private_folder import private_folder
from briefgen.states import Listing, Signature, listing_of, signature_of
from briefgen.surroundings import surroundings

__all__ = ["BUILDS", "answer", "git_head", "question", "remember"]

_FORMAT = 1
_PROJECT = "briefgen.yaml"
BUILDS = frozenset({"build", "render"})
"""The names of the command that builds."""
_ASKS_FOR_MORE = frozenset(
    {"-v", "--verbose", "--explain", "--no-cache", "--no-sandbox", "--watch", "--help"}
)
"""Who gives these wants something done, or told of what was done."""
_GRAIN_NS = 2_000_000_000
"""No file system notes times more coarsely."""
_VARIABLES = ("SOURCE_DATE_EPOCH", "NO_COLOR", "COLUMNS")


def answer(arguments: Iterable[str]) -> int | None:
    """Tell again what a build told that was asked the same, and return its exit status.

    None when anything has changed since, or may have: then it has to be done.
    """
    arguments = list(arguments)
    if not BUILDS & set(arguments) or _ASKS_FOR_MORE & set(arguments):
        return None
    started = time.time_ns()
    try:
        root = _root()
        folder = private_folder(root) if root is not None else None
    except OSError:
        # the current folder is gone, which others know how to say
        return None
    if root is None or folder is None:
        return None
    path = _path(folder, question(arguments))
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123
            said = json.load(file)
        if said["format"] != _FORMAT or not _stands(said, root):
            return None
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None
    if said["noted"] is None:
        # what was too young to be believed is older now
        said["noted"] = started
        _write(path, said)
    if said["lines"]:
        sys.stderr.write("\n".join(said["lines"]) + "\n")
    return int(said["status"])


def question(arguments: Iterable[str]) -> dict[str, Any]:
    """Return all that decides on what is told, besides the state of files."""
    return {
        "arguments": list(arguments),
        "here": os.getcwd(),  # noqa: PTH109
        "terminal": sys.stderr.isatty(),
        "variables": [os.environ.get(name) for name in _VARIABLES],
    }


def remember(
    root: str,
    arguments: Iterable[str],
    *,
    started: int,
    until: float,
    git: str,
    libraries: Iterable[str],
    made_with: str,
    reads: Mapping[str, tuple[Signature | None, str]],
    listed: Mapping[str, tuple[Signature | None, Listing]],
    written: Mapping[str, str],
    lines: Iterable[str],
    status: int,
) -> None:
    """Note that a build has nothing more to do until something changes.

    `started` is the time before it read anything, in nanoseconds; `until` the moment at which time
    alone changes something, in seconds; `git` what `git_head` said at the beginning, `made_with`
    what `surroundings` said of these libraries. `reads` are (state, digest) of files by their paths
    in the project, the state None where there was no file; `listed` (state, names) of folders;
    `written` digests by path. Where it cannot be noted, the next build looks itself.
    """
    folder = private_folder(root)
    if folder is None:
        return
    said = {
        "format": _FORMAT,
        "noted": started,
        "since": time.time(),
        "until": until,
        "libraries": list(libraries),
        "surroundings": made_with,
        "git": git,
        "reads": [[path, *state] for path, state in reads.items()],
        "listed": [[path, *state] for path, state in listed.items()],
        "written": [[path, signature_of(path), digest] for path, digest in written.items()],
        "lines": list(lines),
        "status": status,
    }
    _write(_path(folder, question(arguments)), said)


def _stands(said: dict[str, Any], root: str) -> bool:
    """Return whether everything is as it was noted. What was compared by content is noted anew."""
    if not said["since"] <= time.time() < said["until"] and _runs_by_the_clock():
        return False
    if said["git"] != git_head(root) or said["surroundings"] != surroundings(said["libraries"]):
        return False
    trusted = said["noted"] - _GRAIN_NS
    looks = (("reads", _digest), ("written", _digest_in_place), ("listed", _listing))
    return all(
        _has_stayed(os.path.join(root, one[0]), one, look, trusted, said)  # noqa: PTH118
        for kind, look in looks
        for one in said[kind]
    )


def _runs_by_the_clock() -> bool:
    return not os.environ.get("SOURCE_DATE_EPOCH", "").isdecimal()


def _has_stayed(
    path: str,
    noted: list[Any],
    look: Callable[[str], object],
    trusted: int,
    said: dict[str, Any],
) -> bool:
    """Return whether a file or folder is as it was noted; what it holds is only looked at in doubt.

    `noted` is (path, state, what it held), `trusted` the time up to which states are believed.
    """
    now = signature_of(path)
    if now is None or noted[1] is None:
        return now is None and noted[1] is None
    if list(now) == noted[1] and max(now[1], now[2]) < trusted:
        return True
    if look(path) != noted[2]:
        return False
    noted[1] = now
    said["noted"] = None
    return True


def _listing(path: str) -> Listing | None:
    try:
        return listing_of(path)
    except OSError:
        return None


def _digest(path: str) -> str | None:
    import hashlib

    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _digest_in_place(path: str) -> str | None:
    # where a document was put there may be a link by now, even to the same words
    return None if os.path.islink(path) else _digest(path)  # noqa: PTH114


def git_head(root: str) -> str:
    """Return what git's own files say of the commit that is checked out, empty outside of git.

    Whether files differ from it is not asked: of those that a build reads their state tells.
    """
    folder = os.path.realpath(root)
    while not os.path.exists(os.path.join(folder, ".git")):  # noqa: PTH110, PTH118
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return ""
        folder = above
    git = os.path.join(folder, ".git")  # noqa: PTH118
    if os.path.isfile(git):  # noqa: PTH113
        # a worktree, or a submodule
        git = os.path.join(folder, _text(git).removeprefix("gitdir:").strip())  # noqa: PTH118
    common = os.path.join(git, _text(os.path.join(git, "commondir")).strip())  # noqa: PTH118
    head = _text(os.path.join(git, "HEAD"))  # noqa: PTH118
    reference = head.removeprefix("ref:").strip()
    if reference == head.strip():
        return head
    loose = _text(os.path.join(common, reference))  # noqa: PTH118
    if loose:
        return f"{head}{loose}"
    # the second is where git keeps references that are in no files of their own
    places = (("packed-refs",), ("reftable", "tables.list"))
    packed = [signature_of(os.path.join(common, *place)) for place in places]  # noqa: PTH118
    return f"{head}{packed}"


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            return file.read(4096)
    except OSError:
        return ""


def _root() -> str | None:
    folder = os.getcwd()  # noqa: PTH109
    while not os.path.isfile(os.path.join(folder, _PROJECT)):  # noqa: PTH113, PTH118
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above
    return folder


def _path(folder: str, asked: Mapping[str, Any]) -> str:
    import hashlib

    name = hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:32]
    return os.path.join(folder, "answers", f"{name}.json")  # noqa: PTH118


def _write(path: str, said: Mapping[str, Any]) -> None:
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        with open(temporary, "w", encoding="utf-8") as file:  # noqa: PTH123
            json.dump(said, file, separators=(",", ":"))
        os.replace(temporary, path)  # noqa: PTH105
    except OSError:
        return
