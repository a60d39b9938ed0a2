#!/usr/bin/env python3
"""Time each stage of `briefgen check` in the project of this folder; print it as JSON.

Run by `check.py --profile` in a process of its own. The clock is the processor's, so that other
programs on the machine count little.
"""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

START = time.process_time()
SPENT: dict[str, float] = {}
"""Stage → seconds, in the order in which the stages were first reached."""


@contextlib.contextmanager
def timed(stage: str) -> Iterator[None]:
    """Add what happens inside to a stage."""
    begin = time.process_time()
    try:
        yield
    finally:
        SPENT[stage] = SPENT.get(stage, 0.0) + time.process_time() - begin


def watch(module: Any, name: str, stage: str) -> None:
    """Time each call of a module's function."""
    function = getattr(module, name)

    def watched(*arguments: Any, **named: Any) -> Any:
        with timed(stage):
            return function(*arguments, **named)

    setattr(module, name, watched)


def watch_rules(modules: Iterable[Any]) -> None:
    """Time each rule; it is run to its end before the next one, as ever."""
    for rule in modules:
        rule.check = watched_rule(rule.check, f"rule {rule.RULE.code} {rule.RULE.name}")


def watched_rule(check: Callable[[Any], Iterable[Any]], stage: str) -> Callable[[Any], list[Any]]:
    """Return a rule that is timed."""

    def watched(case: Any) -> list[Any]:
        with timed(stage):
            return list(check(case))

    return watched


def watch_shared(module: Any) -> None:
    """Time what rules on dossiers share, or the first rule would seem to be slow."""
    check_dossier = module.check_dossier

    def watched(case: Any, judge: Any) -> Any:
        with timed("rules: texts and citations"):
            case.citations  # noqa: B018
        with timed("rules: plain text"):
            for passage in case.passages:
                passage.plain  # noqa: B018
        with timed("rules: sentences"):
            for passage in case.passages:
                passage.sentences  # noqa: B018
        with timed("rules on the dossier"):
            return check_dossier(case, judge)

    module.check_dossier = watched


def main() -> None:
    """Check the project and print the seconds of each stage."""
    with timed("imports"):
        from briefgen import fulfil, session
        from briefgen.checks import table
        from briefgen.cli import main as command_line
    watch(session, "load", "load")
    watch(session, "validate", "validate")
    watch(session, "select", "select, all audiences")
    watch(fulfil, "compose", "compose, all documents")
    watch(session, "check_document", "rules on documents")
    watch_shared(session)
    for rules in (table.DOSSIER_CHECKS, table.DOCUMENT_CHECKS):
        watch_rules(rules)
    with timed("all"), contextlib.suppress(SystemExit):
        command_line(["check", "--quiet", "--no-sandbox"])
    SPENT["all"] += SPENT["imports"]
    SPENT["the interpreter's own start"] = START
    print(json.dumps(SPENT))


if __name__ == "__main__":
    main()
