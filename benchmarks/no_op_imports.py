"""What a build that has nothing to do imports."""

from __future__ import annotations

import subprocess
import sys

from figures import Fact, Result
from projects import write_small_ones
from workshop import Workshop

TITLE = "Modules imported when there is nothing to do"
WHAT = (
    "Each module that `briefgen build` imports where nothing has changed, but for Python's own "
    "start."
)
HEAVY = ("weasyprint", "jinja2", "pydantic", "yaml", "click", "PIL", "fontTools", "lxml", "pikepdf")


def measure(shop: Workshop) -> Result:
    """Return the list of modules."""
    project = write_small_ones(shop.folder("imports"), 20)
    shop.briefgen(project, "build")
    named = _imported(shop, (*shop.program[1:], "build"), project) - _imported(
        shop, ("-c", "pass"), project
    )
    own = sorted(name for name in named if name.partition(".")[0] == "briefgen")
    others = sorted(named - set(own))
    outside = [name for name in others if name.partition(".")[0] not in sys.stdlib_module_names]
    heavy = [name for name in HEAVY if name in named]
    return Result(
        facts=(
            Fact("modules of briefgen", float(len(own))),
            Fact("modules of Python's library", float(len(others) - len(outside))),
            Fact("modules of other packages", float(len(outside))),
            Fact(f"of {', '.join(HEAVY)}", ", ".join(heavy) or "none", aim="none"),
        ),
        notes=(
            f"Of briefgen: {_listed(own)}.",
            f"Of other packages: {_listed(outside)}.",
            f"Of Python's library: {_listed(sorted(set(others) - set(outside)))}.",
        ),
    )


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"


def _imported(shop: Workshop, arguments: tuple[str, ...], project: object) -> set[str]:
    """Return what Python says that it imports, its own start included."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        cwd=str(project),
        env={**shop.surroundings(shop.scratch / "imports.remembered")},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines[1:]}
