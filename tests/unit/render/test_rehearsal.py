"""A page that is laid out beforehand: it changes nothing, and what it is for is then there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefgen.render import REHEARSED, rehearsal

ROOT = Path(__file__).parents[3]
PROGRAM = """\
import hashlib, json, sys
import pyphen
from weasyprint.text.ffi import ffi
from briefgen.job import Job
from briefgen.render import RENDERERS, rehearse
from briefgen.render.fonts import font_files
language, is_rehearsed = sys.argv[1:]
if is_rehearsed == "yes":
    list(rehearse(language))
known = {"dictionaries": list(pyphen.hdcache), "types": len(ffi._parsed_types)}
page = f'<html lang="{language}"><title>T</title><p style="hyphens: auto; width: 9mm">Extraordinary'
job = Job("a", page, (), "", fonts=font_files(cjk=False), language=language)
content = RENDERERS["pdf"](job).content
after = {"dictionaries": list(pyphen.hdcache), "types": len(ffi._parsed_types)}
print(json.dumps([known, after, hashlib.sha256(content).hexdigest()], default=str))
"""


def rendered(language: str, is_rehearsed: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, language, is_rehearsed],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("language", sorted(REHEARSED))
def test_a_rehearsal_has_ready_what_a_page_needs_and_changes_none(language: str) -> None:
    cold, cold_after, content = rendered(language, "no")
    known, after, same = rendered(language, "yes")

    assert cold["dictionaries"] == []
    assert known["dictionaries"] == after["dictionaries"] == cold_after["dictionaries"] != []
    # but for arrays of sizes that none had before
    assert after["types"] - known["types"] < (cold_after["types"] - cold["types"]) / 2
    assert same == content


def test_each_language_has_words() -> None:
    assert set(rehearsal._WORDS) == REHEARSED
