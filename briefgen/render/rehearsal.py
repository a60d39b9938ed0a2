"""A page that is laid out and drawn before any document is known.

Why: the layout engine parses declarations of C functions, reads hyphenation patterns and compiles
expressions when it first needs each of them, which takes as long as to lay out a page. A process
that has rehearsed once hands all of it on to its copies.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.job import Job
from briefgen.render.fonts import font_files
from briefgen.render.pdf import Draft, load

__all__ = ["declare_sizes", "rehearse"]

_WORDS = {
    "en": "Extraordinarily comprehensive representations, notwithstanding the difficulties.",
    "de": "Außerordentlich umfangreiche Verteidigungsministerkonferenzen wurden vorbereitet.",
    "fr": "Extraordinairement représentatives, les considérations internationales demeurent.",
}
_STYLE = """\
@page { size: A5; margin: 20mm; @bottom-right { content: counter(page) " of " counter(pages) } }
@page :first { @top-left { content: "first" } }
html { font: 10pt/13pt "Source Serif 4", serif; font-variant-numeric: lining-nums }
h1, th { font-family: "Source Sans 3", sans-serif; font-weight: 600; string-set: title content() }
p { width: 22mm; hyphens: auto; hyphenate-limit-chars: 6 3 3; orphans: 2; widows: 2 }
i { font-style: italic } b { font-weight: 700 }
aside { float: right; width: 30mm; background: #EEF1F5; padding: 2mm; border-left: 1pt solid #123 }
.grid { display: grid; grid-template-columns: 1fr 2fr } .flex { display: flex }
td { padding: 1mm; border-bottom: 0.5pt solid #999 } li::marker { color: #123 }
table { font-family: "Source Sans 3", sans-serif; font-variant-numeric: tabular-nums lining-nums }
p { text-align: justify } sup { font: 600 6pt/0 "Source Sans 3", sans-serif } a { color: #123 }
"""
# The last glyph of each face is the one that most documents have for their last: how many come
# before it is declared too.
_PAGE = """\
<!DOCTYPE html><html lang="en"><head><title>A page</title></head><body>
<h1 id="top">A heading: 2</h1><aside>Beside it</aside>
<p lang="{language}">{words}</p><div>“(3.)” <b>only •</b> <i>even —</i></div>
<ul><li>One, <a href="#top">back</a><sup><a href="https://example.org/">\u20601</a></sup></li></ul>
<table><thead><tr><th scope="col">Day</th></tr></thead>
<tbody><tr><td>2.+3 <b>(4)</b> <i>5/6 <b>7, 8</b></i></td></tr></tbody></table>
<div class="flex"><b>bold</b> <i>italic</i></div><div class="grid"><b>by</b><i>live</i></div>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20" width="90" height="20" role="img"
aria-label="A line"><path d="M1 1L80 9" stroke="#123" fill="none"/><circle cx="9" cy="9" r="3"/>
<text x="9" y="15" font-size="9" font-family="Source Sans 3">ab</text></svg>
</body></html>
"""


def rehearse(language: str) -> Iterator[None]:
    """Lay out a page with words of a language, yield, and draw it.

    Raises: ToolMissingError when Pango or a font package is missing.
    """
    page = _PAGE.format(language=language, words=_WORDS[language])
    job = Job("-", page, (("-", _STYLE),), "", fonts=font_files(cjk=False))
    draft = Draft(job)
    yield
    draft.drawn()


_MOST_GLYPHS = 96
"""A document prints as many of a face, or fewer, but for Chinese, Japanese and Korean."""
_AT_ONCE = 4


def declare_sizes() -> Iterator[None]:
    """Declare the arrays in which the engine hands over the glyphs of a face; yield now and then.

    Why: it declares one for each number of glyphs, ten in a document, and parses each declaration
    with all others that there are.

    Raises: ToolMissingError when Pango is missing.
    """
    load()
    from weasyprint.text.ffi import ffi

    for number in range(1, _MOST_GLYPHS + 1):
        ffi.typeof(f"hb_codepoint_t[{number}]")
        if number % _AT_ONCE == 0:
            yield
