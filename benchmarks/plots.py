"""Results as a picture: bars for what is compared, lines for what grows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from figures import Curve, Result, Table

__all__ = ["draw", "is_possible"]

_OWN, _OTHER = "#1f4e79", "#b8c4d0"


def is_possible() -> bool:
    """Return whether matplotlib is installed: the dependency group `bench` has it."""
    from importlib.util import find_spec

    return find_spec("matplotlib") is not None


def draw(results: Mapping[str, Result], path: Path) -> bool:
    """Write an SVG with every table and curve; False where there is nothing to draw."""
    import matplotlib as mpl

    mpl.use("Agg")
    # the same figures give the same file, and words stay words
    mpl.rcParams.update({"svg.hashsalt": "briefgen", "svg.fonttype": "none", "font.size": 8})
    from matplotlib import pyplot as plt

    tables = [table for result in results.values() for table in result.tables]
    curves = [curve for result in results.values() for curve in result.curves]
    shown = [*tables, *curves]
    if not shown:
        return False
    rows = (len(shown) + 1) // 2
    figure, axes = plt.subplots(rows, 2, figsize=(10, 2.6 * rows), layout="constrained")
    for place, one in zip(axes.flat, shown, strict=False):
        (_bars if isinstance(one, Table) else _lines)(place, one)
    for place in list(axes.flat)[len(shown) :]:
        place.set_visible(False)
    figure.savefig(path, format="svg", metadata={"Date": None})
    plt.close(figure)
    return True


def _bars(axes: Any, table: Table) -> None:
    counted = any(row.documents for row in table.rows)
    rows = table.rows[::-1]
    values = [row.documents_a_second if counted else row.wall[1] for row in rows]
    has_others = any("briefgen" in row.way for row in rows)
    colours = [_OWN if not has_others or "briefgen" in row.way else _OTHER for row in rows]
    axes.barh([row.way.replace("`", "") for row in rows], values, color=colours)
    for at, value in enumerate(values):
        axes.text(value, at, f" {value:.2f}", va="center")
    axes.set_xlim(0, max(values) * 1.15)
    axes.set_title(table.title, loc="left", fontweight="bold")
    axes.set_xlabel("documents a second" if counted else "seconds, median")


def _lines(axes: Any, curve: Curve) -> None:
    axes.loglog(curve.sizes, curve.cpu_s, marker="o", color=_OWN, label="processor")
    axes.loglog(curve.sizes, curve.wall_s, marker="s", color="#8a6d3b", label="clock")
    linear = [curve.cpu_s[0] * size / curve.sizes[0] for size in curve.sizes]
    axes.loglog(curve.sizes, linear, linestyle=":", color="#888888", label="linear")
    axes.set_xticks(curve.sizes, [f"{size:g}" for size in curve.sizes])
    axes.minorticks_off()
    axes.set_title(curve.title, loc="left", fontweight="bold")
    axes.set_xlabel(curve.size_of)
    axes.set_ylabel("seconds")
    axes.legend()
