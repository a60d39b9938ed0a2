"""Look for planted words in finished files, with programs that are not briefgen's."""

from __future__ import annotations

import base64
import binascii
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

__all__ = ["TOOLS", "WORD", "words_in"]

TOOLS = ("qpdf", "pdftotext", "pdfinfo", "pdfimages", "pdfdetach", "mutool", "strings", "grep")
WORD = r"zq7[0-9]{5}x"
_WORD = re.compile(WORD.encode(), re.IGNORECASE)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{8,})>")
_DATA = re.compile(rb"data:(?!font/)[\w/+.-]*;base64,([A-Za-z0-9+/=]+)")


def words_in(path: Path) -> dict[str, set[str]]:
    """Return (tool → the words that are found in what it makes of a file)."""
    found: dict[str, set[str]] = {}
    for tool, content in _looked_at(path):
        words = {word.decode().lower() for word in _WORD.findall(_unfolded(content))}
        found.setdefault(tool, set()).update(words)
    return found


def _looked_at(path: Path) -> Iterator[tuple[str, bytes]]:
    yield "grep", _run("grep", "-a", "-o", "-i", "-E", WORD, str(path))
    yield "strings", _run("strings", "-a", str(path))
    if path.suffix == ".pdf":
        with tempfile.TemporaryDirectory() as scratch:
            yield from _of_pdf(path, Path(scratch))
    else:
        for encoded in _DATA.findall(path.read_bytes()):
            yield "strings", _run("strings", "-a", "-", content=base64.b64decode(encoded))


def _of_pdf(path: Path, scratch: Path) -> Iterator[tuple[str, bytes]]:
    name = str(path)
    for choice in ((), ("-raw",), ("-layout",)):
        yield "pdftotext", _run("pdftotext", *choice, name, "-")
    for choice in (("-meta",), ("-struct-text",), ("-dests",), ("-url",), ()):
        yield "pdfinfo", _run("pdfinfo", *choice, name)
    plain = scratch / "plain.pdf"
    _run("qpdf", "--qdf", "--object-streams=disable", name, str(plain))
    yield "qpdf", plain.read_bytes()
    clean = scratch / "clean.pdf"
    _run("mutool", "clean", "-d", "-a", name, str(clean))
    yield "mutool", clean.read_bytes()
    yield "mutool", _run("mutool", "show", "-g", name, "grep")
    yield "mutool", _run("mutool", "draw", "-q", "-F", "txt", name)
    for file in (plain, clean):
        for width in ("s", "b", "l"):
            yield "strings", _run("strings", "-a", "-e", width, str(file))
    _run("pdfimages", "-all", name, str(scratch / "image"))
    _run("pdfdetach", "-saveall", "-o", str(scratch), name)
    (scratch / "extracted").mkdir()
    _run("mutool", "extract", str(path.resolve()), inside=scratch / "extracted")
    for file in sorted(scratch.rglob("*")):
        if file.is_file() and file not in (plain, clean):
            tool = "pdfimages" if file.name.startswith("image") else "pdfdetach"
            yield "mutool" if file.parent != scratch else tool, file.read_bytes()
            yield "strings", _run("strings", "-a", str(file))


def _run(*command: str, content: bytes = b"", inside: Path | None = None) -> bytes:
    done = subprocess.run(command, input=content, capture_output=True, check=False, cwd=inside)
    # each says by its status that there is nothing to find, too
    return done.stdout


def _unfolded(content: bytes) -> bytes:
    """Return the content, its strings in each way that PDFs write them, and it without spaces."""
    narrow = content.replace(b"\\000", b"").replace(b"\0", b"")
    hexadecimal = b" ".join(_unhexed(digits) for digits in _HEX.findall(content))
    joined = re.sub(rb"[\s-]+|\xc2\xad|\xe2\x81\xa0", b"", narrow)
    return b"\n".join((content, narrow, hexadecimal.replace(b"\0", b""), joined))


def _unhexed(digits: bytes) -> bytes:
    even = re.sub(rb"\s", b"", digits)
    try:
        return binascii.unhexlify(even + b"0" * (len(even) % 2))
    except binascii.Error:
        return b""
