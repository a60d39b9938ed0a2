"""The example fits its pages with no more than one step less air, on both papers."""

from __future__ import annotations

from itertools import product

import pytest
from specimens import EXAMPLE, session_of

from briefgen.model.project import Layout
from briefgen.project import Document
from briefgen.render import lay_out

KINDS = {"policy-brief": 4, "timeline": 2, "one-pager": 1}


@pytest.mark.parametrize(("kind", "paper"), list(product(KINDS, ("A4", "Letter"))))
def test_it_fits_as_designed(kind: str, paper: str) -> None:
    # staff read the most; what fits for them fits for all
    document = Document(EXAMPLE, kind, "staff", "en", paper)
    composition, faults = session_of(EXAMPLE).compose(document, Layout(tighter=paper != "A4"))
    assert composition is not None, faults
    assert lay_out(composition.job).measured().pages == KINDS[kind]
