"""The PDF renderer: a pure function of its job, with packaged fonts only."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont

from briefgen.errors import ToolMissingError
from briefgen.job import Asset, Job
from briefgen.render import pdf
from briefgen.render.fonts import font_files, read_font

CREATED = 1767323045
SCRIPT = """
import sys
from briefgen.job import Asset, Job
from briefgen.render.fonts import font_files
from briefgen.render.pdf import render
job = Job(
    name="a", identifier="x", created="2026-01-02T03:04:05Z", markdown="",
    html='<html lang="en"><title>T</title><h1 id="a">Tokyo \u6771\u4eac</h1><p>A <b>b</b> <i>c</i>'
    ' <a href="#a">d</a><img src="brief:///s.svg" alt="e"><ul><li>f</ul>',
    css=(("a.css", 'body{font-family:"Source Serif 4","Noto Sans CJK JP"}'),),
    fonts=font_files(cjk=True),
    assets=(Asset("s.svg", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" '
    b'width="9" height="9"><rect width="9" height="9" fill="red"/></svg>'),),
)
made = render(job)
assert not made.diagnostics, made.diagnostics
sys.stdout.buffer.write(made.content)
"""


def fonts_in(content: bytes) -> Iterator[tuple[str, TTFont]]:
    with pikepdf.open(BytesIO(content)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                program = item.get("/FontFile2", item.get("/FontFile3"))
                font = TTFont(BytesIO(program.read_bytes()), recalcTimestamp=False)
                yield str(item.FontFamily), font


def test_the_same_job_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8", "FONTCONFIG_FILE": "/x"},
    ]
    made = []
    for number, environment in enumerate(surroundings):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = os.pathsep.join([str(Path(__file__).parents[3]), *sys.path])
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        ran = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=folder,
            env={**kept, **environment, "PYTHONPATH": path, "HOME": str(folder)},
            capture_output=True,
            check=True,
        )
        assert ran.stderr == b""
        assert list(folder.iterdir()) == []
        made.append(ran.stdout)
    assert made[0].startswith(b"%PDF-1.7")
    assert made[0] == made[1]


def test_no_font_file_tells_the_time_of_day(job_of: Callable[..., Job]) -> None:
    found = list(fonts_in(pdf.render(job_of("<p>a <b>b</b></p>")).content))
    assert len(found) == 2
    packaged = {
        TTFont(BytesIO(read_font(font)), recalcTimestamp=False)["head"].modified
        for font in font_files(cjk=False)
    }
    for _, font in found:
        assert font["head"].modified in packaged


def test_only_packaged_fonts_are_used(job_of: Callable[..., Job]) -> None:
    body = (
        '<p style="font-family:DejaVu Sans">a</p><p style="font-family:serif">b</p>'
        '<p style="font-family:monospace">c</p><p style="font-family:\'Source Serif 4\'">d</p>'
        '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="20"><title>t</title>'
        '<text y="9" font-family="DejaVu Sans">x</text></svg>'
    )
    families = {family for family, _ in fonts_in(pdf.render(job_of(body)).content)}
    assert families <= {"Source Sans 3", "Source Serif 4"}
    assert families


def test_a_cjk_font_does_not_stay_for_the_next_document(job_of: Callable[..., Job]) -> None:
    page = job_of("<p>\u6771\u4eac</p>")
    with_cjk = pdf.render(job_of("<p>\u6771\u4eac</p>", fonts=font_files(cjk=True)))
    assert with_cjk.diagnostics == ()
    assert "Noto Sans CJK JP" in {family for family, _ in fonts_in(with_cjk.content)}
    assert [found.code for found in pdf.render(page).diagnostics] == ["BG603", "BG603"]


def test_bold_is_bold_and_not_the_regular_font_again(job_of: Callable[..., Job]) -> None:
    body = "".join(
        f"<p style=\"font-family:'{family}';font-weight:{weight}\">HHH</p>"
        for family in ("Source Sans 3", "Source Serif 4")
        for weight in (400, 700)
    )
    ink: dict[str, list[float]] = {}
    for family, font in fonts_in(pdf.render(job_of(body)).content):
        outlines = font.getGlyphSet()
        pen = AreaPen(outlines)
        for name in font.getGlyphOrder()[1:]:
            outlines[name].draw(pen)
        ink.setdefault(family, []).append(abs(pen.value))
    assert set(ink) == {"Source Sans 3", "Source Serif 4"}
    for regular, bold in ink.values():
        assert bold > 1.3 * regular


def test_metadata_is_in_both_places_that_pdf_has_for_it(job_of: Callable[..., Job]) -> None:
    html = (
        '<html lang="en-GB"><title>Ministers’ brief</title><meta name="author" content="A. B.">'
        '<meta name="description" content="What it says"><meta name="keywords" content="x, y">'
        "<h1>One</h1><h2>Two</h2>"
    )
    content = pdf.render(job_of("", html=html)).content
    with pikepdf.open(BytesIO(content)) as document:
        info, root = document.docinfo, document.Root
        assert str(info.Title) == "Ministers’ brief"
        assert (str(info.Author), str(info.Subject)) == ("A. B.", "What it says")
        assert str(info.Keywords) == "x, y"
        assert str(info.CreationDate) == str(info.ModDate) == "D:20260102030405+00'00"
        assert str(root.Lang) == "en-GB"
        assert root.ViewerPreferences.DisplayDocTitle
        assert root.MarkInfo.Marked
        with document.open_outline() as outline:
            assert [item.title for item in outline.root] == ["One"]
            assert [item.title for item in outline.root[0].children] == ["Two"]
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "Ministers’ brief"
            assert metadata.pdfa_status == "3A"
            assert metadata["pdfuaid:part"] == "1"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_the_file_identifier_follows_the_jobs(job_of: Callable[..., Job]) -> None:
    def identifier(job: Job) -> bytes:
        with pikepdf.open(BytesIO(pdf.render(job).content)) as document:
            return bytes(document.trailer.ID[0])

    assert identifier(job_of("x")) == identifier(job_of("y"))
    assert identifier(job_of("x")) != identifier(job_of("x", identifier="another"))


def test_parts_are_found_on_their_pages_with_and_without_drawing(
    job_of: Callable[..., Job],
) -> None:
    body = '<p id="part-a">a</p><p id="b">b</p><p id="part-c" style="break-before:page">c</p>'
    made, measured = pdf.render(job_of(body)), pdf.Draft(job_of(body)).measured()
    assert made.laid_out == measured.laid_out
    assert made.laid_out.part_pages == (("part-a", 1), ("part-c", 2))
    assert (made.pages, measured.pages, measured.content) == (2, 2, b"")


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ('<img src="file:///etc/passwd" alt="x">', ""),
        ('<img src="http://example.org/x.png" alt="x">', ""),
        ('<img src="data:image/png;base64,AA" alt="x">', ""),
        ("<p>x</p>", "p{background:url(file:///etc/passwd)}"),
        ("<p>x</p>", "@import url(https://example.org/x.css);"),
        ("<p>x</p>", '@font-face{font-family:X;src:url("file:///usr/x.ttf")}'),
        ('<link rel="stylesheet" href="https://example.org/x.css">', ""),
        ('<link rel="attachment" href="file:///etc/passwd">', ""),
        ('<a rel="attachment" href="file:///etc/passwd">x</a>', ""),
        ('<object data="file:///etc/passwd">x</object>', ""),
        ('<base href="file:///etc/"><img src="passwd" alt="x">', ""),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>t</title>'
            '<image href="file:///etc/passwd" width="9" height="9"/></svg>',
            "",
        ),
    ],
)
def test_content_cannot_reach_disk_or_network(
    job_of: Callable[..., Job], body: str, css: str
) -> None:
    made = pdf.render(job_of(body, css))
    assert "BG601" in {found.code for found in made.diagnostics}
    assert b"root:" not in made.content


@pytest.mark.parametrize("target", ["x.html", "file:///etc/passwd", "javascript:alert(1)"])
def test_a_link_must_lead_somewhere_for_the_reader(job_of: Callable[..., Job], target: str) -> None:
    codes = [found.code for found in pdf.render(job_of(f'<a href="{target}">x</a>')).diagnostics]
    assert codes == ["BG610"]
    assert pdf.render(job_of('<a href="https://example.org/">x</a>')).diagnostics == ()


def test_a_faulty_image_is_never_given_to_the_engine(
    job_of: Callable[..., Job], picture: Callable[..., Asset]
) -> None:
    whole = picture()
    broken = Asset(whole.name, whole.media_type, whole.content[:-30])
    made = pdf.render(job_of('<img src="brief:///a.png" alt="x">', assets=(broken,)))
    assert [found.code for found in made.diagnostics] == ["BG604"]


def test_a_crash_of_the_engine_is_a_diagnostic(job_of: Callable[..., Job]) -> None:
    made = pdf.render(job_of("<ul><li>a</li></ul>", 'li::marker{content:"x"}'))
    assert ([found.code for found in made.diagnostics], made.content) == (["BG613"], b"")


def test_a_font_that_has_changed_is_a_diagnostic(job_of: Callable[..., Job]) -> None:
    font = replace(font_files(cjk=False)[0], sha256="0" * 64)
    made = pdf.render(job_of("x", fonts=(font,)))
    assert ([found.code for found in made.diagnostics], made.content) == (["BG611"], b"")


@pytest.mark.parametrize(("html", "code"), [("<p>x", "BG702"), ("<title>x</title>", "BG703")])
def test_a_page_without_title_or_language_is_a_fault(
    job_of: Callable[..., Job], html: str, code: str
) -> None:
    assert code in {found.code for found in pdf.render(job_of("", html=html)).diagnostics}


def test_missing_native_libraries_name_the_commands() -> None:
    code = (
        "import ctypes.util, cffi\n"
        "def fail(self, name, flags=0): raise OSError('cannot load ' + str(name))\n"
        "cffi.FFI.dlopen = fail\n"
        "from briefgen.errors import ToolMissingError\n"
        "from briefgen.job import Job\n"
        "from briefgen.render.pdf import render\n"
        "try: render(Job('a', '<p>', (), ''))\n"
        "except ToolMissingError as error: print(error.status, error.help)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert ToolMissingError.status == 4
    for words in ("4 Debian", "apt-get install libpango", "dnf install", "brew install", "pacman"):
        assert words in ran.stdout
    assert "-----" not in ran.stdout


def test_an_embedded_file_has_the_date_of_the_document(job_of: Callable[..., Job]) -> None:
    asset = Asset("data.csv", "text/csv", b"a,b")
    page = job_of('<link rel="attachment" href="brief:///data.csv">', assets=(asset,))
    with pikepdf.open(BytesIO(pdf.render(page).content)) as document:
        [name] = document.attachments
        file = document.attachments[name].get_file()
        assert (name, file.read_bytes()) == ("data.csv", b"a,b")
        assert str(file.obj.Params.CreationDate) == "D:20260102030405Z"


def test_a_page_that_was_read_for_another_layout_gives_the_same_bytes(
    job_of: Callable[..., Job],
) -> None:
    body = '<h1 id="part-a">One</h1><p lang="de">Zwei <a href="#part-a">drei</a></p><p>x.svg</p>'
    one, tight = job_of(body), job_of(body, css="p { font-size: 7pt }")
    other = job_of(body.replace("drei", "vier"), css="p { font-size: 7pt }")
    first = pdf.Draft(one)
    again = pdf.Draft(tight, first)
    elsewhere = pdf.Draft(other, first)

    read = [draft._page.etree_element for draft in (first, again, elsewhere)]
    assert read[1] is read[0]
    assert read[2] is not read[0]
    assert again.drawn() == pdf.render(tight)
    assert again.measured().pages == 1
    assert elsewhere.drawn() == pdf.render(other)
    assert first.drawn() == pdf.render(one)


def test_what_another_layout_asks_for_is_told_of_that_alone(job_of: Callable[..., Job]) -> None:
    css = "p { background: url(missing.png) }"
    first = pdf.Draft(job_of("<p>One</p>"))
    second = pdf.Draft(job_of("<p>One</p>", css=css), first)
    assert "BG602" in {fault.code for fault in second.measured().diagnostics}
    assert "BG602" not in {fault.code for fault in first.drawn().diagnostics}


def test_a_page_that_was_drawn_is_read_anew(job_of: Callable[..., Job]) -> None:
    """The engine writes into drawings when it draws them."""
    body = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20" role="img" aria-label="A">'
        '<symbol id="s"><path d="M0 0h9v9z"/></symbol><use href="#s" x="2"/>'
        '<text x="2" y="9">a  b</text></svg>'
    )
    drawn = pdf.Draft(job_of(body))
    content = drawn.drawn().content
    assert pdf.Draft(job_of(body), drawn).drawn().content == content


def test_objects_that_are_written_once_are_written_the_same(
    job_of: Callable[..., Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    body = '<h1>One</h1><p>Two <a href="https://example.org/">three</a></p>'
    once = pdf.render(job_of(body)).content
    monkeypatch.setattr("briefgen.render.drawing.write_each_once", lambda _: None)
    other = pdf.render(job_of(body)).content
    assert other != once, "streams are packed in another way"
    assert _written(other) == _written(once)
    assert len(once) < 1.03 * len(other)


def _written(content: bytes) -> list[tuple[str, bytes]]:
    """Return each object, but for the length of streams and the list of places and digests."""
    found = []
    with pikepdf.open(BytesIO(content)) as document:
        for item in document.objects:
            if not isinstance(item, pikepdf.Stream):
                found.append((str(item.unparse()), b""))
            elif item.get("/Type") != "/XRef":
                keys = sorted(
                    f"{key} {value.unparse()}"
                    for key, value in item.items()
                    if key != "/Length" and isinstance(value, pikepdf.Object)
                )
                found.append((" ".join(keys), bytes(item.read_bytes())))
    return found
