"""A laid-out document → the bytes of a PDF, with its structure."""

from __future__ import annotations

import hashlib
import warnings
from datetime import UTC, datetime
from typing import Any

from briefgen.diagnostics import Diagnostic
from briefgen.job import Job
from briefgen.render.attaching import attach
from briefgen.render.environment import environment
from briefgen.render.finish import finish, write_each_once
from briefgen.render.standards import STANDARDS, carried_by
from briefgen.render.structure import Painted, mend_structure

__all__ = ["draw_document"]

_EPOCH = "1970-01-01T00:00:00+00:00"


def draw_document(document: Any, job: Job) -> tuple[bytes, list[Diagnostic]]:
    """Return the PDF of a laid-out document, with what its structure lacks.

    Why: everything that could tell one run from another is set here: dates and the identifier.
    """
    standard = STANDARDS[job.standard]
    moment = datetime.fromisoformat(job.created or _EPOCH)
    if job.created:
        document.metadata.created = document.metadata.modified = job.created
    streams: list[tuple[Any, dict[Any, int]]] = []
    for page in document.pages:
        _draw_in_turn(page._page_box)
        page.paint = _noting_marks(page.paint, streams)
    found: list[Diagnostic] = []

    tree = document._html.etree_element
    parents = {child: parent for parent in tree.iter() for child in parent}

    def finisher(_document: Any, pdf: Any) -> None:
        boxes = [link[3] for page in document.pages for link in page.links]
        finish(pdf, boxes, parents, _pdf_date(moment), standard)
        dictionaries = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        painted = [
            Painted(page._page_box, stream, dictionary, marks)
            for page, (stream, marks), dictionary in zip(
                document.pages, streams, dictionaries, strict=True
            )
        ]
        found.extend(mend_structure(pdf, parents, painted, standard))
        attach(pdf, job.attachments, _pdf_date(moment))
        write_each_once(pdf)

    identifier = hashlib.sha256((job.identifier or job.digest).encode()).hexdigest()[:32]
    # Each font that is cut down carries the time of its making, which this variable stands for.
    epoch = {"SOURCE_DATE_EPOCH": str(int(moment.timestamp()))}
    with environment(epoch), warnings.catch_warnings():
        # The engine leaves the file of its colour profile to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        content = document.write_pdf(
            finisher=finisher,
            pdf_variant=standard.variant,
            pdf_identifier=identifier.encode(),
            pdf_tags=True,
            attachments=_attachments(job),
        )
    return content, found


def _attachments(job: Job) -> list[Any]:
    """Return what the engine attaches; `attach` adds the document's own files."""
    from weasyprint import Attachment

    moment = datetime.fromisoformat(job.created or _EPOCH)
    files, relationship = carried_by(job)
    return [
        Attachment(
            string=file.content.decode(),
            name=file.name,
            description="The same document as Markdown",
            created=moment,
            modified=moment,
            relationship=relationship,
        )
        for file in files
        if file not in job.attachments
    ]


def _draw_in_turn(box: Any) -> None:
    """Let raised words, floats and marks of lists be drawn where they stand in the page's order.

    Why: they have been moved already. The engine would draw floats before the rest of the page, and
    what it has placed after it, and programs that copy, search or reflow the page go by the order
    of drawing. Backgrounds are drawn before all words either way.
    """
    from weasyprint.formatting_structure.boxes import InlineBox, LineBox

    if isinstance(box, InlineBox) and box.style["position"] == "relative":
        _restyle(box, "position", "static")
    # A positioned box stands in a placeholder.
    children = [getattr(child, "_box", child) for child in getattr(box, "children", ())]
    # What is no line has no place in the order of lines.
    holds_lines = isinstance(box, (InlineBox, LineBox)) or any(
        isinstance(child, LineBox) for child in children
    )
    for child in children:
        if not holds_lines and child.is_floated():
            _restyle(child, "float", "none")
        if not holds_lines and getattr(child, "is_outside_marker", False):
            _restyle(child, "position", "static")
        _draw_in_turn(child)


def _restyle(box: Any, name: str, value: str) -> None:
    box.style = box.style.copy()
    box.style[name] = value


def _noting_marks(paint: Any, streams: list[tuple[Any, dict[Any, int]]]) -> Any:
    """Return `paint` that also notes each box's marked-content number, which is lost afterwards."""

    def painted(stream: Any, scale: float = 1) -> None:
        paint(stream, scale)
        streams.append((stream, {box: entry["mcid"] for box, entry in stream._tags.items()}))

    return painted


def _pdf_date(moment: datetime) -> str:
    return f"D:{moment.astimezone(UTC):%Y%m%d%H%M%S}Z"
