"""What BG340 advises fits what the dossier has: nobody is told to add a term that is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from briefgen.build import check_documents
from briefgen.project import Choice

if TYPE_CHECKING:
    from conftest import Bench

ITEMS = """\
sections:
  survey: {title: The survey counts people, kind: why-it-matters, body: The RVTA made it.}
"""


def advice(bench: Callable[..., Bench], terms: str) -> str:
    """Return the help of the one finding in a one-pager, which prints no list of terms."""
    session = bench(items=f"{ITEMS}{terms}").session
    documents = session.documents(Choice(templates=("one-pager",), audiences=("public",)))
    (found,) = (f for f in check_documents(session, documents) if f.code == "BG340")
    return found.help or ""


def test_where_there_is_none_a_term_may_be_added(bench: Callable[..., Bench]) -> None:
    assert "or add a term" in advice(bench, "")
    assert "or add a term" in advice(bench, "terms: {phr: {short: PHR, expansion: Harbours}}\n")


def test_where_it_is_not_printed_adding_it_again_would_not_help(
    bench: Callable[..., Bench],
) -> None:
    told = advice(bench, "terms: {valley: {short: RVTA, expansion: River Valley Transport}}\n")
    assert "add a term" not in told
    assert "this one-pager does not have the term `valley`" in told


@pytest.mark.parametrize(
    "terms",
    [
        "{valley: {short: Rvta}}",
        "{valley: {short: RVTAs}}",
        "{valley: {short: R.V.T.A.}}",
        "{rvta: {short: {en: TARV, fr: RVTA}}}",
    ],
)
def test_where_it_is_written_otherwise_that_is_said(
    bench: Callable[..., Bench], terms: str
) -> None:
    told = advice(bench, f"terms: {terms}\n")
    assert "add a term" not in told
    assert "write `RVTA` as the `short` of the term" in told
