"""Values that other readers of YAML turn into something else."""

from __future__ import annotations

import tempfile
from pathlib import Path

import yaml
from figure import Figure
from hostile_input import EVERYTHING, run, unwelcome, write

THREAT = (
    "`no`, `010`, `12:30`, `3.10` become other values, and of a key that stands twice one is lost"
)
ANSWER = (
    "values are those of YAML 1.2, numbers and dates stay as they are written until a field wants "
    "them, and a key that stands twice is an error with both places"
)
_LISTED = """
    no No NO yes Yes on off y n True TRUE False None NULL Null 010 0o10 0x1F 0b101 1_000 12:30
    12:30:45 190:20:30 3.10 1.0 1.50 1e3 1E400 1e-400 .5 5.0 +1 -0 -1 .inf -.inf .nan 2024-01-01
    2024-01-01T00:00:00Z 00123 1234567890123456789012345678901234567890 0.1e2 = 0777 08 1,000
    """
AS_WRITTEN = tuple(_LISTED.split())
"""Texts that are printed as they stand."""
REFUSED = ("true", "false", "null", "~", "")
"""What is no text."""
TWICE = {
    "in an item": "events:\n  e: {date: 2023-05-01,\n text: One,\n text: Two, status: occurred}\n",
    "an id": "events:\n  e: {date: 2023-05-01}\n  e: {date: 2023-05-01}\n",
    "a family": "events: {}\nevents: {}\n",
    "quoted": "terms:\n  t: {short: a, 'short': b, expansion: c}\n",
    "escaped": 'terms:\n  t: {short: a, "\\x73hort": b, expansion: c}\n',
    "merged": "terms:\n  t: &t {short: a, expansion: b}\n  u: {<<: *t, short: c}\n",
    "through an alias": "terms:\n  t: {&k short: a, expansion: b, *k : c}\n",
}


def measure(share: float) -> Figure:
    """Return what is printed of each value, and whether each key that stands twice is told."""
    faults = []
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        faults += _printed(top / "printed")
        for value in REFUSED:
            project = write(top / f"refused-{value}", {"content/d/more.yaml": _events([value])})
            outcome = run(project, "check")
            faults += [f"`{value}`: {one}" for one in unwelcome(outcome, ["BG102"])]
        for name, text in TWICE.items():
            project = write(top / name, {"content/d/more.yaml": text})
            outcome = run(project, "check")
            wanted = ["BG006"] if name == "merged" else ["BG008"] if "alias" in name else ["BG002"]
            faults += [f"twice {name}: {one}" for one in unwelcome(outcome, wanted)]
            if wanted == ["BG002"] and outcome.said.count("--> content/d/more.yaml") < 2:
                faults.append(f"twice {name}: only one place is told")
    # the control: another reader of the same values does change them
    changed = [text for text in AS_WRITTEN if _otherwise(text) != text]
    if len(changed) < len(AS_WRITTEN) / 2 or yaml.safe_load("a: 1\na: 2") != {"a": 2}:
        faults.append("the control finds nothing: PyYAML reads these values as they are written")
    text = (
        f"{len(AS_WRITTEN)} values printed as written, {len(REFUSED)} that are no text refused, "
        f"{len(TWICE)} ways to write a key twice told; PyYAML changes {len(changed)} of the values"
    )
    return Figure(text if not faults else f"{len(faults)} of them fail", not faults, tuple(faults))


def _otherwise(text: str) -> str:
    """Return what PyYAML makes of a value."""
    try:
        return str(yaml.safe_load(text))
    except yaml.YAMLError:
        return ""


def _events(values: list[str] | tuple[str, ...]) -> str:
    rows = (
        f'  e{number}: {{date: 2023-05-01, status: occurred, sources: ["s, p. 1"], text: {value}}}'
        for number, value in enumerate(values)
    )
    return "\n".join(["events:", *rows, ""])


def _printed(folder: Path) -> list[str]:
    quoted = {text: f"'{text}'" for text in ("1,000",)}
    values = [quoted.get(text, text) for text in AS_WRITTEN]
    project = write(folder, {**EVERYTHING, "content/d/more.yaml": _events(values)})
    outcome = run(project, "build", "--to", "markdown")
    if outcome.status:
        return [f"the values as text: {outcome.said[:300]}"]
    markdown = (project / "output/public/d.everything.en.md").read_text(encoding="utf-8")
    plain = markdown.replace("\\", "")
    return [f"`{text}` is not printed" for text in AS_WRITTEN if f"{text}[" not in plain]
