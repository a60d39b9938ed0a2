from __future__ import annotations

import subprocess
import sys
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefgen.model.sources import Source
from briefgen.references import (
    ReferenceFormatError,
    StyleError,
    check_style,
    csl_json,
    format_reference,
    short_reference,
)
from briefgen.references.marks import Run, clean, markdown
from briefgen.references.styles import own_style

SANKEI: dict[str, Any] = {
    "type": "article-newspaper",
    "title": "NATO Needs a Tokyo Liaison Office to Facilitate Cooperation",
    "short": "NATO Needs a Tokyo Liaison Office",
    "author": "The Sankei Shimbun",
    "genre": "editorial",
    "container-title": "Japan Forward",
    "issued": "2023-07-15",
    "URL": "https://example.org/editorial_nato",
    "accessed": "2023-08-01",
}
REPORT: dict[str, Any] = {
    "type": "report",
    "title": "NATO and the Indo-Pacific",
    "author": [{"family": "Müller", "given": "Anna"}],
    "genre": "Policy Brief",
    "number": 14,
    "publisher": "Institute for Security",
    "publisher-place": "Brussels",
    "issued": "2023-05",
    "DOI": "https://doi.org/10.1000/xyz_1",
}
JAPANESE: dict[str, Any] = {
    "type": "article-newspaper",
    "title": "日本とNATOの協力",
    "author": [{"family": "山田", "given": "太郎"}, {"family": "バイデン", "given": "ジョー"}],
    "container-title": "朝日新聞",
    "issued": "2023-07-13",
}
NUMERIC = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>t</title><id>x</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout prefix="[" suffix="]"><text variable="citation-number"/></layout></citation>
<bibliography><layout suffix="."><text variable="citation-number" prefix="[" suffix="] "/>
<group delimiter=". "><text variable="title"/>%s</group></layout></bibliography></style>"""


def item(fields: dict[str, Any]) -> dict[str, Any]:
    return csl_json(Source.model_validate({"title": "T"} | fields))


def seen(text: str) -> str:
    """What a reader of the Markdown sees; it must be one paragraph."""
    opening, inline, closing = MarkdownIt("commonmark").parse(text)
    assert (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
    assert all(child.type != "html_inline" for child in inline.children or ())
    return "".join(child.content for child in inline.children or ())


def full(fields: dict[str, Any], locator: str | None = None, language: str = "en") -> str:
    return format_reference(item(fields), locator, language)


def test_an_editorial_by_a_body() -> None:
    assert full(SANKEI, "paras 3-5") == (
        "The Sankei Shimbun, ‘NATO Needs a Tokyo Liaison Office to Facilitate Cooperation’, "
        "editorial, *Japan Forward*, 15 July 2023, paras 3–5, "
        "<https://example.org/editorial_nato> (accessed 1 August 2023)."
    )


def test_a_web_page() -> None:
    page = {"type": "webpage", "title": "Summit", "container-title": "NATO", "publisher": "NATO",
            "author": [{"family": "Berg", "given": "A. B.", "non-dropping-particle": "van den"}],
            "URL": "https://example.org/a b", "accessed": "2023-08-01"}  # fmt: skip
    assert full(page) == (
        "A. B. van den Berg, ‘Summit’, *NATO*, n.d., "
        "<https://example.org/a%20b> (accessed 1 August 2023)."
    )


def test_a_report_with_number_and_publisher() -> None:
    assert full(REPORT, "p. 7") == (
        "Anna Müller, *NATO and the Indo-Pacific*, Policy Brief no. 14, Brussels: Institute for "
        "Security, May 2023, p. 7, <https://doi.org/10.1000/xyz_1>."
    )
    odd = full({**REPORT, "number": "ST/2023/5", "author": "Institute for Security"})
    assert "Policy Brief ST/2023/5, Brussels, May 2023" in odd


def test_a_chapter_names_book_and_editors() -> None:
    chapter = {"type": "chapter", "title": "Partners", "author": [{"family": "Roe", "given": "R."}],
               "editor": [{"family": "A", "given": "X."}, {"family": "B", "given": "Y."}],
               "container-title": "The Alliance", "edition": 2, "issued": 2021,
               "page": "12-34"}  # fmt: skip
    assert full(chapter) == (
        "R. Roe, ‘Partners’, in X. A and Y. B (eds), *The Alliance*, 2nd edn, 2021, pp. 12–34."
    )
    assert "pp." not in full(chapter, "p. 13")


def test_japanese_names_keep_their_order_and_nothing_japanese_is_slanted() -> None:
    assert full(JAPANESE) == (
        "山田太郎 and ジョー・バイデン, ‘日本とNATOの協力’, 朝日新聞, 13 July 2023."
    )
    assert full(JAPANESE, "p. 3", "ja") == (
        "山田太郎・ジョー・バイデン、「日本とNATOの協力」、『朝日新聞』、2023年7月13日、3ページ。"
    )
    assert short_reference(item(JAPANESE), None, "en") == (
        "山田太郎 and ジョー・バイデン, ‘日本とNATOの協力’."
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "15. Juli 2023, Abs. 3–5, <https://example.org/editorial_nato> "
               "(abgerufen am 1. August 2023)."),
        ("fr", "15 juillet 2023, paragr. 3–5, <https://example.org/editorial_nato> "
               "(consulté le 1er août 2023)."),
        ("ja", "2023年7月15日、第3–5段落、<https://example.org/editorial_nato> "
               "（2023年8月1日閲覧）。"),
        ("en-US", "July 15, 2023, paras 3–5, <https://example.org/editorial_nato> "
                  "(accessed August 1, 2023)."),
        ("xx", "15 July 2023, paras 3–5, <https://example.org/editorial_nato> "
               "(accessed 1 August 2023)."),
    ],
)  # fmt: skip
def test_languages(language: str, expected: str) -> None:
    assert full(SANKEI, "paras 3-5", language).endswith(expected)


@pytest.mark.parametrize(
    ("written", "language", "expected"),
    [
        ("2023-07-11/12", "en", "11–12 July 2023"),
        ("2023-07-11/12", "en-US", "July 11–12, 2023"),
        ("2023-07-11/12", "de", "11.–12. Juli 2023"),
        ("2023-07-11/12", "ja", "2023年7月11日〜12日"),
        ("2023-07-30/08-02", "en", "30 July – 2 August 2023"),
        ("2023-07-30/08-02", "en-US", "July 30 – August 2, 2023"),
        ("2022-12-30/2023-01-02", "en", "30 December 2022 – 2 January 2023"),
        ("2023-07/2023-08", "en", "July–August 2023"),
        ("2023-07/2023-08", "en-US", "July–August 2023"),
        ("2023/2026", "en", "2023–2026"),
        ("2023/2026-07", "en", "2023 – July 2026"),
        ("2023-21/2023-23", "en", "spring 2023 – autumn 2023"),
        ("2023-23", "en", "autumn 2023"),
        ("2023-23", "de", "Herbst 2023"),
        ("2023~", "en", "c. 2023"),
        ({"date-parts": [[2023]], "season": "Michaelmas"}, "en", "Michaelmas 2023"),
        ({"literal": "early July"}, "en", "early July"),
        ({"raw": "mid-2023"}, "en", "mid-2023"),
    ],
)
def test_dates(written: object, language: str, expected: str) -> None:
    end = "。" if language == "ja" else "."
    assert full({"issued": written}, None, language)[5 - (end == "。") :] == expected + end


def test_no_author_and_no_date() -> None:
    assert full({"title": "Background note"}) == "*Background note*, n.d."


@pytest.mark.parametrize(
    ("locator", "english", "german", "japanese"),
    [
        ("para. 2", "para. 2", "Abs. 2", "第2段落"),
        ("p. 14", "p. 14", "S. 14", "14ページ"),
        ("paras 1, 4", "paras 1, 4", "Abs. 1, 4", "第1、4段落"),
        ("p. 3, para. 2", "p. 3, para. 2", "S. 3, Abs. 2", "3ページ、第2段落"),
        ("art. 4", "art. 4", "Art. 4", "第4条"),
        ("annex A-1", "annex A-1", "annex A-1", "annex A-1"),
        ("第2段落", "第2段落", "第2段落", "第2段落"),
    ],
)
def test_locators(locator: str, english: str, german: str, japanese: str) -> None:
    for language, expected in (("en", english), ("de", german), ("ja", japanese)):
        end = "。" if language == "ja" else "."
        assert full({"issued": 2023}, locator, language).endswith(expected + end)


def test_short_references() -> None:
    assert short_reference(item(SANKEI), "para. 7", "en") == (
        "The Sankei Shimbun, ‘NATO Needs a Tokyo Liaison Office’, para. 7."
    )
    assert short_reference(item(REPORT), None, "de") == "Müller, *NATO and the Indo-Pacific*."
    anonymous = item({"publisher": "NATO", "shortTitle": "Communiqué"})
    assert short_reference(anonymous, None, "en") == "NATO, *Communiqué*."


@pytest.mark.parametrize(
    "title",
    [
        "A *star* _under_ [b](c) <d> & &amp; \\ `x` $y$ ~z~ @me",
        "1. First",
        "# Heading",
        "- item",
        "> quote",
        "***",
        "<script>alert(1)</script>",
        "![image](x)",
        "[^1]: note",
        "https://example.org/ in a title",
        "Ends with a star *",
    ],
)
@pytest.mark.parametrize("type_", ["webpage", "book", "treaty"])
def test_a_title_is_shown_as_it_is(title: str, type_: str) -> None:
    expected = f"‘{title}’, 2023." if type_ == "webpage" else f"{title}, 2023."
    assert seen(full({"title": title, "type": type_, "issued": 2023})) == expected


def test_inline_tags_of_csl_are_markup() -> None:
    title = '<i>Vilnius</i> and CO<sub>2</sub> <span class="nocase">x</span> <b>now</b> <u>u</u>'
    assert full({"title": title, "type": "treaty", "issued": 2023}) == (
        "*Vilnius* and CO2 x **now** \\<u>u\\</u>, 2023."
    )
    assert full({"title": "On <i>Vilnius</i>", "issued": 2023}) == "*On* Vilnius, 2023."


def test_straight_quotes_in_a_title_are_set() -> None:
    assert full({"title": 'NATO\'s "AP4"', "type": "webpage", "issued": 2023}) == (
        "‘NATO’s “AP4”’, 2023."
    )
    assert "„On ‚AP4‘“" in full({"title": 'On "AP4"', "type": "webpage"}, None, "de")


def test_only_web_addresses_become_links() -> None:
    assert "<java" not in full({"URL": "javascript:alert(1)"})
    assert seen(full({"URL": "javascript:alert(1)"})) == "T, n.d., javascript:alert(1)."
    assert "<https://example.org/x%3E%3Cb%3E>" in full({"URL": "https://example.org/x><b>"})


def test_reserved_characters_in_a_field_do_no_harm() -> None:
    assert full({"title": "a\ufdd0b\ufdd9\x00c\nd", "issued": 2023}) == "*abc d*, 2023."


runs_of_text = st.lists(
    st.builds(
        Run,
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]),
                min_size=1).map(clean).filter(bool),
        italic=st.booleans(),
        bold=st.booleans(),
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


@given(runs_of_text)
def test_runs_are_shown_as_they_are(runs: list[Run]) -> None:
    assert seen(markdown(tuple(runs))) == "".join(run.text for run in runs)


def test_a_users_numeric_style() -> None:
    style = NUMERIC % '<date variable="issued"><date-part name="year"/></date>'
    assert check_style(style) == ()
    assert format_reference(item(REPORT), "p. 7", "en", style) == (
        "NATO and the Indo-Pacific. 2023, p. 7."
    )
    assert format_reference(item(REPORT), None, "en", style) == "NATO and the Indo-Pacific. 2023."
    assert short_reference(item(REPORT), None, "en", style) == (
        "Müller, *NATO and the Indo-Pacific*."
    )


def test_a_users_note_style_never_says_ibid() -> None:
    style = own_style().replace(
        '<if position="subsequent">',
        '<if position="ibid"><text term="ibid"/></if><else-if position="subsequent">',
    ).replace("</if>\n        <else>\n          <text macro=\"reference\"/>",
              "</else-if>\n        <else>\n          <text macro=\"reference\"/>")  # fmt: skip
    assert check_style(style) == ()
    assert 'position="ibid"' in style
    assert short_reference(item(REPORT), "p. 2", "en", style) == (
        "Müller, *NATO and the Indo-Pacific*, p. 2."
    )


def test_a_reference_does_not_depend_on_those_before_it() -> None:
    parts = '<date variable="issued" form="text"><date-part name="month" form="short"/></date>'
    style = NUMERIC % (parts + '<date variable="accessed" form="text"/>')
    only_accessed = item({"accessed": "2023-08-01"})
    before = format_reference(only_accessed, None, "en", style)
    format_reference(item(REPORT), None, "en", style)

    assert format_reference(only_accessed, None, "en", style) == before == "T. August 1, 2023."


def test_our_own_style_is_valid() -> None:
    assert check_style(own_style()) == ()
    assert check_style(own_style().replace('class="note"', 'class="notes"')) != ()


@pytest.mark.parametrize(
    "style",
    [
        "",
        "not xml",
        "<style/>",
        own_style().replace("<style", '<!DOCTYPE style [<!ENTITY a "b">]><style', 1),
        '<style xmlns="http://purl.org/net/xbiblio/csl"><info/></style>',
    ],
)
def test_what_is_no_style_is_refused(style: str) -> None:
    with pytest.raises(StyleError):
        format_reference(item(REPORT), None, "en", style)


def test_a_failing_style_raises_what_callers_expect() -> None:
    with pytest.raises(ReferenceFormatError):
        format_reference(item(REPORT), None, "en", NUMERIC % '<text macro="gone"/>')


def test_a_style_that_prints_nothing_is_reported() -> None:
    style = (NUMERIC % "").replace('<text variable="title"/>', '<text variable="ISBN"/>')
    with pytest.raises(ReferenceFormatError, match="prints nothing"):
        format_reference(item(REPORT), None, "en", style)


@pytest.mark.parametrize("fields", [{"issued": {"date-parts": [[2023, 99]]}}, {"author": [3]}])
def test_faulty_csl_raises_what_callers_expect(fields: dict[str, Any]) -> None:
    with pytest.raises(ReferenceFormatError):
        format_reference({"title": "T", **fields}, None, "en")


def test_csl_json_leaves_out_what_is_ours() -> None:
    source = Source.model_validate(
        {**SANKEI, "kind": "opinion", "archive": "sources/x.txt", "sha256": "0" * 64,
         "captured": "2023-08-01", "marking": "TLP:GREEN"}
    )  # fmt: skip
    data = csl_json(source)

    assert data["title-short"] == "NATO Needs a Tokyo Liaison Office"
    assert data["issued"] == {"date-parts": [[2023, 7, 15]]}
    assert data["author"] == [{"literal": "The Sankei Shimbun"}]
    assert not data.keys() & {"kind", "archive", "sha256", "captured", "marking", "short", "depth"}
    assert Source.model_validate(data).title == source.title


def test_threads_do_not_mix_their_references() -> None:
    sources = [item({"title": f"T{n}", "issued": 2023}) for n in range(8)]
    texts: dict[int, set[str]] = {}

    def work(n: int) -> None:
        texts[n] = {format_reference(sources[n], f"p. {n}", "en") for _ in range(5)}

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == {n: {f"*T{n}*, 2023, p. {n}."} for n in range(8)}


def test_the_processor_is_loaded_only_when_needed() -> None:
    code = "import sys, briefgen.references; sys.exit('citeproc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
