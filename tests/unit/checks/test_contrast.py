"""Colours of markings on black."""

from __future__ import annotations

import pytest

from briefgen.checks import setting_faults
from briefgen.checks.contrast import contrast_on_black
from briefgen.diagnostics import Severity
from briefgen.model.markings import TLP
from briefgen.project import read_project
from briefgen.world import MemoryWorld

PROJECT = """\
audiences:
  staff: {clearance: "UK:SECRET"}
marking_schemes:
  UK:
    levels: [OFFICIAL, SECRET, TOP SECRET]
    colours: ["#FFFFFF", "#8B0000", "#FF2B2B"]
"""


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#000000", 1.0), ("#FFFFFF", 21.0), ("#808080", 5.32), ("#ff0000", 5.25), ("#0000FF", 2.44)],
)
def test_the_ratio_is_that_of_wcag(colour: str, ratio: float) -> None:
    assert contrast_on_black(colour) == pytest.approx(ratio, abs=0.005)


def test_the_colours_of_tlp_can_be_read() -> None:
    assert min(map(contrast_on_black, TLP.colours)) > 4.5


def test_a_dark_colour_is_found_at_its_place() -> None:
    project, faults = read_project(MemoryWorld({"briefgen.yaml": PROJECT}))
    assert project is not None, faults
    (fault,) = setting_faults(project)
    assert (fault.code, fault.severity) == ("BG706", Severity.ERROR)
    assert str(fault.span) == "briefgen.yaml:6:26"
    assert "`#8B0000` has a contrast of 2.0:1" in fault.message
    assert "`UK:SECRET`" in fault.message


def test_just_under_the_limit_is_not_rounded_up() -> None:
    text = PROJECT.replace("#8B0000", "#757575").replace("#FF2B2B", "#747474")
    project, _ = read_project(MemoryWorld({"briefgen.yaml": text}))
    assert project is not None
    (fault,) = setting_faults(project)
    assert "`#747474` has a contrast of 4.4:1" in fault.message
