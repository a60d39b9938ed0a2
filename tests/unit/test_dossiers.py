"""Dossiers are read when they are needed, few are held, and none may change in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import dossiers as dossiers_module
from briefgen import loading
from briefgen.build import build_documents
from briefgen.checks import DossierCase, Judge
from briefgen.checks.judge import Judgement
from briefgen.dossiers import Dossiers
from briefgen.errors import ContentChangedError
from briefgen.order import Delivery, Order
from briefgen.project import Choice
from briefgen.session import Session, open_session
from briefgen.workers import WorkerHere
from briefgen.world import DiskWorld, builtin_world

EVENTS = 'events:\n  e: {date: "2023-05-01", status: occurred, text: Talks began}\n'
MANY = 20
LONG = "# why it is so\n" * 3000


@pytest.fixture
def session(tmp_path: Path, heading: str) -> Session:
    for number in range(MANY):
        folder = tmp_path / f"content/d{number:02}"
        folder.mkdir(parents=True)
        (folder / "dossier.yaml").write_text(heading, "utf-8")
        (folder / "items.yaml").write_text(EVENTS, "utf-8")
    (tmp_path / "content/d03/dossier.yaml").write_text(heading + "language: de\n", "utf-8")
    (tmp_path / "content/d04/items.yaml").write_text("events: [", "utf-8")
    (tmp_path / "briefgen.yaml").write_text("documents: [{templates: [timeline]}]\n", "utf-8")
    opened, _ = open_session(DiskWorld(tmp_path), builtin_world())
    assert opened is not None
    return opened


def held(dossiers: Dossiers) -> int:
    return len(dossiers._recent._known)


def test_few_are_held_and_of_all_is_known_what_is_needed_in_the_end(session: Session) -> None:
    for name in session.dossier_names():
        session.dossier(name)

    assert held(session.dossiers) == 16 < MANY
    assert [known.is_sound for known in session.dossiers].count(False) == 1
    assert session.language("d03") == "de"
    assert {session.language(f"d{number:02}") for number in range(5, MANY)} == {"en"}
    assert all(known.until > session.now for known in session.dossiers)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the folders of the dossiers that are read, each time that one is."""
    folders: list[str] = []
    load = dossiers_module.load_dossier

    def noted(world: object, project: object, folder: str, *rest: object) -> object:
        folders.append(folder)
        return load(world, project, folder, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(dossiers_module, "load_dossier", noted)
    return folders


def test_one_that_was_let_go_of_is_read_again_and_is_the_same(
    session: Session, loaded: list[str]
) -> None:
    first = session.dossier("d00")
    for name in session.dossier_names():
        session.dossier(name)
    again = session.dossier("d00")

    assert again is not first
    assert again.dossier == first.dossier
    assert (loaded.count("content/d00"), loaded.count("content/d01")) == (2, 1)


@pytest.mark.parametrize("change", ["edit", "new file", "removal"])
def test_one_that_has_changed_meanwhile_is_refused(
    session: Session, tmp_path: Path, change: str
) -> None:
    for name in session.dossier_names():
        session.dossier(name)
    items = tmp_path / "content/d00/items.yaml"
    if change == "edit":
        items.write_text(EVENTS.replace("began", "ended"), "utf-8")
    elif change == "removal":
        items.unlink()
    else:
        (tmp_path / "content/d00/more.yaml").write_text("events: {}\n", "utf-8")

    with pytest.raises(ContentChangedError, match="`d00` have changed"):
        session.dossier("d00")
    # who is still held is not asked for
    session.dossier(f"d{MANY - 1:02}")


def test_documents_of_a_dossier_stand_together(session: Session) -> None:
    names = [document.dossier for document in session.documents(Choice())]
    assert names == sorted(names)


def test_a_language_is_known_before_the_rest_is_read(session: Session, loaded: list[str]) -> None:
    named = {document.dossier: document.language for document in session.documents(Choice())}

    assert loaded == []
    assert (named["d03"], named["d05"]) == ("de", "en")


@pytest.mark.parametrize(
    ("more", "language"),
    [
        ("language: no such\n", "en"),
        ("language: [de]\n", "en"),
        (LONG, "en"),
        ("language: fr\n" + LONG, "fr"),
    ],
)
def test_a_language_that_one_look_does_not_tell(
    session: Session, tmp_path: Path, more: str, language: str
) -> None:
    path = tmp_path / "content/d07/dossier.yaml"
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    assert session.language("d07") == language


def test_documents_that_were_named_after_another_language_are_refused(
    session: Session, tmp_path: Path
) -> None:
    session.documents(Choice())
    path = tmp_path / "content/d08/dossier.yaml"
    path.write_text(path.read_text("utf-8") + "language: fr\n", "utf-8")
    for _ in range(2):
        with pytest.raises(ContentChangedError, match="`d08` have changed"):
            session.dossier("d08")


def test_a_file_that_only_checks_read_may_not_change_either(
    session: Session, tmp_path: Path
) -> None:
    source = "sources:\n  s: {type: report, kind: primary, title: T, archive: sources/s.txt}\n"
    (tmp_path / "content/d00/items.yaml").write_text(EVENTS + source, "utf-8")
    archive = tmp_path / "content/d00/sources/s.txt"
    archive.parent.mkdir()
    archive.write_text("As it was.", "utf-8")
    for name in session.dossier_names():
        session.dossier(name)
    assert "content/d00/sources/s.txt" in session.world.reads
    archive.write_text("As it is.", "utf-8")
    with pytest.raises(ContentChangedError, match="`d00` have changed"):
        session.dossier("d00")


def test_the_rules_are_asked_when_somebody_wants_to_know(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document is being made by then: what is found in reading decides whether it may be."""
    asked: list[str] = []
    check = loading.check_dossier

    def noted(case: DossierCase, judge: Judge) -> Judgement:
        asked.append(str(case.dossier.language))
        return check(case, judge)

    monkeypatch.setattr(loading, "check_dossier", noted)
    first, broken = session.dossier("d00"), session.dossier("d04")
    assert len(asked) == 1, "of who is let go of in the end"
    assert first.may_be_sound
    assert not broken.may_be_sound
    third = session.dossier("d05")
    assert third.may_be_sound
    before = len(asked)
    assert session.dossiers.known("d05").is_sound
    assert len(asked) == before + 1
    assert [known.is_sound for known in session.dossiers] == [True, False, True]
    assert len(asked) == before + 1


def test_what_the_rules_call_an_error_forbids_a_document_that_was_made(
    session: Session, tmp_path: Path
) -> None:
    project = "documents: [{templates: [timeline]}]\nto: [markdown]\n"
    rules = "checks: {severity: {BG202: error}}\n"
    (tmp_path / "briefgen.yaml").write_text(project + rules, "utf-8")
    opened, faults = open_session(DiskWorld(tmp_path), builtin_world())
    assert opened is not None, faults
    documents = opened.documents(Choice(dossiers=("d00",)))
    assert opened.dossier("d00").may_be_sound
    built = build_documents(opened, documents, tmp_path / "output", lambda _: None)
    assert not opened.dossier("d00").may_be_sound
    assert documents
    assert [one.outputs for one in built] == [()] * len(documents)
    assert not any((tmp_path / "output").rglob("*.md"))


@pytest.mark.parametrize("at_once", [1, 2, 8])
def test_what_is_told_of_an_unsound_dossier_does_not_depend_on_who_was_first(
    session: Session, tmp_path: Path, at_once: int
) -> None:
    """Of documents that were ordered before a rule was asked no more is said than of the others."""

    class Worker(WorkerHere):
        capacity = at_once
        made = 0

        def make(self, order: Order, *, is_in_a_row: bool = False) -> Delivery:
            self.made += 1
            return super().make(order, is_in_a_row=is_in_a_row)

    rules = "to: [markdown]\nchecks: {severity: {BG202: error}}\n"
    kinds = "documents: [{templates: [timeline, one-pager, policy-brief]}]\n"
    (tmp_path / "briefgen.yaml").write_text(kinds + rules, "utf-8")
    worker = Worker()
    opened, faults = open_session(DiskWorld(tmp_path), builtin_world(), worker)
    assert opened is not None, faults
    documents = opened.documents(Choice(dossiers=("d00",)))
    built = build_documents(opened, documents, tmp_path / "output", lambda _: None)
    assert [one.diagnostics for one in built] == [()] * len(documents)
    assert worker.made <= len(documents), "nobody tries again"
