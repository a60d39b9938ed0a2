"""While a document is made, the command loads what it is judged with: it has nothing else to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cli_shell import DOSSIER, PROJECT

NOTED = """\
import atexit, sys
from briefgen import crew
from briefgen.render import fonts
loaded = []
in_order = crew.in_order
def noting(*rest):
    for delivered in in_order(*rest):
        loaded[:] = [set(sys.modules), fonts.font_file.cache_info().currsize]
        yield delivered
crew.in_order = noting
def told():
    print(fonts.font_file.cache_info().currsize - loaded[1])
    print(*sorted(set(sys.modules) - loaded[0]))
atexit.register(told)
from briefgen.start import main
sys.argv = ["briefgen", "build", "--to", "pdf", "-t", "timeline"]
main()
"""


@pytest.mark.parametrize("text", ["It happened", "It happened in 東京"])
def test_nothing_is_loaded_when_a_document_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFGEN_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "content" / "d").mkdir(parents=True)
    Path("briefgen.yaml").write_text(PROJECT, "utf-8")
    dossier = DOSSIER.replace("It happened", text)
    Path("content/d/dossier.yaml").write_text(dossier, "utf-8")
    command = [sys.executable, "-c", NOTED]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    fonts, *modules = done.stdout.split()
    assert int(fonts) == 0
    late = {name for name in modules if name.split(".")[0] not in sys.stdlib_module_names}
    assert late == set()
