"""What stays in the output folder and what goes."""

from __future__ import annotations

import json
import threading
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from killed_renames import Killed, killed_after

from briefgen.build import build_documents, stale_allowances, sweep
from briefgen.errors import OutputError
from briefgen.fulfil import fulfil
from briefgen.ledger import read_manifest
from briefgen.order import Delivery, Order
from briefgen.output_lock import LOCK
from briefgen.project import Choice
from briefgen.select.clearance import Clearance
from briefgen.session import Session, open_session
from briefgen.shelf import Built, Shelf
from briefgen.world import MemoryWorld, builtin_world

HEADING = (
    "title: T\nas_of: 2024-01-01T00:00:00Z\nmarking: TLP:CLEAR\nsummary: S.\nbottom_line: B.\n"
)
EVENT = "events:\n  e: {date: 2023-05-01, text: The secret meeting, status: occurred}\n"
PROJECT = "documents: [{templates: [timeline]}]\n"


def build(
    output: Path, items: str, *, formats: str = "[pdf, markdown]", project: str = PROJECT
) -> tuple[Built, ...]:
    files = {
        "briefgen.yaml": f"{project}to: {formats}\n",
        "content/d/dossier.yaml": HEADING,
        "content/d/items.yaml": items,
    }
    session, _ = open_session(MemoryWorld(files), builtin_world())
    assert session is not None
    documents = session.documents(Choice())
    built: list[Built] = []
    build_documents(session, documents, output, built.append)
    sweep(session, documents, output)
    return tuple(built)


def names(output: Path) -> set[str]:
    return {path.name for path in output.rglob("*") if path.is_file()} - {LOCK}


def test_a_document_whose_items_were_marked_up_is_withdrawn(tmp_path: Path) -> None:
    build(tmp_path, EVENT)
    assert "d.timeline.en.pdf" in names(tmp_path)

    (built,) = build(tmp_path, EVENT.replace("status", "marking: TLP:RED, status"))

    assert [fault.code for fault in built.diagnostics] == ["BG506"]
    assert set(built.withdrawn) == {"public/d.timeline.en.pdf", "public/d.timeline.en.md"}
    assert names(tmp_path) == {"manifest.json"}


def test_a_document_that_fails_for_another_reason_stays(tmp_path: Path) -> None:
    build(tmp_path, EVENT)

    (built,) = build(tmp_path, EVENT.replace("secret meeting", "meeting [@gone]"))

    assert built.withdrawn == ()
    assert set(built.stale) == {"public/d.timeline.en.pdf", "public/d.timeline.en.md"}


@pytest.mark.parametrize("has_built", [True, False])
@pytest.mark.parametrize("renames", [1, 2, 3])
def test_what_a_killed_build_had_just_written_goes_with_its_secrets(
    tmp_path: Path, renames: int, has_built: bool
) -> None:
    """It is marked up before any build of the document has ended, and the next fails."""
    if has_built:
        build(tmp_path, EVENT.replace("secret meeting", "meeting").replace("e:", "other:", 1))
    with pytest.raises(Killed), killed_after(renames):
        build(tmp_path, EVENT)
    assert sum(path.suffix == ".tmp" for path in tmp_path.rglob("*")) == 0

    (built,) = build(tmp_path, EVENT.replace("status", "marking: TLP:RED, status"))

    assert [fault.code for fault in built.diagnostics] == ["BG506"]
    assert built.withdrawn if has_built else len(built.withdrawn) == renames - 1
    assert not any(b"secret meeting" in path.read_bytes() for path in tmp_path.rglob("*.md"))
    assert names(tmp_path) <= {"manifest.json"}


def test_one_format_leaves_the_others_while_they_hold(tmp_path: Path) -> None:
    build(tmp_path, EVENT)
    (built,) = build(tmp_path, EVENT, formats="[markdown]")
    assert built.pages == 1
    assert built.outdated == ()
    assert "d.timeline.en.pdf" in names(tmp_path)

    (built,) = build(tmp_path, EVENT.replace("secret", "open"), formats="[markdown]")

    assert built.outdated == ("public/d.timeline.en.pdf",)
    assert "d.timeline.en.pdf" not in names(tmp_path)


@pytest.mark.parametrize("formats", ["[markdown]", "[html]", "[pdf, markdown, html]"])
def test_the_same_content_gives_the_same_job_whatever_the_formats(
    tmp_path: Path, formats: str
) -> None:
    (first,) = build(tmp_path / "a", EVENT)
    (second,) = build(tmp_path / "b", EVENT, formats=formats)
    assert first.entry is not None
    assert second.entry is not None
    assert first.entry["job"] == second.entry["job"]


@pytest.mark.parametrize("sign", ["𠮷", "𠜎"])
def test_letters_that_utf_16_writes_as_two_are_found_in_the_pdf(tmp_path: Path, sign: str) -> None:
    (built,) = build(tmp_path, EVENT.replace("The secret meeting", f"東京の{sign}野家が開いた。"))
    assert [output.format for output in built.outputs] == ["pdf", "markdown"]


def test_a_kind_that_is_no_longer_there_is_swept(tmp_path: Path) -> None:
    build(tmp_path, EVENT, project="audiences: {a: {clearance: TLP:CLEAR}}\n" + PROJECT)
    assert (tmp_path / "a").is_dir()

    build(tmp_path, EVENT, project="audiences: {b: {clearance: TLP:CLEAR}}\n" + PROJECT)

    assert {path.parent.name for path in tmp_path.rglob("*.pdf")} == {"b"}


LEAKY = {
    "templates/timeline/style.css": "main::after { content: 'Both sides agreed on all of it in a"
    " hotel by night' }"
}
SECRET = (
    EVENT + "  s: {date: 2023-06-01, text: Both sides agreed on all of it in a hotel by night,"
    " status: occurred, marking: TLP:RED}\n"
)


def build_with(output: Path, templates: dict[str, str], items: str = SECRET) -> Built:
    files = {
        "briefgen.yaml": f"{PROJECT}to: [pdf, markdown, html]\n",
        "content/d/dossier.yaml": HEADING,
        "content/d/items.yaml": items,
        **templates,
    }
    session, faults = open_session(MemoryWorld(files), builtin_world())
    assert session is not None, faults
    (built,) = build_documents(session, session.documents(Choice()), output, lambda _: None)
    return built


def test_what_leaks_is_not_written_and_the_old_file_stays(tmp_path: Path) -> None:
    assert build_with(tmp_path, {}).outputs
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    built = build_with(tmp_path, LEAKY)

    assert {fault.code for fault in built.diagnostics} == {"BG630"}, built.diagnostics
    assert any("the pdf of `d/timeline/public/en`" in f.message for f in built.diagnostics)
    assert all("events/s" in fault.message for fault in built.diagnostics)
    assert all(fault.span is not None and fault.span.line == 3 for fault in built.diagnostics)
    assert built.outputs == ()
    assert set(built.stale) == {
        f"public/d.timeline.en.{ending}" for ending in ("pdf", "md", "html")
    }
    assert {path: path.read_bytes() for path in before} == before


def test_what_was_lost_is_not_written(tmp_path: Path) -> None:
    style = {"templates/timeline/style.css": ".events tbody { display: none }"}

    built = build_with(tmp_path, style)

    assert {fault.code for fault in built.diagnostics} == {"BG631"}
    assert any("`The secret meeting` is not there" in fault.message for fault in built.diagnostics)
    assert built.outputs == ()
    assert names(tmp_path) == set()


def test_a_selection_that_lets_everything_through_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof asks nothing of the selection."""
    monkeypatch.setattr(Clearance, "may_see", lambda self, item: True)

    built = build_with(tmp_path, {})

    assert {fault.code for fault in built.diagnostics} == {"BG630"}
    assert {fault.message.split(" ")[1] for fault in built.diagnostics} == {
        "pdf",
        "markdown",
        "html",
    }
    assert names(tmp_path) == set()


PUBLIC = SECRET.replace(
    "by night,",
    "by night, public_words: {Both sides agreed on all of it: A hit song.},",
)


def test_words_that_are_public_are_written_and_recorded_for_those_who_may_read_them(
    tmp_path: Path,
) -> None:
    files = {
        "briefgen.yaml": "audiences: {all: {clearance: TLP:CLEAR}, few: {clearance: TLP:RED}}\n"
        f"{PROJECT}to: [markdown]\n",
        "content/d/dossier.yaml": HEADING,
        "content/d/items.yaml": PUBLIC,
        "templates/timeline/page.md.j2": "{% include 'builtin:_shared/page.md.j2' %}\n"
        "Both sides agreed on all of it\n",
    }
    session, faults = open_session(MemoryWorld(files), builtin_world())
    assert session is not None, faults
    documents = session.documents(Choice())
    built: list[Built] = []
    build_documents(session, documents, tmp_path, built.append)
    for_all, for_few = built
    assert for_all.entry is not None, for_all.diagnostics
    assert for_few.entry is not None
    reason = {"Both sides agreed on all of it": "A hit song."}
    assert for_all.entry["public_words"] == {}
    assert for_few.entry["public_words"] == {"events": {"s": reason}}
    assert "BG131" not in {f.code for f in stale_allowances(session, documents, built=True)}


def in_markdown(items: str) -> Session:
    """Return a session over a project that asks for one document, as Markdown."""
    files = {
        "briefgen.yaml": f"{PROJECT}to: [markdown]\n",
        "content/d/dossier.yaml": HEADING,
        "content/d/items.yaml": items,
    }
    session, faults = open_session(MemoryWorld(files), builtin_world())
    assert session is not None, faults
    return session


def test_public_words_that_no_file_needs_are_stale(tmp_path: Path) -> None:
    session = in_markdown(PUBLIC)
    documents = session.documents(Choice())
    build_documents(session, documents, tmp_path, lambda _: None)
    (stale,) = stale_allowances(session, documents, built=True)
    assert (stale.code, stale.span is not None and stale.span.line) == ("BG131", 3)
    assert list(stale_allowances(session, documents, built=False)) == []


def test_what_is_done_is_written_though_somebody_interrupts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = in_markdown(PUBLIC)
    (document,) = session.documents(Choice())
    # in a folder of so many documents, several are written at once
    others = [{"name": f"other-{number}", "outputs": []} for number in range(200)]
    (tmp_path / "manifest.json").write_text(json.dumps({"manifest": 1, "documents": others}))
    orders: list[object] = []

    def make(order: Order, *, is_in_a_row: bool = False) -> Delivery:
        orders.append(order)
        if len(orders) > 1:
            raise KeyboardInterrupt
        return fulfil(order)

    monkeypatch.setattr(session.worker, "make", make)
    with pytest.raises(KeyboardInterrupt):
        build_documents(session, (document, replace(document, paper="Letter")), tmp_path, print)
    assert (tmp_path / f"{document.stem}.md").is_file()


def test_what_has_not_begun_is_not_made_when_something_is_amiss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also while somebody still holds the error, and with it all that it came through."""
    session = in_markdown(PUBLIC)
    (document,) = session.documents(Choice())
    documents = (document, replace(document, paper="Letter")) * 5
    made: list[Order] = []
    may_go_on = threading.Event()

    def make(order: Order, *, is_in_a_row: bool = False) -> Delivery:
        made.append(order)
        if len(made) > 1:
            may_go_on.wait(60)
        return Delivery()

    def full(*_: object) -> NoReturn:
        raise OutputError("no room")

    monkeypatch.setattr(type(session.worker), "capacity", 2)
    monkeypatch.setattr(session.worker, "make", make)
    monkeypatch.setattr("briefgen.build.outcome", full)
    with pytest.raises(OutputError) as caught:
        build_documents(session, documents, tmp_path, print)
    may_go_on.set()
    threads = [one for one in threading.enumerate() if one.name.startswith("briefgen")]
    for thread in threads:
        thread.join(20)
    assert [thread for thread in threads if thread.is_alive()] == []
    assert caught.tb is not None
    assert len(made) <= 3


def test_what_another_build_wrote_meanwhile_in_another_format_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = in_markdown(PUBLIC)
    (document,) = session.documents(Choice())
    lock = Shelf.locked
    others: list[Built] = []
    asked: list[Shelf] = []

    def locked_late(shelf: Shelf) -> AbstractContextManager[None]:
        asked.append(shelf)
        # the first time only leftovers are looked for
        if len(asked) == 2:
            html = (replace(document, formats=("html",)),)
            build_documents(session, html, tmp_path, others.append)
        return lock(shelf)

    monkeypatch.setattr(Shelf, "locked", locked_late)
    build_documents(session, (document,), tmp_path, others.append)
    (entry,) = read_manifest(tmp_path)["documents"]
    assert {output["format"] for output in entry["outputs"]} == {"html", "markdown"}
