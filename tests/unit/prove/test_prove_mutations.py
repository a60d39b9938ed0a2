"""Each part of the proofs is broken, and something that was planted must then pass unnoticed.

So each part is needed, and there is a case that sees when it no longer does its work.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from leak_plants import BYTES, HTML, MARKDOWN, PDF, planted, zipped
from proof_project import SECRET
from silent_loss_causes import CAUSES
from test_prove_completeness import (
    NAME,
    changed,
    doubled,
    lost,
    swapped,
    with_a_cover_over_it,
    with_a_row_twice,
    with_rows_in_another_order,
    with_the_strips,
    without_a_row,
)
from test_prove_silent_losses import build

from briefgen import expectation, secrecy
from briefgen.prove import (
    buried,
    completeness,
    decoding,
    drawn,
    embedded,
    file_channels,
    leaks,
    page_text,
    pdf_channels,
    pdf_objects,
    prove,
    reading,
    secret,
)
from briefgen.prove.ink import PageInk
from briefgen.secrecy import secrets_of

Break = Callable[[pytest.MonkeyPatch], object]


@dataclass(frozen=True)
class Case:
    """A file in which something was planted; `is_noticed` says whether the proofs see it."""

    finish: Any
    folder: Path
    bench: Any

    @cached_property
    def brief(self) -> Any:
        return self.finish()

    def codes(self, artifact: bytes, form: str, document: Any = None) -> set[str]:
        one = document or self.brief
        # what was made ready for looking is made anew
        secrets = replace(one.secrets)
        reading.read_words.cache_clear()
        file_channels._in_font.cache_clear()
        found = prove("d/x/y/en", artifact, form, one.html, one.expected, secrets)
        return {fault.code for fault in found}

    def is_noticed(self, kind: str, name: str) -> bool:
        """Return whether what is planted as `kind` and `name` say is noticed."""
        return bool(getattr(self, kind)(name))

    def pdf(self, name: str) -> bool:
        content = planted(self.brief.files["pdf"], PDF[name], SECRET, compress_streams=True)
        return "BG630" in self.codes(content, "pdf")

    def bytes(self, name: str) -> bool:
        return "BG630" in self.codes(BYTES[name](self.brief.files["pdf"], SECRET.encode()), "pdf")

    def html(self, name: str) -> bool:
        words = HTML[name](SECRET).encode()
        page = self.brief.files["html"].replace(b"</body>", words + b"\n</body>")
        return "BG630" in self.codes(page, "html")

    def markdown(self, name: str) -> bool:
        text = self.brief.files["markdown"] + f"\n{MARKDOWN[name](SECRET)}\n".encode()
        return "BG630" in self.codes(text, "markdown")

    def closed(self, name: str) -> bool:
        def attach(pdf: Any, _: str) -> None:
            import pikepdf

            content = zipped(b"words" * 9).replace(b"\x14\0\0\0", b"\x14\0\1\0")
            pdf.attachments["a"] = pikepdf.AttachedFileSpec(pdf, content, filename="a")

        return "BG631" in self.codes(planted(self.brief.files["pdf"], attach, ""), "pdf")

    def place(self, name: str) -> bool:
        text = self.brief.files["markdown"] + f"\n{SECRET}\n".encode()
        return any(one.place.startswith("line ") for one in self.brief.leaks(text, "markdown"))

    def row(self, name: str) -> bool:
        changes = (without_a_row, with_rows_in_another_order, with_a_row_twice)
        change = next(one for one in changes if one.__name__ == name)
        timeline = self.finish("timeline")
        return "BG631" in self.codes(changed(timeline.files["pdf"], change), "pdf", timeline)

    def line(self, name: str) -> bool:
        form, what = name.split()
        change = next(one for one in (lost, swapped, doubled) if one.__name__ == what)
        timeline = self.finish("timeline")
        text = timeline.files[form].decode()
        if form == "markdown":
            lines = text.splitlines(keepends=True)
        else:
            rows = (f"<tr>{part}</tr>" for part in text.replace("</tr>", "<tr>").split("<tr>"))
            lines = [row for row in rows if row in text]  # what is between rows is none
        one = next(line for line in lines if "Crews on four" in line)
        other = next(line for line in lines if "Both sides meet" in line)
        return "BG631" in self.codes(change(text, one, other).encode(), form, timeline)

    def unmarked(self, form: str) -> bool:
        """Every word of the marking is gone."""
        text = self.brief.files[form].replace(b"TLP:CLEAR", b"")
        return any("dossier: marking" in loss.what for loss in self.brief.losses(text, form))

    def higher(self, form: str) -> bool:
        """The page says another marking, which begins with the same letters."""
        text = self.brief.files[form].replace(b"TLP:CLEAR", b"TLP:CLEAR+STRICT")
        return any("dossier: marking" in loss.what for loss in self.brief.losses(text, form))

    def drawing(self, name: str) -> bool:
        """A word in the strip of time is another, or covered."""
        timeline = self.finish("timeline")
        if name == "covered":
            content = with_the_strips(timeline.files["pdf"], with_a_cover_over_it)
            return "BG631" in self.codes(content, "pdf", timeline)
        page = timeline.files["html"].replace(f">{NAME}".encode(), b">Both sides agree", 1)
        return "BG631" in self.codes(page, "html", timeline)

    def page(self, name: str) -> bool:
        """The page itself lacks a text, and so does the file."""
        document = replace(self.brief, html=self.brief.html.replace(name, ""))
        file = self.brief.files["html"].replace(name.encode(), b"")
        return "BG631" in self.codes(file, "html", document)

    def cause(self, name: str) -> bool:
        reading.read_words.cache_clear()
        built = build(CAUSES[name].project, self.folder)
        return "BG631" in {fault.code for fault in built.diagnostics}

    def words(self, name: str) -> bool:
        """Whether words are a secret of an item that calls some of its own public."""
        items = f"""\
events:
  back-channel:
    date: 2023-06-01
    text: {SECRET}
    status: occurred
    marking: TLP:RED
    public_words: {{crews a quarter more in private office: A saying of the port.}}
"""
        made = self.bench(items=items)
        loaded = made.session.dossier("d")
        schemes = made.session.project.schemes
        clear = schemes.parse("TLP:CLEAR")
        found = secrets_of(loaded.dossier, loaded.tree, schemes, clear).among(name)
        return any(not one.public_words for one in found)


@dataclass(frozen=True)
class without:  # noqa: N801
    """Skips channels, which are named with spaces between them."""

    module: Any
    channels: str

    def __call__(self, patch: pytest.MonkeyPatch) -> None:
        kept = (one for one in self.module.CHANNELS if one.__name__ not in self.channels.split())
        patch.setattr(self.module, "CHANNELS", tuple(kept))


def instead(owner: Any, name: str, value: Any) -> Break:
    return lambda patch: patch.setattr(owner, name, value)


def nothing(*_: Any, **__: Any) -> tuple[()]:
    return ()


def found_anywhere(blocks: Any, text: str) -> Any:
    return {block: "is not there" for block in blocks if block.squeezed not in text}


def without_doubles(blocks: Any, text: str) -> Any:
    found = unmatched(blocks, text)
    return {block: how for block, how in found.items() if "more often" not in how}


unmatched = completeness._unmatched


def without_case_only(text: str) -> str:
    return text.lower()


def without_forms(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def with_case(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text)))


def straight_only(phrases: Any) -> Any:
    """Leave out the phrases that are looked for from their last letter on."""
    return finder(tuple(pair for pair in phrases if pair[0] == secret.skeleton(pair[1].phrase)))


finder = secret._Finder

MUTANTS: dict[str, tuple[Break, str, str]] = {
    # a channel is skipped
    "pages by PDFium": (
        without(pdf_channels, "_on_pages _by_place _by_column"),
        "pdf", "in_a_map_of_the_standard",
    ),
    "by place": (
        without(pdf_channels, "_by_place _by_column"), "pdf", "with_the_last_line_first",
    ),
    "by column": (without(pdf_channels, "_by_column"), "pdf", "down_a_column"),
    "read aloud": (without(pdf_channels, "_read_aloud"), "pdf", "in_the_order_of_the_structure"),
    "strings": (without(pdf_channels, "_in_strings"), "pdf", "in_name"),
    "keys": (without(pdf_channels, "_in_strings"), "pdf", "in_key"),
    "in pieces": (without(pdf_channels, "_told_in_pieces"), "pdf", "word_by_word_in_bookmarks"),
    "streams": (without(pdf_channels, "_in_streams"), "pdf", "in_attachment"),
    "operators": (without(pdf_channels, "_by_operators"), "pdf", "in_look_of_annotation"),
    "inline images": (without(pdf_channels, "_in_inline_images"), "pdf", "in_inline_image"),
    "between objects": (without(pdf_channels, "_between_objects"), "bytes", "behind_the_end"),
    "revisions": (
        without(pdf_channels, "_in_earlier_revisions"), "bytes", "in_a_stream_that_was_replaced",
    ),
    "whole text": (without(file_channels, "_whole"), "markdown", "a letter a line"),
    "lines of a text": (without(file_channels, "_in_lines"), "place", ""),
    "text that is shown": (without(file_channels, "_shown"), "html", "between what is hidden"),
    "embedded data": (without(file_channels, "_embedded"), "html", "in a data URL"),
    # a format is skipped
    "leaks of PDFs": (instead(leaks, "texts_of_pdf", nothing), "pdf", "on_the_page"),
    "leaks of texts": (instead(leaks, "texts_of_file", nothing), "markdown", "in the text"),
    "leaks of pages": (instead(leaks, "texts_of_file", nothing), "html", "in the text"),
    # what is read is not decoded
    "entities and escapes": (instead(leaks, "undisguised", nothing), "pdf", "in_script"),
    "percent signs": (instead(leaks, "undisguised", nothing), "html", "in an address"),
    "base64": (instead(leaks, "encoded_bytes", nothing), "pdf", "in_base64_in_an_address"),
    "archives": (instead(embedded, "unpacked", nothing), "pdf", "in_archive_inside_an_archive"),
    "closed archives": (instead(embedded, "unpacked", nothing), "closed", ""),
    "filters": (
        instead(pdf_channels, "decoded", lambda stream: bytes(stream.read_raw_bytes())),
        "pdf", "byFlateDecode_with_predictor",
    ),
    "streams of objects": (
        instead(pdf_channels, "without_structure", lambda *_: b""),
        "pdf", "in_a_false_stream_of_objects",
    ),
    "filters before a picture's": (
        instead(pdf_objects, "_UNDO", {}), "pdf", "in_picture_in_ascii_85",
    ),
    "maps of fonts": (instead(decoding, "_known_to_unicode", nothing), "pdf", "in_pattern"),
    "names of glyphs": (instead(decoding, "_differences", nothing), "pdf", "in_type_3"),
    "UTF-16": (instead(buried, "_RUNS", {"utf-8": buried._RUNS["utf-8"]}), "pdf", "in_utf_16"),
    "hexadecimal strings": (
        instead(pdf_channels, "pdf_strings", nothing), "bytes", "in_an_unused_string_with_escapes",
    ),
    "unused streams": (
        instead(pdf_channels, "inflated", lambda content: (content, ())),
        "bytes", "in_an_unused_stream",
    ),
    "fonts of a page": (instead(file_channels, "texts_of_font", nothing), "html", "in a font"),
    "what is shown of a page": (
        instead(file_channels, "html_runs", nothing), "html", "between what is hidden",
    ),
    # texts are not made alike
    "spaces and hyphens": (instead(secret, "skeleton", without_case_only), "pdf", "letter_spaced"),
    "soft hyphens": (instead(secret, "skeleton", without_case_only), "pdf", "with_soft_hyphens"),
    "letters that look alike": (
        instead(secret, "skeleton", secrecy.squeeze), "pdf", "in_letters_that_look_alike",
    ),
    "accents": (instead(secret, "skeleton", secrecy.squeeze), "pdf", "with_accents"),
    "forms of letters": (
        instead(secret, "skeleton", without_forms), "pdf", "in_bold_letters_of_mathematics",
    ),
    "case": (instead(secret, "skeleton", with_case), "pdf", "in_capitals"),
    "from the last letter": (
        instead(secret, "_Finder", straight_only), "pdf", "from_the_last_letter",
    ),
    "allowed texts": (
        instead(secret.Secrets, "_is_allowed", lambda self, one: True), "pdf", "on_the_page",
    ),
    # what is a secret
    "runs of words": (
        instead(secrecy, "_runs", lambda line: iter([secrecy.squeeze(line)])),
        "words", "The mayor confidentially offered the crews a",
    ),
    "ends of public words": (
        instead(secrecy, "_public_words", lambda *_: "public"),
        "words", "quarter more in private office talks",
    ),
    # completeness
    "order": (
        instead(completeness, "_unmatched", found_anywhere), "row", "with_rows_in_another_order",
    ),
    "doubles": (instead(completeness, "_unmatched", without_doubles), "row", "with_a_row_twice"),
    "blocks of a PDF": (
        instead(completeness, "_unmatched", lambda *_: {}), "row", "without_a_row",
    ),
    "blocks of a page": (instead(completeness, "_unmatched", lambda *_: {}), "line", "html lost"),
    "words in drawings": (instead(completeness, "_undrawn", nothing), "drawing", "another"),
    "ink in drawings": (instead(completeness, "_undrawn", nothing), "drawing", "covered"),
    "texts of Markdown": (instead(completeness, "_missing", nothing), "line", "markdown lost"),
    "order of Markdown": (
        instead(completeness, "_missing", lambda text, wanted: [
            completeness.Loss(one.name, "is not there", one) for one in wanted
            if any(completeness.squeeze(line) not in text for line in one.lines)
        ]),
        "line", "markdown swapped",
    ),
    "doubles in Markdown": (
        instead(completeness, "_repeated", nothing), "line", "markdown doubled",
    ),
    "texts of the page": (
        instead(completeness, "_missing", nothing), "page", "The first shift begins at four.",
    ),
    "the marking": (
        instead(completeness, "_unsigned", nothing), "cause", "margins without the banner",
    ),
    "the marking in a text": (instead(completeness, "_unsigned", nothing), "unmarked", "markdown"),
    "the marking in a page": (instead(completeness, "_unsigned", nothing), "unmarked", "html"),
    "a marking that stands alone": (
        instead(completeness, "_stands_in", lambda words, text: words in text),
        "higher", "markdown",
    ),
    "ink": (instead(PageInk, "hides", lambda *_, **__: ""), "cause", "white on white"),
    "ink off the page": (
        instead(PageInk, "hides", lambda *_, **__: ""), "cause", "off the page to the right",
    ),
    "ink under a cover": (
        instead(PageInk, "hides", lambda *_, **__: ""), "cause", "behind an opaque box",
    ),
    "ink in a clip, and the clip": (
        lambda patch: (
            patch.setattr(PageInk, "hides", lambda *_, **__: ""),
            patch.setattr(drawn, "is_cut_off", lambda *_: False),
        ),
        "cause", "a box that is too narrow",
    ),
    "a clip where other ink lies": (
        instead(drawn, "is_cut_off", lambda *_: False), "cause", "a maximal height",
    ),
    "comments in Markdown": (
        instead(page_text, "_UNSHOWN", page_text.re.compile(r"(?!)")),
        "cause", "Markdown that comments out",
    ),
    "templates of a project": (
        instead(expectation, "_mentions", lambda *_: False), "cause", "a template that leaves out",
    ),
    "templates that always print": (
        lambda patch: (
            patch.setattr(expectation, "_mentions", lambda *_: False),
            patch.setattr(expectation, "_always_printed", lambda text: ""),
        ),
        "cause", "a template that cuts",
    ),
}  # fmt: skip
"""What is broken: how, and the kind and name of the case that sees it."""


@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_proof_is_seen(
    finish: Any, bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    apply, kind, what = MUTANTS[name]
    case = Case(finish, tmp_path, bench)
    assert case.is_noticed(kind, what)
    apply(monkeypatch)
    assert not case.is_noticed(kind, what)


def test_every_channel_is_broken_once() -> None:
    used = {name for module in (pdf_channels, file_channels) for name in channels_of(module)}
    skipped = (apply for apply, _, _ in MUTANTS.values() if isinstance(apply, without))
    assert used == {name for one in skipped for name in one.channels.split()}


def channels_of(module: Any) -> list[str]:
    return [channel.__name__ for channel in module.CHANNELS]
