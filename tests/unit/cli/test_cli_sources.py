"""`briefgen sources`: what is locked, what stands against it, and what a machine without sees."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from cli_shell import PROJECT, RULES_OFF, Shell

from briefgen.checks import RULES
from briefgen.checks.quotes import DOSSIER_RULES

MINUTES = "The mayor said: “The bridge was closed\nfor three weeks.” Nobody answered.\n"
LETTER = "We shall not pay for it, and we said so in May.\n"
ITEMS = """\
actors:
  mayor: {name: The mayor}
sources:
  minutes: {title: Minutes, archive: sources/minutes.txt}
  letter:
    title: A letter
    kind: primary
    archive: sources/letter.txt
    sha256: DIGEST
  speech: {title: A speech}
quotes:
  closed:
    text: The bridge was closed for three weeks
    speaker: mayor
    date: "2023-05"
    source: minutes
    locator: p. 1
  pay:
    text: We shall not pay for it … we said so in May.
    speaker: mayor
    date: "2023-05"
    source: letter
    locator: p. 1
  talk: {text: Much was said of it, speaker: mayor, date: "2023-05", source: speech, locator: p. 1}
""".replace("DIGEST", hashlib.sha256(LETTER.encode()).hexdigest())
LOCK = "content/d/sources.lock"
OTHERS = [code for code in RULES if code not in {rule.RULE.code for rule in DOSSIER_RULES}]
OWN_RULES = PROJECT.replace(
    RULES_OFF, f"checks: {{severity: {{{', '.join(f'{code}: off' for code in OTHERS)}}}}}"
)


@pytest.fixture
def office(shell: Shell) -> Shell:
    """A project with its archives, as in the office."""
    shell.write("briefgen.yaml", OWN_RULES)
    shell.write("content/d/items.yaml", ITEMS)
    shell.write("content/d/sources/minutes.txt", MINUTES)
    shell.write("content/d/sources/letter.txt", LETTER)
    return shell


def lock_of(shell: Shell) -> str:
    return (shell.folder / LOCK).read_text("utf-8")


def take_away(shell: Shell, *names: str) -> None:
    for name in names:
        (shell.folder / f"content/d/sources/{name}.txt").unlink()


def codes(run_err: str) -> set[str]:
    return {word[word.index("BG") :][:5] for word in run_err.split() if "[BG" in word}


def test_lock_writes_hashes_and_places_and_no_word_of_the_archives(office: Shell) -> None:
    run = office("sources", "lock")
    assert (run.status, run.out) == (0, "")
    assert f"{LOCK}: written, 2 archives, 2 quotes" in run.err
    assert "minutes, line 1, column 18" in run.err
    assert "letter, line 1, column 1; line 1, column 30" in run.err
    lock = json.loads(lock_of(office))
    assert lock["sources"]["minutes"]["sha256"] == hashlib.sha256(MINUTES.encode()).hexdigest()
    assert lock["quotes"]["pay"]["places"] == ["line 1, column 1", "line 1, column 30"]
    assert "bridge" not in lock_of(office)
    assert sorted(path.name for path in (office.folder / "content/d").iterdir()) == [
        "dossier.yaml", "items.yaml", "sources", "sources.lock",
    ]  # fmt: skip


def test_locking_twice_changes_nothing(office: Shell) -> None:
    office("sources", "lock")
    first = lock_of(office)
    run = office("sources", "lock")
    assert run.status == 0
    assert "up to date" in run.err
    assert lock_of(office) == first


def test_a_machine_without_the_archives_checks_against_the_lock(office: Shell) -> None:
    assert "BG209" not in codes(office("check").err)
    take_away(office, "minutes", "letter")
    assert "BG209" in codes(office("check").err)
    office.write("content/d/sources/minutes.txt", MINUTES)
    office.write("content/d/sources/letter.txt", LETTER)
    office("sources", "lock")
    take_away(office, "minutes", "letter")
    run = office("check")
    assert run.status == 0
    assert codes(run.err) & {"BG204", "BG205", "BG208", "BG209", "BG211"} == set()
    office.write("content/d/items.yaml", ITEMS.replace("three weeks", "four weeks"))
    assert "BG205" in codes(office("check").err)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("closed for three", "shut for three", "BG204"),
        ("sources/minutes.txt", "sources/minutes.docx", "BG210"),
        ("sources/minutes.txt", "../minutes.txt", "BG210"),
    ],
)
def test_nothing_is_locked_that_is_not_right(office: Shell, old: str, new: str, code: str) -> None:
    office("sources", "lock")
    before = lock_of(office)
    office.write("content/d/items.yaml", ITEMS.replace(old, new))
    run = office("sources", "lock")
    assert (run.status, run.out) == (1, "")
    assert codes(run.err) == {code}
    assert f"not written  {LOCK}" in run.err
    assert lock_of(office) == before


def test_an_archive_that_its_source_does_not_know_is_not_locked(office: Shell) -> None:
    office.write("content/d/sources/letter.txt", LETTER + "P.S.\n")
    run = office("sources", "lock")
    assert run.status == 1
    assert codes(run.err) == {"BG208"}
    assert not (office.folder / LOCK).exists()


def test_an_archive_without_a_digest_of_its_own_is_locked_anew(office: Shell) -> None:
    office("sources", "lock")
    office.write("content/d/sources/minutes.txt", f"A new head.\n{MINUTES}")
    assert "BG208" in codes(office("check").err)
    assert office("sources", "lock").status == 0
    assert codes(office("check").err) & {"BG208", "BG211"} == set()


def test_archives_that_are_not_here_stay_locked(office: Shell) -> None:
    office("sources", "lock")
    before = lock_of(office)
    take_away(office, "minutes")
    run = office("sources", "lock")
    assert run.status == 0
    assert "sources/minutes.txt is not here: it stays locked as it was" in run.err
    assert lock_of(office) == before
    # but not for words that nobody has looked up
    office.write("content/d/items.yaml", ITEMS.replace("three weeks", "four weeks"))
    run = office("sources", "lock")
    assert run.status == 1
    assert "BG205" in codes(run.err)
    assert lock_of(office) == before


def test_an_archive_that_is_another_than_was_locked_is_told(office: Shell) -> None:
    office("sources", "lock")
    before = lock_of(office)
    path = "content/d/sources/minutes.txt"
    office.write(path, f"{(office.folder / path).read_text('utf-8')}\nA line more.\n")
    run = office("sources", "lock")
    assert run.status == 0
    assert "sources/minutes.txt is not the file that was locked" in run.err
    assert lock_of(office) != before


def test_an_archive_that_was_never_here_is_not_locked(office: Shell) -> None:
    take_away(office, "minutes")
    run = office("sources", "lock")
    assert run.status == 0
    assert "sources/minutes.txt is not here: it is not locked" in run.err
    assert list(json.loads(lock_of(office))["sources"]) == ["letter"]


@pytest.mark.parametrize("broken", ["{", '{"format": 9}', "<<<<<<< ours\n"])
def test_a_broken_lock_is_written_anew(office: Shell, broken: str) -> None:
    office.write(LOCK, broken)
    run = office("check")
    assert run.status == 1
    assert "BG212" in codes(run.err)
    assert office("sources", "lock").status == 0
    assert json.loads(lock_of(office))["format"] == 1


def test_a_broken_lock_that_nothing_can_replace_is_left(office: Shell) -> None:
    take_away(office, "minutes", "letter")
    office.write(LOCK, "{\n")
    run = office("sources", "lock")
    assert run.status == 1
    assert "error[BG212]" in run.err
    assert f"{LOCK}:2:1" in run.err
    assert lock_of(office) == "{\n"


def test_a_quote_that_may_differ_is_locked_as_such(office: Shell) -> None:
    allowed = ITEMS.replace(
        "closed for three weeks\n",
        "shut for three weeks\n    allow: {quote-not-found: The printed minutes correct it.}\n",
    )
    office.write("content/d/items.yaml", allowed)
    run = office("sources", "lock")
    assert run.status == 0
    assert "minutes, not there, which is allowed" in run.err
    assert codes(office("check").err) & {"BG131", "BG204", "BG205", "BG211"} == set()
    take_away(office, "minutes", "letter")
    assert codes(office("check").err) & {"BG131", "BG204", "BG205"} == set()


def test_check_writes_nothing(office: Shell) -> None:
    run = office("sources", "lock", "--check")
    assert run.status == 1
    assert "would be written anew" in run.err
    assert not (office.folder / LOCK).exists()
    office("sources", "lock")
    before = lock_of(office)
    assert office("sources", "lock", "--check").status == 0
    office.write("content/d/items.yaml", ITEMS.replace("for three weeks", "for three"))
    assert "BG211" in codes(office("check").err)
    assert office("sources", "lock", "--check").status == 1
    assert lock_of(office) == before


def test_findings_of_other_rules_do_not_stand_against_a_lock(office: Shell) -> None:
    office.write("briefgen.yaml", OWN_RULES.replace("severity: {", "severity: {BG207: error, "))
    assert office("check").status == 1
    assert office("sources", "lock").status == 0


def test_a_faulty_dossier_is_not_locked_and_another_is(office: Shell) -> None:
    office.write("content/bad/dossier.yaml", "title: [\n")
    run = office("sources", "lock")
    assert run.status == 1
    assert "not written  content/bad/sources.lock" in run.err
    assert (office.folder / LOCK).exists()
    assert office("sources", "lock", "content/d/").status == 0


def test_nothing_to_lock(shell: Shell) -> None:
    run = shell("sources", "lock")
    assert run.status == 0
    assert "no source names an archived text" in run.err
    assert not (shell.folder / LOCK).exists()


def test_list(office: Shell) -> None:
    assert rows(office) == {
        "minutes": "secondary here 1 of 1 found sources/minutes.txt",
        "letter": "primary here 1 of 1 found sources/letter.txt",
        "speech": "secondary no archive 1 not checked",
    }
    office("sources", "lock")
    office.write("content/d/sources/letter.txt", LETTER + "P.S.\n")
    take_away(office, "minutes")
    assert rows(office) == {
        "minutes": "secondary absent, locked 1 of 1 locked sources/minutes.txt",
        "letter": "primary changed 1 of 1 found sources/letter.txt",
        "speech": "secondary no archive 1 not checked",
    }
    office.write("content/d/items.yaml", ITEMS.replace("minutes.txt", "minutes.doc"))
    assert rows(office)["minutes"] == "secondary unreadable 0 of 1 found sources/minutes.doc"


def rows(shell: Shell) -> dict[str, str]:
    run = shell("sources", "list")
    assert (run.status, run.err) == (0, "")
    lines = [line.split() for line in run.out.splitlines()[1:]]
    return {name: " ".join(rest) for name, *rest in lines if name != "s"}


@pytest.mark.parametrize("command", ["lock", "list"])
def test_an_unknown_dossier(office: Shell, command: str) -> None:
    run = office("sources", command, "e")
    assert (run.status, run.out) == (2, "")
    assert "unknown dossier `e`" in run.err
    (office.folder / "content/d/dossier.yaml").unlink()
    assert office("sources", command).status == 3


def test_a_link_that_leads_out_of_the_project(office: Shell) -> None:
    secret = office.folder.parent / "secret.txt"
    secret.write_text(MINUTES, encoding="utf-8")
    minutes: Path = office.folder / "content/d/sources/minutes.txt"
    minutes.unlink()
    minutes.symlink_to(secret)
    run = office("sources", "lock")
    assert run.status == 1
    assert codes(run.err) == {"BG210"}
    assert office("check").status == 1
