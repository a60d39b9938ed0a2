"""What stops a build leaves old or new files, whole, and a manifest that is true to them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import fault_children
import pikepdf
import pytest
from fault_children import CROWD, EACH, content, write

from briefgen import whole_files
from briefgen.build import build_documents
from briefgen.errors import OutputError
from briefgen.ledger import MANIFEST
from briefgen.output_lock import LOCK
from briefgen.project import Choice
from briefgen.record import printed_items, record_document, tidy_manifest, versions
from briefgen.session import Session, open_session
from briefgen.shelf import Built
from briefgen.verify.folder import look
from briefgen.world import DiskWorld, builtin_world

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("timeline", "one-pager")
PROJECT = f"""\
audiences: {{a: {{clearance: TLP:CLEAR}}}}
documents: [{{templates: [{", ".join(DOCUMENTS)}]}}]
"""
DOSSIER = """\
title: A WORD title
as_of: 2024-01-01T00:00:00Z
marking: TLP:CLEAR
summary: A summary.
bottom_line: A bottom line.
events: {e: {date: 2023-05-01, text: It happened, status: occurred, sources: [s]}}
sources: {s: {title: A source}}
"""

Digests = dict[str, str]


def digests(folder: Path) -> Digests:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != LOCK
    }


def listed(folder: Path) -> Digests:
    """Return what the manifest says of each file."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    return {o["path"]: o["sha256"] for entry in manifest["documents"] for o in entry["outputs"]}


def unknown(folder: Path) -> Digests:
    """Return the files that the manifest does not say the content of, but for temporary ones."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    known = {
        (output["path"], output["sha256"])
        for entry in manifest["documents"]
        for version in versions(entry)
        for output in version["outputs"]
    }
    return {
        path: one
        for path, one in digests(folder).items()
        if path != MANIFEST and not path.endswith(".tmp") and (path, one) not in known
    }


def assert_settled(folder: Path) -> None:
    """Fail unless the manifest names each file that there is, as it is, and nothing else."""
    found = digests(folder)
    del found[MANIFEST]
    assert found == listed(folder)


def assert_whole(folder: Path) -> None:
    for path in folder.rglob("*.pdf"):
        assert path.read_bytes().rstrip().endswith(b"%%EOF")
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) > 0


def child(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, fault_children.__file__, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def project_of(folder: Path, word: str) -> Path:
    (folder / "content/d").mkdir(parents=True)
    (folder / "briefgen.yaml").write_text(PROJECT)
    (folder / "content/d/dossier.yaml").write_text(DOSSIER.replace("WORD", word))
    return folder


def session_of(project: Path) -> Session:
    session, faults = open_session(DiskWorld(project), builtin_world())
    assert session is not None, faults
    return session


def start(project: Path, output: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "briefgen", "build", "-o", str(output), *more],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return two projects whose outputs differ in each file, both built."""
    projects = {
        word: project_of(tmp_path_factory.mktemp("faults") / word, word) for word in ("old", "new")
    }
    for project in projects.values():
        session = session_of(project)
        build_documents(session, session.documents(Choice()), project / "output", lambda _: None)
        assert_settled(project / "output")
        assert_whole(project / "output")
    old, new = (digests(project / "output") for project in projects.values())
    assert old.keys() == new.keys()
    assert all(old[path] != new[path] for path in old)
    return projects


def test_a_process_killed_at_any_step_leaves_old_or_new_files(tmp_path: Path) -> None:
    child("kill", str(tmp_path))
    folders = sorted(tmp_path.iterdir())
    assert len(folders) > 15
    mixed = leftovers = unfinished = 0
    for folder in folders:
        new_paths = []
        for path in folder.glob("public/d.*"):
            new_paths += [path.name] * (content_of(path) == "new")
        assert {"d.pdf", "d.html"} <= {path.name for path in folder.glob("public/*")}
        assert unknown(folder) == {}
        (entry,) = json.loads((folder / MANIFEST).read_bytes())["documents"]
        unfinished += len(versions(entry)) == 2
        # what the files may show is known of each build that they may be of
        shown = {version for version in ("old", "new") if ("events", version) in printed(folder)}
        assert {content_of(path) for path in folder.glob("public/d.*")} <= shown
        mixed += new_paths == ["d.pdf"]

        tidy_manifest(folder)
        assert unknown(folder) == {}
        assert {content_of(path) for path in folder.glob("public/d.*")} <= {
            version for version in ("old", "new") if ("events", version) in printed(folder)
        }
        leftovers += any(folder.rglob("*.tmp"))

        write(folder, "new")

        assert not list(folder.rglob("*.tmp"))
        assert sorted(listed(folder)) == ["public/d.html", "public/d.pdf"]
        assert_settled(folder)
    # the moments that matter were among them
    assert mixed
    assert unfinished > 3
    assert leftovers > 3


def printed(folder: Path) -> frozenset[tuple[str, str]]:
    return printed_items(folder, "d")


def content_of(path: Path) -> str:
    """Return which version of a file this is."""
    return next(v for v in ("old", "new") if path.read_bytes() == content(v, path.name))


def test_a_file_that_the_manifest_does_not_know_is_noticed(tmp_path: Path) -> None:
    write(tmp_path, "old")
    assert unknown(tmp_path) == {}
    (tmp_path / "public/d.pdf").write_bytes(content("new", "d.pdf"))
    assert list(unknown(tmp_path)) == ["public/d.pdf"]


def test_writers_at_once_lose_no_entry(tmp_path: Path) -> None:
    child("crowd", str(tmp_path))
    assert len(listed(tmp_path)) == CROWD * EACH * 3
    assert_settled(tmp_path)


def test_a_build_that_is_killed_leaves_whole_files_and_the_next_settles(
    tmp_path: Path, built: Mapping[str, Path]
) -> None:
    output, chance = tmp_path / "output", random.Random(1)
    shutil.copytree(built["old"] / "output", output)
    known = [digests(project / "output") for project in built.values()]
    for moment in (0, 2, 5):
        process = start(built["new"], output)
        end = time.monotonic() + chance.uniform(0.5, 2)
        seen: set[Path] = set()
        while process.poll() is None and (len(seen) < moment if moment else time.monotonic() < end):
            seen |= set(output.rglob("*.tmp"))
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.001)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        found = {path: one for path, one in digests(output).items() if not path.endswith(".tmp")}
        assert all(
            one in [k[path] for k in known] for path, one in found.items() if path[-4] != "j"
        )
        assert_whole(output)
        json.loads((output / MANIFEST).read_bytes())

    session = session_of(built["new"])
    build_documents(session, session.documents(Choice()), output, lambda _: None)
    assert not list(output.rglob("*.tmp"))
    assert_settled(output)
    assert digests(output) == known[1]


def test_builds_at_once_make_what_one_makes(tmp_path: Path, built: Mapping[str, Path]) -> None:
    output = tmp_path / "output"
    builds = [start(built["new"], output, "-t", kind) for kind in DOCUMENTS]
    builds.append(start(built["new"], output))
    for build in builds:
        _, said = build.communicate(timeout=120)
        assert build.returncode == 0, said
    expected = digests(built["new"] / "output")
    found = digests(output)
    del expected[MANIFEST], found[MANIFEST]
    assert found == expected
    assert_settled(output)


def test_who_looks_while_builds_write_sees_one_moment(tmp_path: Path) -> None:
    """No false alarm: what is there is what the manifest says, however often it changes."""
    folder = tmp_path / "output"
    write(folder, "old")
    writer = subprocess.Popen([sys.executable, fault_children.__file__, "turn", str(folder)])
    seen: Counter[int] = Counter()
    try:
        while len(seen) < 2 or min(seen.values()) < 30:
            assert writer.poll() is None
            shelf = look(folder)
            assert not shelf.is_busy
            assert shelf.manifest is not None
            (entry,) = json.loads(shelf.manifest)["documents"]
            assert len(versions(entry)) == 1
            said = {output["path"]: output["sha256"] for output in entry["outputs"]}
            assert {path: one.sha256 for path, one in shelf.files.items()} == said
            assert shelf.leftovers == ()
            seen[len(said)] += 1
    finally:
        (tmp_path / "stop").touch()
        status = writer.wait(60)
    assert status == 0
    assert seen.keys() == {2, 3}


LIMITED = """\
import resource, sys
from briefgen import shelf
from briefgen.cli import main

def limit():
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))

def limited(*arguments):
    limit()
    record(*arguments)

record, shelf.record_documents = shelf.record_documents, limited
if sys.argv.pop(1) == "at-once":
    limit()
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("when", "said", "advice"),
    [
        ("at-once", "error: no room for temporary files in ", "or set TMPDIR to a folder"),
        ("output", "error: cannot write ", "make room there, or choose another folder with -o"),
    ],
)
def test_a_disk_that_is_full_keeps_the_old_files(
    tmp_path: Path, built: Mapping[str, Path], when: str, said: str, advice: str
) -> None:
    output = tmp_path / "output"
    shutil.copytree(built["old"] / "output", output)
    before = digests(output)

    # the system takes the first bytes of each file and refuses the rest, as a full disk does
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, when, "build", "-o", str(output)],
        cwd=built["new"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert advice in done.stderr
    assert "Traceback" not in done.stderr
    assert digests(output) == before
    assert_settled(output)


def test_a_folder_that_vanishes_while_a_build_runs(
    tmp_path: Path, built: Mapping[str, Path]
) -> None:
    output, session = tmp_path / "output", session_of(built["new"])
    documents = session.documents(Choice())
    done: list[Built] = []

    def vanish(result: Built) -> None:
        if not done:
            shutil.rmtree(output)
        done.append(result)

    with pytest.raises(OutputError, match="has lost what was just written") as caught:
        build_documents(session, documents, output, vanish)

    assert documents[0].name in caught.value.message
    assert documents[1].name not in caught.value.message
    assert len(done) == len(documents)
    assert_settled(output)


def test_a_rename_that_fails_leaves_a_manifest_that_is_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "old")
    rename = Path.replace

    def held(path: Path, target: Path) -> Path:
        if target.name == "d.html":
            raise PermissionError(13, "held by another program", str(path))
        return rename(path, target)

    files = {f"public/d.{ending}": content("new", ending) for ending in ("pdf", "html")}
    with monkeypatch.context() as patch:
        patch.setattr(whole_files.Path, "replace", held)
        with pytest.raises(OutputError):
            record_document(tmp_path, {}, {"name": "d", "outputs": []}, files)
    old = {path: one for path, one in digests(tmp_path).items() if path in listed(tmp_path)}
    assert old == listed(tmp_path)
    assert sorted(old) == ["public/d.html", "public/d.md"]


@pytest.mark.parametrize("year_s", [0, 4_000_000_000])
def test_times_of_files_mean_nothing(
    tmp_path: Path, built: Mapping[str, Path], year_s: int
) -> None:
    output, project = tmp_path / "output", tmp_path / "project"
    shutil.copytree(built["old"] / "output", output)
    shutil.copytree(built["new"], project)
    for path in [*output.rglob("*"), *project.rglob("*")]:
        os.utime(path, (year_s, year_s))

    session = session_of(project)
    build_documents(session, session.documents(Choice()), output, lambda _: None)

    assert digests(output) == digests(built["new"] / "output")


def test_a_clock_that_jumps_changes_nothing(
    tmp_path: Path, built: Mapping[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    jumps = iter(range(10**6))
    monkeypatch.setattr(time, "time", lambda: 4e9 * (next(jumps) % 2))
    session = session_of(built["new"])

    build_documents(session, session.documents(Choice()), tmp_path / "output", lambda _: None)

    assert digests(tmp_path / "output") == digests(built["new"] / "output")
