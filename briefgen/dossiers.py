"""The dossiers of a run: each is read when it is needed, and few are in memory at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from briefgen.checks import Exemptions
from briefgen.diagnostics import Diagnostic
from briefgen.errors import ContentChangedError, UnreadableError
from briefgen.load.tree import stated_language
from briefgen.loading import Loaded, load_dossier
from briefgen.model.dossier import Heading
from briefgen.model.shapes import LANGUAGE_PATTERN
from briefgen.moments import next_moment
from briefgen.project import Project
from briefgen.recent import Recent
from briefgen.world import World

__all__ = ["Dossiers", "Known"]


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a dossier that was let go of."""

    language: str
    """Its own."""
    is_sound: bool
    """Whether documents may be made of it."""
    is_whole: bool
    """Whether nothing had to be left out of it."""
    diagnostics: tuple[Diagnostic, ...]
    """What was found in it."""
    exemptions: Exemptions
    """What it allows."""
    until: datetime
    """When time alone will change what is found in it, or what of it may be seen."""
    files: tuple[str, ...]
    """The paths in its folder."""
    digests: Mapping[str, str]
    """(path → sha256) of those that were read."""


class Dossiers:
    """Reads dossiers, and lets go of those that were not asked for lately."""

    def __init__(self, world: World, project: Project, now: datetime) -> None:
        """`now` is the moment of the run."""
        self._world, self._project, self._now = world, project, now
        self._recent: Recent[str, Loaded] = Recent()
        self._known: dict[str, Known] = {}
        self._unasked: dict[str, tuple[Loaded, tuple[str, ...]]] = {}
        """By name, a dossier of which it is not known what the rules find, and the paths in its
        folder."""
        self._languages: dict[str, str] = {}

    def __iter__(self) -> Iterator[Known]:
        """Yield what is known of each dossier that was read."""
        self._ask_the_rules()
        return iter(self._known.values())

    @property
    def names(self) -> tuple[str, ...]:
        """Those of the dossiers that were read."""
        return (*self._known, *self._unasked)

    def get(self, name: str) -> Loaded:
        """Return a dossier, read and checked.

        Raises: ContentChangedError when it was let go of, and is another now.
        """
        return self._recent.get(name, lambda: self._loaded(name))

    def known(self, name: str) -> Known:
        """Return what is known of a dossier, which is read if it was not."""
        if name not in self._known:
            self.get(name)
            self._ask_the_rules()
        return self._known[name]

    def language(self, name: str) -> str:
        """Return a dossier's own language, for which one file of it is read.

        Why: all documents are named before the first is made, and of a thousand dossiers each
        takes a quarter of a second to read and check.
        """
        if name not in self._languages:
            field = Heading.model_fields["language"]
            stated = stated_language(self._world, self.folder(name), field.default)
            if stated is None or re.fullmatch(LANGUAGE_PATTERN, stated) is None:
                stated = self.known(name).language
            self._languages[name] = stated
        return self._languages[name]

    def folder(self, name: str) -> str:
        """Return a dossier's folder."""
        return str(PurePosixPath(self._project.file.content, name))

    def _loaded(self, name: str) -> Loaded:
        # whoever reads another one lets go of this one in the end
        self._ask_the_rules()
        folder = self.folder(name)
        # what comes after this is told apart when it is read again
        files = self._world.files(folder)
        known = self._known.get(name)
        # the same files have the same faults; if they are others, that is refused below
        found = None if known is None else known.diagnostics
        read = self.reader(name)
        loaded = load_dossier(self._world, self._project, folder, read, self._now, found)
        if known is None:
            has_changed = self._is_in_another_language(name, loaded)
            if not has_changed:
                self._unasked[name] = loaded, files
        else:
            has_changed = files != known.files or any(
                self._digest(path) != digest for path, digest in known.digests.items()
            )
        if has_changed:
            raise ContentChangedError(
                f"the files of `{name}` have changed while they were worked with",
                help="run it again",
            )
        return loaded

    def _ask_the_rules(self) -> None:
        """Work out what is known of the dossiers that were read."""
        while self._unasked:
            name, (loaded, files) = self._unasked.popitem()
            found = loaded.diagnostics
            # the rules read archives too
            reads = self._world.reads
            digests = {path: reads[path] for path in files if path in reads}
            self._known[name] = self._summary(loaded, found, files, digests)

    def _digest(self, path: str) -> str | None:
        """Return the sha256 of a file as it is now, None if there is none that can be read."""
        try:
            self._world.read(path)
        except (FileNotFoundError, UnreadableError):
            return None
        return self._world.reads[path]

    def _is_in_another_language(self, name: str, loaded: Loaded) -> bool:
        """Return whether documents were named after a language that it is not in any more."""
        named = self._languages.get(name)
        if named is None or loaded.dossier is None:
            return False
        return named != loaded.dossier.language

    def _summary(
        self,
        loaded: Loaded,
        found: tuple[Diagnostic, ...],
        files: tuple[str, ...],
        digests: Mapping[str, str],
    ) -> Known:
        dossier, checks = loaded.dossier, self._project.file.checks
        return Known(
            dossier.language if dossier is not None else "en",
            loaded.is_sound,
            loaded.is_whole,
            found,
            Exemptions() if loaded.judge is None else loaded.judge.exemptions,
            next_moment(
                () if dossier is None else (dossier,),
                self._project.schemes,
                self._now,
                checks.max_age_days,
            ),
            files,
            digests,
        )

    def reader(self, name: str) -> Callable[[str], bytes | None]:
        """Return what reads a file of a dossier by its path from the dossier's folder."""

        folder = self.folder(name)

        def read(path: str) -> bytes | None:
            try:
                return self._world.read(f"{folder}/{path}")
            except FileNotFoundError:
                return None

        return read
