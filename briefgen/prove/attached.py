"""Whether a finished PDF carries exactly the files that it is to carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from briefgen.diagnostics import Diagnostic
from briefgen.prove.reading import NOT_AS_EXPECTED

__all__ = ["attachment_faults"]


def attachment_faults(
    name: str, artifact: bytes, wanted: Mapping[str, bytes], relationship: str = "Data"
) -> Iterator[Diagnostic]:
    """Yield an error for each file that a PDF lacks, has in other bytes, or has besides these.

    `name` is the document's, `wanted` gives the content of each file by its name, `relationship`
    says what they are to the document.
    """
    import pikepdf

    if not wanted:
        # what a template attaches itself is looked into for leaks, as all else is
        return
    try:
        with pikepdf.open(BytesIO(artifact)) as pdf:
            listed, associated = _listed(pdf), list(_associated(pdf))
    except (pikepdf.PdfError, *NOT_AS_EXPECTED) as broken:
        yield _fault(name, "its attachments cannot be read", str(broken))
        return
    for file, content in wanted.items():
        found = [rest for known, *rest in associated if known == file]
        if file not in listed or not found:
            yield _fault(name, f"`{file}` is not among its attachments")
        elif listed[file] != content or found != [[f"/{relationship}", content]]:
            yield _fault(name, f"`{file}` is not what its readers may see, byte for byte")
    for file in sorted({*listed, *(known for known, *_ in associated)} - wanted.keys()):
        yield _fault(name, f"it has an attachment `{file}` that nobody asked for")


def _listed(pdf: Any) -> dict[str, bytes]:
    """Return the files that readers list."""
    return {
        name: b"".join(file.read_bytes() for file in _versions(specification.obj))
        for name, specification in pdf.attachments.items()
    }


def _associated(pdf: Any) -> Iterator[tuple[str, str, bytes]]:
    """Yield (name, relationship, content) of the files that are associated with the document."""
    for specification in pdf.Root.get("/AF", ()):
        content = b"".join(file.read_bytes() for file in _versions(specification))
        yield str(specification.UF), str(specification.AFRelationship), content


def _versions(specification: Any) -> list[Any]:
    """Return the streams of a file, which may be given under several keys, each once."""
    return list({stream.objgen: stream for _, stream in specification.EF.items()}.values())


def _fault(name: str, what: str, *notes: str) -> Diagnostic:
    return Diagnostic(
        "BG632",
        f"the pdf of `{name}` does not carry its data: {what}",
        notes=notes,
        help="look for what the project's own templates attach, and please report it if there are "
        "none",
    )
