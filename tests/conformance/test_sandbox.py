"""Real builds with hostile content, and with workers that die."""

from __future__ import annotations

import os
import platform
import re
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from commands import (
    children,
    digests,
    ended,
    finished,
    gone,
    nothing_goes_on,
    spent_s,
    start,
    until,
)

from briefgen.order import Order
from briefgen.project import Choice
from briefgen.sample import sample_order
from briefgen.sandbox import Nursery
from briefgen.session import open_session
from briefgen.workers import ConfinedWorker, WorkerHere
from briefgen.world import DiskWorld, builtin_world

__all__ = ["nothing_goes_on"]

DOSSIER = """\
title: A title
as_of: 2024-01-01T00:00:00Z
marking: TLP:CLEAR
summary: A summary, 要旨.
bottom_line: A bottom line.
events: {e: {date: 2023-05-01, text: It happened, status: occurred, sources: ["s, p. 1"]}}
sources: {s: {title: A source}}
"""
HOUSE = """\
house:
  fonts: {text: fontpkg-source-sans-3}
  colours: {deep: "#4A1232"}
  logo: {file: logo.svg, alt: A house}
  contact: A house, A street
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>'
LIMITS = {"cpu_seconds": 5, "memory_mib": 400}
ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
BOMBS = {
    "loop": (ENDLESS, "cpu_seconds"),
    "power": ("{{ (2 ** (2 ** 31)) % 7 }}", "cpu_seconds"),
    "text": ("{{ 'x' * 10 ** 10 }}", "memory_mib"),
    "flex": ("<div style='display: flex'>" * 40 + "x" + "</div>" * 40, "cpu_seconds"),
}


def project_of(folder: Path, bombs: Mapping[str, str], limits: Mapping[str, int]) -> Path:
    """Return a project with a document of each bomb between two that are innocent."""
    kinds = ["one-pager", *(f"p-{name}" for name in bombs), "timeline"]
    given = ", ".join(f"{name}: {value}" for name, value in limits.items())
    files = {
        "briefgen.yaml": f"documents: [{{templates: [{', '.join(kinds)}]}}]\n"
        f"to: [pdf, markdown, html]\nlimits: {{{given}}}\n{HOUSE}",
        "content/d/dossier.yaml": DOSSIER,
        "logo.svg": LOGO,
    }
    for name, bomb in bombs.items():
        files[f"templates/p-{name}/template.yaml"] = (
            "label: A bomb\nextends: timeline\nparts: [{part: event-table, of: events}]\n"
        )
        files[f"templates/p-{name}/page.html.j2"] = (
            '{% extends "builtin:_shared/page.html.j2" %}'
            f"{{% block body %}}{bomb}{{{{ super() }}}}{{% endblock %}}\n"
        )
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (folder / "tmp").mkdir()
    return folder


def innocent(output: Path) -> list[str]:
    return sorted(path.name for path in output.rglob("d.*.pdf"))


def test_the_sandbox_changes_no_byte(tmp_path: Path) -> None:
    project = project_of(tmp_path, {}, {})
    builds = {
        "with": start(project, "-v", "-o", "with"),
        "without": start(project, "--no-sandbox", "-q", "-o", "without"),
    }
    said = {}
    for name, build in builds.items():
        status, said[name] = finished(build)
        assert status == 0, said[name]
    assert digests(project / "with") == digests(project / "without")
    assert len(digests(project / "with")) == 7
    assert said["without"].startswith("warning: without the sandbox")
    assert "sandbox: limits," in said["with"]
    assert list((project / "tmp").iterdir()) == []


def test_a_new_interpreter_makes_what_a_copy_makes(tmp_path: Path) -> None:
    project = project_of(tmp_path, {}, {})
    world, made = DiskWorld(project), {}
    with ConfinedWorker(Nursery("briefgen.workers", may_fork=False)) as spawned:
        for worker in (spawned, WorkerHere()):
            session, faults = open_session(world, builtin_world(), worker)
            assert session is not None, faults
            document = session.documents(Choice(templates=("timeline",)))[0]
            order, _ = session.order(document, document.formats)
            assert order is not None
            made[type(worker)] = worker.make(order), dict(worker.native_versions)
    assert made[ConfinedWorker] == made[WorkerHere]
    assert made[WorkerHere][0].laid_out is not None


OWN = {
    "templates/own/template.yaml": (
        "label: Own\nextends: timeline\nparts: [{part: event-table, of: events}]\n"
    ),
    "templates/own/style.css": "p { color: #123 }",
}


def test_documents_of_a_view_are_in_a_row_what_they_are_alone(tmp_path: Path) -> None:
    """One process makes them, unless the project has written or styled one itself."""
    project = project_of(tmp_path, {}, {})
    for path, text in OWN.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, "utf-8")
    session, faults = open_session(DiskWorld(project), builtin_world())
    assert session is not None, faults
    kinds = ("policy-brief", "timeline", "one-pager", "own", "timeline")
    documents = session.documents(Choice(templates=kinds))
    first = documents[0]
    of_view = [
        next(
            one
            for one in documents
            if (one.template, one.audience, one.dossier) == (kind, first.audience, first.dossier)
        )
        for kind in kinds
    ]
    given = [session.order(one, ("pdf", "html")) for one in of_view]
    orders = [order for order, _ in given]
    assert None not in orders, given
    started: list[int] = []
    nursery = Nursery("briefgen.workers")
    with ConfinedWorker(nursery) as worker:
        in_a_row = []
        for order in orders:
            assert order is not None
            in_a_row.append(worker.make(order, is_in_a_row=True))
            started.append(next(nursery._numbers))
        worker.rest()
        alone = [worker.make(order) for order in orders if order is not None]
    assert in_a_row == alone
    # asking took a number too: four have shared a process, the own kind had its own
    assert [after - before - 1 for before, after in pairwise((0, *started))] == [1, 0, 0, 1, 0]


def a_timeline(project: Path) -> Order:
    session, faults = open_session(DiskWorld(project), builtin_world())
    assert session is not None, faults
    document = session.documents(Choice(templates=("timeline",)))[0]
    order, _ = session.order(document, ("pdf", "html"))
    assert order is not None
    return order


def readied(worker: ConfinedWorker, nursery: Nursery) -> None:
    worker.be_ready(sample_order)
    assert nursery._ready is not None
    nursery._ready.giving.join()


def test_who_has_rehearsed_makes_what_others_make(tmp_path: Path) -> None:
    order = a_timeline(project_of(tmp_path, {}, {}))
    nursery = Nursery("briefgen.workers")
    with ConfinedWorker(nursery) as worker:
        first = worker.make(order)
        assert first.laid_out is not None
        worker._made_first = None
        readied(worker, nursery)
        assert nursery._ready is not None
        assert nursery._ready.knows is None, "it has made our own sample"
        assert worker.make(order) == first
        assert nursery._ready is None
        assert next(nursery._numbers) == 3, "two were started"


def test_who_has_made_a_document_makes_its_next_version_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefgen.workers._SHORT_S", 60.0)
    project = project_of(tmp_path, {}, {})
    order = a_timeline(project)
    heading = project / "content/d/dossier.yaml"
    heading.write_text(heading.read_text("utf-8").replace("A title", "Another title"))
    edited = a_timeline(project)
    assert edited != order
    (family, items), *others = [one for one in edited.view.families if one[1]]
    poorer = replace(edited, view=replace(edited.view, families=((family, items[1:]), *others)))
    nursery = Nursery("briefgen.workers")
    with ConfinedWorker(nursery) as fresh:
        wanted = fresh.make(edited)
    nursery = Nursery("briefgen.workers")
    with ConfinedWorker(nursery) as worker:
        worker.make(order, is_in_a_row=True)
        worker.rest()
        readied(worker, nursery)
        assert nursery._ready is not None
        assert nursery._ready.knows is order
        assert worker.make(edited, is_in_a_row=True) == wanted
        assert nursery._ready is None, "it was asked"
        assert next(nursery._numbers) == 3, "and has done it"
        worker.make(edited, is_in_a_row=True)
        worker.rest()
        assert next(nursery._numbers) == 5, "and the next of the row was another's"
        readied(worker, nursery)
        worker.make(poorer, is_in_a_row=True)
        worker.rest()
        assert nursery._ready is not None, "it knows more than these readers may see now"
        assert next(nursery._numbers) == 8, "and another has done it"


def test_what_takes_long_is_not_made_beforehand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefgen.workers._SHORT_S", 0.0)
    order = a_timeline(project_of(tmp_path, {}, {}))
    nursery = Nursery("briefgen.workers")
    with ConfinedWorker(nursery) as worker:
        worker.make(order)
        readied(worker, nursery)
        assert nursery._ready is not None
        assert nursery._ready.knows is None
        waiting = nursery._ready.child
        readied(worker, nursery)
        assert nursery._ready.child is waiting, "it is as it should be"


def test_bombs_end_and_the_others_are_built(tmp_path: Path) -> None:
    project = project_of(tmp_path, {name: bomb for name, (bomb, _) in BOMBS.items()}, LIMITS)
    status, said = ended(start(project), project)
    assert status == 1, said
    assert said.count("error[BG615]") == len(BOMBS)
    for name, (_, limit) in BOMBS.items():
        assert re.search(rf"`d/p-{name}/public/en` would take more than .*`{limit}`", said), said
    assert innocent(project / "output") == ["d.one-pager.en.pdf", "d.timeline.en.pdf"]


def test_a_bomb_ends_a_check_with_a_name(tmp_path: Path) -> None:
    project = project_of(tmp_path, {"loop": ENDLESS}, {"cpu_seconds": 2})
    status, said = ended(start(project, command="check"), project)
    assert status == 1, said
    assert said.count("error[BG615]") == 1
    assert "`d/p-loop/public/en` would take more than 2 s of the processor" in said


def test_a_bomb_ends_a_verification_with_a_name(tmp_path: Path) -> None:
    """Making a document again runs its templates, and they may have changed since."""
    project = project_of(tmp_path, {}, {"cpu_seconds": 5})
    status, said = ended(start(project), project)
    assert status == 0, said
    (project / "templates/timeline").mkdir(parents=True)
    (project / "templates/timeline/page.html.j2").write_text(ENDLESS)
    status, said = ended(start(project, command="verify"), project)
    assert status == 1, said
    assert "would take more than 5 s of the processor" in said
    assert "wrong" in said


def at_work(build: subprocess.Popen[str], project: Path) -> tuple[int, int]:
    """Return the processes below a build when one works on the endless document."""
    found: list[tuple[int, int]] = []

    def works() -> bool:
        # the one before it has been written
        is_next = (project / "output/manifest.json").exists()
        found.extend(
            (zygote, child)
            for zygote in (children(build.pid) if is_next else ())
            for child in children(zygote)
            if spent_s(child) > 0.5
        )
        return bool(found)

    until(works, build)
    return found[0]


def worker_of(build: subprocess.Popen[str], lost: int) -> int:
    """Return the process that works for a build that has lost its zygote."""
    found: list[int] = []

    def works() -> bool:
        # what is lost may not have been buried yet
        found.extend(one for one in set(children(build.pid)) - {lost} if spent_s(one) > 0.5)
        return bool(found)

    until(works, build)
    return found[0]


def kill_child(build: subprocess.Popen[str], zygote: int, child: int) -> None:
    os.kill(child, signal.SIGKILL)


def crash_child(build: subprocess.Popen[str], zygote: int, child: int) -> None:
    os.kill(child, signal.SIGSEGV)


@pytest.mark.skipif(platform.system() != "Linux", reason="processes are found in /proc")
class TestDeaths:
    @pytest.fixture
    def project(self, tmp_path: Path) -> Path:
        return project_of(tmp_path, {"loop": ENDLESS}, {})

    @pytest.mark.parametrize("kill", [kill_child, crash_child])
    def test_a_worker_that_dies_costs_one_document(
        self, project: Path, kill: Callable[[subprocess.Popen[str], int, int], None]
    ) -> None:
        build = start(project)
        zygote, child = at_work(build, project)
        handle = os.pidfd_open(child)
        kill(build, zygote, child)
        status, said = ended(build, project)
        assert status == 1, said
        assert gone(handle)
        assert said.count("error[") == 1, said
        assert "error[BG616]: the process that made `d/p-loop/public/en` ended" in said
        assert innocent(project / "output") == ["d.one-pager.en.pdf", "d.timeline.en.pdf"]

    def test_what_ends_with_the_process_that_makes_workers_is_made_again(
        self, project: Path
    ) -> None:
        build = start(project, "-j", "1")
        zygote, child = at_work(build, project)
        handles = [os.pidfd_open(pid) for pid in (zygote, child)]
        os.kill(zygote, signal.SIGKILL)
        assert gone(*handles)
        # the endless document is made again by a worker that nobody copied, and ends there
        os.kill(worker_of(build, zygote), signal.SIGKILL)
        status, said = ended(build, project)
        assert status == 1, said
        assert said.count("error[") == 1, said
        assert "error[BG616]: the process that made `d/p-loop/public/en` ended" in said
        assert innocent(project / "output") == ["d.one-pager.en.pdf", "d.timeline.en.pdf"]

    def test_nothing_outlives_a_build_that_is_killed(self, project: Path) -> None:
        build = start(project)
        handles = [os.pidfd_open(pid) for pid in at_work(build, project)]
        build.send_signal(signal.SIGKILL)
        finished(build)
        assert gone(*handles)
        assert list((project / "tmp").iterdir()) == []

    def test_an_interrupted_build_ends_at_once_and_leaves_nothing(self, project: Path) -> None:
        build = start(project)
        handles = [os.pidfd_open(pid) for pid in at_work(build, project)]
        os.killpg(build.pid, signal.SIGINT)
        status, said = ended(build, project)
        assert status == 130, said
        assert said.endswith("interrupted\n")
        assert gone(*handles)
