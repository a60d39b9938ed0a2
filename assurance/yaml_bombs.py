"""Files that grow, nest or repeat without end, in each place where YAML or Markdown is read."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from figure import Figure
from hostile_input import LIMIT, PROJECT, memory_mb, on_own, run, unwelcome, write
from killing import environment

THREAT = (
    "Bombs: nested YAML, aliases, merge keys, thousands of fields, Markdown that takes for ever"
)
ANSWER = (
    "depth, size, number of values, what aliases expand to and the length of a paragraph are "
    "limited while a file is read; of thousands of faults a hundred are shown"
)
MOST_MB = 700
"""Of memory that a check may take."""


def _laughs(kind: str) -> str:
    doubled = "{x: *a%d, y: *a%d}" if kind == "mapping" else "[*a%d, *a%d]"
    steps = "".join(f"b{i}: &a{i} {doubled % (i - 1, i - 1)}\n" for i in range(1, 40))
    return f"a: &a0 {{x: 1}}\n{steps}"


YAML: Mapping[str, tuple[str, ...]] = {
    "x: " + "[" * 100_000: ("BG003",),
    "x: " + "{a: " * 50_000: ("BG003",),
    "".join(" " * i + "a:\n" for i in range(1_000)): ("BG003",),
    "- " * 100_000: ("BG003", "BG001"),
    "? " * 100_000: ("BG003", "BG001"),
    _laughs("list"): ("BG003",),
    _laughs("mapping"): ("BG003",),
    "a: &a " + "x" * 400_000 + "\nb: [" + "*a, " * 50 + "]\n": ("BG003",),
    "a: &a {x: 1}\nb: {<<: [*a, *a]}\n": ("BG006",),
    "a: &a [*a]\n": ("BG009",),
    "a: [" + "1," * 300_000 + "]\n": ("BG003",),
    "x" * 1_100_000: ("BG003",),
    "%TAG !a! tag:a:\n" * 60_000 + "---\n": ("BG018", "BG007"),
    "a: !!python/object/apply:os.system [id]\n": ("BG004",),
    "a: '" + "x" * 1_000_000: ("BG001",),
    "a: " + "&a " * 10_000: ("BG001",),
    "".join(f"f{i}: 1\n" for i in range(60_000)): ("BG103",),
    "a: 1\n" * 60_000: ("BG002",),
}
"""A hostile file, and what must be said of it."""
_LISTED = """
    brackets braces block-mappings block-lists keys alias-lists alias-mappings long-alias merge
    circle values size directives tag unclosed anchors fields twice
    """
NAMES = tuple(_LISTED.split())
MARKDOWN: Mapping[str, str] = {
    "brackets": "[" * 300_000,
    "images": "![" * 150_000,
    "citations": "[@a " * 70_000,
    "unknown": "".join(f"[@a{i}]\n\n" for i in range(20_000)),
    "emphasis": "*a **a " * 40_000,
    "quotes": '"' * 300_000,
    "links": "[a](b " * 50_000,
    "entities": "&" * 300_000,
    "nested": "> - " * 50_000,
    "backticks": "".join("`" * i + " " for i in range(1, 700)),
}
CHANNELS: Mapping[str, str] = {
    "content/d/more.yaml": "%s",
    "content/d/sections/x.md": "---\ntitle: T\nkind: context\n%s\n---\nText.\n",
    "briefgen.yaml": PROJECT + "%s",
    "templates/timeline/template.yaml": "%s",
    "templates/_shared/labels/en.yaml": "%s",
}
"""A place where YAML is read, and what stands there around a bomb."""
_CRASH = "import yaml; yaml.load('x: ' + '[' * 100_000, Loader=yaml.CSafeLoader)"


def measure(share: float) -> Figure:
    """Return how each bomb ended, in each place."""
    faults, slowest, tried = [], 0.0, 0
    cases: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for path, around in CHANNELS.items():
        for name, (bomb, codes) in zip(NAMES, YAML.items(), strict=True):
            # labels may have any words
            if not (path.endswith("en.yaml") and name == "fields"):
                cases[f"{name} in {path}"] = (path, around.replace("%s", bomb), codes)
    for name, text in MARKDOWN.items():
        body = f"---\ntitle: T\nkind: context\n---\n{text}\n"
        cases[f"Markdown: {name}"] = ("content/d/sections/x.md", body, ())
    with tempfile.TemporaryDirectory() as scratch:
        for number, case in enumerate(on_own(share, cases)):
            path, text, codes = cases[case]
            outcome = run(write(Path(scratch) / str(number), {path: text}), "check")
            tried, slowest = tried + 1, max(slowest, outcome.seconds)
            wanted = (*codes, "BG003") if len(text) > 1 << 20 else codes
            if codes:
                faults += [f"{case}: {one}" for one in unwelcome(outcome, wanted, path)]
            elif outcome.status not in (0, 1):
                faults.append(f"{case}: ended with {outcome.status} {outcome.said[:200]}")
    if (taken := memory_mb()) > MOST_MB:
        faults.append(f"a check took {taken} MB")
    # the control: the parser below does fall to the first of them
    crashed = subprocess.run(
        [sys.executable, "-c", _CRASH], env=environment(), capture_output=True, check=False
    )
    if crashed.returncode >= 0:
        faults.append("the control finds nothing: libyaml reads 100,000 brackets")
    text = (
        f"{tried} bombs in {len(CHANNELS)} kinds of files: each ended with a named fault at its "
        f"place (limit {LIMIT} s, slowest {slowest:.0f} s, at most {taken} MB); libyaml alone "
        "crashes on the first"
    )
    return Figure(text if not faults else f"{len(faults)} of {tried} fail", not faults, (*faults,))
