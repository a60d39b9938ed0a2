"""Many distinct documents: one build of all, and the engine's own command for each of them."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from figures import Fact, Result, Row, Table
from job_files import PageFiles, built_jobs, write_job
from many_builds import build_many, matrix
from measuring import Cost
from workshop import Workshop, processors

TITLE = "Many documents"
WHAT = (
    "Policy briefs, timelines and one-pagers of invented dossiers for four audiences, no two "
    "alike, as PDF: one build, with validation, fit and proofs, and a loop that calls "
    "WeasyPrint's command for each of the same pages, once one after the other and once as many "
    "at a time as there are cores. The loops share the pages over the rounds; Typst has no part "
    "in this, as it has not these pages."
)
_MANY, _MANY_QUICK = 300, 24
_ROUNDS = 2
_SHARE_AT_ONCE = 5
"""One page in so many is enough to know how fast the loop with several at a time is."""


def measure(shop: Workshop) -> Result:
    """Return the documents a second in each way."""
    number = _MANY_QUICK if shop.is_quick else _MANY
    builds, loops, at_once = [], [], []
    pages: list[PageFiles] = []
    for turn in range(_ROUNDS):
        built = build_many(shop, number, again=turn > 0)
        builds.append(built)
        if not pages:
            jobs = built_jobs(matrix(shop, number))
            pages = [write_job(job, shop.scratch / f"loop/{n}") for n, (_, job) in enumerate(jobs)]
        part = pages[turn::_ROUNDS]
        loops.append(_loop(shop, part, 1))
        shop.told(f"a loop over {len(part)} pages: {loops[-1].wall_s:.0f} s")
        few = part[::_SHARE_AT_ONCE]
        at_once.append(_loop(shop, few, processors()))
        shop.told(f"{len(few)} pages, {processors()} at a time: {at_once[-1].wall_s:.0f} s")
    loop = Row("weasyprint, a loop", tuple(loops), len(part))
    rows = (
        Row("briefgen build", tuple(one.cost for one in builds), builds[0].documents),
        loop,
        Row(f"weasyprint, {processors()} at a time", tuple(at_once), len(few)),
    )
    times = rows[0].documents_a_second / loop.documents_a_second
    facts = (Fact("briefgen ÷ loop, documents a second", times, "×", "at least 5"),)
    lost = number - builds[0].documents
    notes = (f"{lost} of {number} did not fit their pages.",) if lost else ()
    return Result((Table(f"{number} documents", rows, loop.way),), facts=facts, notes=notes)


def _loop(shop: Workshop, pages: list[PageFiles], at_once: int) -> Cost:
    """Return what it takes to lay out pages with a process for each."""
    start = time.perf_counter()
    with ThreadPoolExecutor(at_once) as threads:
        commands = [page.weasyprint(shop.weasyprint) for page in pages]
        costs = list(threads.map(lambda command: shop.run(command, shop.scratch), commands))
    return Cost(
        time.perf_counter() - start,
        sum(cost.user_s for cost in costs),
        max(cost.peak_mib for cost in costs),
        sum(cost.system_s for cost in costs),
    )
