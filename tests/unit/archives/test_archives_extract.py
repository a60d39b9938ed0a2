"""Archived files become words with their places, or a fault that says what to do."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pikepdf
import pytest

from briefgen.archives import extract as extract_module
from briefgen.archives.extract import extract, path_fault
from briefgen.archives.extracted import ArchiveFault, Extracted


def words(content: str | bytes, path: str) -> Extracted:
    raw = content.encode() if isinstance(content, str) else content
    found = extract(raw, path)
    assert isinstance(found, Extracted), found
    return found


def fault(content: bytes, path: str) -> ArchiveFault:
    found = extract(content, path)
    assert isinstance(found, ArchiveFault)
    return found


def place(found: Extracted, word: str) -> str:
    return found.place(found.text.index(word))


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_text(mark: str, ends: str) -> None:
    found = words(f"{mark}first line{ends}{ends}  third line".encode(), "a.txt")
    assert found.text == "first line\n\n  third line"
    assert place(found, "first") == "line 1, column 1"
    assert place(found, "third") == "line 3, column 3"


@pytest.mark.parametrize("path", ["a.txt", "a.md", "a.TXT"])
def test_text_in_another_encoding(path: str) -> None:
    found = fault("Zürich sagt nein".encode("latin-1"), path)
    assert found.message == "is not UTF-8; it is probably Latin-1 or Windows-1252"
    assert found.help == "save the file in UTF-8"
    assert "UTF-16" in fault("words".encode("utf-16"), path).message
    assert "Shift_JIS" in fault("これは日本語です".encode("cp932"), path).message


@pytest.mark.parametrize(
    ("content", "path"), [(b"", "a.txt"), (b" \n", "a.md"), (b"", "a.html"), (b"<p> </p>", "a.htm")]
)
def test_a_file_without_words(content: bytes, path: str) -> None:
    assert fault(content, path).message == "holds no words"


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract_module, "MAX_BYTES", 1_000_000)
    assert words(b"a" * 1_000_000, "a.txt").text
    assert "2 MB; at most 1 MB" in fault(b"a" * 2_000_000, "a.txt").message


def test_markdown() -> None:
    found = words(
        "# A *heading*\n\nThe **office** in [Tokyo](https://example.org)\nstays `closed`.\n\n"
        "| a | b |\n|---|---|\n| cell | other |\n\n```\nas it is\n```\n\n"
        "<div>in <b>HTML</b></div>\n\n![A flag](flag.png)\n",
        "a.md",
    )
    for text in ("A heading", "The office in Tokyo\nstays closed.", "as it is", "A flag"):
        assert text in found.text
    assert "example.org" not in found.text
    assert "<" not in found.text
    assert place(found, "A heading") == "line 1"
    assert place(found, "office") == "line 3"
    assert place(found, "closed") == "line 4"
    assert place(found, "cell") == "line 8"
    assert place(found, "as it is") == "line 11"


HTML = """\
<!DOCTYPE html>
<html><head><title>Not read</title><style>p {}</style></head>
<body><!-- a
comment --><h1>Head</h1><p>An <em>of</em>fice
in Tokyo<sup><a href="#n1">12</a></sup> &amp; more<br>again</p>
<script>var hidden = 1;</script>
<table><tr><td>one</td><td
 class="b">two</td></tr></table>last
</body></html>
"""


def test_html() -> None:
    found = words(HTML, "a.html")
    assert found.text.split() == [
        "Head",
        "An",
        "office",
        "in",
        "Tokyo",
        "&",
        "more",
        "again",
        "one",
        "two",
        "last",
    ]
    assert place(found, "Head") == "line 4"
    assert place(found, "office") == "line 4"
    assert place(found, "Tokyo") == "line 5"
    assert place(found, "one") == "line 7"
    assert place(found, "two") == "line 8"
    assert place(found, "last") == "line 8"


@pytest.mark.parametrize(
    ("named", "encoding"),
    [("Shift_JIS", "cp932"), ("iso-8859-1", "cp1252"), ("euc-jp", "euc_jp"), ("UTF-8", "utf-8")],
)
def test_html_in_the_encoding_that_it_names(named: str, encoding: str) -> None:
    text = "Zürich “so”" if encoding == "cp1252" else "東京の事務所"
    page = f'<meta charset="{named}"><p>{text}</p>'
    assert words(page.encode(encoding), "a.html").text.strip() == text
    declared = f'<?xml version="1.0" encoding="{named}"?><html><p>{text}</p></html>'
    assert words(declared.encode(encoding), "a.html").text.strip() == text


def test_html_in_an_encoding_that_it_does_not_name() -> None:
    assert fault("<p>Zürich".encode("latin-1"), "a.html").message == "is not in UTF-8"
    page = b'<meta charset="utf-7000"><p>x'
    assert "`utf-7000`, which is no known encoding" in fault(page, "a.html").message
    page = '<meta charset="euc-jp"><p>Zürich'.encode("latin-1")
    assert fault(page, "a.html").message == "is not in EUC-JP, as it says"


def test_html_of_any_depth_is_read_without_a_crash() -> None:
    assert "deep" in words("<div>" * 200 + "deep", "a.html").text
    extract(("<div>" * 100_000 + "deep").encode(), "a.html")


def test_pdf(pdf: Callable[..., bytes]) -> None:
    found = words(pdf([["Front page"], ["Allies agree to coop-", "eration in Tokyo"]]), "a.pdf")
    assert place(found, "Front") == "page 1"
    assert place(found, "Tokyo") == "page 2"


def test_pdfs_that_cannot_be_read(pdf: Callable[..., bytes], tmp_path: object) -> None:
    assert "is broken" in fault(b"%PDF-1.7 and then nothing", "a.pdf").message
    assert "is broken" in fault(b"", "a.pdf").message
    assert fault(pdf([[]]), "a.pdf").message == "holds no words: its pages are pictures"


def test_a_pdf_with_a_password(pdf: Callable[..., bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("pdf")
    (folder / "open.pdf").write_bytes(pdf([["words"]]))
    with pikepdf.open(folder / "open.pdf") as document:
        document.save(folder / "shut.pdf", encryption=pikepdf.Encryption(user="a", owner="b"))
    assert fault((folder / "shut.pdf").read_bytes(), "a.pdf").message == "asks for a password"


def test_a_pdf_without_what_reads_pdfs(
    pdf: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert fault(pdf([["words"]]), "a.pdf").help == "install it: pip install 'briefgen[archives]'"


@pytest.mark.parametrize(
    "path",
    ["../a.txt", "sources/../../a.txt", "/etc/a.txt", "\\\\server\\a.txt", "C:/a.txt", "c:a.txt",
     "sources\\..\\..\\a.txt", ".."],
)  # fmt: skip
def test_a_path_that_leads_out(path: str) -> None:
    found = path_fault(path)
    assert found is not None
    assert found.message == "leads out of the dossier's folder"


@pytest.mark.parametrize(
    ("path", "words"),
    [("a.docx", "is a `.docx` file"), ("a", "has no ending"), ("sources/", "has no ending"),
     ("sources\\a.txt", "backslash")],
)  # fmt: skip
def test_a_path_of_no_known_kind(path: str, words: str) -> None:
    found = path_fault(path)
    assert found is not None
    assert words in found.message


@pytest.mark.parametrize("path", ["a.txt", "sources/a..b.md", "./x/a.HTML", "a.htm", "a b.pdf"])
def test_a_good_path(path: str) -> None:
    assert path_fault(path) is None
