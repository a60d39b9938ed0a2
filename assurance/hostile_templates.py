"""Templates that try to get out of the sandbox, or to print what they were not given."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import yaml
from figure import Figure
from hostile import ESCAPES, MARK
from killing import environment

__all__ = ["ANSWER", "THREAT", "escaped", "measure"]

THREAT = "Hostile templates"
ANSWER = (
    "an immutable sandbox, plain values of what was selected, templates' own files only; no clock, "
    "no chance, no addresses in memory"
)
HERE = Path(__file__).resolve().parent
PLACES = ("html", "md", "css")
SECRET = "zqrestricted"
_LEAST_OUT = 20
"""So many must get out where Jinja's own sandbox is taken away; most others still fail then, since
what they reach for is not among the names that a template has."""
_TRACES = re.compile(
    rf"{MARK}|{SECRET}|0x[0-9a-f]{{6,}}|__builtins__|&lt;(?:class|function|module|built-in|bound)"
    rf"|<(?:class|function|module|built-in|bound) |1970-01-01|{dt.datetime.now(dt.UTC):%Y-%m-%d}"
)


def measure(share: float) -> Figure:
    """Return what got out; with a small share from the page only, not from Markdown and styles."""
    places = PLACES if share > 0.5 else PLACES[:1]
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        first, refused = escaped(top / "first", places)
        second, _ = escaped(top / "second", places)
        loose, _ = escaped(top / "loose", places[:1], "templates run without a sandbox")
        differ = {name for name, text in first.items() if second.get(name) != text}
    faults = [f"got out: {name}: {_payload(name)}" for name in _traced(first)]
    faults += [f"differs from build to build: {name}: {_payload(name)}" for name in differ]
    out = len(_traced(loose))
    if out < _LEAST_OUT:
        faults.append(f"the control lets only {out} out")
    tried = len(places) * len(ESCAPES)
    text = (
        f"{tried} templates tried: {len(faults)} got out, {refused} refused by name, {len(first)} "
        f"printed nothing but their own values, the same each time; control: without the sandbox "
        f"{out} of {len(ESCAPES)} get out"
    )
    is_whole = refused + len(first) == tried
    return Figure(text, not faults and is_whole, tuple(faults))


def escaped(
    top: Path, places: tuple[str, ...], broken: str | None = None
) -> tuple[Mapping[str, str], int]:
    """Return (kind → what its files hold) of what was written, and how many kinds were refused."""
    top.mkdir()
    outside = top / "outside.txt"
    outside.write_text(MARK)
    project = top / "project"
    for path, text in _files(places, outside).items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    output, log = top / "output", top / "log"
    choice = ["--break", broken] if broken else []
    child = subprocess.run(
        [sys.executable, str(HERE / "build_many.py"), *choice],
        input=json.dumps([[str(project), str(output), str(log)]]),
        text=True,
        capture_output=True,
        env={**environment(), "PYTHONPATH": f"{HERE.parent}:{HERE}", "SOME_VARIABLE": MARK},
        check=False,
    )
    if child.returncode:
        sys.exit(f"the build ended with {child.returncode}:\n{child.stderr}")
    written: dict[str, str] = {}
    for file in sorted((output / "public").glob("*")):
        kind = file.name.split(".")[1]
        # the fonts in it are no text
        text = re.sub(r"data:[\w/+.-]*;base64,[\w/+=]*", "", file.read_text("utf-8"))
        written[kind] = written.get(kind, "") + text
    said = log.read_text("utf-8")
    refused = set(re.findall(r"^not written  d/([\w-]+)/", said, re.MULTILINE))
    assert "Traceback" not in said, said
    return written, len(refused - set(written))


def _files(places: tuple[str, ...], outside: Path) -> dict[str, str]:
    kinds = [f"{place}-{number}" for place in places for number in range(len(ESCAPES))]
    settings = {
        "audiences": {"public": {"clearance": "TLP:CLEAR"}},
        "documents": [{"templates": kinds}],
        "to": ["html", "markdown"],
    }
    heading = {
        "title": "A title",
        "as_of": "2023-07-14T09:00:00+09:00",
        "marking": "TLP:CLEAR",
        "summary": "A summary.",
    }
    event = {"date": "2023-05-01", "text": "It happened", "status": "occurred"}
    items = {
        "events": {"e": event, SECRET: {**event, "text": f"{SECRET} twice", "marking": "TLP:RED"}}
    }
    files = {
        "briefgen.yaml": yaml.safe_dump(settings),
        "content/d/dossier.yaml": yaml.safe_dump(heading),
        "content/d/items.yaml": yaml.safe_dump(items),
    }
    for kind in kinds:
        payload = _payload(kind).replace("FILE", str(outside))
        folder = f"templates/{kind}"
        own = {"html": "<p>None</p>", "md": "None"}
        files[f"{folder}/template.yaml"] = (
            "format: 1\nlabel: Hostile\nparts: [{part: lines, of: events}]\n"
        )
        place = kind.partition("-")[0]
        if place == "css":
            files[f"{folder}/page.css.j2"] = f'p::after {{ content: "{payload}" }}'
            own["html"] = "<p>None</p>"
        else:
            own[place] = f"<p>{payload}</p>" if place == "html" else payload
        files |= {f"{folder}/parts/lines.{name}.j2": text for name, text in own.items()}
    return files


def _payload(kind: str) -> str:
    return ESCAPES[int(kind.partition("-")[2])]


def _traced(written: Mapping[str, str]) -> list[str]:
    return sorted(kind for kind, text in written.items() if _TRACES.search(text))
