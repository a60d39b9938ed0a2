"""Documents that would take all time and memory that there is."""

from __future__ import annotations

import io
import re
import tempfile
import zlib
from pathlib import Path

from figure import Figure
from hostile_projects import Hostile, innocent_files, project_of, run

THREAT = "A bomb in a template, style sheet, table or picture"
ANSWER = (
    "composing and rendering happen in a process for each document, with limits of processor, "
    "memory, files and time"
)
CPU_S, WALL_S, MEMORY_MIB = 5, 60, 600
SETTINGS = f"limits: {{cpu_seconds: {CPU_S}, wall_seconds: {WALL_S}, memory_mib: {MEMORY_MIB}}}"
SLACK_S = 2
FLAT_MIB = 24
"""So much more memory than with innocent documents the command itself may hold."""

_LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
_CELLS = "<tr>" + "<td>x</td>" * 60 + "</tr>"
_USES = "".join(
    f'<g id="g{n}">' + f'<use xlink:href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 12)
)
_SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_CHAIN = "".join(f"--v{n}: var(--v{n - 1}), var(--v{n - 1});" for n in range(1, 30))


def _huge_png(side: int) -> bytes:
    """Return a picture that is small as a file and large as pixels."""
    out = io.BytesIO(b"")
    out.write(b"\x89PNG\r\n\x1a\n")
    head = side.to_bytes(4, "big") * 2 + b"\x08\x00\x00\x00\x00"
    body = zlib.compress(bytes((side + 1) * side), 9)
    for name, data in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b"")):
        out.write(len(data).to_bytes(4, "big") + name + data)
        out.write(zlib.crc32(name + data).to_bytes(4, "big"))
    return out.getvalue()


BOMBS = {
    "loop": Hostile(_LOOP),
    "power": Hostile("{{ (2 ** (2 ** 31)) % 7 }}"),
    "long text": Hostile("{{ 'x' * 10 ** 10 }}"),
    "doubled text": Hostile(
        "{% set ns = namespace(t='x') %}{% for a in range(99) %}{% set ns.t = ns.t ~ ns.t %}"
        "{% endfor %}{{ ns.t }}"
    ),
    "recursion": Hostile("{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}"),
    "table": Hostile(f"<table>{{% for a in range(90000) %}}{_CELLS}{{% endfor %}}</table>"),
    "flex boxes": Hostile("<div style='display:flex'>" * 60 + "x" + "</div>" * 60),
    "grids": Hostile("<div style='display:grid'>" * 60 + "x" + "</div>" * 60),
    "uses": Hostile(
        drawing=f'<svg {_SVG} viewBox="0 0 9 9"><title>A</title><defs><g id="g0">'
        f'<path d="M0 0h9v9z"/></g>{_USES}</defs><use xlink:href="#g11"/></svg>'.encode()
    ),
    "variables": Hostile(css=f":root {{--v0: a; {_CHAIN}}} * {{font-family: var(--v29)}}"),
    "counters": Hostile(css="p::before {content: " + "counters(a, 'x') " * 200_000 + "}"),
    "picture": Hostile(drawing=_huge_png(14_000), ending="png"),
    "pages": Hostile("<p style='break-before: page'>x</p>" * 60_000),
}
"""By name; each would take minutes and gigabytes, or for ever."""


def measure(share: float) -> Figure:
    """Return how each bomb ended, beside innocent documents in the same build."""
    names = list(BOMBS)[:: max(1, round(1 / share))]
    faults: list[str] = []
    kinds: dict[str, int] = {}
    worst, growth = 0.0, 0.0
    with tempfile.TemporaryDirectory() as scratch:
        calm = run(project_of(Path(scratch, "calm"), {}, SETTINGS))
        if calm.status or not innocent_files(Path(scratch, "calm")):
            faults.append(f"without a bomb nothing is built: {calm.said}")
        for name in names:
            safe = name.replace(" ", "-")
            project = project_of(Path(scratch, safe), {safe: BOMBS[name]}, SETTINGS)
            ended = run(project)
            codes = set(re.findall(r"error\[(BG\d+)\]", ended.said))
            for code in codes:
                kinds[code] = kinds.get(code, 0) + 1
            over = max(ended.cpu_s - calm.cpu_s - CPU_S, ended.wall_s - calm.wall_s - WALL_S)
            worst, growth = max(worst, over), max(growth, ended.parent_mib - calm.parent_mib)
            if ended.status != 1 or not codes or "Traceback" in ended.said:
                faults.append(f"{name}: status {ended.status}: {ended.said[-400:]}")
            if f"x-{safe}/k-{safe}/public/en" not in ended.said:
                faults.append(f"{name}: the document is not named")
            if not innocent_files(project):
                faults.append(f"{name}: the innocent documents are not there")
            if over > SLACK_S:
                faults.append(f"{name}: {over:.1f} s beyond the limit")
            if ended.left:
                faults.append(f"{name}: processes or temporary files are left")
    if growth > FLAT_MIB:
        faults.append(f"the command held {growth:.0f} MiB more than without a bomb")
    if "BG615" not in kinds:
        faults.append("no limit was ever reached: these are no bombs")
    ends = ", ".join(f"{number} by {code}" for code, number in sorted(kinds.items()))
    text = (
        f"{len(names)} bombs with limits of {CPU_S} s and {MEMORY_MIB} MiB: all ended ({ends}), at "
        f"most {max(0.0, worst):.1f} s after the limit; the other documents were built each time, "
        f"and the command itself held at most {max(0.0, growth):.0f} MiB more than without"
    )
    return Figure(text, not faults, tuple(faults))
