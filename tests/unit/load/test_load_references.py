"""Exports of reference software in a dossier's folder, as Zotero and others write them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.diagnostics import Diagnostic, Severity
from briefgen.load.references import read_export
from briefgen.load.references.fields import READ_KEYS
from briefgen.load.tree import load
from briefgen.located import plain, written
from briefgen.model.sources import OWN_KEYS, Source
from briefgen.source_tree import SourceTree
from briefgen.world import MemoryWorld

FAMILIES = ("claims", "sources")
# What Zotero's "CSL JSON" looks like: tabs, escapes, an address as the id, years as text.
ZOTERO = """\
[
\t{
\t\t"id": "http://zotero.org/users/1234567/items/ABCD2345",
\t\t"type": "webpage",
\t\t"abstract": "Long \\u2028 and not printed.",
\t\t"container-title": "Ministry of External Relations",
\t\t"language": "en-GB",
\t\t"title": "Japan\\u00A0and <i>partner</i> organisations \\ud83d\\ude80",
\t\t"URL": "https:\\/\\/example.org\\/mer?a=1&copy=2",
\t\t"author": [
\t\t\t{
\t\t\t\t"literal": "Ministry of External Relations"
\t\t\t}
\t\t],
\t\t"accessed": {
\t\t\t"date-parts": [
\t\t\t\t[
\t\t\t\t\t"2023",
\t\t\t\t\t7,
\t\t\t\t\t14
\t\t\t\t]
\t\t\t]
\t\t}
\t}
]
"""
# What Better BibTeX's "Better CSL JSON" looks like: a line an item, an open range, seasons.
BETTER = """\
[
  {"id":"weber2022","citation-key":"weber2022","type":"article-journal","title":"Offices","issued":{"date-parts":[["2022",9,1]]},"volume":"14","page":"211–238","author":[{"family":"Weber","given":"Anna"}]},
  {"id":"series2019","citation-key":"series2019","type":"book","title":"A series","issued":{"date-parts":[["2019"],[0]]}},
  {"id":"autumn2023","citation-key":"autumn2023","type":"report","title":"Autumn","issued":{"date-parts":[[2023]],"season":3}}
]
"""  # noqa: E501
# And its "Better CSL YAML", which is Pandoc's: dates as lists, texts as Markdown.
YAML = """\
---
references:
- id: yamada2021
  citation-key: yamada2021
  type: book
  title: '*Vilnius* and CO~2~: 5\\*3 [NATO]{.nocase}'
  author:
    - family: 山田
      given: 太郎
  issued:
    - year: 2021
      month: 4
  accessed: 2023-07-14
- id: summit2023
  type: speech
  title: Opening
  issued:
    - year: 2023
      month: 7
      day: 11
    - year: 2023
      month: 7
      day: 12
      circa: true
...
"""


def read(
    cited: str = "", own: str = "", **files: str | bytes
) -> tuple[SourceTree, tuple[Diagnostic, ...]]:
    """Load files named `library_json`, `more_yaml`, … beside a dossier that cites `@…`."""
    contents = {f"content/d/{name.replace('__', '/').replace('_', '.')}": text
                for name, text in files.items()}  # fmt: skip
    contents["content/d/dossier.yaml"] = f"title: T\nclaims: {{c: {{text: '{cited}'}}}}\n{own}"
    tree, faults = load(MemoryWorld(contents), "content/d", FAMILIES, ("title",))
    assert tree is not None, faults
    return tree, faults


def sources(cited: str = "", own: str = "", **files: str | bytes) -> dict[str, dict[str, Any]]:
    """Return the sources of a dossier without faults, as they are checked."""
    tree, faults = read(cited, own, **files)
    assert faults == ()
    return {name: written(item.entry.value) for name, item in tree.items["sources"].items()}


def export(*items: dict[str, Any]) -> str:
    return json.dumps(list(items))


def found(faults: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(fault.code, str(fault.span)) for fault in faults]


def test_zoteros_csl_json() -> None:
    tree, faults = read("[@ABCD2345]", library_json=b"\xef\xbb\xbf" + ZOTERO.encode())
    assert faults == ()
    item = tree.items["sources"]["ABCD2345"]
    assert written(item.entry.value) == {
        "type": "webpage",
        "container-title": "Ministry of External Relations",
        "language": "en-GB",
        "title": "Japan and <i>partner</i> organisations \N{ROCKET}",
        "URL": "https://example.org/mer?a=1&copy=2",
        "author": [{"literal": "Ministry of External Relations"}],
        "accessed": {"date-parts": [["2023", "7", "14"]]},
    }
    assert str(item.span()) == "content/d/library.json:3:9"
    assert str(item.span("title")) == "content/d/library.json:8:12"
    assert str(item.key_span("title")) == "content/d/library.json:8:3"
    assert str(item.span("author", 0, "literal")) == "content/d/library.json:10:13"
    Source.model_validate(written(item.entry.value))


def test_better_csl_json() -> None:
    read_sources = sources("@weber2022 @series2019 @autumn2023", sources__better_json=BETTER)
    assert read_sources["weber2022"]["page"] == "211–238"
    assert read_sources["series2019"]["issued"] == {"literal": "2019–"}
    assert read_sources["autumn2023"]["issued"] == {"date-parts": [["2023"]], "season": "3"}
    for fields in read_sources.values():
        Source.model_validate(fields)


def test_better_csl_yaml() -> None:
    read_sources = sources("@yamada2021 @summit2023", library_yaml=YAML)
    assert read_sources["yamada2021"] == {
        "type": "book",
        "title": '<i>Vilnius</i> and CO<sub>2</sub>: 5*3 <span class="nocase">NATO</span>',
        "author": [{"family": "山田", "given": "太郎"}],
        "issued": {"date-parts": [["2021", "4"]]},
        "accessed": "2023-07-14",
    }
    assert read_sources["summit2023"]["issued"] == {
        "date-parts": [["2023", "7", "11"], ["2023", "7", "12"]],
        "circa": True,
    }


@pytest.mark.parametrize(
    "wrapped", ['{"version": 1, "items": %s}', '{"items":%s,"total":{}}', "%s"]
)
def test_items_may_stand_in_a_wrapper(wrapped: str) -> None:
    tree, faults = read("@weber2022", library_json=wrapped % BETTER)
    assert faults == ()
    assert tree.items["sources"]["weber2022"].span("title").line == 2


def test_a_single_item_is_an_export_too() -> None:
    # as doi.org gives it, with lists for texts and fields that CSL does not know
    item = {"type": "journal-article", "DOI": "10.5555/1", "id": "one", "title": ["T"],
            "ISSN": ["1234-5678", "2"], "issued": {"date-parts": [[2020, None]]},
            "author": [{"given": "A.", "family": "Roe", "sequence": "first", "affiliation": []},
                       {"name": "A Group"}], "is-referenced-by-count": 3,
            "published": {"date-parts": [[2020]]}, "title-short": [], "volume": 4}  # fmt: skip
    assert sources("@one", library_json=json.dumps(item))["one"] == {
        "type": "article-journal",
        "DOI": "10.5555/1",
        "title": "T",
        "ISSN": "1234-5678",
        "issued": {"date-parts": [["2020"]]},
        "author": [{"given": "A.", "family": "Roe"}, {"literal": "A Group"}],
        "volume": "4",
    }


@pytest.mark.parametrize(
    ("item", "identifier"),
    [
        ({"id": "a", "citation-key": "b"}, "b"),
        ({"id": "a", "citation-key": ""}, "a"),
        ({"id": "a", "citation-key": "müller"}, "a"),
        ({"id": 7}, "7"),
        ({"id": "http://zotero.org/groups/9/items/XYZ98765"}, "XYZ98765"),
        ({"id": "https://doi.org/10.5555/abc"}, "abc"),
    ],
)
def test_the_id_that_is_cited(item: dict[str, Any], identifier: str) -> None:
    text = export({"type": "book", "title": "T", **item})
    assert list(sources(f"@{identifier}", library_json=text)) == [identifier]


def test_items_without_an_id_are_told_of_once() -> None:
    here, there = "http://zotero.org/users/1/items/SAME1", "http://zotero.org/groups/2/items/SAME1"
    items = [{"title": "T"}, {"id": "a/b", "title": "T"}, {"id": here, "title": "T"},
             {"id": there, "title": "T"}, {"id": "組合", "title": "T"}]  # fmt: skip
    tree, faults = read("@SAME1", library_json=export(*items))
    assert found(faults) == [("BG246", "content/d/library.json:1:2")]
    assert faults[0].severity is Severity.INFO
    assert faults[0].notes == ("and 4 more of this file",)
    assert "Better BibTeX" in (faults[0].help or "")
    assert tree.items["sources"] == {}


def test_of_a_library_only_what_is_cited_is_taken_and_the_rest_is_offered() -> None:
    library = export(*({"id": f"k{n}", "title": "T"} for n in range(5000)))
    own = "sources: {k3: {kind: primary}}\n"
    tree, faults = read("see @k17. And k9, and [-@k4999, p. 2]", own, library_json=library)
    assert faults == ()
    assert list(tree.items["sources"]) == ["k3", "k17", "k4999"]
    assert len(tree.offered) == 5000
    more = "claims: {c2: {evidence: ['k5, p. 2', {source: k6}], text: k8}}\n"
    taken = sources("", own, library_json=library, more_yaml=more)
    assert list(taken) == ["k3", "k5", "k6", "k8"]


def test_an_own_entry_completes_and_corrects_an_exported_one() -> None:
    own = """\
sources:
  weber2022:
    marking: TLP:GREEN
    kind: primary
    title: What the export misspelt
    archive: sources/weber.pdf
  series2019:
"""
    tree, faults = read("", own, library_json=BETTER)
    assert faults == ()
    item = tree.items["sources"]["weber2022"]
    fields = plain(item.entry.value)
    assert (fields["title"], fields["volume"]) == ("What the export misspelt", "14")
    assert str(item.span()) == "content/d/dossier.yaml:4:3"
    assert str(item.span("title")) == "content/d/dossier.yaml:7:12"
    assert item.span("volume").path == "content/d/library.json"
    assert plain(tree.items["sources"]["series2019"].entry.value)["title"] == "A series"


@pytest.mark.parametrize("value", ["words", "[a]", "3"])
def test_an_own_entry_that_is_no_mapping_stays_for_its_fault(value: str) -> None:
    tree, _ = read("", f"sources: {{weber2022: {value}}}\n", library_json=BETTER)
    assert tree.items["sources"]["weber2022"].span("title").path == "content/d/dossier.yaml"


@pytest.mark.parametrize("key", sorted(OWN_KEYS - {"archive"}))
def test_an_export_cannot_set_what_is_briefgens(key: str) -> None:
    text = export({"id": "a", "title": "T", key: "TLP:CLEAR"})
    assert sources("@a", library_json=text) == {"a": {"title": "T"}}


def test_the_archive_of_an_export_is_an_institution() -> None:
    text = export({"id": "a", "title": "T", "archive": "State Archives"})
    assert sources("@a", library_json=text) == {
        "a": {"title": "T", "archive_name": "State Archives"}
    }


def test_what_csl_does_not_know_is_left_out() -> None:
    item = {"id": "a", "title": "T", "type": "nonsense", "custom": {"x": [1]}, "keyword": "a,b",
            "annote": "private", "language": "English", "volume": None, "genre": "", "note": " x ",
            "author": [{}, {"family": "Roe", "multi": {}, "given": None}, ""], "editor": {},
            "translator": [], "URL": True, "issued": {}, "accessed": "", "submitted": [[]],
            "event-date": {"raw": "mid-July 2023"}, "container-title": {"a": 1}}  # fmt: skip
    assert sources("@a", library_json=export(item))["a"] == {
        "title": "T",
        "language": "en",
        "note": "x",
        "author": [{"family": "Roe"}],
        "event-date": {"raw": "mid-July 2023"},
    }


@pytest.mark.parametrize(
    ("date", "meant"),
    [
        ({"date-parts": [["2023", 2, 30]]}, {"literal": "2023-2-30"}),
        (
            {"date-parts": [[2023, 7, ""]], "circa": 1},
            {"circa": "1", "date-parts": [["2023", "7"]]},
        ),
        ({"date-parts": [[2023]], "season": "Fall"}, {"season": "3", "date-parts": [["2023"]]}),
        ({"date-parts": [2023, 7]}, {"date-parts": [["2023"], ["7"]]}),
        ("2023-07-11/2023-07-12", "2023-07-11/2023-07-12"),
        ("2023-07-11/..", {"literal": "2023-07-11–"}),
        ("July 2023", {"literal": "July 2023"}),
        ({"year": 2023, "month": 7}, {"date-parts": [["2023", "7"]]}),
        ([[2020], [2021]], {"date-parts": [["2020"], ["2021"]]}),
        ([{"literal": "19th century"}], {"literal": "19th century"}),
    ],
)
def test_any_date_can_be_printed(date: Any, meant: Any) -> None:
    fields = sources("@a", library_json=export({"id": "a", "title": "T", "issued": date}))["a"]
    assert fields["issued"] == meant
    Source.model_validate(fields)


def test_characters_that_nobody_sees_are_taken_out() -> None:
    title = "a\u200bb\u202ec \ud83d d\x07\n e \u0646\u200c\u0647 &amp; &copy f\ue000"
    fields = sources("@a", library_json=export({"id": "a", "title": title}))["a"]
    assert fields["title"] == "abc d e \u0646\u200c\u0647 & &copy f\ue000"


def test_an_item_in_two_exports_is_one_if_they_agree() -> None:
    one = {"id": "a", "title": "T", "note": "x"}
    again = export({**one, "abstract": "only here"})
    assert list(sources("@a", a_json=export(one), b_json=again)) == ["a"]
    other = export({**one, "title": "Another"})
    tree, faults = read("@a", a_json=export(one), b_json=other)
    assert found(faults) == [("BG104", "content/d/b.json:1:9")]
    assert [str(related.span) for related in faults[0].related] == ["content/d/a.json:1:9"]
    assert plain(tree.items["sources"]["a"].entry.value)["title"] == "T"
    assert read("@b", a_json=export(one), b_json=other)[1] == ()


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "1:1", "the file is empty"),
        ("\n \n", "3:1", "the file is empty"),
        ('[\n{"id": "a"', "2:11", "the file ends in the middle"),
        ('[{"id": "a"},\n]', "2:1", "nothing follows the comma"),
        ('[{"id": "a",\n}]', "2:1", "nothing follows the comma"),
        ('[{"id": "a"\n "title": "T"}]', "2:2", "a comma is missing"),
        ('[{"id": "a"} {"id": "b"}]', "1:14", "a comma is missing"),
        ('[{"id": "a" "x"}]', "1:13", "a comma is missing"),
        ('[{"author": [{"family": "a"} {"family": "b"}]}]', "1:30", "a comma is missing"),
        ("[{'id': 'a'}]", "1:3", "no quotation mark of JSON"),
        ('[{"id": “a”}]', "1:9", "no quotation mark of JSON"),
        ('[{"id" "a"}]', "1:8", "a colon is missing"),
        ('[{"id": "a, "title": 1}]', "1:14", "a comma is missing"),
        ('[{"title": "C:\\x"}]', "1:15", "no escape"),
        ('[{"title": "never closed}]', "1:12", "never closed"),
        ("[] []", "1:4", "the document ended"),
        ("words", "1:1", "not valid JSON"),
        ("[" * 100_000, "1:2", "nested too deep"),
        ('[{"title": ' + "[" * 60 + "]" * 60 + "}]", "1:132", "nested too deep"),
    ],
)
def test_a_broken_file_has_a_place(text: str, place: str, message: str) -> None:
    tree, (fault,) = read(library_json=text)
    assert (fault.code, str(fault.span)) == ("BG243", f"content/d/library.json:{place}")
    assert message in fault.message
    assert fault.help
    assert tree.items["sources"] == {}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('"words"', "1:1"),
        ("12", "1:1"),
        ('{"a": 1}', "1:1"),
        ('{"items": 3}', "1:1"),
        ('[{"year": 2020, "value": 3}]', "1:2"),
        ('[{"id": "a", "title": "T"}, 3]', "1:29"),
        ("[[]]", "1:2"),
        ('{"items": [\n"a"]}', "2:1"),
    ],
)
def test_json_that_is_no_csl(text: str, place: str) -> None:
    _, faults = read(library_json=text)
    assert found(faults) == [("BG243", f"content/d/library.json:{place}")]
    assert "Better CSL JSON" in (faults[0].help or "")


def test_the_internal_format_of_better_bibtex() -> None:
    text = '{"config": {}, "items": [{"itemType": "book", "citationKey": "a", "title": "T"}]}'
    both = text.replace('"title"', '"id": 1, "name"')
    for one in (text.replace(', "title": "T"', ""), both):
        _, (fault,) = read(library_json=one)
        assert fault.message == "this is Zotero's own format, not CSL-JSON"
        assert "not as `BetterBibTeX JSON`" in (fault.help or "")


@pytest.mark.parametrize("text", ["[]", '{"items": []}', "  [ ]  "])
def test_an_empty_export_is_no_fault(text: str) -> None:
    assert sources(library_json=text) == {}


@pytest.mark.parametrize(
    ("text", "place"),
    [("references: 3\n", "1:13"), ("references: {a: {}}\n", "1:13"), ("references: [a]\n", "1:14")],
)
def test_references_that_are_no_list_of_items(text: str, place: str) -> None:
    assert found(read(library_yaml=text)[1]) == [("BG243", f"content/d/library.yaml:{place}")]


def test_references_may_stand_beside_families_and_be_empty() -> None:
    text = "references:\nclaims: {c2: {text: '@a'}}\n"
    assert sources(library_json=export({"id": "a", "title": "T"}), more_yaml=text).keys() == {"a"}
    both = "claims: {c2: {text: '@b'}}\n" + YAML.replace("---\n", "").replace("...\n", "")
    tree, faults = read(more_yaml=both)
    assert faults == ()
    assert (list(tree.items["claims"]), list(tree.items["sources"])) == (["c", "c2"], [])


def test_invisible_characters_are_a_fault_only_of_what_authors_write() -> None:
    hidden = YAML.replace("title: Opening", 'title: "Ope\u200bning"')
    assert read("@summit2023", library_yaml=hidden)[1] == ()
    _, faults = read("", library_yaml=hidden.replace("---\n", "claims: {x: {}}\n"))
    assert [fault.code for fault in faults] == ["BG013"]


def test_json_that_is_no_export_can_be_kept() -> None:
    own = "sources: {a: {title: T, archive: sources/answer.json}}\n"
    tree, faults = read("", own, sources__answer_json="{}", figures__chart_json="{}")
    assert faults == ()
    assert list(tree.items["sources"]) == ["a"]


def test_an_export_that_is_not_utf_8_or_too_large() -> None:
    assert [f.code for f in read(library_json=b"\xff\xfe[\x00]\x00")[1]] == ["BG010"]
    large = '[{"id": "a", "title": "' + "x" * (64 << 20) + '"}]'
    assert [f.code for f in read(library_json=large)[1]] == ["BG003"]


def test_a_dossier_of_other_families_reads_no_exports() -> None:
    world = MemoryWorld({"content/d/dossier.yaml": "", "content/d/x.json": "{"})
    assert load(world, "content/d", ("events",), ())[1] == ()


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-9999, 9999) | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["date-parts", "family", "literal", "year", "season", "circa", "raw", "x"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(READ_KEYS)), anything, max_size=6))
def test_no_value_of_an_export_is_a_fault(fields: dict[str, Any]) -> None:
    text = json.dumps([{**fields, "id": "a", "title": "T"}])
    (item,), faults = read_export(text, "library.json")
    assert faults == ()
    Source.model_validate(written(item.entry().value))


@given(st.text(st.sampled_from('[]{}",:\\ \nitems0a'), max_size=30))
def test_no_text_is_too_broken_to_be_judged(text: str) -> None:
    for path in ("library.json", "library.bib"):
        read_export(text, path)


@pytest.mark.parametrize("year", ["9" * 5_000, "²", "-" * 9, "--1", "1e3"])
def test_a_number_that_is_none_is_no_date(year: str) -> None:
    text = (
        f'[{{"id": "a", "type": "book", "title": "T", "issued": {{"date-parts": [["{year}"]]}}}}]'
    )
    items, faults = read_export(text, "f.json")
    assert faults == ()
    assert "issued" not in plain(items[0].entry().value)


def test_a_joiner_stays_only_behind_a_letter_that_needs_it() -> None:
    text = '[{"id": "a", "type": "book", "title": "A\\u200b\\u200cB \\u0646\\u200c\\u062e"}]'
    items, _ = read_export(text, "f.json")
    assert plain(items[0].entry().value)["title"] == "AB \u0646\u200c\u062e"


def test_a_field_that_stands_twice_in_an_item_is_told() -> None:
    text = '[{"id": "a", "type": "book",\n "title": "T", "title": "U"}]'
    items, (fault,) = read_export(text, "f.json")
    assert items == ()
    assert (fault.code, str(fault.span)) == ("BG243", "f.json:2:16")
