"""Markdown out of what the citation processor returns.

Why: citeproc-py joins field texts and markup without escaping the former, so markup is carried by
noncharacters that no field may hold, and text is escaped once, here, when all is assembled.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import SimpleNamespace
from urllib.parse import quote

from briefgen.language_tag import primary

__all__ = [
    "AS_IT_IS", "FORMATTER", "HYPHEN", "NUMBER", "Run", "apostrophes", "clean", "curled", "doi",
    "has_cjk", "inside_quotes", "link", "markdown", "rich", "runs", "tidied",
]  # fmt: skip

_ITALIC, _BOLD, _LINK, _DOI = "\ufdd0\ufdd1", "\ufdd2\ufdd3", "\ufdd4\ufdd5", "\ufdd6\ufdd7"
HYPHEN = "\ufdd8"
"""A hyphen that the processor must not turn into a dash."""
NUMBER = "\ufdd9"
"""Stands for the note's number, which the document prints itself."""
AS_IT_IS = "\ufdda"
"""Stands before a word that no change of case may touch."""

_RESERVED = re.compile("[\ufdd0-\ufdef\x00-\x08\x0e-\x1f\x7f]")
_TAG = re.compile(r"<(i|b|em|strong|sup|sub)>((?:(?!<\1>).)*?)</\1>", re.DOTALL)
_SPAN = re.compile(
    r'<span (?:(class="nocase")|style="font-variant:\s*small-caps;?")>(.*?)</span>', re.DOTALL
)
_QUOTES = re.compile(r'"([^"]*)"|“([^“”]*)”')
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_MARK = re.compile("([\ufdd0-\ufdd7])")
_LINKS = re.compile("(\ufdd4[^\ufdd5]*\ufdd5|\ufdd6[^\ufdd7]*\ufdd7)")
_STRAY = (
    # a point, then a comma; not the points of an ellipsis, spaced or not
    (re.compile(r"\.\s+(?=,(?:\s|$))"), ""),
    (re.compile(r"(?<!\.)(?<!\.\s)\.\s+(?=\.(?:\s(?!\.)|$))"), ""),
    (re.compile(r"(?<![.\s])\s+(?=[,.;](?:\s(?!\.)|$))"), ""),
    (re.compile(r"([,:;])\s*(?=[,.](?:\s|$))"), ""),
    (re.compile(r" {2,}"), " "),
)
"""What is left where a style prints a delimiter beside nothing, and what takes its place."""
_QUOTED_STOP = re.compile("(’?”)([.,])")
_STOP = re.compile("(?<=[?!])([\ufdd1\ufdd3]*”?[\ufdd1\ufdd3]*)\\.")
_WEB = re.compile(r"(?:https?|ftp)://[^\s<>\\]+\Z", re.IGNORECASE)
_DOI_HOST = re.compile(r"(?:https?://(?:dx\.)?doi\.org/)\Z", re.IGNORECASE)
_DOI_SAFE = "/:;()._-"
_CJK = re.compile("[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
                  "\U00020000-\U0003ffff]")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    italic: bool = False
    bold: bool = False
    target: str = ""
    """Where it links to; empty for plain text."""


def _marked(pair: str) -> Callable[[object], str]:
    return lambda text: f"{pair[0]}{text}{pair[1]}" if text else ""


def _plain(text: object) -> str:
    return str(text) if text else ""


FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=_marked(_ITALIC),
    Oblique=_marked(_ITALIC),
    Bold=_marked(_BOLD),
    Light=_plain,
    Underline=_plain,
    Superscript=_plain,
    Subscript=_plain,
    SmallCaps=_plain,
)
"""What citeproc-py calls to mark up text. Markdown has no underline, sub- or superscript."""


def has_cjk(text: str) -> bool:
    """Return whether the text holds Chinese, Japanese or Korean script."""
    return _CJK.search(text) is not None


def clean(text: str) -> str:
    """Return text on one line, without control characters and what this module reserves."""
    return " ".join(_RESERVED.sub("", text).split())


def rich(text: str) -> str:
    """Return a CSL field with its few inline tags turned into marks. Other `<` are text."""
    text, before = clean(text), ""
    while text != before:
        before = text
        text = _TAG.sub(_tagged, text)
    return _SPAN.sub(_uncased, text)


def _uncased(match: re.Match[str]) -> str:
    words = match[2].split(" ")
    return " ".join(AS_IT_IS + word for word in words) if match[1] else match[2]


def _tagged(match: re.Match[str]) -> str:
    pair = {"i": _ITALIC, "em": _ITALIC, "b": _BOLD, "strong": _BOLD}.get(match[1], ("", ""))
    return f"{pair[0]}{match[2]}{pair[1]}"


def apostrophes(text: str) -> str:
    """Return text with apostrophes inside words as printers set them."""
    return _APOSTROPHE.sub("’", text)


def curled(text: str, opening: str, closing: str) -> str:
    """Return a title with apostrophes, and with pairs of quotation marks as the language has them.

    Why inner ones: most titles stand in outer ones.
    """
    text = apostrophes(text)
    if text.count('"') % 2 or not opening:
        return text
    return _QUOTES.sub(lambda match: f"{opening}{match[1] or match[2] or ''}{closing}", text)


def inside_quotes(marked: str) -> str:
    """Return text with points and commas before the closing quotation mark, as in American use."""
    return _QUOTED_STOP.sub(r"\2\1", marked)


def link(url: str) -> str:
    """Return a web address marked as a link, with what ends one in Markdown encoded."""
    encoded = re.sub(r"[\s<>\\`]", lambda match: quote(match[0], safe=""), clean(url))
    return f"{_LINK[0]}{encoded}{_LINK[1]}"


def doi(identifier: str) -> str:
    """Return a digital object identifier marked as one."""
    bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", clean(identifier), flags=re.I)
    return f"{_DOI[0]}{bare}{_DOI[1]}"


def tidied(marked: str) -> str:
    """Return text without the stray points, commas and spaces that styles leave; links as is."""
    pieces = _LINKS.split(marked)
    for index in range(0, len(pieces), 2):
        for stray, instead in _STRAY:
            pieces[index] = stray.sub(instead, pieces[index])
    return _STOP.sub(r"\1", "".join(pieces))


def runs(marked: str, language: str) -> tuple[Run, ...]:
    """Return the processor's text as runs; italics inside italics stand upright.

    Chinese, Japanese and Korean are never slanted: in a document in Japanese or Chinese such a
    title stands in its own brackets instead.
    """
    done: list[Run] = []
    italic = bold = 0
    marked = marked.replace(HYPHEN, "-").replace(NUMBER, "").replace(AS_IT_IS, "")
    for piece in _MARK.split(tidied(marked)):
        match piece:
            case "\ufdd0" | "\ufdd1":
                italic = max(0, italic + (1 if piece == _ITALIC[0] else -1))
            case "\ufdd2" | "\ufdd3":
                bold = max(0, bold + (1 if piece == _BOLD[0] else -1))
            case "\ufdd4" | "\ufdd6":
                done.append(Run("", target=piece))
            case _ if piece not in ("", "\ufdd5", "\ufdd7"):
                _append(done, _upright(Run(piece, italic % 2 == 1, bold > 0), language))
    return tuple(run for run in done if run.text)


def _upright(run: Run, language: str) -> Run:
    if not (run.italic and has_cjk(run.text)):
        return run
    bracketed = primary(language) in ("ja", "zh")
    return Run(f"『{run.text}』" if bracketed else run.text, bold=run.bold)


def _append(done: list[Run], run: Run) -> None:
    last = done[-1] if done else Run("")
    if last.target == _LINK[0] and not last.text:
        target = run.text if _WEB.match(run.text) else ""
        done[-1] = Run(run.text, target=target)
    elif last.target == _DOI[0] and not last.text:
        done.pop()
        host = _DOI_HOST.search(done[-1].text) if done else None
        if host:
            done[-1] = replace(done[-1], text=done[-1].text[: host.start()])
        done.append(
            Run(
                (host[0] if host else "") + run.text,
                target=f"https://doi.org/{quote(run.text, safe=_DOI_SAFE)}",
            )
        )
    else:
        before = next((r.text for r in reversed(done) if r.text), "")
        if before[-1:] == "." and run.text[0] == ".":
            run = replace(run, text=run.text[1:])
        done.append(run)


def markdown(text: tuple[Run, ...]) -> str:
    """Return runs as one line of Markdown whose visible text is theirs."""
    from briefgen.prose.escape import escape_line

    output = ""
    for index, run in enumerate(text):
        if run.target:
            if output.endswith("!"):
                output = f"{output[:-1]}\\!"
            output += _linked(run, escape_line(run.text, starts_line=False))
            continue
        body = run.text.strip()
        start, end = (run.text, "") if not body else run.text.split(body)
        after = end + (text[index + 1].text if index + 1 < len(text) else "")
        mark = "**" * run.bold + "*" * run.italic
        if not body or not _flanked(output + start, body, after):
            mark = ""
        body = escape_line(body, starts_line=not (output + start + mark))
        output += start + mark + body + mark + end
    return output


def _flanked(before: str, body: str, after: str) -> bool:
    """Return whether marks around `body` are emphasis (CommonMark 0.31.2, section 6.2)."""

    def outside(near: str, inner: str) -> bool:
        return not near or near.isspace() or _punctuation(near) or not _punctuation(inner)

    follows_mark = before.endswith("*")
    return not follows_mark and outside(before[-1:], body[0]) and outside(after[:1], body[-1])


def _punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS" if char else False


def _linked(run: Run, escaped: str) -> str:
    if run.text == run.target:
        return f"<{run.text}>"
    return f"[{escaped}](<{run.target}>)"
