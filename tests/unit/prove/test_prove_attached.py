"""Whether a PDF carries exactly its twin, and what is planted in a twin is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image
from proof_project import ITEMS, SECRET

from briefgen.job import Asset
from briefgen.making import make_document
from briefgen.order import Delivery
from briefgen.project import Document
from briefgen.prove import attachment_faults, find_leaks
from briefgen.render.pdf import render
from briefgen.session import AS_DESIGNED
from briefgen.workers import WorkerHere

PAGE = Document("d", "timeline", "public", "en", formats=("pdf",), twin=True)
TABLE = b"a,b\n1,2\n"


@pytest.fixture(scope="module")
def made(bench: Callable[..., Any]) -> Any:
    """Return a session, the Job of a document with a twin, and its PDF."""
    picture = BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "JPEG")
    session = bench(ITEMS, files={"content/d/figures/map.jpg": picture.getvalue()}).session
    assert session.dossier("d").is_sound
    composition, faults = session.compose(PAGE, AS_DESIGNED)
    assert composition is not None, faults
    return session, composition.job, render(composition.job).content


def changed(content: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def _write(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].EF.F.write(b"{}\n")


def _split(pdf: pikepdf.Pdf) -> None:
    """Give programs another file than readers."""
    other = pikepdf.Dictionary(pdf.Root.AF[0])
    other.EF = pikepdf.Dictionary(F=pdf.make_stream(b"{}\n"))
    pdf.Root.AF = pikepdf.Array([pdf.make_indirect(other)])


def _hide(pdf: pikepdf.Pdf) -> None:
    """Give one program another file than the other: two keys, two streams."""
    pdf.Root.AF[0].EF.UF = pdf.make_stream(TABLE)


def _add(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["table.csv"] = TABLE


def _unlist(pdf: pikepdf.Pdf) -> None:
    del pdf.attachments[next(iter(pdf.attachments))]


def _unbind(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.AF


def _relate(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].AFRelationship = pikepdf.Name.Source


def _break(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF = 7


CHANGES = (_write, _split, _hide, _add, _unlist, _unbind, _relate, _break)


def faults(made: Any, content: bytes) -> list[str]:
    _, job, _ = made
    wanted = {file.name: file.content for file in job.attachments}
    return [fault.code for fault in attachment_faults("a", content, wanted)]


def test_an_honest_file_has_no_fault(made: Any) -> None:
    _, _, content = made
    assert faults(made, content) == []
    assert faults(made, changed(content, lambda _: None)) == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_whatever_is_done_to_the_twin_is_found(made: Any, change: Any) -> None:
    _, _, content = made
    assert faults(made, changed(content, change)) == ["BG632"]


def test_what_is_no_pdf_is_told(made: Any) -> None:
    assert faults(made, b"no PDF") == ["BG632"]


def test_a_secret_in_the_twin_is_a_leak(made: Any) -> None:
    session, job, content = made
    secrets = session.secrets(PAGE)
    assert find_leaks(content, "pdf", secrets) == ()
    (twin,) = job.attachments
    assert SECRET.encode() not in twin.content
    for planted in (
        twin.content.replace(b'"items"', json.dumps(SECRET).encode() + b': 1, "items"'),
        # written so that no search finds it as it stands
        twin.content.replace(
            b'"items"',
            ('"' + "".join(f"\\u{ord(c):04x}" for c in SECRET) + '": 1, "items"').encode(),
        ),
    ):
        assert json.loads(planted)
        leaking = replace(job, attachments=(Asset(twin.name, twin.media_type, planted),))
        found = find_leaks(render(leaking).content, "pdf", secrets)
        assert any("attachment" in leak.place for leak in found), planted[:200]


class Liar(WorkerHere):
    """A process that was taken over: the file that it delivers carries something else."""

    def make(self, order: Any, *, is_in_a_row: bool = False) -> Delivery:
        delivery = super().make(order)
        assert delivery.laid_out is not None
        content = changed(delivery.laid_out.content, _write)
        return replace(delivery, laid_out=replace(delivery.laid_out, content=content))


def test_the_worker_is_not_believed(made: Any) -> None:
    session, *_ = made
    assert not make_document(session, PAGE).has_failed
    session.worker = Liar()
    try:
        result = make_document(session, PAGE)
    finally:
        session.worker = WorkerHere()
    assert result.has_failed
    assert "BG632" in {fault.code for fault in result.diagnostics}
