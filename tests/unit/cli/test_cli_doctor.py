"""`briefgen doctor` says what a build would meet, and never fails itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cli_shell import Shell

from briefgen.cli import options
from briefgen.doctor import machine, places
from briefgen.errors import ToolMissingError
from briefgen.render import fonts, pdf
from briefgen.versions import ABSENT, OTHER_PACKAGES, OUTPUT_PACKAGES, native_versions

REPOSITORY = Path(__file__).parents[3]
Report = Mapping[str, Any]
Patch = pytest.MonkeyPatch


def examined(shell: Shell, status: int = 0) -> dict[str, Report]:
    """Return the findings by name, and see that the status goes with them."""
    ran = shell("doctor", "--format", "json")
    report = json.loads(ran.out)
    assert ran.status == status, ran
    assert report["can_build"] == (status == 0)
    assert "Traceback" not in ran.err
    for one in report["findings"]:
        # who is told that something is amiss is told what to do
        assert (one["state"] == "good") == (one["help"] is None), one
        assert one["state"] in {"good", "missing", "different"}
    return {one["name"]: one for one in report["findings"]}


def test_all_that_a_build_uses_is_looked_at(shell: Shell) -> None:
    found = examined(shell)
    assert {one["group"] for one in found.values()} == {
        "program",
        "packages",
        "native libraries",
        "fonts",
        "sandbox",
        "tools",
        "places",
        "project",
    }
    assert found.keys() >= {*OUTPUT_PACKAGES, *OTHER_PACKAGES, "python", "harfbuzz-subset", "git"}
    assert found["weasyprint"]["found"] == metadata.version("weasyprint")
    assert found["harfbuzz"]["found"] == native_versions()["harfbuzz"]
    assert found["output folder"]["found"] == "not there yet, can be made"
    assert found["last build"]["needed"] is False


def test_people_get_a_line_each_and_a_verdict(shell: Shell) -> None:
    ran = shell("doctor")
    assert ran.status == 0
    assert re.search(r"^  good       weasyprint +\d", ran.out, re.MULTILINE)
    assert re.search(r"^  missing    last build +not needed\n +there is no manifest", ran.out, re.M)
    assert ran.out.splitlines()[-1].startswith("documents can be built here")
    assert shell("-q", "doctor").out == ""


def test_every_package_that_is_declared_is_looked_at() -> None:
    declared = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*declared["dependencies"], *declared["optional-dependencies"]["bibtex"]]
    names = {re.split(r"[<>=~!;\[ ]", line)[0].lower() for line in wanted}
    assert names <= {name.lower() for name in (*OUTPUT_PACKAGES, *OTHER_PACKAGES)}


def lacking(*names: str) -> Callable[[str], str]:
    def version(name: str) -> str:
        if name in names:
            raise metadata.PackageNotFoundError(name)
        return metadata.version(name)

    return version


def test_a_package_that_is_missing_is_named(shell: Shell, monkeypatch: Patch) -> None:
    monkeypatch.setattr(machine, "version", lacking("pikepdf"))
    found = examined(shell, status=1)
    assert found["pikepdf"]["state"] == "missing"
    assert "pip install pikepdf" in found["pikepdf"]["help"]
    ran = shell("doctor")
    last = "documents cannot be built here; 1 of what a build needs is missing"
    assert ran.out.splitlines()[-1] == last
    assert "pikepdf" in shell("-q", "doctor").out


def test_a_package_that_cannot_be_imported_is_named(shell: Shell, monkeypatch: Patch) -> None:
    monkeypatch.delitem(sys.modules, "briefgen.doctor.engine", raising=False)
    monkeypatch.setitem(sys.modules, "briefgen.render.enginelog", None)
    found = examined(shell, status=1)
    assert found["briefgen.render.enginelog"]["state"] == "missing"


def test_what_only_some_projects_need_is_not_in_the_way(shell: Shell, monkeypatch: Patch) -> None:
    monkeypatch.setattr(machine, "version", lacking("bibtexparser"))
    assert examined(shell)["bibtexparser"]["state"] == "missing"


def test_without_pango_nothing_can_be_built(shell: Shell, monkeypatch: Patch) -> None:
    def absent() -> None:
        raise ToolMissingError("Pango cannot be loaded", help="apt-get install libpango-1.0-0")

    monkeypatch.setattr(pdf, "_engine", absent)
    found = examined(shell, status=1)["layout engine"]
    assert "apt-get install libpango-1.0-0" in found["help"]


class Started:
    """A worker with other libraries."""

    layers = ()

    def __init__(self, versions: Mapping[str, str], fault: Exception | None = None) -> None:
        self.native_versions = dict(versions)
        self.fault = fault

    def __enter__(self) -> Started:
        return self

    def __exit__(self, *_: object) -> None: ...

    def try_out(self, steps: tuple[str, ...]) -> tuple[str, ...]:
        if self.fault is not None:
            raise self.fault
        return ("limits",)


def test_without_the_subset_library_the_bytes_differ(shell: Shell, monkeypatch: Patch) -> None:
    started = Started({"pango": "1.56.0", "harfbuzz-subset": ABSENT})
    monkeypatch.setattr(options, "ConfinedWorker", lambda *_, **__: started)
    found = examined(shell)
    assert found["harfbuzz-subset"]["state"] == "missing"
    assert "libharfbuzz-subset0" in found["harfbuzz-subset"]["help"]
    assert (found["limits"]["state"], found["seccomp"]["state"]) == ("good", "missing")


def test_a_worker_that_does_not_start_is_told(shell: Shell, monkeypatch: Patch) -> None:
    started = Started({}, RuntimeError("it ended with status 1"))
    monkeypatch.setattr(options, "ConfinedWorker", lambda *_, **__: started)
    assert "status 1" in examined(shell, status=1)["a process of its own"]["help"]


def test_a_font_that_is_missing_is_told(shell: Shell, monkeypatch: Patch) -> None:
    def path(package: str, filename: str) -> Path:
        raise ToolMissingError(f"{package} is not installed", help="pip install it")

    monkeypatch.setattr(fonts, "_path", path)
    found = examined(shell, status=1)["Chinese, Japanese, Korean"]
    assert (found["state"], found["needed"]) == ("missing", True)


def test_other_versions_than_those_of_the_last_build_are_told(shell: Shell) -> None:
    here = metadata.version("pydyf")
    versions = {"harfbuzz": "1.0.0", "pydyf": here, "weasyprint": "9\x1b[31m", "pango": 7}
    shell.write("output/manifest.json", json.dumps({"manifest": 1, "versions": versions}))
    found = examined(shell)
    assert found["harfbuzz"]["state"] == found["weasyprint"]["state"] == "different"
    assert (found["harfbuzz"]["wanted"], found["harfbuzz"]["wanted_by"]) == ("1.0.0", "last build")
    assert found["pydyf"]["state"] == "good"
    assert "\x1b" not in json.dumps(found["weasyprint"]["wanted"], ensure_ascii=False)
    text = shell("doctor").out
    assert re.search(r"different  harfbuzz +[\d.]+, last build: 1\.0\.0\n +files may come", text)
    assert text.splitlines()[-1].endswith("2 different")


def test_without_a_build_the_pins_count(shell: Shell, monkeypatch: Patch) -> None:
    assert {name.lower() for name in OUTPUT_PACKAGES} <= places.pins().keys() | {"fontpkg"}
    # an edition of a package may be written in two ways
    pins = {"pydyf": "0.0.1", "fontpkg-source-serif-4": "4.4", "pango": "1"}
    monkeypatch.setattr(places, "pins", lambda: pins)
    found = examined(shell)
    assert (found["pydyf"]["wanted"], found["pydyf"]["wanted_by"]) == ("0.0.1", "pinned")
    assert "pip install pydyf==0.0.1" in found["pydyf"]["help"]
    assert found["fontpkg-source-serif-4"]["state"] == "good"


@pytest.mark.parametrize("manifest", ["{", "[]", '{"manifest": 1, "versions": []}', "\0"])
def test_a_damaged_manifest_is_in_nobodys_way(shell: Shell, manifest: str) -> None:
    shell.write("output/manifest.json", manifest)
    assert examined(shell)["last build"]["state"] == "missing"


def test_a_manifest_that_cannot_be_read_is_told(shell: Shell) -> None:
    (shell.folder / "output/manifest.json").mkdir(parents=True)
    assert examined(shell)["last build"]["state"] == "missing"


def test_a_file_in_the_place_of_the_output_folder_is_told(shell: Shell) -> None:
    shell.write("output", "")
    assert examined(shell, status=1)["output folder"]["state"] == "missing"


def test_a_folder_of_an_audience_is_tried_too(shell: Shell, monkeypatch: Patch) -> None:
    (shell.folder / "output/public").mkdir(parents=True)
    assert examined(shell)["output folder"]["found"] == "can be written"
    whole = tempfile.TemporaryFile

    def refuse(*, dir: Any) -> Any:  # noqa: A002
        if Path(dir).name == "public":
            raise PermissionError(13, "Permission denied", str(dir))
        return whole(dir=dir)

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert "public: Permission denied" in examined(shell, status=1)["output folder"]["help"]
    assert [path.name for path in (shell.folder / "output").iterdir()] == ["public"]


def test_room_for_temporary_files_is_looked_at(shell: Shell, monkeypatch: Patch) -> None:
    monkeypatch.setenv("TMPDIR", str(shell.folder / "gone"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    found = examined(shell)["temporary files"]
    assert (found["state"], "gone" in found["help"]) == ("different", True)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=5 << 20))
    assert "5 MiB" in examined(shell, status=1)["temporary files"]["found"]

    def full() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", full)
    assert "No usable" in examined(shell, status=1)["temporary files"]["help"]


@pytest.mark.parametrize(
    ("epoch", "state", "status"),
    [("1689292800", "good", 0), ("soon", "different", 0), ("9" * 30, "missing", 1)],
)
def test_what_stands_for_the_time_is_told(
    shell: Shell, monkeypatch: Patch, epoch: str, state: str, status: int
) -> None:
    assert "SOURCE_DATE_EPOCH" not in examined(shell)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert examined(shell, status)["SOURCE_DATE_EPOCH"]["state"] == state


def test_a_project_with_errors_cannot_be_built(shell: Shell) -> None:
    shell.write("briefgen.yaml", "audiences: [")
    assert "briefgen check" in examined(shell, status=1)["briefgen.yaml"]["help"]


def test_outside_of_a_project_the_machine_is_looked_at(shell: Shell, monkeypatch: Patch) -> None:
    other = shell.folder / "elsewhere"
    other.mkdir()
    (shell.folder / "briefgen.yaml").unlink()
    monkeypatch.chdir(other)
    assert examined(shell)["briefgen.yaml"]["state"] == "missing"
    other.rmdir()
    assert "is gone" in examined(shell, status=1)["briefgen.yaml"]["help"]


def test_git_may_be_missing_or_broken(shell: Shell, monkeypatch: Patch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert examined(shell)["git"]["state"] == "missing"
    shell.write("git", "#!/bin/sh\nexit 3\n")
    (shell.folder / "git").chmod(0o755)
    assert "status 3" in examined(shell)["git"]["help"]


def test_a_real_worker_is_started(shell: Shell) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "briefgen", "doctor", "--format", "json"],
        cwd=shell.folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = {one["name"]: one for one in json.loads(ran.stdout)["findings"]}
    assert found["a process of its own"]["state"] == "good"
    assert found["limits"]["state"] == "good"
    assert found["pango"]["found"] == native_versions()["pango"]
