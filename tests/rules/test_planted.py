"""The example with forty faults planted in it: each is found at its place, and nothing else is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from briefgen.build import check_documents
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.project import Choice
from briefgen.session import open_session
from briefgen.world import MemoryWorld, builtin_world

_ROOT = Path(__file__).parents[2]
_DOSSIER = "content/tokyo-liaison-office"
_FILES = {
    path.relative_to(_ROOT).as_posix(): path.read_text("utf-8")
    for path in (_ROOT / "briefgen.yaml", *sorted((_ROOT / _DOSSIER).rglob("*")))
    if path.suffix in (".yaml", ".md", ".lock")
}


@dataclass(frozen=True)
class Planted:
    """One fault: a change of a file, and the finding that it makes."""

    file: str
    """From the dossier's folder; a leading slash stands for the project's."""
    right: str
    """What stands there once; empty for a new file."""
    wrong: str
    code: str = ""
    """The finding; empty where the change only prepares another."""
    at: str = ""
    """What begins in the line of the finding, once in the changed file."""

    @property
    def path(self) -> str:
        """The file in the project."""
        return self.file[1:] if self.file.startswith("/") else f"{_DOSSIER}/{self.file}"


LISTS = {
    name: tuple(Planted(**entry) for entry in entries)
    for name, entries in yaml.safe_load(
        Path(__file__).with_name("planted.yaml").read_text("utf-8")
    ).items()
}


def planted(faults: tuple[Planted, ...]) -> dict[str, str]:
    """Return the example's files with the faults in them."""
    files = dict(_FILES)
    for fault in faults:
        if fault.right:
            assert files[fault.path].count(fault.right) == 1, fault
            files[fault.path] = files[fault.path].replace(fault.right, fault.wrong)
        else:
            files[fault.path] = fault.wrong
    return files


def place(fault: Planted, files: dict[str, str]) -> tuple[str, str, int]:
    """Return the code, file and line of the finding that a fault makes."""
    before, *rest = files[fault.path].split(fault.at)
    assert len(rest) == 1, fault
    return fault.code, fault.path, before.count("\n") + 1


def findings(files: dict[str, str]) -> tuple[Diagnostic, ...]:
    """Return everything that a check finds, but for notes."""
    world = MemoryWorld(files, datetime(2023, 7, 14, tzinfo=UTC))
    session, faults = open_session(world, builtin_world())
    assert session is not None, faults
    documents = session.documents(Choice())
    found = check_documents(session, documents)
    return tuple(fault for fault in found if fault.severity is not Severity.INFO)


@pytest.mark.parametrize("name", list(LISTS))
def test_each_is_found_at_its_place_and_nothing_else(name: str) -> None:
    files = planted(LISTS[name])
    found = Counter(
        (fault.code, fault.span.path, fault.span.line)
        for fault in findings(files)
        if fault.span is not None
    )
    wanted = Counter(place(fault, files) for fault in LISTS[name] if fault.code)
    assert (wanted - found, found - wanted) == (Counter(), Counter())


def test_there_are_forty_at_least_from_every_family() -> None:
    families = Counter(fault.code[2] for fault in LISTS["all-at-once"] if fault.code)
    assert families.total() >= 40
    # what is wrong with pages (BG6) can be seen only when they are laid out: see BG623 to BG625
    assert set(families) == set("0123457")


def test_the_example_itself_is_clean() -> None:
    assert findings(dict(_FILES)) == ()
