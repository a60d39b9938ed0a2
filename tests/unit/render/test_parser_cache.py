"""The parser finds the expressions that it would else build for each run of characters."""

from __future__ import annotations

from typing import Any

import pytest
import tinyhtml5
from tinyhtml5 import inputstream

from briefgen.render.parser_cache import keep_expressions

PAGE = """<p class="a b" data-x='1&amp;"' id=plain>One &lt; two<br/>  <!-- c --></p>
<svg><path d="M0"/>"""


def parsed(page: str) -> str:
    return repr([(e.tag, e.attrib, e.text, e.tail) for e in tinyhtml5.parse(page).iter()])


class _Asked(dict[Any, Any]):
    """Notes what is looked up and not there."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.missed: list[Any] = []

    def __missing__(self, key: Any) -> Any:
        self.missed.append(key)
        raise KeyError(key)


def test_a_page_is_read_the_same_and_nothing_is_built_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    bare, kept = _Asked(), _Asked()
    monkeypatch.setattr(inputstream, "characters_until_regex", bare)
    plain = parsed(PAGE)
    monkeypatch.setattr(inputstream, "characters_until_regex", kept)
    keep_expressions()

    assert parsed(PAGE) == plain
    assert len(bare.missed) > 10, "the parser has been mended: this module can go"
    # attributes without quotation marks and comments are rare
    assert len(kept.missed) == 2


def test_a_parser_that_keeps_them_elsewhere_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(inputstream, "characters_until_regex")
    keep_expressions()
