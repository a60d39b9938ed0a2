"""What it costs that each document is made in a process that can do nothing else."""

from __future__ import annotations

from figures import Fact, Result, Table, ratio
from projects import write_example
from workshop import Workshop

TITLE = "What the sandbox costs"
WHAT = (
    "The example's documents for the public, with the sandbox and with `--no-sandbox`, which "
    "makes them in the command's own process, one after the other."
)
WITH, WITHOUT = "with the sandbox", "without"


def measure(shop: Workshop) -> Result:
    """Return the cost of builds and checks with and without it."""
    project = write_example(shop.folder("sandbox"))
    tables, facts = [], []
    for command in (("build", "--no-cache", "-j", "1", "-a", "public"), ("check",)):
        ways = {
            WITH: lambda _, command=command: shop.briefgen(project, *command),
            WITHOUT: lambda _, command=command: shop.briefgen(project, *command, "--no-sandbox"),
        }
        rows = shop.compare(ways, repeats=min(shop.repeats, 3))
        table = Table(f"briefgen {command[0]}", rows, WITHOUT)
        tables.append(table)
        found = ratio(table.row(WITH), table.row(WITHOUT), of_cpu=True)
        if found is not None:
            facts.append(Fact(f"{command[0]}, processor, with ÷ without", found, "×"))
    return Result(tuple(tables), facts=tuple(facts))
