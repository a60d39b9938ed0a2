"""Results as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from figures import Curve, Fact, Result, Row, Table, exponent, ratio

__all__ = ["machine_lines", "result_lines"]


def machine_lines(about: Mapping[str, Any], versions: Mapping[str, str]) -> Iterator[str]:
    """Yield on what, and with which versions, something was measured."""
    memory = f", {about['memory_gib']} GiB of memory" if about.get("memory_gib") else ""
    yield f"{about['processor']}, {about['cores']} cores{memory}; {about['distribution']}, "
    yield f"{about['system']}; Python {about['python']}."
    yield ""
    yield ", ".join(f"{name} {version}" for name, version in versions.items()) + "."


def result_lines(title: str, what: str, result: Result) -> Iterator[str]:
    """Yield a section with all that a case found."""
    yield from (f"## {title}", "", what, "")
    for table in result.tables:
        yield from (f"**{table.title}**", "", *_table_lines(table), "")
    for curve in result.curves:
        yield from (f"**{curve.title}**", "", *_curve_lines(curve), "")
    if result.facts:
        yield from (*_fact_lines(result.facts), "")
    for note in result.notes:
        yield from (note, "")


def _table_lines(table: Table) -> Iterator[str]:
    counted = any(row.documents for row in table.rows)
    head = "| | median s | least–most s | processor s | peak MiB | ratio | of processor |"
    yield head + (" documents/s |" if counted else "")
    yield "|---|--:|--:|--:|--:|--:|--:|" + ("--:|" if counted else "")
    base = table.row(table.baseline)
    for row in table.rows:
        least, median, most = row.wall
        # rows that made different numbers of documents are compared by their rate
        scale = base.documents / row.documents if base and base.documents else 1.0
        times = [_times(row, base, scale, of_cpu=of_cpu) for of_cpu in (False, True)]
        cells = [row.way, _s(median), f"{_s(least)}–{_s(most)}", _s(row.cpu[1])]
        cells += [f"{row.peak_mib:.0f}" if row.peak_mib else "", *times]
        cells += [f"{row.documents_a_second:.2f}"] if counted else []
        yield f"| {' | '.join(cells)} |"


def _times(row: Row, base: Row | None, scale: float, *, of_cpu: bool) -> str:
    found = ratio(row, base, of_cpu=of_cpu)
    return "" if found is None else f"{found * scale:.2f}"


def _curve_lines(curve: Curve) -> Iterator[str]:
    yield f"| {curve.size_of} | s | processor s | processor ms each | worker MiB |"
    yield "|--:|--:|--:|--:|--:|"
    peaks = curve.peak_mib or (0.0,) * len(curve.sizes)
    for size, wall, cpu, peak in zip(curve.sizes, curve.wall_s, curve.cpu_s, peaks, strict=True):
        yield f"| {size:g} | {_s(wall)} | {_s(cpu)} | {1000 * cpu / size:.0f} | {peak:.0f} |"
    growth = exponent(curve.sizes, curve.cpu_s)
    if growth is not None:
        yield ""
        yield f"The processor's time grows as {curve.size_of}^{growth:.2f}."


def _fact_lines(facts: tuple[Fact, ...]) -> Iterator[str]:
    aims = any(fact.aim for fact in facts)
    yield "| | found |" + (" aim |" if aims else "")
    yield "|---|--:|" + ("---|" if aims else "")
    for fact in facts:
        value = fact.value if isinstance(fact.value, str) else f"{_number(fact.value)}"
        unit = f" {fact.unit}" if fact.unit else ""
        yield f"| {fact.what} | {value}{unit} |" + (f" {fact.aim} |" if aims else "")


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


def _s(seconds: float) -> str:
    return (
        f"{seconds:.3f}" if seconds < 1 else f"{seconds:.2f}" if seconds < 100 else f"{seconds:.0f}"
    )
