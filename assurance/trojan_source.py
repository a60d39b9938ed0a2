"""Characters that nobody sees, or that turn the order of others, in every place for text."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from figure import Figure
from hostile_input import HEADING, ITEMS, PROJECT, on_own, run, write

THREAT = "Trojan Source: characters that turn the direction of writing, are unseen, or break XML"
ANSWER = (
    "direction is an error outside of right-to-left text, what is unseen a warning, what XML "
    "cannot hold an error, also as an escape or a reference, with line and column; what reference "
    "software exports is freed of them"
)
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
UNSEEN = "\u200b\u200c\u200d\u2060\u2063\ufeff\u180e\U000e0041"
INVALID = "\x00\x01\x08\x0b\x0c\x1f\x7f\x80\x85\u2028\u2029\ufffe\uffff"
CODES = {
    **dict.fromkeys(BIDI, "BG012"),
    **dict.fromkeys(UNSEEN, "BG013"),
    **dict.fromkeys(INVALID, "BG011"),
}
"""Each character, and what must be said of it."""
_TEXT = "---\ntitle: T\nkind: context\n---\n"
_KIND = "label: x\nparts: [{part: summary}]\n"
RAW: Mapping[str, tuple[str, str, str]] = {
    "values": ("content/d/m.yaml", "terms:\n", "  t{n}: {{short: T{n}, expansion: A {c} b}}\n"),
    "quoted values": ("content/d/m.yaml", "terms:\n", "  t{n}: {{short: T, expansion: '{c}'}}\n"),
    "blocks": ("content/d/m.yaml", "terms:\n", "  t{n}:\n   short: T\n   expansion: |\n    {c}\n"),
    "keys": ("content/d/m.yaml", "terms:\n", "  a{c}{n}: {{short: T, expansion: U}}\n"),
    "comments": ("content/d/items.yaml", ITEMS, "# a {c} b\n"),
    "the dossier": ("content/d/dossier.yaml", HEADING, "# a {c} b\n"),
    "Markdown": ("content/d/sections/x.md", _TEXT, "\nIt {c} is.\n"),
    "front matter": ("content/d/sections/x.md", "---\n", "# {c}\n"),
    "briefgen.yaml": ("briefgen.yaml", PROJECT, "# a {c} b\n"),
    "a template": ("templates/timeline/parts/x.html.j2", "", "{{# a {c} b #}}\n"),
    "a style sheet": ("templates/timeline/style.css", "", "/* a {c} b */\n"),
    "a kind": ("templates/timeline/template.yaml", _KIND, "# {c}\n"),
    "labels": ("templates/timeline/labels/en.yaml", "", "a{n}: A {c} b\n"),
    "a citation style": ("s.csl", "<style>\n", "<!-- {c} -->\n"),
}  # fmt: skip
"""A place, its file, how that begins, and a line with a character in it as it is."""
_MORE = {"a citation style": {"briefgen.yaml": f"{PROJECT}citation_style: s.csl\n"}}
ESCAPED: Mapping[str, tuple[str, str, str, Callable[[str], str]]] = {
    "escapes": (
        "content/d/m.yaml",
        "terms:\n",
        '  t{n}: {{short: T{n}, expansion: "A {c} b"}}\n',
        lambda char: f"\\U{ord(char):08x}",
    ),
    "escapes in briefgen.yaml": (
        "briefgen.yaml",
        "audiences:\n",
        '  a{n}: {{clearance: TLP:CLEAR, label: "A {c} b"}}\n',
        lambda char: f"\\U{ord(char):08x}",
    ),
    "references": (
        "content/d/sections/x.md",
        _TEXT,
        "\nIt {c} is.\n",
        lambda char: f"&#{ord(char)};",
    ),
    "addresses": (
        "content/d/sections/x.md",
        _TEXT,
        "\nIt <https://a.b/{n}{c}> is.\n",
        lambda char: re.sub("(..)", r"%\1", char.encode().hex()),
    ),
}
"""The same for a character that is written otherwise."""
NO_REFERENCE = "\x00\x01\x08\x0b\x1f\x7f\x80\x85\ufffe\uffff"
"""What CommonMark makes a replacement character of, or leaves as it is written."""


def measure(share: float) -> Figure:
    """Return where each character was told in each place."""
    faults: list[str] = []
    tried = 0
    cases: dict[str, object] = dict.fromkeys((*RAW, *ESCAPED))
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        for name in on_own(share, cases):
            number, found = _channel(top / name.replace(" ", "-"), name)
            tried += number
            faults += [f"{name}: {one}" for one in found]
        faults += _names(top)
        faults += _exports(top)
        faults += _controls(top)
    text = (
        f"{tried} times a character in a place ({len(CODES)} characters, {len(cases)} places, and "
        "names of files): each told at its line and column; none left in what exports give; "
        "nothing told of the same texts without them"
    )
    return Figure(text if not faults else f"{len(faults)} fail", not faults, tuple(faults))


def _channel(folder: Path, name: str) -> tuple[int, list[str]]:
    """Return how many characters were tried in one place, and which were not told there.

    All are tried in one file, each on a line of its own.
    """
    path, begins, around = (RAW.get(name) or ESCAPED[name])[:3]
    is_raw = name in RAW
    wanted: dict[str, tuple[str, int, int]] = {}
    text = begins
    for number, (char, code) in enumerate(CODES.items()):
        if name in ("references", "addresses") and char in NO_REFERENCE:
            continue
        text += around.format(n=number, c=char if is_raw else ESCAPED[name][3](char))
        lines = text[:-1].split("\n")
        wanted[char] = (code, len(lines), lines[-1].index(char) + 1 if is_raw else 0)
    if name == "front matter":
        text += "title: T\nkind: context\n---\nText.\n"
    outcome = run(write(folder, {path: text, **_MORE.get(name, {})}), "check")
    if outcome.status not in (1, 2):
        return len(wanted), [f"ended with {outcome.status}: {outcome.said[:200]}"]
    told = {
        (one.code, one.line, one.column if is_raw else 0)
        for one in outcome.found
        if one.path == path
    }
    return len(wanted), [
        f"U+{ord(char):04X} was not told at {place}"
        for char, place in wanted.items()
        if place not in told
    ]


def _names(top: Path) -> list[str]:
    files = {f"content/d/a{char}b.yaml": "terms: {}\n" for char in BIDI + UNSEEN}
    outcome = run(write(top / "names", files), "check")
    told = [one for one in outcome.found if one.code in ("BG012", "BG013")]
    return [] if len(told) == len(files) else [f"{len(told)} of {len(files)} names told"]


def _exports(top: Path) -> list[str]:
    """Return what the Markdown shows of sources that an export gives with such characters."""
    every = "".join(char for char in BIDI + UNSEEN)
    item = {"id": "s", "type": "book", "title": f"One{every}Two", "publisher": f"A{every}B"}
    exports = {"x.json": json.dumps([item]), "x.bib": f"@book{{s, title={{One{every}Two}}}}"}
    faults = []
    for name, text in exports.items():
        items = ITEMS.replace("  s: {title: A source}\n", "  other: {title: A source}\n")
        project = write(top / name, {f"content/d/{name}": text, "content/d/items.yaml": items})
        outcome = run(project, "build", "--to", "markdown")
        made = project / "output/public/d.timeline.en.md"
        if not made.exists():
            faults.append(f"{name}: {outcome.said[:300]}")
        elif "OneTwo" not in (shown := made.read_text("utf-8")) or set(shown) & set(every):
            faults.append(f"{name}: not freed of them")
    return faults


def _controls(top: Path) -> list[str]:
    """Return what is told of texts in which such characters have their place, or are not."""
    plain = {
        path: begins + around.format(n=1, c="x")
        for path, begins, around in RAW.values()
        if begins != "---\n" and not path.endswith("csl")
    }
    right = {
        "content/d/items.yaml": ITEMS.replace(
            "The quay opened.", "'[\u05e9\u05dc\u05d5\u05dd\u200f (\u05d0)]{lang=he} opened.'"
        ),
        "content/d/sections/x.md": f"{_TEXT}[\u0646\u0645\u06cc\u200c\u062e\u0648]{{lang=fa}} "
        "\U0001f468\u200d\U0001f469\n",
    }
    faults = []
    for name, files in (("plain", plain), ("in their place", right)):
        outcome = run(write(top / name, files), "check")
        told = [one for one in outcome.found if one.code in ("BG011", "BG012", "BG013")]
        faults += [f"{name}: {one}" for one in told]
    return faults
