"""Restricted words, planted in finished files in every place that they have."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from figure import Figure
from killing import environment

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests/unit/prove")]

THREAT = (
    "Restricted text in a wider audience's file: streams, tags, metadata, attachments, comments"
)
ANSWER = (
    "the finished bytes are read back with qpdf and PDFium, and the words of restricted items are "
    "looked for in every place and coding"
)
HARMLESS = "Nothing in these later words is for the few who may read more of fi and ffi."
HEADING = """\
title: The strike at the port
as_of: 2023-07-14T00:00:00Z
marking: TLP:CLEAR
summary: The crews and the port are still apart.
bottom_line: The ministry should mediate between both of them.
"""
PROJECT = """\
audiences: {public: {clearance: "TLP:CLEAR"}, staff: {clearance: "TLP:RED", depth: full}}
documents: [{templates: [policy-brief, timeline]}]
to: [pdf, markdown, html]
"""
ENDINGS = {"pdf": "pdf", "markdown": "md", "html": "html"}


def measure(share: float) -> Figure:
    """Return how many planted secrets were found, and how many harmless words were taken for one.

    Its control is the file of those who may read the item: it must be full of leaks for the others.
    """
    from leak_plants import BYTES, HTML, MARKDOWN, PDF, planted
    from proof_project import SECRET

    from briefgen.prove import find_leaks

    with tempfile.TemporaryDirectory() as scratch:
        files, staff, secrets = _built(Path(scratch))
    tries = [
        *(("pdf", name, lambda words, plant=plant: planted(files["pdf"], plant, words))
          for name, plant in PDF.items()),
        *(("pdf", name, lambda words, plant=plant: plant(files["pdf"], words.encode()))
          for name, plant in BYTES.items()),
        *(("html", name, lambda words, plant=plant: _in_page(files["html"], plant(words)))
          for name, plant in HTML.items()),
        *(("markdown", name, lambda words, plant=plant: files["markdown"] + _line(plant(words)))
          for name, plant in MARKDOWN.items()),
    ]  # fmt: skip
    missed = [f"{form}: {name}" for form, name, put in tries
              if not find_leaks(put(SECRET), form, secrets)]  # fmt: skip
    alarms = [f"false alarm in {form}: {name}" for form, name, put in tries
              if find_leaks(put(HARMLESS), form, secrets)]  # fmt: skip
    alarms += [f"false alarm in the {form}" for form in files
               if find_leaks(files[form], form, secrets)]  # fmt: skip
    unseen = [f"control: nothing found in the {form} of staff" for form in staff
              if not find_leaks(staff[form], form, secrets)]  # fmt: skip
    found = len(tries) - len(missed)
    text = (
        f"{found} of {len(tries)} places in PDF, HTML and Markdown found; {len(alarms)} false "
        f"alarms with other words in the same places"
    )
    return Figure(text, not (missed or alarms or unseen), (*missed, *alarms, *unseen))


def _line(words: str) -> bytes:
    return f"\n{words}\n".encode()


def _in_page(page: bytes, words: str) -> bytes:
    return page.replace(b"</body>", _line(words) + b"</body>")


def _built(folder: Path) -> tuple[dict[str, bytes], dict[str, bytes], Any]:
    """Return the files for everybody, those for the staff, and what the first must not hold."""
    from PIL import Image
    from proof_project import ITEMS

    from briefgen.project import Document
    from briefgen.session import open_session
    from briefgen.world import DiskWorld, builtin_world

    (folder / "content/d/figures").mkdir(parents=True)
    (folder / "briefgen.yaml").write_text(PROJECT)
    (folder / "content/d/dossier.yaml").write_text(HEADING)
    (folder / "content/d/items.yaml").write_text(ITEMS, encoding="utf-8")
    Image.new("RGB", (40, 30), "red").save(folder / "content/d/figures/map.jpg")
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", "build", "-o", "output"],
        cwd=folder, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"the project cannot be built:\n{done.stdout}{done.stderr}")
    session, _ = open_session(DiskWorld(folder), builtin_world())
    if session is None:
        raise SystemExit("the project cannot be read")
    secrets = session.secrets(Document("d", "policy-brief", "public", "en"))
    output = folder / "output"
    wide, narrow = (
        {
            form: next((output / audience).glob(f"d.{kind}.en.{ending}")).read_bytes()
            for form, ending in ENDINGS.items()
        }
        for audience, kind in (("public", "policy-brief"), ("staff", "timeline"))
    )
    return wide, narrow, secrets
