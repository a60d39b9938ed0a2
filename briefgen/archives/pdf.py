"""The words of an archived PDF."""

from __future__ import annotations

from typing import Any

from briefgen.archives.extracted import ArchiveFault, Extracted, Extraction

__all__ = ["pdf_words"]


def pdf_words(content: bytes) -> Extraction:
    """Return the words of a PDF by its pages, which are counted from 1 as a viewer does."""
    try:
        import pypdfium2  # type: ignore[import-untyped]
    except ImportError:
        return ArchiveFault(
            "is a PDF, and what reads PDFs is not installed",
            "install it: pip install 'briefgen[archives]'",
        )
    try:
        with pypdfium2.PdfDocument(content) as document:
            pages = [_page_text(document, index) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            return ArchiveFault("asks for a password", "archive a copy without a password")
        return ArchiveFault("is broken: it cannot be opened as a PDF", "fetch the file again")
    starts, length = [], 0
    for page in pages:
        starts.append(length)
        length += len(page) + 1
    return Extracted(
        "\n".join(pages), "page", tuple(starts) or (0,), tuple(range(1, len(pages) + 1)) or (1,)
    )


def _page_text(document: Any, index: int) -> str:
    page = document[index]
    try:
        words = page.get_textpage()
        try:
            text: str = words.get_text_bounded()
        finally:
            words.close()
    finally:
        page.close()
    return text.replace("\r\n", "\n").replace("\r", "\n")
