"""BibTeX and BibLaTeX files in a dossier's folder."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from briefgen.diagnostics import Diagnostic
from briefgen.load.references import read_export
from briefgen.load.references.latex import plain_address, to_text
from briefgen.located import Mapping, at, key_at, written
from briefgen.model.sources import Source

LIBRARY = r"""
Text outside of entries is a comment, also of somebody@example.org.
@comment{jabref-meta: databaseType:bibtex;}
@preamble{"\newcommand{\x}{y}"}
@string{jas = {Journal of Alliance Studies}}
@STRING( nup = "Northgate University Press" )

@article{weber2022,
  author  = {Weber, Anna Katharina and van den Berg, Jan and others},
  title   = {What an {Attach{\'e}} Is For: {NATO} Offices},
  journal = jas, volume = 14, number = {3}, pages = {211--238},
  year    = 2022, month = sep # "~1",
  doi     = {10.5555/jas\_2022.0143},
  langid  = {english}, keywords = {a, b}, abstract = {Long.},
}
@Incollection{cruz2019, crossref = {handbook},
  author = {de la Cruz, Luc{\'\i}a}, title = {Offices Without Embassies}, pages = {101-119}}
@book(handbook,
  editor = {Ito, Mei and O'Brien, Fergus}, title = "The Handbook", subtitle = {Of Diplomacy},
  publisher = nup # ", Inc.", address = {Oxford}, edition = {Second}, year = "2019"
)
"""


def entries(text: str) -> tuple[dict[str, Mapping], tuple[Diagnostic, ...]]:
    found, faults = read_export(text, "library.bib")
    items = {item.identifier: item.entry().value for item in found}
    assert all(isinstance(item, Mapping) for item in items.values())
    return {key: item for key, item in items.items() if isinstance(item, Mapping)}, faults


def fields(entry: str, key: str = "k") -> dict[str, Any]:
    items, faults = entries(entry)
    assert faults == ()
    found: dict[str, Any] = written(items[key])
    Source.model_validate({"title": "T", **found})
    return found


def test_a_library() -> None:
    items, faults = entries(LIBRARY)
    assert faults == ()
    assert list(items) == ["weber2022", "cruz2019", "handbook"]
    assert written(items["weber2022"]) == {
        "type": "article-journal",
        "author": [
            {"family": "Weber", "given": "Anna Katharina"},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"},
        ],
        "title": 'What an <span class="nocase">Attaché</span> Is For: '
        '<span class="nocase">NATO</span> Offices',
        "container-title": "Journal of Alliance Studies",
        "volume": "14",
        "issue": "3",
        "page": "211–238",
        "issued": {"date-parts": [["2022", "9", "1"]]},
        "DOI": "10.5555/jas_2022.0143",
        "language": "en",
    }
    assert written(items["cruz2019"]) == {
        "type": "chapter",
        "author": [{"family": "Cruz", "given": "Lucía", "non-dropping-particle": "de la"}],
        "title": "Offices Without Embassies",
        "page": "101-119",
        "container-title": "The Handbook: Of Diplomacy",
        "editor": [{"family": "Ito", "given": "Mei"}, {"family": "O'Brien", "given": "Fergus"}],
        "publisher": "Northgate University Press, Inc.",
        "publisher-place": "Oxford",
        "edition": "2",
        "issued": {"date-parts": [["2019"]]},
    }


def test_entries_and_fields_have_their_lines() -> None:
    found, _ = read_export(LIBRARY, "library.bib")
    item = found[0].entry().value
    assert str(found[0].place) == "library.bib:8:10"
    assert str(key_at(item, ("title",))) == "library.bib:10:3"
    assert at(item, ("issued",)).line == 12
    assert at(item, ("issue",)).column == 31


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("@techreport{k, institution={I}, number=3, type={Policy Brief}}", "report"),
        ("@report{k, type={techreport}}", "report"),
        ("@online{k, url={https://example.org}}", "webpage"),
        ("@misc{k, title={T}}", "document"),
        ("@misc{k, url={https://example.org}}", "webpage"),
        ("@misc{k, howpublished={\\url{https://example.org}}}", "webpage"),
        ("@misc{k, eprint={2301.00001}, archivePrefix={arXiv}}", "article"),
        ("@article{k, eprint={2301.00001}}", "article"),
        ("@article{k, journaltitle={J}, entrysubtype={newspaper}}", "article-newspaper"),
        ("@inproceedings{k, booktitle={B}}", "paper-conference"),
        ("@proceedings{k, title={B}}", "book"),
        ("@phdthesis{k, school={S}}", "thesis"),
        ("@legislation{k, title={L}}", "legislation"),
        ("@dataset{k, title={D}}", "dataset"),
        ("@whatever{k, title={D}}", "document"),
    ],
)
def test_types(entry: str, kind: str) -> None:
    assert fields(entry)["type"] == kind


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("@techreport{k, institution={I}, number=3, type={Policy Brief}}",
         {"publisher": "I", "number": "3", "genre": "Policy Brief"}),
        ("@techreport{k, number=3}", {"genre": "technical report"}),
        ("@mastersthesis{k, school={S}}", {"genre": "Master’s thesis", "publisher": "S"}),
        ("@thesis{k, type={phdthesis}, institution={S}}", {"genre": "PhD thesis"}),
        ("@book{k, series={S}, number=4}", {"collection-title": "S", "collection-number": "4"}),
        ("@online{k, url={\\url{https://example.org/a\\_b\\%20c?d=1\\&e=\\#f}}, "
         "urldate={2023-07-14}}",
         {"URL": "https://example.org/a_b%20c?d=1&e=#f", "accessed": "2023-07-14"}),
        ("@misc{k, note={\\url{https://example.org/~x}}}", {"URL": "https://example.org/~x"}),
        ("@misc{k, howpublished={Leaflet}}", {"publisher": "Leaflet"}),
        ("@misc{k, eprint={hep-th/9901001}}", {"URL": "https://arxiv.org/abs/hep-th/9901001"}),
        ("@book{k, edition={3rd}}", {"edition": "3"}),
        ("@book{k, edition={Revised}}", {"edition": "Revised"}),
        ("@book{k, langid={ngerman}}", {"language": "de"}),
        ("@inproceedings{k, venue={Vilnius}, eventtitle={E}, eventdate={2023-07-11/2023-07-12}}",
         {"event-place": "Vilnius", "event-title": "E", "event-date": "2023-07-11/2023-07-12"}),
        ("@article{k, title={Who?}, subtitle={Why}}", {"title": "Who? Why"}),
        ("@article{k, TITLE={{All of it in braces}}}", {"title": "All of it in braces"}),
        ("@article{k, title={A}, title={B}}", {"title": "A"}),
        ("@article{k, title=unknown}", {"title": "unknown"}),
    ],
)  # fmt: skip
def test_fields(entry: str, expected: dict[str, Any]) -> None:
    found = fields(entry)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("written_as", "names"),
    [
        ("{{Surveys and Studies Ltd}}", [{"literal": "Surveys and Studies Ltd"}]),
        ("{{Institute for {S}urveys} and Roe, R.}",
         [{"literal": "Institute for Surveys"}, {"family": "Roe", "given": "R."}]),
        ("{Ludwig van Beethoven}",
         [{"given": "Ludwig", "non-dropping-particle": "van", "family": "Beethoven"}]),
        ("{King, Jr., Martin Luther}",
         [{"family": "King", "suffix": "Jr.", "given": "Martin Luther"}]),
        ('"山田, 太郎 AND 鈴木, 花子"',
         [{"family": "山田", "given": "太郎"}, {"family": "鈴木", "given": "花子"}]),
        ("{{\\'E}lodie Dupr{\\'e} and {\\L}ukasz {\\AA}s}",
         [{"given": "Élodie", "family": "Dupré"}, {"given": "Łukasz", "family": "Ås"}]),
        ("{family=Berg, given=Jan, prefix=van den, useprefix=false}",
         [{"family": "Berg", "given": "Jan", "dropping-particle": "van den"}]),
        ("{Madonna and others}", [{"family": "Madonna"}]),
    ],
)  # fmt: skip
def test_names(written_as: str, names: list[dict[str, str]]) -> None:
    assert fields(f"@book{{k, author = {written_as}}}")["author"] == names


@pytest.mark.parametrize(
    ("written_as", "meant"),
    [
        ("year=2020", {"date-parts": [["2020"]]}),
        ("year={2020}, month={5}", {"date-parts": [["2020", "5"]]}),
        ("year={2020}, month={May}, day={3}", {"date-parts": [["2020", "5", "3"]]}),
        ('year=2020, month=jul # "--" # aug', {"date-parts": [["2020", "7"], ["2020", "8"]]}),
        ('year=2020, month=10 # "~" # jan', {"date-parts": [["2020", "1", "10"]]}),
        (
            'year=2020, month=jul # "~11--12"',
            {"date-parts": [["2020", "7", "11"], ["2020", "7", "12"]]},
        ),
        ("year=2020, month={Summer}", {"season": "2", "date-parts": [["2020"]]}),
        ("year={2019--20}", {"date-parts": [["2019"], ["2020"]]}),
        ("year={in press}", {"literal": "in press"}),
        ("date={2020-05-03}", "2020-05-03"),
        ("date={2020-05/2020-06}, year=1999", "2020-05/2020-06"),
        ("date={2019/}", {"literal": "2019–"}),
        ("date={2020~}", "2020~"),
    ],
)
def test_dates(written_as: str, meant: Any) -> None:
    assert fields(f"@book{{k, title={{T}}, {written_as}}}")["issued"] == meant


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("no markup, it's plain", "no markup, it's plain"),
        (r"Stra{\ss}e, na{\"\i}ve, \v{S}koda, \'{e}, {\o}, \c c", "Straße, naïve, Škoda, é, ø, ç"),
        (r"a -- b --- c ``d'' \& \% 50% \$5 #1", "a – b — c “d” & % 50% $5 #1"),
        (r"\emph{Vilnius} and \textbf{bold} {\em old} \mkbibquote{q}",
         "<i>Vilnius</i> and <b>bold</b> <i>old</i> “q”"),
        (r"CO$_2$, 10$^{th}$, H\textsubscript{2}O",
         "CO<sub>2</sub>, 10<sup>th</sup>, H<sub>2</sub>O"),
        (r"$\alpha$ and US$ 5", "$α$ and US$ 5"),
        (r"tie~d", "tie d"),
        (r"{unbalanced", "unbalanced"),
        (r"\unknown{kept}", "kept"),
    ],
)  # fmt: skip
def test_latex(latex: str, text: str) -> None:
    assert to_text(latex).replace("\u00a0", " ") == text


def test_what_stands_in_braces_keeps_its_case_in_titles_only() -> None:
    latex = r"The {NATO} {S}ummit {\'E}t{\'e} \emph{{EU}}"
    assert to_text(latex) == "The NATO Summit Été <i>EU</i>"
    assert to_text(latex, is_title=True) == (
        'The <span class="nocase">NATO</span> <span class="nocase">S</span>ummit Été <i>EU</i>'
    )


def test_addresses() -> None:
    assert plain_address(r"https://example.org/\textasciitilde{}x/{\_}y\#z") == (
        "https://example.org/~x/_y#z"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("@book{a, title={T}}\n\n@book{b,\n title={T,\n\n@book{c, title={T}}\n", 3),
        ("@book{a, title={T}}\n@book{b, title={T} year=2020}\n", 2),
        ("@book{a, title={T}}\n\n@book{b, title={T}\n", 3),
        ("@book{a, title={T}}\n@book b,\n title={T}\n", 2),
    ],
)
def test_a_broken_entry_has_its_line_and_the_others_are_read(text: str, line: int) -> None:
    found, faults = read_export(text, "library.bib")
    assert [(f.code, f.span.line if f.span else 0) for f in faults] == [("BG244", line)]
    assert "a" in [item.identifier for item in found]


def test_a_key_given_twice_is_found_later_and_one_that_cannot_be_cited_now() -> None:
    text = "@book{a, title={T}}\n@book{a, title={U}}\n@book{b/c, title={T}}\n@book{, title={T}}\n"
    found, faults = read_export(text, "library.bib")
    assert [item.identifier for item in found] == ["a", "a"]
    assert [(f.code, str(f.span)) for f in faults] == [("BG246", "library.bib:3:7")]
    assert faults[0].help == "give it a key of letters and digits"


def test_entries_that_refer_to_one_another_or_to_nothing() -> None:
    text = (
        "@inbook{a, crossref={b}}\n@inbook{b, crossref={a}}\n@book{c, crossref={gone}, xdata={c}}"
    )
    assert len(entries(text)[0]) == 3


@pytest.mark.parametrize("package", ["bibtexparser.entrypoint", "pylatexenc"])
def test_the_package_may_be_missing(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    found, (fault,) = read_export(LIBRARY, "library.bib")
    assert found == ()
    assert (fault.code, str(fault.span)) == ("BG245", "library.bib:1:1")
    assert "pip install 'briefgen[bibtex]'" in (fault.help or "")


def test_nothing_is_said_on_the_way(capfd: pytest.CaptureFixture[str]) -> None:
    read_export("@book{b, title={T,\n@book{c, title={T}}\n", "library.bib")
    assert capfd.readouterr() == ("", "")
