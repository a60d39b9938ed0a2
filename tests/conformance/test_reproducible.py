"""The same content gives the same files: in another process, place, zone and language."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.output_lock import LOCK

ROOT = Path(__file__).parents[2]
CHOICE = ("-a", "public", "-t", "one-pager", "-t", "timeline", "--to", "pdf,markdown,html")
STEMS = ("tokyo-liaison-office.one-pager.en", "tokyo-liaison-office.timeline.en")
HERE = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "COLUMNS": "40"}
THERE = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "COLUMNS": "200"}

Digests = dict[str, str]


def copy_of_the_example(folder: Path) -> Path:
    """Return a new folder with the example in it, outside any repository."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "briefgen.yaml", folder)
    shutil.copytree(ROOT / "content", folder / "content")
    return folder


def start(project: Path, inside: str, settings: dict[str, str]) -> subprocess.Popen[str]:
    """Return a running build, called from a folder inside the project."""
    hidden = {"SOURCE_DATE_EPOCH", *HERE}
    outside = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.Popen(
        [sys.executable, "-m", "briefgen", "build", *CHOICE],
        cwd=project / inside,
        env={
            **outside,
            **settings,
            "PYTHONPATH": str(ROOT),
            "GIT_CEILING_DIRECTORIES": str(project.parent),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def output_of(project: Path, build: subprocess.Popen[str]) -> Digests:
    """Return the digest of every file that a build wrote, by path."""
    _, said = build.communicate(timeout=60)
    assert build.returncode == 0, said
    output = project / "output"
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != LOCK
    }


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Digests]]:
    """Return three projects that were built at the same time, each with the digests of its files.

    `here` and `there` have the same content, `changed` has one letter more.
    """
    top = tmp_path_factory.mktemp("reproducible")
    projects = {
        "here": copy_of_the_example(top / "here"),
        "there": copy_of_the_example(top / "far away" / "über" / "there"),
        "changed": copy_of_the_example(top / "changed"),
    }
    events = projects["changed"] / "content/tokyo-liaison-office/events.yaml"
    text = events.read_text("utf-8")
    events.write_text(text.replace("Russia invades Ukraine.", "Russia invades Ukraine!"), "utf-8")
    builds = {
        "here": start(projects["here"], ".", HERE),
        "there": start(projects["there"], "content/tokyo-liaison-office/sections", THERE),
        "changed": start(projects["changed"], ".", HERE),
    }
    return {name: (projects[name], output_of(projects[name], builds[name])) for name in projects}


def test_two_builds_of_the_same_content_give_the_same_files(
    folders: dict[str, tuple[Path, Digests]],
) -> None:
    here, there = folders["here"][1], folders["there"][1]

    assert here == there
    assert here.keys() == {
        "manifest.json",
        *(f"public/{stem}.{ending}" for stem in STEMS for ending in ("pdf", "md", "html")),
    }


def test_the_manifest_describes_these_files_and_knows_no_revision(
    folders: dict[str, tuple[Path, Digests]],
) -> None:
    project, digests = folders["here"]
    manifest = json.loads((project / "output/manifest.json").read_text("utf-8"))
    described = {
        output["path"]: output["sha256"]
        for document in manifest["documents"]
        for output in document["outputs"]
    }

    assert manifest["revision"] is None
    assert described == {path: digests[path] for path in digests if path != "manifest.json"}


def test_a_single_sign_makes_another_file_of_those_that_print_it(
    folders: dict[str, tuple[Path, Digests]],
) -> None:
    here, changed = folders["here"][1], folders["changed"][1]

    differing = {path for path in here if here[path] != changed[path]}
    timeline = {f"public/{STEMS[1]}.{ending}" for ending in ("pdf", "md", "html")}
    assert differing == {"manifest.json", *timeline}


def test_no_file_names_the_place_where_it_was_made(
    folders: dict[str, tuple[Path, Digests]],
) -> None:
    project, digests = folders["here"]
    for path in digests:
        assert str(project).encode() not in (project / "output" / path).read_bytes()
