"""A word of its own in each field of what is restricted, looked for with other people's tools."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from figure import Figure
from foreign_tools import TOOLS, words_in
from killing import environment
from planted import CLEARED, LANGUAGES, WIDE, Planted, planted

__all__ = ["ANSWER", "THREAT", "measure", "search"]

THREAT = "Restricted text in a wider audience's file, wherever a file can hold text"
ANSWER = (
    "what an audience may not see is removed before any template runs; the finished file is read "
    "back before it is written"
)


def measure(share: float) -> Figure:
    """Return which words were found; with a small share in documents of one language only."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        return Figure(f"not measured: {', '.join(missing)} not installed", holds=False)
    made = planted()
    with tempfile.TemporaryDirectory() as scratch:
        return search(made, Path(scratch), LANGUAGES if share > 0.5 else LANGUAGES[:1])


def search(
    made: Planted, top: Path, languages: tuple[str, ...], choice: tuple[str, ...] = ()
) -> Figure:
    """Return the figure of a project, built in a folder; `choice` narrows it further."""
    for path, content in made.files.items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_bytes(content)
    asked = [argument for language in languages for argument in ("-l", language)]
    built = subprocess.run(
        [sys.executable, "-m", "briefgen", "build", *asked, *choice],
        cwd=top,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    faults = [f"the build ended with {built.returncode}: {built.stderr[-2000:]}"]
    faults *= built.returncode != 0
    found: dict[str, set[str]] = {}
    by_tool: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for written in sorted((top / "output").rglob("*.*")):
        if not written.is_file() or written.parent == top / "output":
            continue
        audience = written.parent.name
        files[audience] += 1
        for tool, words in words_in(written).items():
            found.setdefault(audience, set()).update(words)
            if audience == CLEARED:
                by_tool[tool] += len(words)
            elif words:
                faults.append(f"{tool} finds {_named(made, words)} in {audience}/{written.name}")
    faults += _in_manifest(top / "output/manifest.json", made)
    wanted = {word for word, place in made.printable.items() if _is_of(place, languages)}
    lost = wanted - found.get(CLEARED, set())
    if lost:
        faults.append(f"the control does not find {_named(made, lost)}")
    hidden = set(made.others) & found.get(CLEARED, set())
    if hidden:
        faults.append(f"what no document may have is in the control: {_named(made, hidden)}")
    idle = set(TOOLS) - {"pdfdetach", "pdfimages"} - set(by_tool)
    if idle:
        faults.append(f"found nothing at all in the control: {', '.join(sorted(idle))}")
    wide = sum(files[name] for name in WIDE)
    leaked = {word for name in WIDE for word in found.get(name, ())}
    text = (
        f"{len(made.printable) + len(made.others)} words planted, in each field of each family, in "
        f"ids, file names, metadata of pictures, comments, front matter and allowances: "
        f"{len(leaked)} found in {wide} files for wider readers with {', '.join(TOOLS)}; control: "
        f"{len(wanted - lost)} of {len(wanted)} that can be printed found in the cleared reader's"
    )
    return Figure(text, not faults and wide > 0, tuple(faults))


def _in_manifest(path: Path, made: Planted) -> list[str]:
    documents = json.loads(path.read_bytes())["documents"] if path.is_file() else []
    faults = []
    for entry in documents:
        text = json.dumps(entry, ensure_ascii=False)
        words = {word for word in (*made.printable, *made.others) if word in text}
        if entry["audience"] in WIDE and words:
            faults.append(f"the manifest names {_named(made, words)} under {entry['name']}")
    return faults


def _is_of(place: str, languages: tuple[str, ...]) -> bool:
    """Return whether what stands in a place is printed in one of the languages."""
    language = place.rpartition(", ")[2]
    return language not in LANGUAGES or language in languages


def _named(made: Planted, words: set[str]) -> str:
    everywhere = {**made.printable, **made.others}
    places = [f"{word} ({everywhere.get(word, '?')})" for word in sorted(words)]
    return ", ".join(places[:8]) + (f" and {len(places) - 8} more" if len(places) > 8 else "")
