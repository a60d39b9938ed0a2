"""A word in each field of what is restricted, looked for in finished files with other tools."""

from __future__ import annotations

from pathlib import Path

from canaries import search
from foreign_tools import words_in
from pikepdf import Name, Pdf, String
from planted import CLEARED, planted


def test_no_word_is_found_for_wider_readers_and_all_for_the_cleared(tmp_path: Path) -> None:
    narrow = ("-t", "dump", "-a", "public", "-a", CLEARED, "--to", "pdf,markdown")
    figure = search(planted(), tmp_path, ("en",), narrow)
    assert figure.holds, figure.details


def test_a_word_that_is_left_in_is_found(tmp_path: Path) -> None:
    """The control of the control: a file for the cleared, handed to the public, is found out."""
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo[Name.Title] = String("ein zq700001x – über UTF-16")
        pdf.Root.Hidden = pdf.make_stream(b"a zq700002x")
        pdf.Root.Hex = String(b"\x01\x02\x03\x04zq700003x")
        pdf.save(tmp_path / "a.pdf")
    found = words_in(tmp_path / "a.pdf")
    assert found["pdfinfo"] == {"zq700001x"}
    assert found["qpdf"] == found["mutool"] == {"zq700001x", "zq700002x", "zq700003x"}
    (tmp_path / "a.md").write_text("a ZQ700004X and zq70\n0005x")
    assert words_in(tmp_path / "a.md")["grep"] == {"zq700004x"}
