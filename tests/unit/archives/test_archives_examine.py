"""What is known of archives and quotes: with the archives, with the lock alone, with neither."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pytest

from briefgen.archives import LOCK_FILE, Examination, Found, Missed, examine
from briefgen.diagnostics import Severity
from briefgen.errors import UsageError

if TYPE_CHECKING:
    from conftest import Bench

Make = Callable[..., "Bench"]

MINUTES = "The mayor said: “The bridge was closed\nfor three weeks.” Nobody answered.\n"
DIGEST = hashlib.sha256(MINUTES.encode()).hexdigest()
ITEMS = """\
actors:
  mayor: {name: The mayor}
sources:
  minutes: {title: Minutes, archive: sources/minutes.txt}
  speech: {title: Speech}
quotes:
  closed: {text: QUOTED, speaker: mayor, date: "2023-05", source: minutes, locator: p. 1}
"""
RIGHT = "The bridge was closed for three weeks"


def examined(
    bench: Make, quoted: str = RIGHT, items: str = ITEMS, **files: str | bytes
) -> Examination:
    dossier = bench(items=items.replace("QUOTED", f'"{quoted}"')).session.dossier("d").dossier
    assert dossier is not None
    named = {name.replace("__", "/"): content for name, content in files.items()}
    return examine(dossier, reader({_path(name): text for name, text in named.items()}))


def _path(name: str) -> str:
    return {"lock": LOCK_FILE, "minutes": "sources/minutes.txt"}.get(name, name)


def reader(files: Mapping[str, str | bytes]) -> Callable[[str], bytes | None]:
    def read(path: str) -> bytes | None:
        content = files.get(path)
        return content.encode() if isinstance(content, str) else content

    return read


def test_three_quotes_two_errors_one_pass(bench: Make) -> None:
    """One word changed; an archive changed; other white space and quotation marks."""
    items = ITEMS.replace(
        "  speech: {title: Speech}\n",
        "  letter: {title: A letter, archive: sources/letter.txt, sha256: " + "0" * 64 + "}\n",
    ).replace("QUOTED", '"The bridge was shut for three weeks"')
    items += """\
  folded:
    text: "The\\u00a0mayor said: \\"The bridge\\n was closed for three weeks."
    speaker: mayor
    date: "2023-05"
    source: minutes
    locator: p. 1
  written:
    text: We shall not pay for it
    speaker: mayor
    date: "2023"
    source: letter
    locator: p. 1
"""
    files = {
        "content/d/sources/minutes.txt": MINUTES,
        "content/d/sources/letter.txt": "We shall not pay for it. Never!",
    }
    made = bench(items=items, files=files)
    errors = [found for found in made.findings if found.severity is Severity.ERROR]
    assert [(found.code, found.span.line if found.span else 0) for found in errors] == [
        ("BG204", 7),
        ("BG208", 5),
    ]
    assert not any("folded" in found.message for found in made.findings)
    [first, second] = errors
    assert (
        first.message == "`The bridge was shut for three weeks` does not stand in "
        "`sources/minutes.txt`"
    )
    assert first.notes == (
        "the nearest passage, line 1, column 18: The bridge was closed for three weeks",
        "the quote has `shut`, the archive `closed`",
    )
    assert second.message == "`sources/letter.txt` is not the file that `sha256` stands for"
    assert not made.session.dossier("d").is_sound


def test_with_the_archive(bench: Make) -> None:
    known = examined(bench, minutes=MINUTES)
    assert known.quotes["closed"].result == Found(("line 1, column 18",))
    assert known.sources["minutes"].digest == DIGEST
    assert known.lock is None
    assert known.new_lock.sources["minutes"].sha256 == DIGEST
    assert known.new_lock.quotes["closed"].places == ("line 1, column 18",)


def test_the_lock_vouches_where_the_archive_is_not(bench: Make) -> None:
    lock = examined(bench, minutes=MINUTES).new_lock
    known = examined(bench, lock=lock.as_text())
    assert known.quotes["closed"].result is None
    assert known.quotes["closed"].locked == lock.quotes["closed"]
    assert known.new_lock == lock


def test_the_lock_vouches_for_exactly_these_words(bench: Make) -> None:
    lock = examined(bench, minutes=MINUTES).new_lock.as_text()
    assert examined(bench, f"“{RIGHT}”.", lock=lock).quotes["closed"].locked
    assert not examined(bench, RIGHT.replace("three", "four"), lock=lock).quotes["closed"].locked
    other = ITEMS.replace("source: minutes", "source: speech").replace(
        "{title: Speech}", "{title: Speech, archive: sources/speech.txt}"
    )
    known = examined(bench, items=other, lock=lock)
    assert not known.quotes["closed"].locked
    # nor for another archive of the same source
    moved = ITEMS.replace("sources/minutes.txt", "sources/other.txt")
    known = examined(bench, items=moved, lock=lock)
    assert known.sources["minutes"].locked is None
    assert known.new_lock.sources == {}
    assert known.new_lock.quotes == {}


def test_the_archive_counts_more_than_the_lock(bench: Make) -> None:
    lock = examined(bench, minutes=MINUTES).new_lock.as_text()
    known = examined(bench, minutes=MINUTES.replace("three", "four"), lock=lock)
    assert isinstance(known.quotes["closed"].result, Missed)
    assert known.sources["minutes"].is_changed


def test_the_original_is_looked_up(bench: Make) -> None:
    fields = 'text: QUOTED, original: "Die Brücke war gesperrt", lang: de, translation: own'
    items = ITEMS.replace("text: QUOTED", fields)
    known = examined(bench, items=items, minutes="Er sagte: „Die Brücke\nwar gesperrt“, mehr nicht")
    assert known.quotes["closed"].field == ("original",)
    assert isinstance(known.quotes["closed"].result, Found)


def test_an_own_translation_without_the_original_is_not_looked_up(bench: Make) -> None:
    items = ITEMS.replace("text: QUOTED", "text: QUOTED, translation: own")
    known = examined(bench, items=items, minutes="Die Brücke war gesperrt")
    assert known.quotes == {}
    assert known.untraced == ("closed",)


def test_the_version_in_the_source_s_language_is_looked_up(bench: Make) -> None:
    items = ITEMS.replace("title: Minutes,", "title: Minutes, language: de,").replace(
        "text: QUOTED", 'text: {en: QUOTED, de: "*Die* Brücke war gesperrt [@minutes]"}'
    )
    known = examined(bench, items=items, minutes="Die Brücke war gesperrt")
    assert known.quotes["closed"].field == ("text", "de")
    assert isinstance(known.quotes["closed"].result, Found)


def test_no_file_outside_is_asked_for(bench: Make) -> None:
    asked = []

    def read(path: str) -> bytes | None:
        asked.append(path)
        return None

    items = ITEMS.replace("sources/minutes.txt", "../../secret.txt").replace("QUOTED", RIGHT)
    dossier = bench(items=items).session.dossier("d").dossier
    assert dossier is not None
    known = examine(dossier, read)
    assert asked == [LOCK_FILE]
    assert known.sources["minutes"].fault is not None


@pytest.mark.parametrize("error", [IsADirectoryError(), PermissionError(), UsageError("out")])
def test_what_cannot_be_opened_is_a_fault(bench: Make, error: Exception) -> None:
    def read(path: str) -> bytes | None:
        raise error

    dossier = bench(items=ITEMS.replace("QUOTED", RIGHT)).session.dossier("d").dossier
    assert dossier is not None
    known = examine(dossier, read)
    assert known.lock_fault is not None
    assert known.sources["minutes"].fault is not None
    assert known.sources["minutes"].digest is None


def test_only_what_is_quoted_is_extracted(bench: Make) -> None:
    items = ITEMS.replace("title: Speech", "title: Speech, archive: sources/speech.pdf")
    known = examined(bench, items=items, minutes=MINUTES, sources__speech__pdf=b"no PDF")
    assert known.sources["speech"].fault is None


def test_a_dossier_with_faults_still_has_its_quotes_looked_up(bench: Make) -> None:
    items = ITEMS.replace("QUOTED", "The bridge was shut for three weeks")
    items = items.replace("title: Speech", "titel: Speech")
    made = bench(items=items, files={"content/d/sources/minutes.txt": MINUTES})
    assert "BG204" in {found.code for found in made.findings}
