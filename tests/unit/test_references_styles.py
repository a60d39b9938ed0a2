"""Citation styles that a user names: what the processor prints by them is what CSL says."""

from __future__ import annotations

import re
from typing import Any

import pytest

from briefgen.citation_style import read_style
from briefgen.diagnostics import Span
from briefgen.model.sources import Source
from briefgen.references import check_style, csl_json, format_reference, short_reference
from briefgen.references.styles import own_style
from briefgen.world import MemoryWorld

HEAD = """<style xmlns="http://purl.org/net/xbiblio/csl" class="%s" version="1.0"%s>
<info><title>t</title><id>x</id><updated>2020-01-01T00:00:00+00:00</updated></info>
"""
AUTHOR_DATE = (
    HEAD % ("in-text", ' initialize-with=". " page-range-format="minimal"')
    + """
<macro name="author"><names variable="author">
  <name and="symbol" delimiter=", " name-as-sort-order="all"/>
  <substitute><names variable="editor"/><text macro="title"/><text term="anonymous"/></substitute>
</names></macro>
<macro name="title"><choose>
  <if type="book report" match="any"><text variable="title" font-style="italic"/></if>
  <else><text variable="title"/></else></choose></macro>
<macro name="year"><choose>
  <if variable="issued"><date variable="issued"><date-part name="year"/></date></if>
  <else><text term="no date" form="short"/><text variable="year-suffix"/></else></choose></macro>
<macro name="day"><date variable="issued"><date-part name="month" suffix=" "/>
  <date-part name="day"/></date></macro>
<citation><layout prefix="(" suffix=")" delimiter="; "><group delimiter=", ">
  <text macro="author"/><text macro="year"/></group></layout></citation>
<bibliography><sort><key macro="author"/></sort><layout suffix="."><group delimiter=". ">
  <text macro="author"/>
  <group delimiter=", " prefix="(" suffix=")"><text macro="year"/><text macro="day"/></group>
  <text macro="title"/>
  <group delimiter=" "><text term="edition"/><text variable="edition"/></group>
  <names variable="editor"><name/><label prefix=", "/></names>
  <group delimiter=", "><text variable="container-title" font-style="italic"/><group delimiter=" ">
    <label variable="page" form="short"/><text variable="page"/></group></group>
  <group delimiter=" "><text term="retrieved"/><text variable="URL"/></group>
</group></layout></bibliography></style>"""
)
NOTE = (
    HEAD % ("note", ' default-locale="en-US"')
    + """
<macro name="author"><names variable="author">
  <name initialize="false" initialize-with=""/></names></macro>
<citation><layout suffix="."><choose>
  <if position="subsequent"><group delimiter=" ">
    <names variable="author"><name form="short"/></names>
    <text variable="first-reference-note-number" prefix="(n " suffix=")"/>
    <group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>
  </group></if>
  <else><group delimiter=", "><text macro="author"/>
    <text variable="title" quotes="true" text-case="title"/>
    <choose><if locator="page"><text variable="locator"/></if>
      <else><group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/>
      </group></else></choose>
  </group></else>
</choose></layout></citation></style>"""
)
NUMERIC = (
    HEAD % ("in-text", ' default-locale="en-GB"')
    + """
<citation><layout prefix="[" suffix="]"><text variable="citation-number"/></layout></citation>
<bibliography><layout>
<text variable="citation-number" prefix="[" suffix="] "/>%s</layout></bibliography></style>"""
)
REPORT: dict[str, Any] = {
    "type": "report", "title": "Partners and the v. Alliance: a <i>view</i> of “it”",
    "author": [{"family": "Cruz", "given": "Lucía A. de la"}], "issued": "2023-07-11/12",
    "page": "1-24", "container-title": "Survey",
}  # fmt: skip


def item(**fields: Any) -> dict[str, Any]:
    return csl_json(Source.model_validate({"title": "T", **fields}))


def numeric(element: str) -> str:
    style = NUMERIC % element
    assert check_style(style) == ()
    return style


@pytest.mark.parametrize("style", [AUTHOR_DATE, NOTE, NUMERIC % ""])
def test_our_test_styles_are_valid(style: str) -> None:
    assert check_style(style) == ()


def test_an_author_date_style() -> None:
    assert format_reference(item(**REPORT), None, "en", AUTHOR_DATE) == (
        "Cruz, L. A. de la. (2023, July 11–12). *Partners and the v. Alliance: a* view *of ‘it’*. "
        "*Survey*, pp. 1–24."
    )
    full = format_reference(item(**REPORT), "p. 3", "de", AUTHOR_DATE)
    assert full.endswith("(2023, 11.–12. Juli). *Partners and the v. Alliance: a* view "
                         "*of ‚it‘*. *Survey*, S. 1–24, S. 3.")  # fmt: skip


def test_a_repeated_note_in_a_style_that_has_none_names_the_title() -> None:
    assert short_reference(item(**REPORT, short="Partners"), "p. 3", "en", AUTHOR_DATE) == (
        "Cruz, “Partners,” p. 3."
    )
    page = item(type="webpage", author=[{"family": "Roe"}])
    assert short_reference(page, None, "en", AUTHOR_DATE) == "Roe, “T.”"
    assert short_reference(page, None, "en-GB", AUTHOR_DATE) == "Roe, ‘T’."


def test_what_stands_in_for_the_author_is_not_printed_again() -> None:
    assert format_reference(item(issued=2020), None, "en", AUTHOR_DATE) == "T. (2020)."
    editors = item(type="book", editor=[{"family": "Ito", "given": "M."}], issued=2020)
    assert format_reference(editors, None, "en", AUTHOR_DATE) == "Ito, M. (2020). *T*."
    chosen = AUTHOR_DATE.replace('<names variable="editor"/><text macro="title"/>', "")
    assert format_reference(item(issued=2020), None, "en", chosen) == "anonymous. (2020). T."


def test_a_macro_without_its_variable_is_left_out() -> None:
    macro = '<macro name="m"><text term="retrieved"/><text variable="URL" prefix=" "/></macro>'
    style = numeric('<text variable="title" suffix=" "/>').replace(
        "<citation>", macro + "<citation>"
    )
    style = style.replace("</layout></bibliography>", '<text macro="m"/></layout></bibliography>')
    assert check_style(style) == ()
    assert format_reference(item(), None, "en", style) == "T "
    read_at = format_reference(item(URL="https://example.org"), None, "en", style)
    assert read_at == "T retrieved <https://example.org>"


def test_only_the_first_names_that_are_there_stand_in() -> None:
    chosen = AUTHOR_DATE.replace(
        '<names variable="editor"/><text macro="title"/>',
        '<choose><if type="book"><choose><if variable="title"><names variable="editor"/>'
        '<names variable="translator"/></if></choose></if></choose>',
    )
    both = item(type="book", editor=[{"family": "Ito", "given": "Mei"}], translator="Roe")
    assert format_reference(both, None, "en", chosen) == "Ito, M. (n.d.). *T*."
    assert format_reference(item(translator="Roe"), None, "en", chosen) == "anonymous. (n.d.). T."


def test_several_kinds_of_names_are_told_apart() -> None:
    style = numeric('<names variable="editor translator"><name/></names>')
    assert format_reference(item(editor="A", translator="B"), None, "en", style) == "A, B"


def test_a_part_that_a_name_has_not_leaves_no_brackets() -> None:
    style = numeric(
        '<names variable="author"><name name-as-sort-order="all" sort-separator=" ">'
        '<name-part name="given" prefix="(" suffix=")"/></name></names>'
    )
    names = item(author=[{"family": "Roe", "given": "R."}, {"family": "山田", "given": "太郎"}])
    assert format_reference(names, None, "en", style) == "Roe (R.), 山田太郎"


def test_a_group_without_its_variable_is_left_out_and_a_term_alone_is_not() -> None:
    text = format_reference(item(type="book", author="NATO"), None, "en", AUTHOR_DATE)
    assert text == "NATO. (n.d.). *T*."
    group = '<group delimiter=" "><text variable="title"/><group><text term="and"/></group></group>'
    assert format_reference(item(), None, "en", numeric(group)) == "T and"
    label = '<text variable="title"/><label variable="edition" prefix=", "/>'
    assert format_reference(item(), None, "en", numeric(label)) == "T"
    assert format_reference(item(edition="2"), None, "en", numeric(label)) == "T, edition"


@pytest.mark.parametrize(
    ("range_format", "pages", "printed"),
    [
        ("minimal", "211-238", "211–38"),
        ("minimal-two", "1-24", "1–24"),
        ("minimal-two", "101-119", "101–19"),
        ("minimal", "8-14", "8–14"),
        ("expanded", "211–238", "211–238"),
    ],
)
def test_page_ranges(range_format: str, pages: str, printed: str) -> None:
    style = numeric('<text variable="page"/>').replace(
        'version="1.0"', f'version="1.0" page-range-format="{range_format}"'
    )
    assert format_reference(item(page=pages), None, "en", style) == printed


@pytest.mark.parametrize(
    ("title", "cased"),
    [
        ("what the law says", "What the Law Says"),
        ("roe v. wade and <i>others</i>", "Roe v. Wade and *Others*"),
        ('on "like-minded" states', "On ‘Like-minded’ States"),
        ('the <span class="nocase">iPhone and e.on</span> case', "The iPhone and e.on Case"),
    ],
)
def test_capitals_in_titles(title: str, cased: str) -> None:
    text = format_reference(item(title=title), None, "en", NOTE)
    assert text == f"“{cased}.”"


def test_only_english_titles_are_set_in_capitals() -> None:
    german = item(title="die Rolle der Nato")
    assert format_reference(german, None, "de", NOTE) == "„die Rolle der Nato“."
    assert format_reference({**german, "language": "de"}, None, "en", NOTE) == (
        "“die Rolle der Nato.”"
    )
    assert format_reference({**german, "language": "en"}, None, "de", NOTE) == (
        "„Die Rolle Der Nato“."
    )


@pytest.mark.parametrize("case", ["lowercase", "uppercase", "capitalize-all", "sentence", "title"])
def test_any_text_can_have_its_case_changed(case: str) -> None:
    style = numeric(
        f'<names variable="author"><name and="text"><name-part name="given" text-case="{case}"/>'
        f'<name-part name="family" text-case="{case}"/></name><label text-case="{case}"/></names>'
        f'<number variable="volume" text-case="{case}"/><text variable="page" text-case="{case}"/>'
        f'<group text-case="{case}"><text variable="title"/></group>'.replace(
            f'<group text-case="{case}">', "<group>"
        )
    )
    data = item(author=[{"family": "Roe"}, {"family": "Ito", "given": "mei"}, "NATO"],
                volume=4, page="1-2")  # fmt: skip
    assert re.search("roe.*mei.*4.*1–2", format_reference(data, None, "en", style), re.IGNORECASE)


def test_names_as_the_style_wants_them() -> None:
    names = item(
        author=[{"family": "Okafor", "given": "N. J."}, {"family": "Weber", "given": "Anna"}]
    )
    assert format_reference(names, None, "en", NOTE) == "NJ Okafor, Anna Weber, “T.”"
    kept = NOTE.replace('initialize="false"', 'initialize="true"')
    assert format_reference(names, None, "en", kept) == "NJ Okafor, A Weber, “T.”"


def test_a_date_keeps_the_delimiter_of_its_locale() -> None:
    locale = (
        '<locale xml:lang="en"><date form="text" delimiter=" "><date-part name="year"/>'
        '<date-part name="month" form="short" strip-periods="true"/></date></locale>'
    )
    style = numeric('<date variable="issued" form="text"/>').replace("</info>", "</info>" + locale)
    assert format_reference(item(issued="2023-02"), None, "en", style) == "2023 Feb"


@pytest.mark.parametrize(
    ("locator", "full", "short"),
    [
        ("p. 12", "“T,” 12.", "Roe (n 4) p. 12."),
        ("pp. 3-5", "“T,” 3–5.", "Roe (n 4) pp. 3–5."),
        ("para. 2", "“T,” para. 2.", "Roe (n 4) para. 2."),
        ("paras 1, 4", "“T,” paras. 1, 4.", "Roe (n 4) paras. 1, 4."),
        ("p. 3, para. 2", "“T,” p. 3, para. 2.", "Roe (n 4) p. 3, para. 2."),
        ("annex A-1", "“T,” annex A-1.", "Roe (n 4) annex A-1."),
        ("00:12:30", "“T,” 00:12:30.", "Roe (n 4) 00:12:30."),
    ],
)
def test_a_note_style_writes_places_in_its_own_way(locator: str, full: str, short: str) -> None:
    data = item(author=[{"family": "Roe"}])
    assert format_reference(data, locator, "en", NOTE) == f"Roe, {full}"
    assert short_reference(data, locator, "en", NOTE, first_note=4) == short


def test_a_place_is_never_lost() -> None:
    deaf = re.sub(r'<(label|text) variable="locator"[^>]*/>', "", NOTE)
    assert format_reference(item(), "para. 2", "en", deaf) == "“T,” para. 2."
    label = '<label variable="locator" form="short"/>'
    only_numbers = NOTE.replace(label, "").replace(
        "<citation>", f"<macro name='x'>{label}</macro><citation>"
    )
    assert format_reference(item(), "ch. 2", "en", only_numbers) == "“T,” ch. 2."


def test_a_note_style_that_has_no_short_form_for_a_source_takes_ours() -> None:
    assert short_reference(item(publisher="NATO"), None, "en", NOTE, 0) == "(n 1)."
    silent = NOTE.replace(
        '<text variable="first-reference-note-number" prefix="(n " suffix=")"/>', ""
    )
    assert short_reference(item(publisher="NATO"), None, "en", silent) == "NATO, *T*."


@pytest.mark.parametrize(
    ("element", "printed"),
    [
        ('<text variable="title" suffix=" ,"/><text value=" x"/>', "T, x"),
        ('<text variable="title" suffix=". ,"/>', "T,"),
        ('<text variable="title" suffix=". . x"/>', "T. x"),
        ('<text variable="title" suffix=",. x"/>', "T. x"),
        ('<text variable="title" suffix="  x"/>', "T x"),
        ('<text variable="title" suffix=" . . . x"/>', "T . . . x"),
        ('<text variable="title" suffix="? x"/><text value="Who?" suffix="."/>', "T? xWho?"),
        ('<text variable="URL"/>', "<https://example.org/a,,b>"),
    ],
)
def test_stray_points_are_taken_away(element: str, printed: str) -> None:
    data = item(URL="https://example.org/a,,b")
    assert format_reference(data, None, "en", numeric(element)) == printed


def test_the_english_of_a_style_is_its_own() -> None:
    page = item(type="webpage", accessed="2023-07-14", URL="https://example.org")
    date = numeric('<text variable="title" quotes="true"/><text value=", "/>'
                   '<date variable="accessed" form="text"/>')  # fmt: skip
    assert format_reference(page, None, "en", date) == "‘T’, 14 July 2023"
    american = date.replace('default-locale="en-GB"', 'default-locale="en-US"')
    assert format_reference(page, None, "en", american) == "“T,” July 14, 2023"
    assert format_reference(page, None, "en", date.replace(' default-locale="en-GB"', "")) == (
        "“T,” July 14, 2023"
    )
    assert format_reference(page, None, "en-GB", american) == "‘T’, 14 July 2023"
    assert format_reference(page, None, "de", american) == "„T“, 14. Juli 2023"


def test_the_name_of_an_archive_is_csls_archive() -> None:
    letter = item(type="personal_communication", archive="sources/x.pdf", archive_location="FO 371",
                  archive_name="State Archives", issued="1951-03-02")  # fmt: skip
    assert letter["archive"] == "State Archives"
    assert format_reference(letter, None, "en") == "‘T’, 2 March 1951, State Archives, FO 371."


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ({"type": "legal_case", "title": "A v. B", "container-title": "Reports", "volume": 12,
          "authority": "High Court", "issued": "2009"},
         "*A v. B*, *Reports*, vol. 12, High Court, 2009."),
        ({"type": "book", "editor": [{"family": "Ito"}, {"family": "Roe"}], "issued": 2019,
          "translator": [{"family": "Li"}]}, "Ito and Roe (eds), *T*, translated by Li, 2019."),
        ({"type": "interview", "author": [{"family": "Tan"}], "interviewer": [{"family": "Ruiz"}],
          "issued": 2022}, "Tan, ‘T’, interview by Ruiz, 2022."),
        ({"type": "dataset", "version": "1.2", "issued": 2024}, "*T*, version 1.2, 2024."),
        ({"type": "webpage", "author": "Ministry", "container-title": "Ministry", "issued": 2023},
         "Ministry, ‘T’, 2023."),
        ({"type": "article-newspaper", "author": "The Times", "container-title": "The Times",
          "issued": 2023}, "The Times, ‘T’, *The Times*, 2023."),
        ({"author": [{"family": "O'Brien"}], "publisher": "People's Daily", "issued": 2023},
         "O’Brien, *T*, People’s Daily, 2023."),
    ],
)  # fmt: skip
def test_our_own_style(fields: dict[str, Any], printed: str) -> None:
    assert format_reference(item(**fields), None, "en") == printed


def test_a_law_is_found_by_its_first_page_whatever_place_is_meant() -> None:
    treaty = item(type="treaty", issued="1949-04-04", volume=34, page="243",
                  **{"container-title": "UNTS"})  # fmt: skip
    assert format_reference(treaty, "art. 4", "en") == (
        "T, *UNTS*, vol. 34, 4 April 1949, p. 243, art. 4."
    )
    article = item(type="article-journal", issued="1949", page="243")
    assert format_reference(article, "p. 250", "en") == "‘T’, 1949, p. 250."


def test_a_label_has_the_capitals_of_the_locale() -> None:
    style = numeric('<names variable="editor"><label form="short" text-case="title"/></names>')
    style = style.replace('default-locale="en-GB"', 'default-locale="en-US"')
    assert format_reference(item(editor="A"), None, "en", style) == "AEd."
    assert format_reference(item(editor="A"), None, "de", style) == "AHrsg."


def test_our_own_style_in_other_languages() -> None:
    chapter = item(type="chapter", title="“A”", editor=[{"family": "Ito"}], edition="2",
                   issued=2019, page="1-24", publisher="P", **{"container-title": "Book",
                   "publisher-place": "Oxford"})  # fmt: skip
    assert format_reference(chapter, None, "de") == (
        "„‚A‘“, in: Ito (Hg.), *Book*, 2. Aufl., Oxford: P, 2019, S. 1–24."
    )
    assert format_reference(chapter, None, "ja") == (
        "「『A』」、Ito（編）、*Book*、第2版、Oxford：P、2019年、1–24ページ。"
    )
    assert "Oxford\u00a0: P" in format_reference(chapter, None, "fr")


def read(content: str | bytes, path: str = "styles/a.csl") -> list[tuple[str, str, str]]:
    world = MemoryWorld({"styles/a.csl": content})
    text, faults = read_style(world, path, Span("briefgen.yaml", 1, 17))
    assert (text is None) == bool(faults)
    return [(fault.code, str(fault.span), fault.message) for fault in faults]


def test_a_chosen_style_is_read() -> None:
    assert read(NOTE) == []
    assert read(b"\xef\xbb\xbf" + own_style().encode(), "./styles/a.csl") == []


def test_a_chosen_style_that_is_not_there() -> None:
    world = MemoryWorld({"styles/chicago.csl": NOTE})
    text, (fault,) = read_style(world, "style/chicago.csl", Span("briefgen.yaml", 3, 17))
    assert (text, fault.code, str(fault.span)) == (None, "BG242", "briefgen.yaml:3:17")
    assert fault.help == "did you mean `styles/chicago.csl`?"


@pytest.mark.parametrize("path", ["../a.csl", "/etc/a.csl", "styles/../../a.csl"])
def test_a_chosen_style_lies_in_the_project(path: str) -> None:
    assert read(NOTE, path) == [
        ("BG242", "briefgen.yaml:1:17", f"`{path}` leads out of the project")
    ]


def test_what_is_wrong_with_a_style_has_its_line() -> None:
    (code, place, message), *_ = read(
        NOTE.replace('variable="title" quotes', 'variabel="title" quotes')
    )
    line = next(n for n, text in enumerate(NOTE.split("\n"), 1) if 'title" quotes' in text)
    assert (code, place, message) == (
        "BG242", f"styles/a.csl:{line}:1", "this is not valid in CSL 1.0.2",
    )  # fmt: skip
    assert read(NOTE.replace("</info>", "</inf>"))[0][1] == "styles/a.csl:2:1"
    assert read("words")[0][0] == "BG242"
    assert read(b"\xff\xfe")[0][0] == "BG010"
    gone = NOTE.replace('<text macro="author"/>', '<text macro="autor"/>')
    assert check_style(gone)[0][1] == "there is no macro `autor`"
    assert read(gone)[0][0] == "BG242"


def test_a_file_of_faults_is_not_shown_whole() -> None:
    assert 1 < len(read(NOTE.replace("<text ", "<txt "))) <= 10


def test_a_dependent_style_names_its_parent() -> None:
    dependent = HEAD % ("note", "") + "</style>"
    dependent = dependent.replace(' class="note"', "").replace(
        "<updated>",
        '<link href="http://www.zotero.org/styles/nature" rel="independent-parent"/><updated>',
    )
    world = MemoryWorld({"a.csl": dependent})
    _, (fault,) = read_style(world, "a.csl", Span("briefgen.yaml"))
    assert fault.message == "this citation style only points to another one"
    assert fault.help == (
        "save that one instead: nature.csl, from http://www.zotero.org/styles/nature"
    )
