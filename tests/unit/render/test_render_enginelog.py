"""Each kind of line that the layout engine logs becomes a diagnostic; none is printed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from briefgen.diagnostics import Severity, Span
from briefgen.job import Asset, Job
from briefgen.render import pdf
from briefgen.render.enginelog import HARMLESS, SUBSET_LIBRARY_MISSING, TEMPLATES, EngineLog
from briefgen.render.pdf import render

PLANTED = [
    ("<p>\U0001f600</p>", "", "BG603", "U+1F600"),
    ('<p><a href="#nowhere">x</a></p>', "", "BG608", "`#nowhere`"),
    (
        '<p><a href="#nowhere">x</a></p>',
        "a::after{content:target-counter(attr(href),page)}",
        "BG608",
        "`#nowhere`",
    ),
    ('<p id="a">x</p><p id="a">y</p>', "", "BG609", "`a`"),
    ("<p>x</p>", "p{colour:red}", "BG607", "unknown property"),
    ("<p>x</p>", "p{color:redd}", "BG607", "invalid value"),
    ("<p>x</p>", "@nonsense{}", "BG607", "unknown rule"),
    ("<p>x</p>", "p::nonsense{color:red}", "BG607", "unsupported selector"),
    ("<p>x</p>", "@page :nonsense{margin:0}", "BG607", "@page"),
    ("<p>x</p>", "@import 'x.css' nonsense!;", "BG607", "media"),
    ('<p style="colour:red">x</p>', "", "BG607", "unknown property"),
    ("<p>x</p>", '@font-face{font-family:X;src:local("DejaVu Sans")}', "BG611", "`X`"),
    ("<p>x</p>", "p{display:inline-grid}", "BG614", "inline grids"),
]


@pytest.mark.parametrize(("body", "css", "code", "words"), PLANTED)
def test_each_planted_fault_is_reported(
    job_of: Callable[..., Job],
    capfd: pytest.CaptureFixture[str],
    body: str,
    css: str,
    code: str,
    words: str,
) -> None:
    found = render(job_of(body, css)).diagnostics
    assert {one.code for one in found} == {code}
    assert any(words in one.message for one in found)
    assert capfd.readouterr() == ("", "")


def test_a_clean_page_says_nothing(job_of: Callable[..., Job]) -> None:
    assert render(job_of("<h1>One</h1><p>Two <b>three</b></p>")).diagnostics == ()


def test_dropped_css_is_shown_in_its_file(job_of: Callable[..., Job]) -> None:
    [found] = render(job_of("<p>x</p>", "p {\n  color: red;\n  colour: red;\n}")).diagnostics
    assert found.span == Span("style.css", 3, 3)
    assert found.severity is Severity.WARNING


def test_a_refused_image_has_one_diagnostic(job_of: Callable[..., Job]) -> None:
    [found] = render(job_of('<img src="file:///etc/passwd" alt="x">')).diagnostics
    assert (found.code, found.message) == ("BG601", "the page may not ask for `file:///etc/passwd`")


def test_a_broken_svg_drawing_is_reported(job_of: Callable[..., Job]) -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        b'<rect width="9" height="9" transform="rotate(x)"/></svg>'
    )
    asset = Asset("a.svg", "image/svg+xml", drawing)
    found = render(job_of('<img src="brief:///a.svg" alt="x">', assets=(asset,))).diagnostics
    assert [one.code for one in found] == ["BG604"]


def test_a_missing_subset_library_is_said_once() -> None:
    log = EngineLog()
    template = next(t for t in TEMPLATES if "HarfBuzz-Subset for font" in t)
    with log.listening(lambda _url: False):
        for family in ("A", "B"):
            logging.getLogger("weasyprint").warning(template, family)
    assert log.diagnostics == (SUBSET_LIBRARY_MISSING,)
    assert "apt-get install libharfbuzz-subset0" in (SUBSET_LIBRARY_MISSING.help or "")


def test_a_machine_without_the_subset_library_is_told(
    job_of: Callable[..., Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = job_of("<p>x</p>")
    without = replace(pdf._engine(), has_subset_library=False)
    assert render(job).diagnostics == ()
    monkeypatch.setattr(pdf, "_engine", lambda: without)
    made = render(job)
    [found] = made.diagnostics
    assert (found.code, found.severity) == ("BG612", Severity.WARNING)
    assert "harfbuzz-subset" in found.message
    assert made.content.startswith(b"%PDF-")


def test_lines_are_kept_from_other_loggers_and_under_a_strict_root(
    caplog: pytest.LogCaptureFixture,
) -> None:
    logger = logging.getLogger("weasyprint")
    before = (logger.propagate, logger.level, list(logger.handlers))
    log = EngineLog()
    logging.getLogger().setLevel(logging.CRITICAL)
    try:
        with log.listening(lambda _url: False):
            logger.warning("Something new: %s", "x")
    finally:
        logging.getLogger().setLevel(logging.WARNING)
    assert [(one.code, one.message) for one in log.diagnostics] == [("BG614", "something new: x")]
    assert caplog.records == []
    assert (logger.propagate, logger.level, logger.handlers) == before


@pytest.mark.parametrize("template", [*TEMPLATES, *HARMLESS])
def test_each_template_is_still_in_the_engine(template: str) -> None:
    origin = (find_spec("weasyprint") or pytest.fail("no engine")).origin
    folder = Path(str(origin)).parent
    sources = (path.read_text("utf-8") for path in sorted(folder.rglob("*.py")))
    assert any(_squeezed(template) in _squeezed(source) for source in sources)


def _squeezed(text: str) -> str:
    return "".join(character for character in text if character not in " \n'\"\\")
