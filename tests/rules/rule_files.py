"""Rule tests: a Markdown file a rule, its cases as whole small projects.

    # BG202 fact-without-evidence        the rule
    ## A fact without a source           a case; it begins with a level 2 heading
    ```yaml                              items of the dossier, `items.yaml`
    claims:
      a:                                 # BG202: words of the message
    ```

A comment `# BG202` says that the rule finds something in this line, with words of its message after
a colon if they matter. What is not announced must not be found. A block may be another file of the
project, with its path after the language: `yaml briefgen.yaml`, `yaml dossier.yaml`, `text
sources/a.txt`, `markdown sections/a.md`. Where no comment can stand, the first line says it:
`markdown sections/a.md BG342@5`. There `now=2025-01-01` sets the day of the check, and
`kind=timeline` the document that rules on documents look at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

__all__ = ["Case", "Expected", "RuleFile", "read"]

_BLOCK = re.compile(r"^```(?P<info>[^\n`]+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"#\s*(?P<code>BG\d{3})(?::\s*(?P<words>.*\S))?\s*$")
_IN_INFO = re.compile(r"(BG\d{3})@(\d+)")
_PROJECT_FILES = ("briefgen.yaml", "templates/")


@dataclass(frozen=True, order=True)
class Expected:
    """A finding that must be there."""

    path: str
    line: int
    code: str
    words: str = ""
    """Part of its message."""


@dataclass
class Case:
    """One small project and what is found in it."""

    title: str
    files: dict[str, str] = field(default_factory=dict)
    """Path in the project → content."""
    expected: list[Expected] = field(default_factory=list)
    now: datetime = datetime(2023, 7, 14, tzinfo=UTC)
    kind: str = "policy-brief"
    """The document that rules on documents look at."""


@dataclass(frozen=True)
class RuleFile:
    """The test of one rule."""

    path: Path
    code: str
    name: str
    cases: tuple[Case, ...]


def read(path: Path) -> RuleFile:
    """Return a rule test. Raises: ValueError for a file that is none."""
    text = path.read_text("utf-8")
    head = re.match(r"# (BG\d{3}) (\S+)\n", text)
    if head is None:
        raise ValueError(f"{path.name} begins with `# BG202 name-of-the-rule`")
    pieces = re.split(r"^## +(.+)$", text, flags=re.MULTILINE)[1:]
    cases = [_case(title, body) for title, body in zip(pieces[::2], pieces[1::2], strict=True)]
    return RuleFile(path, head[1], head[2], tuple(cases))


def _case(title: str, body: str) -> Case:
    case = Case(title)
    for block in _BLOCK.finditer(body):
        _, *words = block["info"].split()
        name = next((word for word in words if "." in word and "=" not in word), "items.yaml")
        path = name if name.startswith(_PROJECT_FILES) else f"content/d/{name}"
        case.files[path] = block["text"]
        for number, line in enumerate(block["text"].splitlines(), start=1):
            if found := _COMMENT.search(line):
                case.expected.append(Expected(path, number, found["code"], found["words"] or ""))
        for word in words:
            if at := _IN_INFO.fullmatch(word):
                case.expected.append(Expected(path, int(at[2]), at[1]))
            elif word.startswith("kind="):
                case.kind = word.removeprefix("kind=")
            elif word.startswith("now="):
                case.now = datetime.fromisoformat(word.removeprefix("now=")).replace(tzinfo=UTC)
    if not case.files:
        raise ValueError(f"the case `{title}` has no content")
    return case
