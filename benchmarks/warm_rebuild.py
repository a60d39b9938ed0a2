"""One document after an edit, from the save to the finished PDF."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from cold_document import WEASYPRINT, pages_of_example
from figures import Fact, Result, Table, ratio
from measuring import Cost
from projects import DOSSIER, change_words, write_example
from watching import below, is_possible
from workshop import FailedError, Workshop

TITLE = "After an edit"
WHAT = (
    "The one-pager of the example, of which the bottom line was edited: by a command that is "
    "started anew, with all that earlier builds have kept, and by one that waits for changes "
    "(`--watch`). WeasyPrint's command lays out the page alone."
)
_BUILD = ("build", "-t", "one-pager", "-a", "public", "--to", "pdf")
_PDF = f"output/public/{DOSSIER}.one-pager.en.pdf"
_PATIENCE_S, _PAUSE_S, _SETTLED_S = 60.0, 0.002, 1.0
ANEW, WATCHED = "briefgen build, after an edit", "briefgen build --watch, after an edit"


def measure(shop: Workshop) -> Result:
    """Return the cost of a build after an edit."""
    _, pages = pages_of_example(shop)
    project = write_example(shop.folder("warm"))
    shop.briefgen(project, *_BUILD)

    def edited(number: int) -> Cost:
        change_words(project, number + 2)
        return shop.briefgen(project, *_BUILD)

    weasyprint = pages["one-pager"].weasyprint(shop.weasyprint)
    with contextlib.ExitStack() as stack:
        ways = {ANEW: edited, WEASYPRINT: partial(_weasyprint, shop, weasyprint)}
        if is_possible():
            watch = stack.enter_context(_watching(shop))
            ways[WATCHED] = watch.edited
        table = Table("A one-pager after an edit", shop.compare(ways), WEASYPRINT)
    facts = [
        Fact(f"{way} ÷ weasyprint", found, "×", "below 0.25" if way == WATCHED else "")
        for way in (ANEW, WATCHED)
        if (found := ratio(table.row(way), table.row(WEASYPRINT))) is not None
    ]
    return Result((table,), facts=tuple(facts))


def _weasyprint(shop: Workshop, command: tuple[str, ...], _number: int) -> Cost:
    return shop.run(command, shop.scratch)


class _Watch:
    """A build that waits for changes."""

    def __init__(self, project: Path, pid: int) -> None:
        self.pdf, self.project, self.pid = project / _PDF, project, pid

    def edited(self, number: int) -> Cost:
        """Return what it takes until the page is there again after an edit.

        Raises: FailedError when it does not come.
        """
        # or the edit could be seen by the build before
        time.sleep(_SETTLED_S)
        before, spent = self._state(), _processor_s(self.pid)
        start = time.perf_counter()
        change_words(self.project, number + 2)
        while self._state() == before:
            if time.perf_counter() - start > _PATIENCE_S:
                raise FailedError("`briefgen build --watch` has not built the page again")
            time.sleep(_PAUSE_S)
        wall = time.perf_counter() - start
        time.sleep(_SETTLED_S)
        user, system = (now - then for now, then in zip(_processor_s(self.pid), spent, strict=True))
        return Cost(wall, user, 0.0, system)

    def _state(self) -> int:
        with contextlib.suppress(OSError):
            return self.pdf.stat().st_mtime_ns
        return 0


@contextlib.contextmanager
def _watching(shop: Workshop) -> Iterator[_Watch]:
    """Give a build that waits for changes, and has built once; end it."""
    project = write_example(shop.folder("watched"))
    process = subprocess.Popen(
        [*shop.program, *_BUILD, "--watch"],
        cwd=project,
        env=shop.surroundings(project.parent / "watched.remembered"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        watch = _Watch(project, process.pid)
        start = time.perf_counter()
        while not watch.pdf.exists():
            if process.poll() is not None or time.perf_counter() - start > _PATIENCE_S:
                raise FailedError("`briefgen build --watch` has built nothing")
            time.sleep(_PAUSE_S)
        yield watch
    finally:
        process.terminate()
        process.wait()


def _processor_s(pid: int) -> tuple[float, float]:
    """Return the seconds, in user code and in the system, of a process, and of what it started.

    Those of children that have ended are in the account of who waited for them.
    """
    user = system = 0
    for each in (pid, *below(pid)):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            user += int(fields[11]) + int(fields[13])
            system += int(fields[12]) + int(fields[14])
    ticks = os.sysconf("SC_CLK_TCK")
    return user / ticks, system / ticks
