"""Real builds on a real cluster: a scheduler and three Dask workers on this machine."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pytest

from briefgen.output_lock import LOCK

ROOT = Path(__file__).parents[2]
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
SLOW = "{% for a in range(3000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}"
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


def environment(folder: Path, *paths: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, (*paths, ROOT))),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(folder),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    }


def dask(folder: Path, name: str, *arguments: str, paths: tuple[Path, ...] = ()) -> Started:
    """Return a command of Dask that was started, and writes what it says into a file."""
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", name.split("-")[0], *arguments],
            cwd=folder,
            env=environment(folder, *paths),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def children(pid: int) -> list[int]:
    """Return the processes that any thread of a process has started."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += map(int, path.read_text().split())
    return found


def spent_s(pid: int) -> float:
    """Return the time of the processor that a process has used, 0 if it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return int(fields[11]) / os.sysconf("SC_CLK_TCK")


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


def until(condition: Callable[[], object], *processes: subprocess.Popen[bytes]) -> None:
    """Return when something is so; fail when a process ends that it depends on."""
    while not condition():
        for process in processes:
            assert process.poll() is None
        try:
            processes[0].wait(0.02)
        except subprocess.TimeoutExpired:
            continue


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


BUILDS: list[subprocess.Popen[str]] = []


@pytest.fixture(autouse=True)
def nothing_goes_on() -> Iterator[None]:
    """End what a test that failed has left running."""
    yield
    while BUILDS:
        process = BUILDS.pop()
        if process.poll() is None:
            process.kill()
        process.communicate()


def start(project: Path, *arguments: str) -> subprocess.Popen[str]:
    """Return a running build."""
    build = subprocess.Popen(
        [sys.executable, "-m", "briefgen", "build", *arguments],
        cwd=project,
        env=environment(project / "tmp"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # a shell that runs the tests in the background makes them ignore interrupts
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    BUILDS.append(build)
    return build


def ended(build: subprocess.Popen[str], project: Path) -> tuple[int, str]:
    """Return the status and what was said, when nothing is left behind here."""
    _, said = build.communicate(timeout=180)
    BUILDS.remove(build)
    assert "Traceback" not in said
    assert list((project / "tmp").iterdir()) == []
    return build.returncode, said


def digests(output: Path) -> dict[str, str]:
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != LOCK
    }


def gone(*handles: int) -> bool:
    """Return whether processes end within a time that is ample."""
    for handle in handles:
        waiting = select.poll()
        waiting.register(handle, select.POLLIN)
        if not waiting.poll(20_000):
            return False
    return True


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
