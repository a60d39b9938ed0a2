"""The words of a flaw tell whose text it is in."""

from __future__ import annotations

import pytest

from briefgen.checks import THE_DOSSIER
from briefgen.flaw_places import placed_flaws
from briefgen.prove import Expected
from briefgen.render import Flaw

TEXTS = (
    Expected("", "", "marking", ("TLP:CLEAR",), is_on_every_page=True),
    Expected("", "", "title", ("The port gives way",)),
    Expected("claims", "a", "text", ("Crews on four quays stop work.",)),
    Expected("claims", "b", "text", ("Crews on four quays stop work for good.", "A second line.")),
    Expected("claims", "b", "reasons.0.text", ("Nobody paid the overtime.",)),
    Expected("events", "c", "text", ("Talks at https://example.org/a-long-address begin.",)),
)


@pytest.mark.parametrize(
    ("text", "word", "owner", "path"),
    [
        ("The port gives way", "", THE_DOSSIER, ("title",)),
        ("Crews on four quays stop work.", "", ("claims", "a"), ("text",)),
        ("Crews on four quays stop work for", "", ("claims", "b"), ("text",)),
        ("A second line. 12", "", ("claims", "b"), ("text",)),
        ("Nobody paid the overtime. Confidence: low", "", ("claims", "b"), ("reasons", 0, "text")),
        ("May 2023", "https://example.org/a-long-address", ("events", "c"), ("text",)),
        ("Sources and notes", "", THE_DOSSIER, ()),
        ("TLP:CLEAR", "", THE_DOSSIER, ()),
        ("of", "", THE_DOSSIER, ()),
    ],
)
def test_a_text_is_the_item_s_that_it_begins(
    text: str, word: str, owner: tuple[str, str], path: tuple[str | int, ...]
) -> None:
    (placed,) = placed_flaws((Flaw("widow", 2, "a", text, word),), TEXTS)
    assert (placed.owner, placed.path) == (owner, path)
    assert (placed.kind, placed.page, placed.text, placed.word) == ("widow", 2, text, word)
