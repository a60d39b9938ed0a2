"""Real builds on a real cluster: a scheduler and three Dask workers on this machine."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pytest
from commands import (
    children,
    digests,
    ended,
    environment,
    gone,
    nothing_goes_on,
    spent_s,
    start,
    until,
)

__all__ = ["nothing_goes_on"]

DOSSIER = """\
title: A title
as_of: 2024-01-01T00:00:00Z
marking: TLP:CLEAR
summary: A summary.
bottom_line: A bottom line.
events: {e: {date: 2023-05-01, text: It happened, status: occurred, sources: ["s, p. 1"]}}
sources: {s: {title: A source}}
"""
ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
SLOW = "{% for a in range(9000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}"
DEADLY = '''\
"""What the Dask workers load: one order kills whoever has it."""
import os
from briefgen.cluster import task
def fulfil_there(message, honest=task.fulfil_there):
    if b"d/p-deadly/" in message:
        os._exit(1)
    return honest(message)
task.fulfil_there = fulfil_there
'''
ALONE = '''\
"""What the scheduler loads: it can do without briefgen."""
import sys
sys.modules["briefgen"] = None
'''
Started = subprocess.Popen[bytes]


def project_of(folder: Path, **bodies: str) -> Path:
    """Return a project with a document of each body between two without."""
    kinds = ["one-pager", *(f"p-{name}" for name in bodies), "timeline"]
    files = {
        "briefgen.yaml": f"documents: [{{templates: [{', '.join(kinds)}]}}]\nto: [pdf, markdown]\n",
        "content/d/dossier.yaml": DOSSIER,
    }
    for name, body in bodies.items():
        files[f"templates/p-{name}/template.yaml"] = (
            "label: A kind\nextends: timeline\nnotes: sources\n"
            "parts: [{part: event-table, of: events}, {part: notes}]\n"
        )
        files[f"templates/p-{name}/page.html.j2"] = (
            '{% extends "builtin:_shared/page.html.j2" %}'
            f"{{% block body %}}{body}{{{{ super() }}}}{{% endblock %}}\n"
        )
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (folder / "tmp").mkdir(parents=True)
    return folder


def dask(folder: Path, name: str, *arguments: str, paths: tuple[Path, ...] = ()) -> Started:
    """Return a command of Dask that was started, and writes what it says into a file."""
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", name.split("-")[0], *arguments],
            cwd=folder,
            env={
                **environment(folder, *paths),
                "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
                "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
            },
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


@dataclass(frozen=True, slots=True)
class Cluster:
    """A scheduler, and the process that looks after three workers."""

    address: str
    folder: Path
    workers: Started

    def slots_at_work(self) -> dict[int, int]:
        """Return (process that works hard on a document → Dask worker whose slot made it)."""
        return {
            child: worker
            for worker in children(self.workers.pid)
            for slot in children(worker)
            for zygote in children(slot)
            for child in children(zygote)
            if spent_s(child) > 0.3
        }

    def worker(self, name: str, *paths: Path) -> Started:
        """Return one more worker."""
        folder = self.folder / name
        folder.mkdir()
        here = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder))
        return dask(self.folder, f"worker-{name}", self.address, *here, paths=paths)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "deadly.py").write_text(DEADLY)
    (folder / "alone.py").write_text(ALONE)
    known = folder / "scheduler.json"
    local = ("--host", "127.0.0.1", "--no-dashboard")
    here = ("--port", "0", "--scheduler-file", str(known), "--preload", str(folder / "alone.py"))
    scheduler = dask(folder, "scheduler", *local, *here)
    started = [scheduler]
    try:
        until(lambda: known.exists() and known.read_text().endswith("}"), scheduler)
        address = json.loads(known.read_text())["address"]
        three = ("--nworkers", "3", "--nthreads", "1", "--preload", str(folder / "deadly.py"))
        workers = dask(folder, "worker", address, *local, *three)
        started.append(workers)
        yield Cluster(address, folder, workers)
    finally:
        for process in reversed(started):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_a_cluster_makes_the_same_bytes_also_when_a_worker_is_killed(
    cluster: Cluster, tmp_path: Path
) -> None:
    project = project_of(tmp_path, slow=SLOW)
    status, said = ended(start(project, "-o", "here"), project)
    assert status == 0, said
    build = start(project, "-v", "--no-cache", "-o", "there", "--workers", cluster.address)
    until(cluster.slots_at_work, build)
    child, worker = next(iter(cluster.slots_at_work().items()))
    handles = [os.pidfd_open(child), os.pidfd_open(worker)]
    os.kill(worker, signal.SIGKILL)
    status, said = ended(build, project)
    assert status == 0, said
    # what the killed worker had begun has ended with it
    assert gone(*handles)
    assert f"orders at once, by {cluster.address}" in said
    assert digests(project / "there") == digests(project / "here")
    assert len(digests(project / "there")) == 7


def test_an_order_that_kills_its_workers_fails_alone(cluster: Cluster, tmp_path: Path) -> None:
    project = project_of(tmp_path, deadly="")
    status, said = ended(start(project, "--workers", cluster.address), project)
    assert status == 1, said
    assert said.count("error[") == 1, said
    assert "error[BG616]: the workers of the cluster that were to make `d/p-deadly/public" in said
    assert "2 workers of the cluster that had it died" in said
    assert sorted(path.name for path in project.rglob("d.*.pdf")) == [
        "d.one-pager.en.pdf",
        "d.timeline.en.pdf",
    ]


def test_an_interrupt_ends_the_build_and_what_was_ordered(cluster: Cluster, tmp_path: Path) -> None:
    project = project_of(tmp_path, endless=ENDLESS)
    build = start(project, "--workers", cluster.address)
    until(cluster.slots_at_work, build)
    handles = [os.pidfd_open(child) for child in cluster.slots_at_work()]
    os.killpg(build.pid, signal.SIGINT)
    status, said = ended(build, project)
    assert status == 130, said
    assert said.endswith("interrupted\n")
    assert gone(*handles)


def test_other_versions_are_an_error_before_the_first_order(
    cluster: Cluster, tmp_path: Path
) -> None:
    project, other = project_of(tmp_path / "project"), tmp_path / "other"
    # as if another version were installed there
    described = other / "pydyf-0.0.1.dist-info/METADATA"
    described.parent.mkdir(parents=True)
    described.write_text("Metadata-Version: 2.1\nName: pydyf\nVersion: 0.0.1\n")
    worker = cluster.worker("other", other)
    try:
        until(lambda: "Registered to" in (cluster.folder / "worker-other.log").read_text(), worker)
        status, said = ended(start(project, "--workers", cluster.address), project)
    finally:
        worker.kill()
        worker.wait()
    assert status == 4, said
    assert re.search(
        rf"error: the worker tcp://127.0.0.1:\d+ has pydyf 0.0.1, and {version('pydyf')} is here\n",
        said,
    )
    assert "= help: give all workers the same versions as here" in said
    assert not (project / "output").exists()
