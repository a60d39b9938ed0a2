"""Paths that lead out of the project, in every field and name that becomes one."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from figure import Figure
from hostile_input import ITEMS, PROJECT, on_own, run, write

THREAT = "Paths that escape: `..`, `%2e%2e`, absolute ones, drives, links, odd names of output"
ANSWER = (
    "a path of the content must lead downwards and stay inside after links are followed; names of "
    "output are made of names that are checked"
)
FORMS = (
    "../victim/%s", "a/../../victim/%s", "%%2e%%2e/victim/%s", "..%%2fvictim/%s", "/etc/%s",
    "//host/%s", "\\\\host\\%s", "..\\victim\\%s", "C:\\%s", "C:%s", "file:///etc/%s", "~/%s",
    "link/%s", "a\0/%s", "%s/../../../victim/x", "nul/../../%s",
)  # fmt: skip
FIELDS: Mapping[str, tuple[str, str]] = {
    "a figure": ("content/d/f.yaml", "figures: {f: {file: %s, alt: A., credit: D, licence: L}}\n"),
    "an archive": ("content/d/f.yaml", "sources:\n  t: {title: T, archive: %s}\n"),
    "the style": ("briefgen.yaml", PROJECT + "citation_style: %s\n"),
    "content": ("briefgen.yaml", PROJECT + "content: %s\n"),
    "templates": ("briefgen.yaml", PROJECT + "templates: %s\n"),
    "output": ("briefgen.yaml", PROJECT + "output: %s\n"),
    "an audience": ("briefgen.yaml", "audiences:\n  %s: {clearance: TLP:CLEAR}\n"),
    "a kind": ("briefgen.yaml", PROJECT.replace("timeline", "%s")),
    "a dossier": ("briefgen.yaml", "documents: [{dossiers: [%s], templates: [timeline]}]\n"),
    "a language": ("briefgen.yaml", "documents: [{languages: [%s], templates: [timeline]}]\n"),
    "what a kind extends": (
        "templates/timeline/template.yaml",
        "label: x\nextends: %s\nparts: [{part: summary}]\n",
    ),
    "a part": ("templates/timeline/template.yaml", "label: x\nparts: [{part: %s}]\n"),
}  # fmt: skip
"""A field, its file, and what stands there around a path."""
ENDINGS = {"a figure": "x.png", "an archive": "x.txt", "the style": "x.csl"}
HARMLESS = {"content", "templates", "output"}
"""Fields that may name a folder which is not there: a name with a percent sign is such a one."""
_NAMES = ("%2", "~", "link/", "nul/", "file:")
"""In paths that name a folder inside the project, if a strange one, where no address is read."""
INCLUDED = "{%% include '%s' %%}"
LINKS: Mapping[str, Callable[[Path], object]] = {
    "output": lambda path: path.symlink_to("../victim"),
    "output/public": lambda path: path.symlink_to("../../victim"),
    "content/d/x.yaml": lambda path: path.symlink_to("/etc/passwd"),
    "templates/timeline/style.css": lambda path: path.symlink_to("/etc/passwd"),
}


def measure(share: float) -> Figure:
    """Return which escaping path did not end in a fault, or changed a file outside."""
    faults: list[str] = []
    cases: dict[str, Mapping[str, object]] = {}
    for field, (file, around) in FIELDS.items():
        for form in FORMS:
            path = form % ENDINGS.get(field, "x") if "%s" in form else form
            cases[f"{field}: {path}"] = {file: around.replace("%s", json.dumps(path))}
    for form in FORMS:
        path = (form % "x").replace("\\", "\\\\")
        page = INCLUDED % path
        cases[f"an include: {path}"] = {"templates/timeline/page.html.j2": page}
    for link, make in LINKS.items():
        cases[f"a link: {link}"] = {link: make}
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        chosen = on_own(share, cases)
        for number, case in enumerate(chosen):
            folder = _surroundings(top / str(number))
            project = write(folder / "project", cases[case])  # type: ignore[arg-type]
            before = _state(folder)
            command = ["check"] if number % 4 and not case.startswith("a link") else ["build"]
            outcome = run(project, *command)
            if _state(folder) != before:
                faults.append(f"{case}: a file outside has changed")
            field = case.split(":")[0]
            may_be = any(sign in case for sign in _NAMES)
            if outcome.status not in (1, 2, 3) and not (field in HARMLESS and may_be):
                faults.append(f"{case}: `{command[0]}` ended with {outcome.status}")
            if "root:" in outcome.said:
                faults.append(f"{case}: shows what stands in /etc/passwd")
        faults += _control(top / "control")
    text = (
        f"{len(chosen)} escapes in {len(FIELDS) + 2} kinds of places: each refused, nothing "
        "written or changed outside; the control notices a file that is"
    )
    return Figure(text if not faults else f"{len(faults)} fail", not faults, tuple(faults))


def _surroundings(folder: Path) -> Path:
    """Return a folder with a neighbour beside which the project will stand."""
    for name in ("x", "x.png", "x.txt", "x.csl", "manifest.json", "d.timeline.en.pdf"):
        path = folder / "victim" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ITEMS)
    return folder


def _state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return what stands in a folder outside of the project."""
    return {
        str(path.relative_to(folder)): (os.lstat(path).st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if "project" not in path.relative_to(folder).parts[:1] and path.is_file()
    }


def _control(folder: Path) -> list[str]:
    """Return nothing if a file that is written outside is noticed, and a good path works."""
    around = _surroundings(folder)
    before = _state(around)
    outcome = run(write(around / "project", {}), "build", "-o", "../victim")
    if _state(around) == before:
        return ["the control finds nothing: a file that was written outside was not noticed"]
    return [] if outcome.status == 0 else [f"the control does not build: {outcome.said[:200]}"]
