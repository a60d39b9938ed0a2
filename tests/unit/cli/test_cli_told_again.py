"""What the log says of a document must not depend on documents for readers who may see more."""

from __future__ import annotations

import pytest
from cli_shell import RULES_OFF, Shell

DOSSIER = """\
title: {ja: 題}
as_of: "2023-07-14T09:00:00+09:00"
marking: TLP:CLEAR
events: {e: {date: "2023-07-11", text: {en: It happened}, status: occurred}}
"""


@pytest.mark.parametrize(("cleared", "times"), [("a-staff", 2), ("z-staff", 1)])
def test_a_finding_is_told_again_for_readers_who_may_see_less(
    shell: Shell, cleared: str, times: int
) -> None:
    """Documents are built in the order of their audiences' names."""
    audiences = f'{{m-public: {{clearance: "TLP:CLEAR"}}, {cleared}: {{clearance: "TLP:RED"}}}}'
    documents = "[{templates: [timeline], languages: [ja], to: [markdown]}]"
    project = f"{RULES_OFF}\naudiences: {audiences}\ndocuments: {documents}\n"
    shell.write("briefgen.yaml", project)
    shell.write("content/d/dossier.yaml", DOSSIER)
    run = shell("build")
    assert run.err.count("warning[BG405]") == times
    assert run.err.rstrip().endswith("1 warning")
