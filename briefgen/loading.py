"""A dossier's folder → what of it can be worked with: load, validate, check when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from briefgen.checks import RULES, DossierCase, Judge, check_dossier
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.load.tree import load
from briefgen.model.dossier import FAMILIES, Dossier, Heading
from briefgen.pictures import picture_faults
from briefgen.project import Project
from briefgen.source_tree import SourceTree
from briefgen.validate import validate
from briefgen.world import World

__all__ = ["Loaded", "has_error", "load_dossier"]

_UNKNOWN = ("BG110", "BG201")
"""Codes of references to what is not there."""


@dataclass(frozen=True)
class Loaded:
    """A dossier that was read, whether or not it is sound."""

    tree: SourceTree | None
    dossier: Dossier | None
    """What is sound of it: all of it, unless `is_whole` says otherwise."""
    found_reading: tuple[Diagnostic, ...]
    """What was found before any rule was asked."""
    is_whole: bool = False
    """Whether nothing had to be left out of it."""
    judge: Judge | None = None
    """Who turns findings on it into diagnostics."""
    check: Callable[[], tuple[Diagnostic, ...]] = tuple
    """What the rules find in it."""

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that was found in it. The rules are asked when this is first wanted."""
        return (*self.found_reading, *self.check())

    @property
    def is_sound(self) -> bool:
        """Whether documents may be made of it."""
        return self.dossier is not None and not has_error(self.diagnostics)

    @property
    def may_be_sound(self) -> bool:
        """The same, as far as is known by now: while documents are made, the rules may be asked."""
        is_checked = "diagnostics" in vars(self)
        known = self.diagnostics if is_checked else self.found_reading
        return self.dossier is not None and not has_error(known)


def load_dossier(
    world: World,
    project: Project,
    folder: str,
    read: Callable[[str], bytes | None],
    now: datetime,
    found: tuple[Diagnostic, ...] | None = None,
) -> Loaded:
    """Return the dossier in a folder, read and checked.

    `read` gives its files by their paths from there, also later, when the rules are asked; `now` is
    the moment of the run. `found` is what was found in it when it was read before: then it is not
    looked for again.
    """
    tree, faults = load(world, folder, tuple(FAMILIES), tuple(Heading.model_fields))
    if tree is None:
        return Loaded(None, None, faults)
    files = [path.removeprefix(f"{folder}/") for path in world.files(folder)]
    dossier, more = validate(tree, project.schemes, project.audiences, files)
    if has_error(fault for fault in faults if fault.code.startswith("BG0")):
        # what a file that cannot be read would have defined is not unknown for that
        more = tuple(fault for fault in more if fault.code not in _UNKNOWN)
    faults = (*faults, *more)
    if dossier is None:
        return Loaded(tree, None, faults)
    faults = (*faults, *picture_faults(world, folder, tree, dossier))
    is_whole = not has_error(faults)
    judge = Judge(dossier, tree, project.file.checks, RULES)
    if found is not None:
        return Loaded(tree, dossier, found, is_whole, judge)

    def check() -> tuple[Diagnostic, ...]:
        # what the case works out for the rules goes with it
        case = DossierCase(dossier, tree, project, now, read, is_whole)
        return check_dossier(case, judge).diagnostics

    return Loaded(tree, dossier, faults, is_whole, judge, check)


def has_error(faults: Iterable[Diagnostic]) -> bool:
    """Return whether one of the faults is an error."""
    return any(fault.severity is Severity.ERROR for fault in faults)
