"""Runs the command line in a small project on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen.checks import RULES
from briefgen.cli import main

RULES_OFF = f"checks: {{severity: {{{', '.join(f'{code}: off' for code in RULES)}}}}}"
PROJECT = f"""\
{RULES_OFF}
audiences:
  public: {{clearance: "TLP:CLEAR"}}
  staff: {{clearance: "TLP:RED"}}
documents:
  - {{templates: [timeline], audiences: [public]}}
  - {{templates: [policy-brief], audiences: [staff]}}
"""
DOSSIER = """\
title: A title
as_of: "2023-07-14T09:00:00+09:00"
marking: TLP:CLEAR
summary: A summary.
events: {e: {date: "2023-07-11", text: It happened, status: occurred, sources: ["s, p. 1"]}}
sources: {s: {title: A source}}
"""


@dataclass(frozen=True)
class Run:
    status: int
    out: str
    err: str


class Shell:
    """Runs the command line in a project on disk."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def __call__(self, *arguments: str) -> Run:
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as caught:
            main(arguments)
        captured = self.capsys.readouterr()
        assert isinstance(caught.value.code, int)
        return Run(caught.value.code, captured.out, captured.err)
