"""A PDF carries files as associated files of the whole document."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf

from briefgen.job import Asset, Job
from briefgen.render.pdf import render

TWIN = Asset("ø.json", "application/json", b'{"a": 1}\n')
PAGE = '<h1 id="a">A</h1><p>B <a href="#a">C</a></p>'


def test_it_is_listed_and_associated_as_data(job_of: Callable[..., Job]) -> None:
    made = render(job_of(PAGE, attachments=(TWIN,)))
    assert made.diagnostics == ()
    with pikepdf.open(BytesIO(made.content)) as pdf:
        assert list(pdf.attachments) == ["ø.json"]
        (specification,) = pdf.Root.AF
        stream = specification.EF.F
        assert str(specification.AFRelationship) == "/Data"
        assert str(specification.UF) == str(specification.F) == "ø.json"
        assert str(stream.Subtype) == "/application/json"
        assert stream.read_bytes() == TWIN.content
        # of the content, not of the machine's clock
        assert str(stream.Params.ModDate) == "D:20260102030405Z"
        assert str(stream.Params.CreationDate) == "D:20260102030405Z"
        assert int(stream.Params.Size) == len(TWIN.content)


def test_the_same_job_gives_the_same_bytes_and_another_file_others(
    job_of: Callable[..., Job],
) -> None:
    job = job_of(PAGE, attachments=(TWIN,))
    other = job_of(PAGE, attachments=(Asset(TWIN.name, TWIN.media_type, b"{}\n"),))
    assert render(job).content == render(job).content != render(other).content
    assert len({job.digest, other.digest, job_of(PAGE).digest}) == 3


def test_a_page_that_attaches_a_file_itself_gets_no_other(job_of: Callable[..., Any]) -> None:
    picture = Asset("a.svg", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    job = job_of(
        f'{PAGE}<p><a rel="attachment" href="brief:///a.svg">D</a></p>'
        '<link rel="attachment" href="brief:///a.svg">',
        attachments=(TWIN,),
        assets=(picture,),
    )
    with pikepdf.open(BytesIO(render(job).content)) as pdf:
        assert "ø.json" not in pdf.attachments
        assert len(pdf.attachments) == 1
