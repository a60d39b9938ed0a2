"""A page gets the job's own files by their exact name, and nothing else."""

from __future__ import annotations

import pytest

from briefgen.job import Asset
from briefgen.render.fetch import Library, RefusedError
from briefgen.render.fonts import font_files

MAP = Asset("figures/a map.png", "image/png", b"map")


@pytest.mark.parametrize("url", ["brief:///figures/a map.png", "brief:///figures/a%20map.png"])
def test_an_asset_is_served_by_its_name(url: str) -> None:
    assert Library((MAP,), ()).fetch(url).content == b"map"


def test_a_font_is_served_from_its_package() -> None:
    font = font_files(cjk=False)[0]
    answer = Library((), (font,)).fetch("brief:///fonts/SourceSans3%5Bwght%5D.ttf")
    assert answer.media_type == "font/ttf"
    assert len(answer.content) > 100_000


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", "BG601"),
        ("http://example.org/x.png", "BG601"),
        ("https://example.org/x.png", "BG601"),
        ("ftp://example.org/x.png", "BG601"),
        ("data:image/png;base64,AAAA", "BG601"),
        ("brief://host/figures/a map.png", "BG601"),
        ("brief:///figures/a map.png?x", "BG601"),
        ("brief://[bad/x", "BG601"),
        ("brief:///../etc/passwd", "BG602"),
        ("brief:///figures/../figures/a map.png", "BG602"),
        ("brief:///%2e%2e/etc/passwd", "BG602"),
        ("brief:///figures/a%20mop.png", "BG602"),
        ("brief:///", "BG602"),
    ],
)
def test_everything_else_is_refused_and_noted(url: str, code: str) -> None:
    library = Library((MAP,), ())
    with pytest.raises(RefusedError):
        library.fetch(url)
    assert [found.code for found in library.diagnostics] == [code]
    assert library.has_refused(url)


def test_a_near_name_is_suggested() -> None:
    library = Library((MAP,), ())
    with pytest.raises(RefusedError):
        library.fetch("brief:///figures/a%20mop.png")
    assert library.diagnostics[0].help == "did you mean `figures/a map.png`?"


def test_a_withheld_asset_is_refused_without_a_second_diagnostic() -> None:
    library = Library((MAP,), (), withheld=frozenset({MAP.name}))
    with pytest.raises(RefusedError):
        library.fetch("brief:///figures/a map.png")
    assert library.diagnostics == ()
