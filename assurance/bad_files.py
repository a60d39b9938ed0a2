"""Files that are no good: broken pictures, encodings, links, pipes, devices, folders."""

from __future__ import annotations

import os
import struct
import tempfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from figure import Figure
from hostile_input import ITEMS, PROJECT, Outcome, run, write
from PIL import Image

THREAT = "Broken files: pictures, encodings, links, pipes, devices, folders, names"
ANSWER = (
    "only regular files inside the project are read, up to a size, as UTF-8; pictures are opened, "
    "checked and freed of what does not show before they are used"
)
Content = str | bytes | Callable[[Path], object]


def _picture(kind: str = "PNG", mode: str = "RGB", **options: object) -> bytes:
    out = BytesIO()
    Image.new(mode, (8, 8)).save(out, kind, **options)
    return out.getvalue()


def _png(width: int, height: int, data: bytes, depth: int = 8) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        length, checked = struct.pack(">I", len(content)), zlib.crc32(name + content)
        return b"".join((length, name, content, struct.pack(">I", checked)))

    head = struct.pack(">IIBBBBB", width, height, depth, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _svg(inside: str, before: str = "") -> str:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'


_DEVICE = "/dev/zero"
_LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 20))
_LAUGHS = f'<!ENTITY a0 "x">{_LAUGHS}'
PICTURES: Mapping[str, tuple[str, bytes | str]] = {
    "cut": ("png", _picture()[:-30]),
    "empty": ("png", b""),
    "a text": ("png", b"this is no picture"),
    "a JPEG called PNG": ("png", _picture("JPEG")),
    "a GIF called PNG": ("png", _picture("GIF", "P")),
    "a PNG called JPEG": ("jpg", _picture()),
    "cut JPEG": ("jpg", _picture("JPEG")[:-40]),
    "CMYK": ("jpg", _picture("JPEG", "CMYK")),
    "16 bits": ("png", _picture("PNG", "I;16")),
    "huge": ("png", _png(60_000, 60_000, zlib.compress(b""))),
    "beyond": ("png", _png(2**31 - 1, 2**31 - 1, b"")),
    "wrong sums": ("png", _picture()[:40] + b"\xff" + _picture()[41:]),
    "a bomb in a picture": ("png", _png(8, 8, zlib.compress(b"\0" * (1 << 30), 9))),
    "a bomb of entities": ("svg", _svg("<text>&a19;</text>", f"<!DOCTYPE svg [{_LAUGHS}]>")),
    "a file as an entity": ("svg", _svg("<text>&a;</text>", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>')),
    "an address as an entity": ("svg", _svg("<text>&a;</text>", '<!DOCTYPE svg [<!ENTITY a SYSTEM "http://127.0.0.1/">]>')),
    "not closed": ("svg", "<svg"),
    "no namespace": ("svg", "<svg><path/></svg>"),
    "HTML": ("svg", "<html><body>x</body></html>"),
    "deep": ("svg", _svg("<g>" * 100_000)),
    "a control character": ("svg", _svg("<text>\x01</text>")),
    "unknown encoding": ("svg", '<?xml version="1.0" encoding="none"?>' + _svg("")),
    "a broken picture inside": ("svg", _svg('<image href="data:image/png;base64,AAAA"/>')),
    "a page inside": ("svg", _svg('<image href="data:text/html;base64,AAAA"/>')),
    "vast": ("svg", _svg("<!--" + "x" * 5_000_001 + "-->")),
}  # fmt: skip
"""Refused, each at the place where the dossier names it."""
CLEANED: Mapping[str, str] = {
    "a script": _svg("<script>SECRETWORD</script><path d='M0 0h9v9z'/>"),
    "a foreign object": _svg("<foreignObject>SECRETWORD</foreignObject><path d='M0 0h9v9z'/>"),
    "a handler": _svg("<path onclick='SECRETWORD' d='M0 0h9v9z'/>"),
    "a link elsewhere": _svg("<image href='file:///etc/passwd'/><path d='M0 0h9v9z'/>"),
}  # fmt: skip
"""Built without what does not show, or refused."""
FILES: Mapping[str, tuple[str, Content, str]] = {
    "UTF-16": ("content/d/a.yaml", "terms: {}\n".encode("utf-16"), "BG010"),
    "UTF-16 without a mark": ("content/d/b.yaml", "terms: {}\n".encode("utf-16-le"), "BG010"),
    "UTF-32": ("content/d/c.yaml", "terms: {}\n".encode("utf-32"), "BG010"),
    "Latin-1": ("content/d/e.yaml", "# caf\xe9\n".encode("latin-1"), "BG010"),
    "Shift_JIS": ("content/d/f.yaml", "# \u3053\u3093\u306b\n".encode("cp932"), "BG010"),
    "cut in a letter": ("content/d/g.yaml", "# \u3053".encode()[:-1], "BG010"),
    "half a pair": ("content/d/h.yaml", "# \ud83d\n", "BG010"),
    "a null": ("content/d/i.yaml", "# \x00\n", "BG011"),
    "a PDF": ("content/d/j.yaml", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "BG010"),
    "a pipe": ("content/d/k.yaml", os.mkfifo, "BG019"),
    "a device": ("content/d/l.yaml", lambda path: path.symlink_to("/dev/zero"), "BG019"),
    "a circle": ("content/d/m.yaml", lambda path: path.symlink_to(path.name), "BG019"),
    "a link to nothing": ("content/d/n.yaml", lambda path: path.symlink_to("gone"), "BG019"),
    "a link out": ("content/d/o.yaml", lambda path: path.symlink_to("/etc/passwd"), "BG019"),
    "a link to a folder": ("content/d/p.yaml", lambda path: path.symlink_to("/etc"), "BG020"),
    "vast": ("content/d/q.yaml", lambda path: os.truncate(_made(path), 100_000_001), "BG019"),
    "a pipe of Markdown": ("content/d/r.md", os.mkfifo, "BG019"),
    "a pipe of an export": ("content/d/s.json", os.mkfifo, "BG019"),
    "a device of an export": ("content/d/t.bib", lambda path: path.symlink_to(_DEVICE), "BG019"),
    "a pipe of a template": ("templates/timeline/style.css", os.mkfifo, "BG019"),
    "a name in two lines": ("content/d/u\nv.yaml", "terms: {}\n", "BG021"),
    "a name of no letters": (os.fsdecode(b"content/d/\xff\xfe.yaml"), "terms: {}\n", "BG021"),
    "no front matter": ("content/d/w.md", "Text.\n", "BG014"),
    "broken JSON": ("content/d/x.json", "[{", "BG243"),
    "deep JSON": ("content/d/y.json", "[" * 100_000, "BG243"),
    "broken BibTeX": ("content/d/z.bib", "@book{s,\n title={a", "BG244"),
}  # fmt: skip
"""A file, and what must be said of it at its place."""
_ON_LINE = (
    '  f{n}: {{file: "figures/{n}.{end}", alt: Ships lie at the quay., credit: D, licence: L}}\n'
)


def _made(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def measure(share: float) -> Figure:
    """Return which file was not told at its place, and what was ended otherwise."""
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        top = Path(scratch)
        outcome = run(write(top / "all", {path: file for path, file, _ in FILES.values()}), "check")
        faults += _ended(outcome)
        told = {(one.code, one.path) for one in outcome.found}
        for name, (path, _, code) in FILES.items():
            shown = path.replace("\n", "\ufffd").encode("utf-8", "backslashreplace").decode()
            if (code, shown) not in told:
                faults.append(f"{name}: {code} was not told at {shown!r}")
        if "root:" in outcome.said:
            faults.append("what stands in /etc/passwd is shown")
        faults += _pictures(top / "pictures")
        faults += _cleaned(top)
        # the control: the same with nothing broken
        good = run(write(top / "good", _figures({"good": ("png", _picture())})), "build")
        if good.status or good.found:
            faults.append(f"the control does not build: {good.said[:300]}")
    number = len(FILES) + len(PICTURES) + len(CLEANED)
    text = (
        f"{number} bad files ({len(FILES)} of text, {len(PICTURES) + len(CLEANED)} pictures): a "
        "message at its place for each, no traceback, no hang; scripts and links elsewhere are "
        "gone or refused"
    )
    return Figure(text if not faults else f"{len(faults)} fail", not faults, tuple(faults))


def _figures(pictures: Mapping[str, tuple[str, bytes | str]]) -> dict[str, Content]:
    lines = (_ON_LINE.format(n=n, end=end) for n, (end, _) in enumerate(pictures.values()))
    files: dict[str, Content] = {
        "briefgen.yaml": PROJECT.replace("timeline", "drawn"),
        "templates/drawn/template.yaml": "label: Drawn\nextends: policy-brief\n"
        "parts: [{part: figures, of: figures}, {part: event-list, of: events}, {part: notes}]\n",
        "content/d/items.yaml": ITEMS,
        "content/d/figures.yaml": "".join(["figures:\n", *lines]),
    }
    return files | {
        f"content/d/figures/{number}.{ending}": content
        for number, (ending, content) in enumerate(pictures.values())
    }


def _pictures(folder: Path) -> list[str]:
    outcome = run(write(folder, _figures(PICTURES)), "build")
    told = {one.line for one in outcome.errors if one.path == "content/d/figures.yaml"}
    return _ended(outcome) + [
        f"{name}: not told at its place"
        for number, name in enumerate(PICTURES)
        if number + 2 not in told
    ]


def _cleaned(top: Path) -> list[str]:
    faults = []
    for number, (name, text) in enumerate(CLEANED.items()):
        project = write(top / f"cleaned-{number}", _figures({name: ("svg", text)}))
        outcome = run(project, "build", "--to", "html")
        made = project / "output/public/d.drawn.en.html"
        if outcome.status == 0 and (not made.exists() or b"SECRETWORD" in made.read_bytes()):
            faults.append(f"{name}: came through")
        elif outcome.status:
            faults += [f"{name}: {one}" for one in _ended(outcome)]
            if any(not one.path for one in outcome.errors):
                faults.append(f"{name}: no place: {outcome.said[:200]}")
    return faults


def _ended(outcome: Outcome) -> list[str]:
    is_well = outcome.status == 1 and "Traceback" not in outcome.said
    return [] if is_well else [f"ended with {outcome.status}: {outcome.said[:200]}"]
