"""Characters that nobody sees, or that turn the order of others, in every place for text."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from figure import Figure
from hostile import HEADING, ITEMS, PROJECT, on_own, run, write

THREAT = "Trojan Source: characters that turn the direction of writing, are unseen, or break XML"
ANSWER = (
    "direction is an error outside of right-to-left text, what is unseen a warning, what XML "
    "cannot hold an error, also as an escape or a reference, with line and column; what reference "
    "software exports is freed of them"
)
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
UNSEEN = "\u200b\u200c\u200d\u2060\u2063\ufeff\u180e\U000e0041"
INVALID = "\x00\x01\x08\x0b\x0c\x1f\x7f\x80\x85\u2028\u2029\ufffe\uffff"
CODES = {**dict.fromkeys(BIDI, "BG012"), **dict.fromkeys(UNSEEN, "BG013"), **dict.fromkeys(INVALID, "BG011")}  # fmt: skip
"""Each character, and what must be said of it."""
RAW: Mapping[str, tuple[str, str]] = {
    "a value": ("content/d/items.yaml", ITEMS.replace("The quay", "The %s quay")),
    "a comment": ("content/d/items.yaml", f"{ITEMS}# a %s b\n"),
    "a quoted value": ("content/d/items.yaml", ITEMS.replace("{title: A source}", '{title: "A %s"}')),
    "the dossier": ("content/d/dossier.yaml", HEADING.replace("A summary", "A %s summary")),
    "Markdown": ("content/d/sections/x.md", "---\ntitle: T\nkind: context\n---\n\nIt %s is.\n"),
    "front matter": ("content/d/sections/x.md", "---\ntitle: T %s t\nkind: context\n---\nIt is.\n"),
    "briefgen.yaml": ("briefgen.yaml", f"{PROJECT}# a %s b\n"),
    "a template": ("templates/timeline/parts/x.html.j2", "{# a %s b #}\n"),
    "a style sheet": ("templates/timeline/style.css", "/* a %s b */\n"),
    "labels": ("templates/timeline/labels/en.yaml", "as_of: As %s of\n"),
}  # fmt: skip
"""A place, its file, and what stands there around a character as it is."""
ESCAPED: Mapping[str, tuple[str, str, Callable[[str], str]]] = {
    "an escape": (
        "content/d/items.yaml",
        ITEMS.replace("The quay opened.", '"The %s quay"'),
        lambda char: f"\\U{ord(char):08x}",
    ),
    "an escape in briefgen.yaml": (
        "briefgen.yaml",
        PROJECT + 'content: "content%s"\n',
        lambda char: f"\\U{ord(char):08x}",
    ),
    "a reference": (
        "content/d/sections/x.md",
        "---\ntitle: T\nkind: context\n---\n\nIt %s is.\n",
        lambda char: f"&#{ord(char)};",
    ),
    "an address": (
        "content/d/sections/x.md",
        "---\ntitle: T\nkind: context\n---\n\nIt <https://a.b/%s> is.\n",
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

    Where a file may hold many lines all are tried at once, each on a line of its own.
    """
    faults, tried = [], 0
    for char, code in CODES.items():
        if name in RAW:
            path, around = RAW[name]
            written = char
        else:
            path, around, write_it = ESCAPED[name]
            written = write_it(char)
            if name in ("a reference", "an address") and char in NO_REFERENCE:
                continue
        tried += 1
        text = around.replace("%s", written)
        line = text[: text.index(written)].count("\n") + 1
        column = text.split("\n")[line - 1].find(written[:1]) + 1 if name in RAW else 0
        outcome = run(write(folder / f"{ord(char):x}", {path: text}), "check")
        places = [(one.line, one.column) for one in outcome.found if (one.code, one.path) == (code, path)]  # fmt: skip
        if outcome.status not in (0, 1, 2):
            faults.append(f"U+{ord(char):04X}: ended with {outcome.status}")
        elif not any(at == line and (column in (0, there)) for at, there in places):
            faults.append(f"U+{ord(char):04X}: told at {places}, not at {line}:{column}")
    return tried, faults


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
    plain = {path: around.replace("%s", "x") for path, around in RAW.values()}
    right = {
        "content/d/items.yaml": ITEMS.replace(
            "The quay opened.", "'[\u05e9\u05dc\u05d5\u05dd\u200f (\u05d0)]{lang=he} opened.'"
        ),
        "content/d/sections/x.md": "---\ntitle: T\nkind: context\n---\n"
        "[\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645]{lang=fa} \U0001f468\u200d\U0001f469\n",
    }  # fmt: skip
    faults = []
    for name, files in (("plain", plain), ("in their place", right)):
        outcome = run(write(top / name, files), "check")
        told = [one for one in outcome.found if one.code in ("BG011", "BG012", "BG013")]
        faults += [f"{name}: {one}" for one in told]
    return faults
