"""Whole projects of any shape, from trees that are made up and from real dossiers that are changed.

Whatever is in them, they end in findings and never in an exception, and each finding has its place.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from naughty import as_literal, naughty_strings
from targets import HEADING, whole_project

from briefgen.model.dossier import FAMILIES
from briefgen.model.text import Text
from briefgen.prose import block_markdown, citation_source, parse, plain_text

ROOT = Path(__file__).resolve().parents[2]
MORE = int(os.environ.get("FUZZ_MORE", "1"))
"""So many times as many examples; what `make proof` and a long look want."""

words = st.sampled_from(
    [
        *(
            "a",
            "e1",
            "x",
            "The quay opened [@e1, p. 1].",
            "likely",
            "2023-05-01",
            "2023-13",
            "9999",
        ),
        *(
            "2023-05-01/..",
            "TLP:RED",
            "TLP:NONE",
            "true",
            "primary",
            "occurred",
            "fact",
            "en",
            "ja",
        ),
        *("[@e1; @gone]", "*a* **b** ~~c~~", "| a |\n|---|\n| b |", "<b>x</b>", "![a](b)", "# h"),
        *("figures/a.png", "../a.png", "sources/a.txt", "https://a.b", "javascript:a", "\u05e9"),
        *(
            "\u202e",
            "\u200b",
            "\x00",
            "\ud800",
            "&#8238;",
            "[a]{lang=xx}",
            "- a\n- b",
            "0001-01-01",
        ),
    ]
)
scalars = words | st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text()
trees = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            words | st.sampled_from(["en", "ja", "source", "text"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@st.composite
def items(draw: st.DrawFn) -> dict[str, Any]:
    """Return a family or two with items whose fields have the right names and any values."""
    families = draw(
        st.lists(st.sampled_from(sorted(FAMILIES)), min_size=1, max_size=3, unique=True)
    )
    made = {}
    for family in families:
        known = sorted(field.alias or name for name, field in FAMILIES[family].model_fields.items())
        fields = st.dictionaries(st.sampled_from(known) | words, trees, max_size=6)
        made[family] = draw(st.dictionaries(words, fields | trees, max_size=3))
    return made


def dumped(data: Any) -> str:
    """Return YAML as a program would write it; what YAML has no form for as an escape."""
    return yaml.dump(data, Dumper=yaml.SafeDumper, allow_unicode=False, width=60)


@given(items(), st.dictionaries(words, trees, max_size=4))
@settings(max_examples=60 * MORE)
def test_made_up_dossiers(made: dict[str, Any], heading: dict[str, Any]) -> None:
    whole_project(
        {
            "content/d/items.yaml": dumped(made),
            "content/d/dossier.yaml": HEADING + (dumped(heading) if heading else ""),
        }
    )


@given(trees, trees, trees)
@settings(max_examples=40 * MORE)
def test_made_up_files_of_the_project(project: Any, kind: Any, labels: Any) -> None:
    whole_project({"briefgen.yaml": dumped(project)})
    whole_project(
        {
            "templates/timeline/template.yaml": dumped(kind),
            "templates/one-pager/labels/en.yaml": dumped(labels),
        }
    )


@cache
def real() -> dict[str, str]:
    """Return the files of the example that are text."""
    folder = ROOT / "content/tokyo-liaison-office"
    paths = [path for path in folder.rglob("*") if path.suffix in (".yaml", ".md")]
    return {
        f"content/d/{path.relative_to(folder).as_posix()}": path.read_text(encoding="utf-8")
        for path in sorted(paths)
        if path.name.lower() != "readme.md"
    }


def cut(text: str, at: int, size: int, new: str) -> str:
    return text[:at] + text[at + size :]


def put(text: str, at: int, size: int, new: str) -> str:
    return text[:at] + new + text[at:]


def change(text: str, at: int, size: int, new: str) -> str:
    return text[:at] + new + text[at + size :]


def repeat(text: str, at: int, size: int, new: str) -> str:
    return text[: at + size] + text[at : at + size] + text[at + size :]


def indent(text: str, at: int, size: int, new: str) -> str:
    return text[:at] + text[at : at + size].replace("\n", "\n ") + text[at + size :]


changes = st.tuples(
    st.sampled_from([cut, put, change, repeat, indent]),
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 200),
    words
    | st.text(max_size=5)
    | st.sampled_from([": ", "- ", "\n", "[", "{", "'", '"', "&a *a", "|"]),
)


@given(st.data())
@settings(max_examples=25 * MORE)
def test_real_dossiers_that_are_changed(data: st.DataObject) -> None:
    files = dict(real())
    path = data.draw(st.sampled_from(sorted(files)))
    for make, where, size, new in data.draw(st.lists(changes, min_size=1, max_size=3)):
        text = files[path]
        edit: Callable[[str, int, int, str], str] = make
        files[path] = edit(text, int(where * len(text)), size, new)
    # half of a letter beyond 16 bits makes a file that is no UTF-8
    changed = files[path].encode("utf-8", "surrogatepass")
    whole_project({**files, path: changed})


def test_the_real_dossier_itself_is_sound() -> None:
    assert real()
    errors = [one for one in whole_project(real()) if one.severity == "error"]
    # its pictures, archives and audiences are not there
    assert {one.code for one in errors} <= {"BG107", "BG209", "BG402"}


@pytest.mark.parametrize("block", [True, False])
def test_naughty_strings_read_back(block: bool) -> None:
    strings = naughty_strings()
    assert len(strings) == 503
    for string in strings:
        text = Text(as_literal(string), "en", block)
        shown = " ".join(plain_text(text).split())
        # a null and half a character are none in Markdown
        assert shown == " ".join(string.replace("\x00", "\ufffd").split()), string
        again = Text(block_markdown(text, cite=citation_source), "und", block)
        assert " ".join(plain_text(again).split()) == shown, string
        assert {node.type for node in parse(text).walk()} <= {"root", "paragraph", "inline", "text"}
