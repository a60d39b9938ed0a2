"""The same order gives the same delivery, which is made once; anything else is made anew.

The layout engine is stood in for: what is tried stands around it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest

from briefgen.build import build_documents
from briefgen.cache import FolderStore, Store
from briefgen.compose import Written
from briefgen.diagnostics import Diagnostic
from briefgen.model.markings import Marking
from briefgen.order import Delivery, Order, deliveries_of, packed
from briefgen.project import Choice
from briefgen.prove import Proof
from briefgen.render import Rendered
from briefgen.reuse import Came, NoReuse, Origin, Reuse, _is_lasting, view_marking
from briefgen.session import Session, open_session
from briefgen.shelf import Built
from briefgen.workers import WorkerHere
from briefgen.world import MemoryWorld, builtin_world

SECRET = "Both sides agreed on all of it in a hotel by night"
FILES: Mapping[str, str] = {
    "briefgen.yaml": """\
audiences: {public: {clearance: "TLP:CLEAR"}, staff: {clearance: "TLP:RED"}}
documents: [{templates: [timeline]}]
to: [markdown]
""",
    "content/d/dossier.yaml": """\
title: A title
as_of: 2024-01-01T00:00:00Z
marking: TLP:CLEAR
summary: A summary.
""",
    "content/d/items.yaml": f"""\
events:
  e: {{date: 2023-05-01, text: The open meeting took place, status: occurred}}
  r: {{date: 2023-06-01, text: {SECRET}, marking: "TLP:RED", status: occurred}}
""",
    "content/d/claims.yaml": "claims: {c: {kind: fact, text: Rain fell on the port}}\n",
}
PUBLIC, STAFF = "d/timeline/public/en", "d/timeline/staff/en"
KIND = """\
label: Kind
pages: {max: 1, gives_way: [GIVES]}
parts:
  - {part: summary}
  - {part: event-list, of: events, limit: 1, required: true}
"""


class _Draft:
    """A page that nobody laid out; a sign in the project's style says when it is too long."""

    def __init__(self, job: Any) -> None:
        self.job = job

    def measured(self) -> Rendered:
        is_long = any("TOO-LONG" in text for _, text in self.job.css)
        is_designed = "--air: 0" in self.job.css[-1][1] or "--air: -0" in self.job.css[-1][1]
        return Rendered(b"", 2 if is_long and is_designed else 1)


@pytest.fixture(autouse=True)
def _no_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.fulfil.lay_out", lambda job, _like: _Draft(job))
    monkeypatch.setattr("briefgen.making.Session.check_layout", lambda *_: ())


class _Worker(WorkerHere):
    """Notes what it is asked for, and may give something else."""

    def __init__(self, at_once: int = 1) -> None:
        self.at_once = at_once
        self.asked: list[str] = []
        self.gives: Callable[[Order, Delivery], Delivery] = lambda _, delivery: delivery
        self.is_ready = self.has_time = False

    def is_ready_for(self, order: Order) -> bool:
        return self.is_ready

    def make(
        self,
        order: Order,
        *,
        is_in_a_row: bool = False,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> Delivery:
        self.asked.append(order.name)
        if self.has_time:
            meanwhile()
        return self.gives(order, super().make(order))


@dataclass
class Desk:
    """A project in memory, built again and again on one machine."""

    top: Path
    files: dict[str, str] = field(default_factory=lambda: dict(FILES))
    made_with: object = "1"
    proved_with: object = ()
    shared: Store | None = None
    may_be_shared: Callable[[Marking], bool] = lambda _: True
    worker: _Worker = field(default_factory=_Worker)
    not_shared: set[str] = field(default_factory=set)

    @property
    def store(self) -> FolderStore:
        return FolderStore(self.top / "made")

    def session(self) -> Session:
        world = MemoryWorld(self.files, datetime(2024, 1, 2, tzinfo=UTC))
        session, faults = open_session(world, builtin_world(), self.worker)
        assert session is not None, faults
        return session

    def entries_of(self, store: FolderStore) -> dict[str, int]:
        """Return what lies in a store, with the number of each file."""
        return {path.name: path.stat().st_ino for path in store.folder.rglob("*") if path.is_file()}

    def build(self) -> dict[str, Built]:
        self.worker.asked.clear()
        session = self.session()
        reuse = Reuse(self.store, self.made_with, self.shared, self.may_be_shared, self.proved_with)
        documents = session.documents(Choice())
        built = build_documents(
            session, documents, self.top / "output", lambda _: None, reuse=reuse
        )
        self.not_shared = reuse.not_shared
        assert [one.document for one in built] == list(documents)
        return {one.document.name: one for one in built}

    def origins(self) -> dict[str, Origin]:
        built = self.build()
        assert all(one.outputs for one in built.values()), built
        return {name: one.origin for name, one in built.items()}

    def edit(self, path: str, old: str, new: str) -> None:
        assert old in self.files[path]
        self.files[path] = self.files[path].replace(old, new)

    def text(self, name: str = PUBLIC) -> str:
        dossier, kind, audience, language = name.split("/")
        return (self.top / f"output/{audience}/{dossier}.{kind}.{language}.md").read_text("utf-8")

    def kept(self) -> Iterable[tuple[Path, Delivery]]:
        """Yield the entries that are deliveries."""
        for path in sorted((self.top / "made").glob("*/*")):
            content = self.store.get(path.name)
            if content is not None and not content.startswith(b"{"):
                yield path, deliveries_of(content, 1)[0]

    def spoil(self, change: Callable[[Written], Written], store: Store | None = None) -> int:
        """Put other deliveries in the place of all that are kept, as who can write there could."""
        number = 0
        for path, delivery in list(self.kept()):
            assert delivery.written is not None
            other = replace(delivery, written=change(delivery.written))
            (store or self.store).put(path.name, packed(other))
            number += 1
        return number


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("has_time", [True, False])
def test_an_order_that_is_given_at_once_is_kept_like_any_other(desk: Desk, has_time: bool) -> None:
    desk.worker.is_ready, desk.worker.has_time = True, has_time
    assert set(desk.origins().values()) == {Origin.MADE}
    desk.worker.is_ready = False
    assert set(desk.origins().values()) == {Origin.KEPT}
    assert desk.worker.asked == []


def test_what_is_found_while_it_is_made_is_not_waited_for(desk: Desk) -> None:
    desk.build()
    desk.worker.is_ready = desk.worker.has_time = True

    def never(order: Order, delivery: Delivery) -> Delivery:
        raise AssertionError(order.name)

    desk.worker.gives = never
    assert set(desk.origins().values()) == {Origin.KEPT}
    assert desk.worker.asked == [PUBLIC], "one process waited"


def test_the_same_again_is_made_of_what_is_kept(desk: Desk) -> None:
    assert desk.origins() == {PUBLIC: Origin.MADE, STAFF: Origin.MADE}
    before = desk.text(PUBLIC), desk.text(STAFF)
    built = desk.build()
    assert desk.worker.asked == []
    assert {one.origin for one in built.values()} == {Origin.KEPT}
    assert all(one.is_up_to_date and one.reasons == () for one in built.values())
    for path in (desk.top / "output").rglob("*.md"):
        path.unlink()
    built = desk.build()
    assert desk.worker.asked == []
    assert (desk.text(PUBLIC), desk.text(STAFF)) == before
    assert built[PUBLIC].reasons == ("there are no files of it as a build wrote them",)


def test_an_item_of_the_staff_makes_no_public_document_anew(desk: Desk) -> None:
    desk.build()
    desk.edit("content/d/items.yaml", "by night", "by day")
    assert desk.origins() == {PUBLIC: Origin.KEPT, STAFF: Origin.MADE}
    assert desk.worker.asked == [STAFF]
    assert "by day" in desk.text(STAFF)


def test_a_comment_makes_and_proves_nothing_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.build()

    def proved(*_: object) -> Proof:
        raise AssertionError("it is known to be sound")

    monkeypatch.setattr("briefgen.making._examined", proved)
    desk.files["content/d/items.yaml"] = "# a comment\n\n" + desk.files["content/d/items.yaml"]
    desk.files["content/d/moved.yaml"] = desk.files.pop("content/d/claims.yaml")
    desk.edit("briefgen.yaml", "to: ", "# a comment\nto:   ")
    assert desk.origins() == {PUBLIC: Origin.KEPT, STAFF: Origin.KEPT}
    assert desk.worker.asked == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/d/items.yaml", "open meeting", "first meeting"),
        ("content/d/dossier.yaml", "A title", "Another title"),
        ("content/d/dossier.yaml", "2024-01-01", "2024-01-02"),
        ("briefgen.yaml", "documents:", "paper: Letter\ndocuments:"),
        ("briefgen.yaml", "documents:", "house: {contact: A desk}\ndocuments:"),
        ("briefgen.yaml", "[markdown]", "[markdown, html]"),
    ],
)
def test_what_all_documents_use_makes_them_all_anew(
    desk: Desk, path: str, old: str, new: str
) -> None:
    desk.build()
    desk.edit(path, old, new)
    assert desk.origins() == {PUBLIC: Origin.MADE, STAFF: Origin.MADE}


def test_another_program_or_library_makes_all_anew(desk: Desk) -> None:
    desk.build()
    desk.made_with = "2"
    assert desk.origins() == {PUBLIC: Origin.MADE, STAFF: Origin.MADE}
    desk.made_with = "1"
    assert desk.origins() == {PUBLIC: Origin.KEPT, STAFF: Origin.KEPT}


def test_limits_do_not_decide_on_what_is_made(desk: Desk) -> None:
    desk.build()
    desk.files["briefgen.yaml"] += "limits: {cpu_seconds: 77}\n"
    assert set(desk.origins().values()) == {Origin.KEPT}


def test_a_damaged_entry_is_made_anew(desk: Desk) -> None:
    desk.build()
    for path, _ in list(desk.kept()):
        path.write_bytes(path.read_bytes()[:-1])
    assert set(desk.origins().values()) == {Origin.MADE}
    assert set(desk.origins().values()) == {Origin.KEPT}


@pytest.mark.parametrize(
    "change",
    [
        lambda written: replace(written, banner="TLP:GREEN"),
        lambda written: replace(written, cited=("none",)),
        lambda written: replace(written, tighter=99),
        lambda written: replace(written, markdown=written.markdown.replace("meeting", "feast")),
        lambda written: replace(written, markdown=f"{written.markdown}\n{SECRET}.\n"),
    ],
    ids=["banner", "sources", "layout", "lost words", "leaked words"],
)
@pytest.mark.parametrize("where", ["own", "shared"])
def test_what_is_kept_and_is_not_sound_is_made_anew(
    desk: Desk, change: Callable[[Written], Written], where: str
) -> None:
    if where == "shared":
        desk.shared = FolderStore(desk.top / "shared")
    desk.build()
    before = desk.text(PUBLIC)
    assert desk.spoil(change, desk.shared) == 2
    if where == "shared":
        desk = replace(desk, top=desk.top / "other")
    assert desk.origins()[PUBLIC] is Origin.MADE
    assert desk.text(PUBLIC) == before
    assert PUBLIC in desk.worker.asked
    # and what is sound stands in its place
    assert set(desk.origins().values()) <= {Origin.KEPT, Origin.SAME_PAGE}


def test_a_delivery_of_another_document_is_not_taken_for_it(desk: Desk) -> None:
    desk.build()
    (one, first), (other, second) = desk.kept()
    desk.store.put(one.name, packed(second))
    desk.store.put(other.name, packed(first))
    built = desk.build()
    assert {built[PUBLIC].origin} == {Origin.MADE}
    assert SECRET not in desk.text(PUBLIC)


@pytest.mark.parametrize("code", ["BG615", "BG616", "BG617"])
def test_what_could_not_be_made_now_is_not_kept(desk: Desk, code: str) -> None:
    desk.worker.gives = lambda *_: Delivery(faults=(Diagnostic(code, "no"),))
    built = desk.build()
    assert [fault.code for fault in built[PUBLIC].diagnostics] == [code]
    assert list(desk.kept()) == []
    desk.worker.gives = lambda _, delivery: delivery
    assert set(desk.origins().values()) == {Origin.MADE}


@pytest.mark.parametrize("code", ["BG615", "BG616", "BG617"])
def test_no_file_with_such_a_fault_is_kept(code: str) -> None:
    fault = (Diagnostic(code, "no"),)
    sound = Delivery(Written("h", "m", "c"), (), Rendered(b"", 1), (("html", Rendered(b"", 0)),))
    assert _is_lasting(sound)
    assert not _is_lasting(replace(sound, faults=fault))
    assert not _is_lasting(replace(sound, laid_out=Rendered(b"", 1, fault)))
    assert not _is_lasting(replace(sound, rendered=(("html", Rendered(b"", 0, fault)),)))
    assert not _is_lasting(replace(sound, written=None))


def test_what_fails_its_proof_is_not_kept(desk: Desk) -> None:
    def leaky(_: Order, delivery: Delivery) -> Delivery:
        assert delivery.written is not None
        markdown = f"{delivery.written.markdown}\n{SECRET}.\n"
        return replace(delivery, written=replace(delivery.written, markdown=markdown))

    desk.worker.gives = leaky
    assert not desk.build()[PUBLIC].outputs
    desk.worker.gives = lambda _, delivery: delivery
    assert desk.origins()[PUBLIC] is Origin.MADE


# Its page came out the same


def test_what_stands_on_no_page_leaves_the_pages(desk: Desk) -> None:
    desk.build()
    before = desk.text()
    desk.edit("content/d/claims.yaml", "Rain", "Snow")
    built = desk.build()
    assert {one.origin for one in built.values()} == {Origin.SAME_PAGE}
    assert all(one.is_up_to_date for one in built.values())
    assert desk.worker.asked == [PUBLIC, STAFF]
    assert desk.text() == before
    assert set(desk.origins().values()) == {Origin.KEPT}
    assert desk.worker.asked == []


def test_where_the_page_came_out_otherwise_it_is_made(desk: Desk) -> None:
    desk.build()
    desk.edit("content/d/items.yaml", "open meeting", "first meeting")
    assert desk.origins()[PUBLIC] is Origin.MADE
    assert desk.worker.asked == [PUBLIC, STAFF]


def test_where_what_is_known_has_gone_it_is_made(desk: Desk) -> None:
    desk.build()
    for path, _ in list(desk.kept()):
        path.unlink()
    desk.edit("content/d/claims.yaml", "Rain", "Snow")
    assert set(desk.origins().values()) == {Origin.MADE}
    assert desk.worker.asked == [PUBLIC, PUBLIC, STAFF, STAFF]


@pytest.mark.parametrize("way", ["budget", "text"])
def test_with_another_template_it_is_made(desk: Desk, way: str) -> None:
    """The file list of a document is made of the files that its template has now."""
    own = "templates/_shared/page.md.j2"
    desk.build()
    if way == "budget":
        desk.files["templates/timeline/template.yaml"] = (
            builtin_world().read("templates/timeline/template.yaml").decode().replace("max", "min")
        )
    else:
        # the same text, from another file
        desk.files[own] = builtin_world().read(own).decode()
    built = desk.build()
    assert {one.origin for one in built.values()} == {Origin.MADE}


def with_kind(desk: Desk, gives: str, style: str = "", more: Mapping[str, str] = {}) -> str:
    desk.files["templates/kind/template.yaml"] = KIND.replace("GIVES", gives)
    desk.files["templates/kind/style.css"] = f"/* {style} */"
    desk.files.update(more)
    desk.edit("briefgen.yaml", "[timeline]", "[kind]")
    return "d/kind/public/en"


def test_what_is_told_of_items_that_are_on_no_page_is_of_now(desk: Desk) -> None:
    name = with_kind(desk, "spacing")
    desk.build()
    desk.edit(
        "content/d/items.yaml",
        "events:",
        "events:\n  a: {date: 2023-04-01, text: Earlier, status: occurred, priority: low}\n"
        "  b: {date: 2023-04-02, text: Early, status: occurred, priority: low}",
    )
    built = desk.build()[name]
    (after,) = {fault.message for fault in built.diagnostics if fault.code == "BG622"}
    clean = replace(desk, top=desk.top / "clean", worker=_Worker()).build()[name]
    assert "shows 1 of 3 items" in after
    assert built.diagnostics == clean.diagnostics
    assert built.origin is Origin.SAME_PAGE


def test_where_something_gave_way_in_a_template_of_the_project_it_is_made(desk: Desk) -> None:
    """Such a template may print something only then, which the page as designed does not show."""
    text = "{% if doc.air %}{{ doc.url }}{% endif %}"
    page = builtin_world().read("templates/_shared/page.md.j2").decode()
    name = with_kind(desk, "spacing", "TOO-LONG", {"templates/kind/page.md.j2": page + text})
    desk.files["content/d/dossier.yaml"] += "url: https://example.org/first-desk\n"
    desk.build()
    assert "first-desk" in desk.text(name)
    desk.edit("content/d/dossier.yaml", "first-desk", "second-desk")
    assert desk.build()[name].origin is Origin.MADE
    assert "second-desk" in desk.text(name)


def test_where_spacing_gave_way_in_a_template_of_ours_the_pages_are_left(desk: Desk) -> None:
    name = with_kind(desk, "spacing", "TOO-LONG")
    entry = desk.build()[name]
    assert entry.pages == 1
    desk.edit("content/d/claims.yaml", "Rain", "Snow")
    assert desk.build()[name].origin is Origin.SAME_PAGE


def test_a_worker_that_says_that_a_page_is_known_is_not_believed(desk: Desk) -> None:
    desk.build()
    desk.worker.gives = lambda *_: Delivery(is_known=True)
    desk.made_with = "2"
    built = desk.build()
    assert [fault.code for fault in built[PUBLIC].diagnostics] == ["BG617"]
    assert not built[PUBLIC].outputs


def test_what_says_nothing_is_no_document_either(desk: Desk) -> None:
    desk.worker.gives = lambda *_: Delivery()
    built = desk.build()
    assert [fault.code for fault in built[PUBLIC].diagnostics] == ["BG617"]


# Proofs


def _run(reuse: Reuse | NoReuse, faults: tuple[Diagnostic, ...], *evidence: object) -> int:
    ran = 0

    def examine() -> Proof:
        nonlocal ran
        ran += 1
        return Proof(faults, frozenset({("events", "e", "words")}), 3)

    proof = reuse.run(examine, *evidence)
    assert proof == Proof(faults, frozenset({("events", "e", "words")}), 3)
    return ran


def test_a_proof_that_found_nothing_is_not_run_again(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    assert _run(Reuse(store, "1"), (), b"file", "d") == 1
    assert _run(Reuse(store, "1"), (), b"file", "d") == 0
    assert _run(Reuse(store, "1"), (), b"other", "d") == 1
    assert _run(Reuse(store, "2"), (), b"file", "d") == 1
    assert _run(Reuse(store, "1", proved_with="pikepdf 11"), (), b"file", "d") == 1
    assert _run(NoReuse(), (), b"file", "d") == 1


def test_a_proof_that_found_something_is_run_again(tmp_path: Path) -> None:
    for _ in range(2):
        assert _run(Reuse(FolderStore(tmp_path), "1"), (Diagnostic("BG630", "x"),), b"file") == 1


def test_new_secrets_are_looked_for_in_what_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The public's order is the same, and its file is proved anew, as there is more to look for."""
    desk.build()
    ran: list[str] = []
    examine = Reuse.run

    def noted(self: Reuse, make: Callable[[], Proof], *evidence: Any) -> Proof:
        return examine(self, lambda: (ran.append(evidence[0]), make())[1], *evidence)

    monkeypatch.setattr(Reuse, "run", noted)
    desk.build()
    assert ran == []
    desk.edit(
        "content/d/items.yaml", SECRET, "They met again in a small room and left no word of it"
    )
    assert desk.build()[PUBLIC].origin is Origin.KEPT
    assert ran == [PUBLIC, STAFF]


def test_the_shared_store_is_asked_for_no_proofs(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.shared = FolderStore(desk.top / "shared")
    desk.build()
    ran: list[str] = []
    from briefgen import making

    examined = making._examined
    monkeypatch.setattr(
        making,
        "_examined",
        lambda document, *rest: (ran.append(document.name), examined(document, *rest))[1],
    )
    other = replace(desk, top=desk.top / "other")
    assert set(other.origins().values()) == {Origin.SHARED}
    assert ran == [PUBLIC, STAFF]


# Shared


def test_another_machine_takes_it_from_the_shared_store(desk: Desk) -> None:
    desk.shared = FolderStore(desk.top / "shared")
    desk.build()
    other = replace(desk, top=desk.top / "other", worker=_Worker())
    assert set(other.origins().values()) == {Origin.SHARED}
    assert other.worker.asked == []
    assert other.text() == desk.text()
    other.shared = None
    assert set(other.origins().values()) == {Origin.KEPT}


def test_what_its_marking_forbids_is_not_put_there(desk: Desk) -> None:
    desk.shared = FolderStore(desk.top / "shared")
    desk.may_be_shared = lambda marking: marking.is_within(Marking((("TLP", 0),)))
    desk.build()
    assert desk.not_shared == {STAFF}
    content = b"".join(
        path.read_bytes() for path in (desk.top / "shared").rglob("*") if path.is_file()
    )
    assert b"open meeting" in content
    assert SECRET.encode() not in content
    other = replace(desk, top=desk.top / "other")
    assert other.origins() == {PUBLIC: Origin.SHARED, STAFF: Origin.MADE}


def test_an_item_that_is_on_no_page_counts_with_those_who_may_see_it(desk: Desk) -> None:
    """Its View is what a document is made of, and what it may carry as data."""
    desk.shared = FolderStore(desk.top / "shared")
    desk.may_be_shared = lambda marking: marking.is_within(Marking((("TLP", 0),)))
    desk.edit("content/d/items.yaml", 'marking: "TLP:RED", ', "")
    desk.edit("content/d/claims.yaml", "kind: fact", 'kind: fact, marking: "TLP:AMBER"')
    desk.build()
    assert desk.not_shared == {STAFF}


def test_the_marking_of_a_view_is_the_join_of_all_in_it(desk: Desk) -> None:
    desk.files["content/d/more.yaml"] = """\
sources: {s: {title: A source, marking: "TLP:AMBER"}}
events:
  later: {date: 2023-05-01, text: E, status: occurred, marking: {embargo: "2030-01-01T00:00:00Z"}}
"""
    session = desk.session()
    views = {
        document.audience: session.view(document)[0] for document in session.documents(Choice())
    }
    assert views["public"] is not None
    assert views["staff"] is not None
    assert view_marking(views["public"]) == Marking((("TLP", 0),))
    found = view_marking(views["staff"])
    assert found.levels == (("TLP", 4),)
    assert found.embargo == datetime(2030, 1, 1, tzinfo=UTC)
    desk.edit("content/d/items.yaml", "TLP:RED", "TLP:GREEN")
    session = desk.session()
    view, _ = session.view(session.documents(Choice())[1])
    assert view is not None
    assert view_marking(view).levels == (("TLP", 2),)


def test_a_store_in_trouble_keeps_no_build_waiting(desk: Desk) -> None:
    class Failing:
        trouble = ConnectionError("no route")

        def get(self, key: str) -> bytes | None:
            return None

        def put(self, key: str, content: bytes) -> None:
            raise RuntimeError("it does not say so itself")

    desk.shared = Failing()
    assert set(desk.origins().values()) == {Origin.MADE}
    reuse = Reuse(desk.store, "1", Failing())
    assert isinstance(reuse.trouble, ConnectionError)
    assert Reuse(desk.store, "1").trouble is None


# Several at once


def test_several_are_made_at_once_and_told_in_order(desk: Desk) -> None:
    for name in "abcefg":
        for path in ("dossier.yaml", "items.yaml"):
            desk.files[f"content/{name}/{path}"] = FILES[f"content/d/{path}"]
    desk.worker = _Worker(at_once=3)
    built = desk.build()
    assert len(built) == 14
    assert sorted(desk.worker.asked) == sorted(built)
    alone = replace(desk, top=desk.top / "alone", worker=_Worker())
    alone.build()
    for name in built:
        assert desk.text(name) == alone.text(name)
    assert set(desk.origins().values()) == {Origin.KEPT}


def test_without_reuse_all_is_made_and_nothing_kept(desk: Desk) -> None:
    desk.build()
    session = desk.session()
    desk.worker.asked.clear()
    built = build_documents(
        session, session.documents(Choice()), desk.top / "output", lambda _: None
    )
    assert {one.origin for one in built} == {Origin.MADE}
    assert all(one.is_up_to_date for one in built)
    assert desk.worker.asked == [PUBLIC, STAFF]
    came = NoReuse().prepared(
        order := session.order(session.documents(Choice())[0], ("markdown",))[0]
    )  # type: ignore[arg-type]
    assert came == Came(order)  # type: ignore[arg-type]


def test_what_only_this_machine_had_goes_to_a_cache_that_is_named_later(
    desk: Desk, tmp_path: Path
) -> None:
    desk.origins()
    desk.shared = FolderStore(tmp_path / "shared")
    assert set(desk.origins().values()) == {Origin.KEPT}
    first = desk.entries_of(desk.shared)
    assert first
    # who has nothing of their own finds it there
    other = Desk(tmp_path / "other", shared=desk.shared)
    assert set(other.origins().values()) == {Origin.SHARED}
    desk.origins()
    assert desk.entries_of(desk.shared) == first


def test_the_libraries_stand_in_the_manifest_also_when_nothing_was_made(desk: Desk) -> None:
    class Idle(_Worker):
        native_versions: ClassVar[dict[str, str]] = {}  # type: ignore[misc]

    desk.worker = Idle()
    session = desk.session()
    reuse = Reuse(desk.store, "1", native={"pango": "1.56"})
    build_documents(
        session, session.documents(Choice()), desk.top / "output", lambda _: None, reuse=reuse
    )
    manifest = json.loads((desk.top / "output/manifest.json").read_bytes())
    assert manifest["versions"]["pango"] == "1.56"
