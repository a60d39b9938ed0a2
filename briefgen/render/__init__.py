"""Job → bytes: a table of formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.job import Job
from briefgen.render.rendered import LaidOut, Rendered

__all__ = ["RENDERERS", "LaidOut", "Rendered", "measure"]


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
