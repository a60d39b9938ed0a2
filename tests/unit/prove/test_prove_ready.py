"""What a proof needs besides the file is there before the file is."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

PROGRAM = """\
import sys
from pathlib import Path
from briefgen.prove import Secret, Secrets, find_leaks, find_losses, load_provers

if sys.argv[2:]:
    load_provers()
secrets = Secrets((Secret("wordsthatnobodyhas", "events", "e", "text"),))
before = set(sys.modules)
content = Path(sys.argv[1]).read_bytes()
assert find_leaks(content, "pdf", secrets) == ()
find_losses(content, "pdf", "<p>Words</p>", ())
print(*sorted(name for name in set(sys.modules) - before if not name.startswith("encodings.")))
"""


def test_the_libraries_are_loaded_before_there_is_a_file(brief: Any, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(brief.files["pdf"])

    def loaded(*how: str) -> set[str]:
        command = [sys.executable, "-c", PROGRAM, str(file), *how]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
        return set(done.stdout.split())

    assert loaded("ready") == set()
    assert {"pikepdf", "pypdfium2", "lxml.html", "fontTools.ttLib"} <= loaded()


def test_what_is_looked_for_is_prepared_once(brief: Any) -> None:
    secrets = replace(brief.secrets)
    secrets.be_ready()
    prepared = dict(vars(secrets))
    assert brief.files["pdf"]
    assert secrets.among("Nothing of it.") == ()
    assert secrets.has_wide
    assert vars(secrets) == prepared
