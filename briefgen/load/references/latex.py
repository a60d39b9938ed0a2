"""LaTeX, as BibTeX files hold it, to the text and the few tags of CSL-JSON."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

__all__ = ["plain_address", "to_text"]

_PLAIN = re.compile(r"[^\\{}$~%`'^_-]*\Z")
_TAGS = ("<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "<sub>", "</sub>", "“", "”",
         '<span class="nocase">', "</span>")  # fmt: skip
_MARKS = {tag: chr(0xE000 + index) for index, tag in enumerate(_TAGS)}
_MEANT = {0xE000 + index: tag for index, tag in enumerate(_TAGS)}
_MARKUP = {
    "emph": "i", "mkbibemph": "i", "mkbibitalic": "i", "textit": "i", "textsl": "i",
    "mkbibbold": "b", "textbf": "b", "textsuperscript": "sup", "mkbibsuperscript": "sup",
    "textsubscript": "sub", "mkbibsubscript": "sub", "enquote": "“", "mkbibquote": "“",
    "mbox": "", "text": "", "textnormal": "", "textrm": "", "textsc": "", "textsf": "",
}  # fmt: skip
_SWITCHES = {"em": "i", "it": "i", "itshape": "i", "sl": "i", "bf": "b", "bfseries": "b", "sc": ""}
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*\{")
_SWITCH = re.compile(rf"\{{\\({'|'.join(_SWITCHES)})(?![A-Za-z])\s*")
_CONTROL = re.compile(r"\\(?:[A-Za-z]+\s*|.)", re.DOTALL)
_TAKES_GROUP = re.compile(r"\\(?:[A-Za-z]+\s*|[`'^\"~=.])\Z")
_RAISED = re.compile(r"\$\s*([_^])\s*(?:\{([^{}$]*)\}|(\w))\s*\$")
_BARE = re.compile(r"(?<!\\)([%#&])")
_DOLLAR = re.compile(r"(?<!\\)\$")


def to_text(latex: str, *, is_title: bool = False) -> str:
    """Return the text of a value with accents and dashes as characters and markup as tags.

    In a title, what stands in braces keeps its case.
    """
    if _PLAIN.match(latex):
        return latex
    latex = _RAISED.sub(_raised, latex)
    marked = _marked(latex, is_title=is_title)
    if "\\" in marked or not _PLAIN.match(marked):
        marked = _BARE.sub(r"\\\1", marked)
        if len(_DOLLAR.findall(marked)) % 2:
            marked = _DOLLAR.sub(r"\\$", marked)
        marked = str(_decoder().latex_to_text(marked))
    return marked.translate(_MEANT)


def _raised(found: re.Match[str]) -> str:
    """Return the index or power of a formula such as `CO$_2$` as a command for text."""
    command = "textsubscript" if found[1] == "_" else "textsuperscript"
    return f"\\{command}{{{found[2] or found[3]}}}"


def plain_address(latex: str) -> str:
    r"""Return a web address or DOI without LaTeX's escapes and `\url{…}`."""
    text = re.sub(r"\\url\s*\{([^{}]*)\}", r"\1", latex.strip())
    text = re.sub(r"\\textasciitilde\s*(?:\{\})?|\\~\s*(?:\{\})?|\{\\textasciitilde\}", "~", text)
    text = re.sub(r"\{?\\([_%&#$])\}?", r"\1", text)
    return text.strip("{}<> ")


def _marked(latex: str, *, is_title: bool) -> str:
    """Return LaTeX with marks for groups and markup; groups that commands need stay."""
    done: list[str] = []
    closers: list[str] = []
    index = 0
    while index < len(latex):
        char = latex[index]
        if (found := _COMMAND.match(latex, index)) and found[1] in _MARKUP:
            _open(_MARKUP[found[1]], done, closers)
            index = found.end()
        elif found := _SWITCH.match(latex, index):
            _open(_SWITCHES[found[1]], done, closers)
            index = found.end()
        elif char == "\\" and (found := _CONTROL.match(latex, index)):
            done.append(found[0])
            index = found.end()
        else:
            if char == "{" and (latex[index + 1 : index + 2] == "\\" or _wants_group(done)):
                done.append("{")
                closers.append("}")
            elif char == "{":
                _open("case" if is_title and not closers else "", done, closers)
            elif char == "}":
                done.append(closers.pop() if closers else "")
            else:
                done.append(char)
            index += 1
    return "".join((*done, *reversed(closers)))


def _open(tag: str, done: list[str], closers: list[str]) -> None:
    pairs = {"": ("", ""), "“": ("“", "”"), "case": ('<span class="nocase">', "</span>")}
    opening, closing = pairs.get(tag, (f"<{tag}>", f"</{tag}>"))
    done.append(_MARKS.get(opening, ""))
    closers.append(_MARKS.get(closing, ""))


def _wants_group(done: list[str]) -> bool:
    return bool(done) and _TAKES_GROUP.match(done[-1]) is not None


@cache
def _decoder() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="text")
