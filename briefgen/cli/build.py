"""`briefgen build`: the main job."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click

from briefgen.build import build_documents, stale_allowances, sweep
from briefgen.cli.build_lines import conclude, tell_of_cache
from briefgen.cli.options import (
    choice_of,
    choosing,
    clustering,
    confining,
    processors,
    session_of,
    worker_here,
    worker_there,
)
from briefgen.cli.remembering import remember_build
from briefgen.cli.telling import Telling
from briefgen.cli.terminal import Terminal, exit_status, shown
from briefgen.cli.watching import watch
from briefgen.errors import UsageError
from briefgen.model.project import OutputFormat, Paper
from briefgen.order import Order
from briefgen.project import Choice, find_root
from briefgen.reuse import NoReuse, Reuse
from briefgen.session import Session
from briefgen.stores import Means, means_ahead, open_reuse, sweep_stores
from briefgen.unchanged import git_head
from briefgen.workers import Worker
from briefgen.world import DiskWorld

__all__ = ["build"]


def _formats(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> tuple[OutputFormat, ...]:
    if value is None:
        return ()
    known = [form.value for form in OutputFormat]
    names = [name.strip() for name in value.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise click.BadParameter(f"`{name}` is none of {', '.join(known)}")
    return tuple(OutputFormat(name) for name in names)


@click.command(
    epilog="Examples:  briefgen build  ·  briefgen build my-dossier -t one-pager -a public --to pdf"
)
@choosing
@click.option(
    "--to",
    "formats",
    callback=_formats,
    metavar="FORMATS",
    help="pdf, markdown, html; several with commas.",
)
@click.option(
    "--paper",
    type=click.Choice([paper.value for paper in Paper], case_sensitive=False),
    help="Paper size.",
)
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to."
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Documents that are made at once; as many as this machine has processors if not given.",
)
@click.option("--explain", is_flag=True, help="Say of each document why it was or was not written.")
@click.option(
    "--no-cache",
    "anew",
    is_flag=True,
    help="Make every document anew, and keep nothing of it for the next build.",
)
@click.option(
    "--watch",
    "watched",
    is_flag=True,
    help="Go on, and build again whenever something changes, until interrupted.",
)
@clustering
@confining
@click.pass_obj
def build(
    terminal: Terminal,
    dossiers: tuple[str, ...],
    templates: tuple[str, ...],
    audiences: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[OutputFormat, ...],
    paper: str | None,
    output: Path | None,
    strict: bool,
    jobs: int | None,
    explain: bool,
    anew: bool,
    watched: bool,
    cluster: str | None,
    unconfined: bool,
) -> int:
    """Render documents into the output folder.

    Without arguments, everything that briefgen.yaml asks for; a DOSSIER, a template, an audience,
    a language or a format narrows it.
    """
    choice = choice_of(
        dossiers, templates, audiences, languages, formats, Paper(paper) if paper else None
    )
    # without a sandbox, a template can write what it likes into what would be kept
    asked = _Asked(choice, output, strict, explain, anew or unconfined)
    capacity = jobs or processors()
    with (
        worker_there(terminal, cluster, unconfined=unconfined)
        if cluster is not None
        else worker_here(terminal, renders=True, unconfined=unconfined, capacity=capacity)
    ) as worker:
        world = DiskWorld(find_root(Path.cwd()))

        means = _no_means if asked.anew else means_ahead(worker, world.root)

        def run(world: DiskWorld) -> int:
            return _run(terminal, asked, world, worker, means)

        return watch(terminal, world, run, _ready(worker)) if watched else run(world)


def _ready(worker: Worker) -> Callable[[], None]:
    """Return what makes the next document after an edit come sooner, for while nobody waits."""

    @cache
    def rehearsal() -> Order:
        # no other build needs it
        from briefgen.sample import sample_order

        return sample_order()

    return lambda: worker.be_ready(rehearsal)


def _no_means() -> Means | None:
    return None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line asks for."""

    choice: Choice
    output: Path | None
    strict: bool
    explain: bool
    anew: bool
    """Whether nothing that was made before may be used."""


def _run(
    terminal: Terminal,
    asked: _Asked,
    world: DiskWorld,
    worker: Worker,
    means_of_process: Callable[[], Means | None],
) -> int:
    """Build the project as it is now, and return the exit status."""
    start, git = time.perf_counter(), git_head(str(world.root))
    terminal.shown.clear()
    session = session_of(terminal, world, worker)
    documents = session.documents(asked.choice)
    folder = _folder(asked, session, world.root)
    if documents:
        # what makes documents is being loaded meanwhile
        session.dossier(documents[0].dossier)
    # the means are being worked out meanwhile
    reuse = NoReuse() if asked.anew else open_reuse(session, world.root, means_of_process)
    told = Telling(
        terminal, session, folder, world.root, len(documents), with_reasons=asked.explain
    )
    try:
        build_documents(session, documents, folder, told.report, told.wait, reuse)
    finally:
        told.tell_the_rest()
    stale = tuple(stale_allowances(session, documents, built=True))
    terminal.show(stale, world.root)
    found = (*told.found(documents), *stale)
    if asked.choice.is_whole and all(known.is_sound for known in session.dossiers):
        for path in sweep(session, documents, folder, told.wait):
            terminal.say(f"{shown(folder / path)}: removed, the project no longer asks for it")
    conclude(terminal, told.done, len(documents), found, time.perf_counter() - start)
    status = exit_status(found, strict=asked.strict)
    if isinstance(reuse, Reuse) and (means := means_of_process()) is not None:
        tell_of_cache(terminal, reuse)
        # who wants to be told more is told it again
        if all(built.outputs for built in told.done) and not (asked.explain or terminal.verbose):
            remember_build(terminal, session, folder, told.done, found, git, means, status)
        sweep_stores(world.root)
    return status


def _folder(asked: _Asked, session: Session, root: Path) -> Path:
    """Return the output folder.

    Raises: UsageError when that of the project is a link that leads elsewhere.
    """
    folder = asked.output or root / session.project.file.output
    if asked.output is None and not folder.resolve().is_relative_to(root.resolve()):
        raise UsageError(
            f"the output folder `{folder}` is a link that leads out of the project",
            help="remove the link, or say with -o where the output goes",
        )
    return folder
