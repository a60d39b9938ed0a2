"""Why a document has to be written: in words that name what has changed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.differences import changes, reasons, version_changes

ENTRY: dict[str, Any] = {
    "name": "d/timeline/public/en",
    "paper": "A4",
    "portion_marks": False,
    "twin": False,
    "marking": {"level": ["TLP:CLEAR"]},
    "job": "1",
    "inputs": {
        "heading": "h",
        "items": {"talking_points": {"a": "1", "b": "1"}},
        "templates": {"builtin:page.html.j2": "1"},
        "files": {"map.png": "1"},
        "fonts": {"font.ttf": "1"},
    },
    "outputs": [{"path": "public/d.pdf", "sha256": "1"}],
}


def other(**changed: Any) -> dict[str, Any]:
    return {**ENTRY, **changed}


def with_inputs(**changed: Any) -> dict[str, Any]:
    return other(inputs={**ENTRY["inputs"], **changed}, job="2")


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (with_inputs(heading="i"), "the dossier's own fields have changed, in `dossier.yaml`"),
        (
            with_inputs(items={"talking_points": {"a": "2", "b": "1"}}),
            "talking points have changed: `a`",
        ),
        (with_inputs(items={"talking_points": {"a": "1"}}), "talking points are gone: `b`"),
        (
            with_inputs(items={**ENTRY["inputs"]["items"], "events": {"e": "1"}}),
            "events are new: `e`",
        ),
        (with_inputs(templates={}), "template files are gone: `builtin:page.html.j2`"),
        (with_inputs(files={"map.png": "2"}), "pictures and other files have changed: `map.png`"),
        (with_inputs(fonts={"font.ttf": "2"}), "fonts have changed: `font.ttf`"),
        (other(paper="Letter"), "the paper is another"),
        (other(portion_marks=True), "portion marks were switched on or off"),
        (other(twin=True), "it carries its data now, or no longer"),
        (other(marking={"level": ["TLP:RED"]}), "its marking is another"),
        (
            other(outputs=[*ENTRY["outputs"], {"path": "public/d.md"}]),
            "`public/d.md` is not there as a build wrote it",
        ),
        (other(job="2"), "briefgen, a package or a setting of the project has changed"),
        (other(pages=3), "what the manifest says of it is not what it would say now"),
    ],
)
def test_what_has_changed_is_named(now: dict[str, Any], told: str) -> None:
    assert list(reasons(ENTRY, now)) == [told]


def test_all_of_it_is_named() -> None:
    now = {**with_inputs(heading="i", fonts={}), "paper": "Letter"}
    assert len(list(reasons(ENTRY, now))) == 3


def test_of_a_document_that_is_new_there_is_nothing() -> None:
    assert list(reasons({}, ENTRY)) == ["there are no files of it as a build wrote them"]


def test_of_many_names_some_are_told() -> None:
    items = {"events": {f"e{number:02}": "1" for number in range(20)}}
    (told,) = changes(
        {"heading": "h"},
        {"heading": "h", "items": items, "templates": {}, "files": {}, "fonts": {}},
    )
    assert told.startswith("events are new: `e00`, `e01`")
    assert told.endswith("`e07` and 12 more")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["heading", "items", "fonts", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(JSON)
def test_a_manifest_that_no_build_has_written_does_no_harm(inputs: object) -> None:
    assert list(reasons(other(inputs=inputs), ENTRY))
    assert list(reasons({key: value for key, value in ENTRY.items() if key != "inputs"}, ENTRY))


def test_versions_that_differ_are_named() -> None:
    told = version_changes({"weasyprint": "69", "gone": "1"}, {"weasyprint": "70", "new": "2"})
    assert list(told) == ["weasyprint 69, here 70", "gone 1, here -", "new -, here 2"]
    assert list(version_changes({"a": "1"}, {"a": "1"})) == []
