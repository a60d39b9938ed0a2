"""Job → bytes: a table of formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.job import Job
from briefgen.render.rendered import Rendered

__all__ = ["RENDERERS", "Rendered", "measure", "prepare_fonts", "prepare_layout", "renew_fonts"]


def _pdf(job: Job) -> Rendered:
    from briefgen.render import pdf

    return pdf.render(job)


def measure(job: Job) -> Rendered:
    """Return the pages of a job without drawing them, for formats that have none themselves."""
    from briefgen.render import pdf

    return pdf.measure(job)


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


def prepare_fonts(*, cjk: bool) -> None:
    """Load the house fonts, with or without those for Chinese, Japanese and Korean.

    Raises: ToolMissingError when a package is missing; OutputError when there is no room for them.
    """
    from briefgen.render import pdf
    from briefgen.render.fonts import font_files

    pdf.prepare(font_files(cjk=cjk))


def renew_fonts() -> None:
    """Make prepared fonts usable in a copy of the process that prepared them."""
    import sys

    if "briefgen.render.pdf" in sys.modules:
        from briefgen.render import pdf

        pdf.renew_font_maps()
