"""A whole project in memory, for tests of anything after loading."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

import pytest
from hypothesis import HealthCheck, settings

from briefgen.checks import RULES
from briefgen.cli import options
from briefgen.compose import Composition
from briefgen.diagnostics import Diagnostic
from briefgen.private_folder import VARIABLE
from briefgen.project import Document
from briefgen.session import AS_DESIGNED, Session, open_session
from briefgen.view import View
from briefgen.workers import WorkerHere
from briefgen.world import MemoryWorld, World, builtin_world

# How long an example takes says more of the machine than of the code.
settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any-machine")

PROJECT = """\
audiences:
  public: {clearance: "TLP:CLEAR"}
  staff: {clearance: "TLP:RED", depth: full}
"""
HEADING = """\
title: A title
as_of: "2023-07-14T09:00:00+09:00"
marking: TLP:CLEAR
summary: A summary.
bottom_line: A bottom line.
url: https://example.org/dossier
"""


@dataclass(frozen=True)
class Bench:
    """A project with one dossier, `d`; `items` stand in its `items.yaml`."""

    items: str = ""
    heading: str = HEADING
    project: str = PROJECT
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    """More files by their paths in the project."""
    now: datetime = datetime(2023, 7, 14, tzinfo=UTC)
    builtin: World = field(default_factory=builtin_world)

    @cached_property
    def session(self) -> Session:
        contents = {
            "briefgen.yaml": self.project,
            "content/d/dossier.yaml": self.heading,
            "content/d/items.yaml": self.items,
            **self.files,
        }
        session, faults = open_session(MemoryWorld(contents, self.now), self.builtin)
        assert session is not None, faults
        return session

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """What loading and validating the dossier found, but for the findings of rules."""
        return _without_rules(self.findings)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """All that was found in the dossier as a whole."""
        return self.session.dossier("d").diagnostics

    def look(
        self, audience: str = "public", language: str = "en"
    ) -> tuple[View | None, tuple[Diagnostic, ...]]:
        """Return what an audience may see; the dossier must be whole."""
        assert self.session.dossier("d").is_whole, self.findings
        return self.session.view(Document("d", "timeline", audience, language))

    def view(self, audience: str = "public", language: str = "en") -> View:
        """Return what an audience may see, without any fault."""
        view, faults = self.look(audience, language)
        assert view is not None
        assert faults == ()
        return view

    def write(
        self, kind: str = "timeline", audience: str = "public", language: str = "en"
    ) -> tuple[Composition | None, tuple[Diagnostic, ...]]:
        """Return a composed document with every fault, but for the findings of rules."""
        self.look(audience, language)
        marks = self.session.project.audiences[audience].portion_marks
        document = Document("d", kind, audience, language, portion_marks=marks)
        composition, faults = self.session.compose(document, AS_DESIGNED)
        return composition, _without_rules(faults)

    def page(
        self, kind: str = "timeline", audience: str = "public", language: str = "en"
    ) -> Composition:
        """Return a composed document without any fault."""
        composition, faults = self.write(kind, audience, language)
        assert composition is not None, faults
        assert faults == ()
        return composition


def _without_rules(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return the faults that are not the linter's: a test's dossier is no careful brief."""
    return tuple(fault for fault in diagnostics if fault.code not in RULES)


class _Worker(WorkerHere):
    """What the command line takes for a worker in a test that runs it in this process."""

    layers = ()

    def __init__(self, nursery: None, *, capacity: int = 1) -> None: ...

    def __enter__(self) -> _Worker:
        return self

    def __exit__(self, *_: object) -> None: ...


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands that a test calls make documents here; those that it starts have the sandbox."""
    monkeypatch.setattr(options, "nursery", lambda **_: None)
    monkeypatch.setattr(options, "ConfinedWorker", _Worker)


@pytest.fixture(autouse=True, scope="session")
def _nothing_of_the_users(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what builds remember out of the user's own folder, also in fixtures of modules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(tmp_path_factory.mktemp("remembered")))
        yield


@pytest.fixture(autouse=True)
def remembers_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Let no test know what another one has built."""
    folder = tmp_path_factory.getbasetemp() / "remembered-by-tests" / secrets.token_hex(8)
    monkeypatch.setenv(VARIABLE, str(folder))


@pytest.fixture(scope="session")
def bench() -> Callable[..., Bench]:
    """Return what makes a project in memory."""
    return Bench


@pytest.fixture(scope="session")
def heading() -> str:
    """Return a `dossier.yaml` with what every kind of document requires."""
    return HEADING


@pytest.fixture(scope="session")
def project() -> str:
    """Return a `briefgen.yaml` with the audiences `public` and `staff`."""
    return PROJECT
