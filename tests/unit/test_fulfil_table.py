"""Layouts that were tried lie there to be drawn, and are let go of before they are too many."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen import fulfil
from briefgen.model.project import Layout
from briefgen.render import Rendered


class _Draft:
    def __init__(self, pages: int) -> None:
        self.pages = pages

        self.is_gone = False

    def measured(self) -> Rendered:
        return Rendered(b"", self.pages)

    def let_go(self) -> None:
        self.is_gone = True


@pytest.mark.parametrize(("pages", "lying"), [(1, 8), (2, 7), (5, 3), (20, 1)])
def test_of_long_documents_few_lie_there(
    monkeypatch: pytest.MonkeyPatch, pages: int, lying: int
) -> None:
    likes: list[Any] = []

    class _Composition:
        job = None

    monkeypatch.setattr(fulfil, "_composed", lambda *_: (_Composition(), ()))
    monkeypatch.setattr(fulfil, "lay_out", lambda _, like: (likes.append(like), _Draft(pages))[1])
    table = fulfil._Table(None)  # type: ignore[arg-type]
    most = 0
    for number in range(8):
        table.measure(Layout(smaller=number % 5, tighter=number // 5))
        most = max(most, len(table.lying))
    assert most == lying
    assert likes[0] is None
    assert all(isinstance(like, _Draft) for like in likes[1:]), "what was read is used again"
    assert any(like.is_gone for like in likes[1:]) == (lying < 8)
