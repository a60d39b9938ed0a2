"""Where a run looks for what was made before: this machine's own store, and the project's cache."""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path, PurePosixPath
from threading import Thread

from briefgen.cache import FolderStore, NoStore, Store, UrlStore
from briefgen.errors import UsageError
from briefgen.load.names import is_relative
from briefgen.model.markings import Marking, Schemes
from briefgen.model.project import CacheSettings, ProjectFile
from briefgen.private_folder import FONTS, common_folder, private_folder
from briefgen.reuse import NoReuse, Reuse
from briefgen.session import Session
from briefgen.surroundings import program_digest, surroundings
from briefgen.versions import other_versions
from briefgen.workers import Worker

__all__ = [
    "Means",
    "means_ahead",
    "means_here",
    "means_of",
    "open_reuse",
    "shared_store",
    "sweep_stores",
]

_MOST_BYTES = 1 << 30
_MOST_DAYS = 30.0
_SWEPT = "swept"
_PROJECT = re.compile(r"[0-9a-f]{20}")
"""How `private_folder` calls the folder of a project."""
_A_DAY_S = 86_400


def means_here(worker: Worker, root: Path) -> Means | None:
    """Return what decides on bytes in this process; None where no worker can be started.

    To be asked once in a process: when the program is updated meanwhile, what it has loaded is
    still the earlier one, and what that makes must not be taken for what the later one would.

    Raises: ToolMissingError when something is missing that every document needs.
    """
    folder = private_folder(root)
    try:
        return means_of(worker, None if folder is None else Path(folder))
    except (OSError, RuntimeError):
        # no worker can be started: that is said of each document
        return None


def means_ahead(worker: Worker, root: Path) -> Callable[[], Means | None]:
    """Return what gives `means_here`, which is worked out meanwhile: the engine is being loaded.

    Asked where nothing can be kept on this machine, it is worked out only then.
    """
    if private_folder(root) is None:
        return cache(partial(means_here, worker, root))
    means: Future[Means | None] = Future()

    def work() -> None:
        try:
            means.set_result(means_here(worker, root))
        except BaseException as error:
            means.set_exception(error)

    # whoever ends the worker ends it too
    Thread(target=work, name="briefgen-means", daemon=True).start()
    return means.result


def open_reuse(
    session: Session, root: Path, means_of_process: Callable[[], Means | None]
) -> Reuse | NoReuse:
    """Return what a run over a project may use again of what was made by the same means.

    `means_of_process` is not asked where nothing could be used again.

    Raises: UsageError when the project names a cache that cannot be used; ToolMissingError when a
    package for it is missing.
    """
    settings = session.project.file.cache
    shared = shared_store(settings, root) if settings is not None else None
    folder = private_folder(root)
    means = None if folder is None and shared is None else means_of_process()
    if means is None:
        return NoReuse()
    return Reuse(
        NoStore() if folder is None else FolderStore(Path(folder, "made")),
        means.program,
        shared,
        _may_be_shared(session.project.file, session.project.schemes, session),
        other_versions(),
        means.native,
    )


def shared_store(settings: CacheSettings | str, root: Path) -> Store:
    """Return the store that a project names.

    Raises: UsageError when it is neither a folder inside the project nor a URL.
    """
    place = settings if isinstance(settings, str) else settings.at
    if "://" in place:
        return UrlStore(place)
    folder = (root / place).resolve()
    is_inside = is_relative(place) and folder.is_relative_to(root.resolve())
    if not is_inside or folder == root.resolve():
        raise UsageError(
            f"the cache `{place}` is no folder inside the project",
            help="write a path such as `.cache/briefgen` under `cache` in briefgen.yaml, or a URL: "
            "`file:///srv/cache`, `s3://bucket/folder`",
        )
    return FolderStore(Path(root, PurePosixPath(place)))


def _may_be_shared(
    file: ProjectFile, schemes: Schemes, session: Session
) -> Callable[[Marking], bool]:
    """Return what says of a marking whether the cache may hold what carries it."""
    lowest = tuple(scheme.labels[0] for scheme in schemes.schemes)
    named = file.cache.clearance if isinstance(file.cache, CacheSettings) else None
    ceiling = schemes.parse(named or lowest)
    return lambda marking: marking.as_at(session.now).is_within(ceiling)


@dataclass(frozen=True, slots=True)
class Means:
    """What decides on bytes besides an order."""

    program: str
    """The digest of briefgen's own files."""
    native: Mapping[str, str]
    """The versions of the system's libraries."""
    libraries: tuple[str, ...]
    """The paths of their files, if the system tells."""
    surroundings: str
    """What the files of all of this said, before they were looked at."""


def means_of(worker: Worker, folder: Path | None) -> Means:
    """Return what decides on bytes besides an order: the program, and libraries of the system.

    To ask the libraries costs loading them; while no file of any of them changes it is remembered
    in the folder, if there is one.
    """
    path = Path(folder or os.devnull, "made-with.json")
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads(path.read_bytes())
        now = surroundings(said["libraries"])
        if said["libraries"] and said["surroundings"] == now:
            return Means(said["program"], said["native"], tuple(said["libraries"]), now)
    worker.try_out(("layout",))
    libraries = tuple(worker.libraries)
    now = surroundings(libraries)
    native, program = dict(sorted(worker.native_versions.items())), program_digest()
    said = {
        "surroundings": now,
        "libraries": libraries,
        "program": program,
        "native": native,
    }
    with contextlib.suppress(OSError):
        path.write_text(json.dumps(said), "utf-8")
    return Means(program, native, libraries, now)


def sweep_stores(root: Path) -> None:
    """Remove what has not been used for a month, once a day, so that the store does not grow.

    Also of other projects, which may never be built again.
    """
    folder = private_folder(root)
    if folder is None:
        return
    mark = Path(folder, _SWEPT)
    with contextlib.suppress(OSError):
        if time.time() - mark.stat().st_mtime < _A_DAY_S:
            return
    with contextlib.suppress(OSError):
        mark.touch()
        if (common := common_folder(FONTS)) is not None:
            FolderStore(Path(common)).sweep(_MOST_BYTES, _MOST_DAYS)
        for other in Path(folder).parent.iterdir():
            if _PROJECT.fullmatch(other.name):
                FolderStore(other / "made").sweep(_MOST_BYTES, _MOST_DAYS)
                FolderStore(other / "answers").sweep(_MOST_BYTES, _MOST_DAYS)
