"""The style sheets that are read ahead are those that documents have."""

from __future__ import annotations

import pytest

from briefgen.compose import sheets_as_designed
from briefgen.job import SHIPPED
from briefgen.model.project import MOST_AIR, Layout
from briefgen.project import Choice
from briefgen.render.settled import Values, values_of
from briefgen.sample import sample_session
from briefgen.session import AS_DESIGNED
from briefgen.templates import read_files
from briefgen.world import MemoryWorld, builtin_world

Key = tuple[str, Values]


def keys(css: tuple[tuple[str, str], ...], html: str = "") -> set[Key]:
    """Return by what the sheets of a page are known that come with the program."""
    values = values_of((text for _, text in css), html)
    return {(text, values) for name, text in css if name.startswith(SHIPPED)}


@pytest.mark.parametrize("layout", [AS_DESIGNED, Layout(tighter=-MOST_AIR)], ids=["", "airy"])
@pytest.mark.parametrize("kind", ["policy-brief", "timeline", "one-pager"])
def test_a_page_in_the_built_in_look_finds_its_sheets_read(kind: str, layout: Layout) -> None:
    files = read_files(MemoryWorld({}), "", builtin_world())
    known: set[Key] = set()
    for css in sheets_as_designed(files):
        known |= keys(css)
    session = sample_session()
    document = session.documents(Choice(templates=(kind,), audiences=("public",)))[0]
    composition, faults = session.compose(document, layout)
    assert composition is not None, faults
    wanted = keys(composition.job.css, composition.job.html)
    assert wanted
    assert wanted <= known
