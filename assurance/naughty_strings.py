"""The Big List of Naughty Strings, through the PDF and the Markdown."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
from figure import Figure
from hostile_input import EVERYTHING, run, write
from markdown_it import MarkdownIt
from naughty import as_literal, naughty_strings

THREAT = "Injection through Markdown or into it: markup, links, front matter, templates"
ANSWER = (
    "prose is parsed once and written escaped, HTML is off, links lead to the web, mail or the "
    "document, front matter goes through a YAML writer"
)
_SIGN = re.compile(r"\(U\+([0-9A-F]{4,6})\)")
_MOST_BUILDS = 12
_HYPHENS = "\x02\ufffe"
_AT_LINE_END = f"[{_HYPHENS}]?"
_DASH = re.compile(r"(?<=\s)--(?=\s)")
"""What is set as a dash on a page; the Markdown keeps it."""
_RARE = "ʬʭꝀꝁꝂꝃꝄ"
"""Letters, one of which is in no text."""
INJECTED = "A title\n---\naudience: staff\n---\n# Forged"
"""A title that would end the front matter of the Markdown."""


def measure(share: float) -> Figure:
    """Return which strings came through whole, and which were refused with their place."""
    strings = naughty_strings()[:: max(1, round(1 / share))]
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch)
        refused = _refused(project, strings, faults)
        kept = [number for number in range(len(strings)) if number not in refused]
        pdf = project / "output/public/d.everything.en.pdf"
        markdown = project / "output/public/d.everything.en.md"
        if not (pdf.exists() and markdown.exists()):
            return Figure("nothing was built", holds=False, details=tuple(faults))
        in_pdf, in_markdown = _of_pdf(pdf), _of_markdown(markdown)
        wanted = [strings[number] for number in kept if _solid(strings[number])]
        as_set = [_DASH.sub("–", text) for text in wanted]
        dashes = sum(text != other for text, other in zip(wanted, as_set, strict=True))
        for name, expected, shown in (
            ("PDF", as_set, in_pdf),
            ("Markdown", wanted, in_markdown),
        ):
            faults += [f"{name}: {text!r}" for text in _missing(expected, shown)]
            # the control: each string with a letter more that stands nowhere is missed
            letter = next(char for char in _RARE if char not in shown)
            changed = [f"{text}{letter}" for text in expected]
            found = len(changed) - len(_missing(changed, shown))
            if found:
                faults.append(f"the control: {found} changed strings are found in the {name}")
        faults += _title(project)
    text = (
        f"{len(wanted)} of {len(strings)} strings come through the text of the PDF and the "
        f"Markdown unchanged, but for {dashes} in which a dash is set for two hyphens; of "
        f"{len(kept) - len(wanted)} there is nothing to be seen; "
        f"{len(refused)} are refused with their place: "
        f"{sum(why == 'BG603' for why in refused.values())} that no packaged font can show, "
        f"{sum(why != 'BG603' for why in refused.values())} that are empty, invalid in XML or turn "
        "the direction"
    )
    return Figure(text if not faults else f"{len(faults)} fail", not faults, tuple(faults))


def _refused(project: Path, strings: tuple[str, ...], faults: list[str]) -> dict[int, str]:
    """Return the strings that are refused, each with the code; the others have been built."""
    refused: dict[int, str] = {}
    for _ in range(_MOST_BUILDS):
        kept = [number for number in range(len(strings)) if number not in refused]
        write(project, {**EVERYTHING, "content/d/items.yaml": _items(strings, kept)})
        outcome = run(project, "-q", "build", limit=300)
        if outcome.status == 0:
            return refused
        before = len(refused)
        placeless = [one for one in outcome.errors if one.path != "content/d/items.yaml"]
        for one in outcome.errors:
            if one in placeless:
                continue
            refused[kept[(one.line - 2) // 2]] = one.code
            # a font lacks a character wherever it stands
            for sign in _SIGN.findall(one.message) if one.code == "BG603" else ():
                refused |= {n: "BG603" for n in kept if chr(int(sign, 16)) in strings[n]}
        if outcome.status != 1 or len(refused) == before:
            # else it follows from what has a place: what no font shows is not there
            faults += [f"{o.code} has no place in the content: {o.message}" for o in placeless]
            faults.append(f"`build` ended with {outcome.status}: {outcome.said[:300]}")
            return refused
    faults.append("the strings cannot be built")
    return refused


def _items(strings: tuple[str, ...], kept: Iterable[int]) -> str:
    # a string may be empty, so marks around it show where it stands
    rows = (
        f"  e{number:03}:\n    {{date: 2023-05-01, status: occurred, sources: ['s, p. 1'], text: "
        f"{json.dumps(as_literal(strings[number]), ensure_ascii=False)}}}\n"
        for number in kept
    )
    return "".join(["events:\n", *rows, "sources: {s: {title: A source}}\n"])


def _of_pdf(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def _of_markdown(path: Path) -> str:
    """Return what another reader of Markdown shows of the file."""
    text = path.read_text(encoding="utf-8")
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    children = (child for token in tokens for child in token.children or ())
    return "\n".join(child.content for child in children if not child.type.startswith("html"))


def _missing(wanted: Iterable[str], text: str) -> list[str]:
    """Return the strings that are not in a text, in their order, but for white space."""
    solid, at, missing = _solid(text), 0, []
    for string in wanted:
        found = re.compile(_AT_LINE_END.join(map(_as_read, _solid(string)))).search(solid, at)
        if found is None:
            missing.append(string)
        else:
            at = found.end()
    return missing


def _as_read(char: str) -> str:
    """Return a pattern of a letter as PDFium has it: a hyphen at a line's end is another sign."""
    return rf"[\-{_HYPHENS}]" if char == "-" else re.escape(char)


def _solid(text: str) -> str:
    """Return a text without white space and what nobody can see; PDFium spells ligatures out."""
    text = text.replace("\ufb01", "fi").replace("\ufb02", "fl")
    return re.sub(r"[\s\u00ad\u200b-\u200d\u2060-\u2064\ufeff\ufe0f]+", "", text)


def _title(project: Path) -> list[str]:
    """Return what is wrong with the Markdown of a title that holds front matter."""
    heading = json.dumps(as_literal(INJECTED).replace("\n", "\n\n"))
    files = {"content/d/dossier.yaml": f"title: {heading}\nas_of: 2024-01-01T00:00:00Z\n"
             "marking: TLP:CLEAR\nsummary: A summary.\nbottom_line: A line.\n"}  # fmt: skip
    write(project, {**EVERYTHING, **files})
    outcome = run(project, "build", "--to", "markdown")
    if outcome.status:
        return [] if outcome.errors and outcome.errors[0].path else [outcome.said[:300]]
    made = (project / "output/public/d.everything.en.md").read_text(encoding="utf-8")
    front = made.split("\n---\n")[0].split("\n")
    forged = "audience: staff" in front or "# Forged" in made.split("\n")
    return ["a title has forged the front matter or a heading"] if forged else []
