"""A required item that none of its readers' documents has a part for is told, and no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefgen.build import build_documents, check_documents
from briefgen.diagnostics import Diagnostic
from briefgen.project import Choice

if TYPE_CHECKING:
    from conftest import Bench

ADVICE = """\
events:
  e: {date: "2023-05-01", text: Talks begin., status: occurred}
recommendations:
  talk:
    action: Begin talks.
    owner: Port authority
    deadline: "2023-09"
    decision: approve
    priority: required
"""
AUDIENCES = """\
audiences:
  public: {clearance: "TLP:CLEAR"}
  staff: {clearance: "TLP:RED", depth: full}
"""
TIMELINES = f"{AUDIENCES}documents: [{{templates: [timeline]}}]\n"
SOME_BRIEFS = f"{TIMELINES.rstrip()[:-1]}, {{templates: [policy-brief], audiences: [staff]}}]\n"


def told(bench: Callable[..., Bench], project: str, items: str, **kinds: str) -> list[Diagnostic]:
    """Return what a check of the documents says of required items."""
    made = bench(project=project, items=items).session
    documents = made.documents(Choice(templates=tuple(kinds.values())))
    return [fault for fault in check_documents(made, documents) if fault.code == "BG627"]


def test_it_is_told_once_for_each_audience_with_its_place(bench: Callable[..., Bench]) -> None:
    found = told(bench, TIMELINES, ADVICE)
    assert [str(fault.span) for fault in found] == ["content/d/items.yaml:9:15"] * 2
    assert ["`public`" in found[0].message, "`staff`" in found[1].message] == [True, True]


def test_a_build_says_it_too(bench: Callable[..., Bench], tmp_path: Path) -> None:
    session = bench(project=TIMELINES, items=ADVICE).session
    built = build_documents(session, session.documents(Choice()), tmp_path, lambda _: None)
    assert [[f.code for f in one.diagnostics].count("BG627") for one in built] == [1, 1]
    assert all(one.outputs for one in built)


def test_another_kind_for_the_same_readers_is_enough(bench: Callable[..., Bench]) -> None:
    (fault,) = told(bench, SOME_BRIEFS, ADVICE)
    assert "`public`" in fault.message


def test_it_is_no_matter_what_this_run_makes(bench: Callable[..., Bench]) -> None:
    assert len(told(bench, SOME_BRIEFS, ADVICE, kind="timeline")) == 1
    assert told(bench, AUDIENCES, ADVICE, kind="timeline") == []
    assert told(bench, TIMELINES, ADVICE, kind="policy-brief") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("priority: required", "priority: high"),
        ("priority: required", "priority: required\n    audiences: []"),
        # for readers who may not see it, it does not exist
        ("priority: required", "priority: required\n    marking: TLP:RED\n    audiences: [public]"),
        # another fault may be why
        ("Talks begin.", "'Talks begin [@gone].'"),
    ],
)
def test_who_does_not_expect_it_is_not_told(
    bench: Callable[..., Bench], old: str, new: str
) -> None:
    assert told(bench, TIMELINES, ADVICE.replace(old, new)) == []


def test_what_stands_on_a_page_through_another_item_has_its_place(
    bench: Callable[..., Bench],
) -> None:
    claims = """\
claims:
  a: {text: The survey says one., kind: fact, evidence: [survey], priority: required}
  b: {text: The article says two., kind: fact, evidence: [survey]}
  c: {text: Nobody says three., kind: fact, evidence: [survey], priority: required}
discrepancies:
  number: {claims: [a, b], kind: number}
sources:
  survey: {title: A survey, priority: required}
"""
    items = f"{ADVICE.split('recommendations')[0]}{claims}"
    assert {fault.message.split()[0] for fault in told(bench, TIMELINES, items)} == {"`c`"}


def test_a_limit_is_no_want_of_a_part(bench: Callable[..., Bench]) -> None:
    more = "\n".join(
        f"  e{day}: {{date: 2023-06-{day}, text: On., status: occurred, priority: required}}"
        for day in range(10, 28)
    )
    assert told(bench, TIMELINES, f"events:\n{more}\n") == []
