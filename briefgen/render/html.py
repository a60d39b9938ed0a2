"""Job → one HTML file that holds everything it needs and asks for nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote

from briefgen.diagnostics import Diagnostic, did_you_mean
from briefgen.job import Asset, FontFile, Job
from briefgen.render.fetch import BASE_URL
from briefgen.render.fonts import font_face_css, is_cjk, read_font
from briefgen.render.images import checked_image
from briefgen.render.rendered import Rendered

__all__ = ["render"]

# A browser that honours this makes no request at all, whatever a template may contain.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
_ADDRESSES = frozenset({"src", "href", "data", "poster", "xlink:href"})
_ATTRIBUTE = re.compile(r"""([\w:-]+)(\s*=\s*)(?:"([^"]*)"|'([^']*)')""")
_CSS_ADDRESS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)""")
_NOTHING = "data:,"
_ELSEWHERE = re.compile(r"#|(?:https?|mailto|tel|data):", re.IGNORECASE)


def render(job: Job) -> Rendered:
    """Return the job's page with styles, pictures and fonts inside it.

    The fonts for Chinese, Japanese and Korean stay outside: they are 44 MB in this form, and every
    screen has its own.
    """
    checked = [checked_image(asset) for asset in job.assets]
    inliner = _Inliner({asset.name: None if faults else asset for asset, faults in checked})
    faces = _faces(font for font in job.fonts if not is_cjk(font))
    sheets = [inliner.css(text) for _, text in job.css]
    style = "\n".join([faces, *sheets]).replace("</", r"<\/")
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
        f"<style>\n{style}\n</style>"
    )
    text = inliner.page(job.html, head)
    found = (*(fault for _, faults in checked for fault in faults), *inliner.found)
    return Rendered(text.encode(), 0, tuple(dict.fromkeys(found)))


class _Inliner(HTMLParser):
    """Replaces addresses of assets in start tags; the rest of the page is left as it is."""

    def __init__(self, assets: dict[str, Asset | None]) -> None:
        """`assets` holds nothing for a name that has been reported and must not be used."""
        super().__init__(convert_charrefs=True)
        self._assets = assets
        self.found: list[Diagnostic] = []
        self._starts: list[int] = []
        self._changes: list[tuple[int, int, str]] = []
        self._head_end: int | None = None

    def page(self, text: str, head: str) -> str:
        """Return the page with `head` at the end of its `<head>`."""
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self.feed(text)
        self.close()
        at = 0 if self._head_end is None else self._head_end
        parts, done = [], 0
        for start, end, new in sorted([*self._changes, (at, at, head)]):
            parts += [text[done:start], new]
            done = end
        return "".join([*parts, text[done:]])

    def css(self, text: str) -> str:
        """Return the style sheet with its pictures inside it."""
        return _CSS_ADDRESS.sub(
            lambda match: f'url("{self._inline(match[1] or match[2] or match[3] or "")}")', text
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what to change in one start tag."""
        old = self.get_starttag_text() or ""
        new = _ATTRIBUTE.sub(self._attribute, old)
        if new != old:
            start = self._offset()
            self._changes.append((start, start + len(old), new))

    def handle_endtag(self, tag: str) -> None:
        """Note where the head ends."""
        if tag == "head" and self._head_end is None:
            self._head_end = self._offset()

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def _attribute(self, match: re.Match[str]) -> str:
        name, equals, double, single = match.groups()
        value = double if double is not None else single
        if name.lower() == "style":
            return f'{name}{equals}"{escape(self.css(value))}"' if "url(" in value else match[0]
        if name.lower() not in _ADDRESSES:
            return match[0]
        inlined = self._inline(value)
        return match[0] if inlined == value else f'{name}{equals}"{inlined}"'

    def _inline(self, address: str) -> str:
        if not address or _ELSEWHERE.match(address):
            return address
        name = unquote(address.removeprefix(BASE_URL))
        if name in self._assets:
            asset = self._assets[name]
            return _data(asset.media_type, asset.content) if asset else _NOTHING
        self.found.append(
            Diagnostic(
                "BG602",
                f"the document does not carry `{name}`",
                help=did_you_mean(name, self._assets) or "correct the name, or add the file",
            )
        )
        return address


def _faces(fonts: Iterable[FontFile]) -> str:
    return "".join(
        font_face_css([font], address=_data("font/ttf", read_font(font))) for font in fonts
    )


def _data(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(content).decode('ascii')}"
