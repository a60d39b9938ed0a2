"""Job → bytes: a table of formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from briefgen.job import Job
from briefgen.render.rendered import Flaw, LaidOut, Rendered

__all__ = [
    "REHEARSED",
    "RENDERERS",
    "Draft",
    "Flaw",
    "LaidOut",
    "Rendered",
    "declare_sizes",
    "keep_fonts_in",
    "lay_out",
    "prepare_fonts",
    "prepare_layout",
    "read_sheets",
    "rehearse",
    "renew_fonts",
]


class Draft(Protocol):
    """A job that was laid out: layout is three quarters of the work, and a page budget needs no
    more than that."""

    def measured(self) -> Rendered:
        """Return the number of pages and what is seen on them, with empty content."""

    def drawn(self) -> Rendered:
        """Return the document as PDF, once, with everything that was found on the way."""

    def let_go(self) -> None:
        """Forget the pages, which are not to be drawn; what was read of the job is kept."""


def lay_out(job: Job, like: Draft | None = None) -> Draft:
    """Return a job laid out on pages; `like` is one that was, perhaps of the same document.

    Raises: ToolMissingError when Pango or a font package is missing.
    """
    from briefgen.render import pdf

    return pdf.Draft(job, like if isinstance(like, pdf.Draft) else None)


def _pdf(job: Job) -> Rendered:
    from briefgen.render import pdf

    return pdf.render(job)


def _html(job: Job) -> Rendered:
    from briefgen.render import html

    return html.render(job)


def _markdown(job: Job) -> Rendered:
    return Rendered(job.markdown.encode(), pages=0)


RENDERERS: Mapping[str, Callable[[Job], Rendered]] = {
    "pdf": _pdf,
    "markdown": _markdown,
    "html": _html,
}
"""Renderer by the format's name, as the command line knows it."""


def prepare_layout() -> None:
    """Load what rendering needs, before there is anything to render.

    Raises: ToolMissingError when a native library is missing.
    """
    from briefgen.render import pdf

    pdf.load()


def keep_fonts_in(folder: str) -> None:
    """Keep there what is made of house fonts, which is the same in each run."""
    from briefgen.render import instances

    instances.keep_in(folder)


def prepare_fonts(*, cjk: bool) -> None:
    """Load the house fonts, with or without those for Chinese, Japanese and Korean.

    Raises: ToolMissingError when a package is missing; OutputError when there is no room for them.
    """
    from briefgen.render import pdf
    from briefgen.render.fonts import font_files

    pdf.prepare(font_files(cjk=cjk))


REHEARSED = frozenset({"de", "en", "fr"})
"""Languages whose words are parted by patterns that take long to read."""


def rehearse(language: str) -> Iterator[None]:
    """Lay out a page, yield, and draw it: then the engine has ready what a language needs.

    Raises: ToolMissingError when a native library or a font package is missing.
    """
    from briefgen.render import rehearsal

    yield from rehearsal.rehearse(language)


def read_sheets(css: tuple[tuple[str, str], ...]) -> None:
    """Read the style sheets of a page, as (name, text), so that pages that have them need not.

    Raises: ToolMissingError when a native library is missing.
    """
    from briefgen.render import pdf

    pdf.read_sheets(css)


def declare_sizes() -> Iterator[None]:
    """Get ready what is the same for many documents; yield after each part of it.

    Raises: ToolMissingError when a native library is missing.
    """
    from briefgen.render import rehearsal

    yield from rehearsal.declare_sizes()


def renew_fonts() -> None:
    """Make prepared fonts usable in a copy of the process that prepared them."""
    import sys

    if "briefgen.render.pdf" in sys.modules:
        from briefgen.render import pdf

        pdf.renew_font_maps()
