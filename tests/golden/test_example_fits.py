"""The example fits its pages: with two steps less air at the most, and with Japanese labels."""

from __future__ import annotations

from itertools import product

import pytest
from specimens import EXAMPLE, session_of

from briefgen.making import make_document
from briefgen.model.project import Layout
from briefgen.project import Document
from briefgen.render import lay_out

KINDS = {"policy-brief": 4, "timeline": 2, "one-pager": 1}


@pytest.mark.parametrize(("kind", "paper"), list(product(KINDS, ("A4", "Letter"))))
def test_it_fits_as_designed(kind: str, paper: str) -> None:
    # staff read the most; what fits for them fits for all
    document = Document(EXAMPLE, kind, "staff", "en", paper)
    layout = Layout(tighter=0 if paper == "A4" else 2)
    composition, faults = session_of(EXAMPLE).compose(document, layout)
    assert composition is not None, faults
    assert lay_out(composition.job).measured().pages == KINDS[kind]


def test_with_japanese_labels_it_fits_too() -> None:
    # the longest: English words in the Japanese face, with its leading
    document = Document(EXAMPLE, "timeline", "public", "ja", "A4", formats=("markdown",))
    made = make_document(session_of(EXAMPLE), document)
    assert not made.has_failed
    assert 0 < made.pages <= KINDS["timeline"]
