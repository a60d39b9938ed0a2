"""Options that several commands take."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from briefgen.cli.terminal import Terminal
from briefgen.early import begun, nursery
from briefgen.errors import OutputError, UsageError
from briefgen.model.project import OutputFormat, Paper
from briefgen.project import Choice, find_root
from briefgen.sandbox import LAYERS, Scratch
from briefgen.session import Session, open_session
from briefgen.workers import ConfinedWorker, Worker, WorkerHere
from briefgen.world import DiskWorld, builtin_world

__all__ = [
    "choice_of",
    "choosing",
    "clustering",
    "confining",
    "processors",
    "session_here",
    "session_of",
    "worker_here",
    "worker_there",
]

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


def choosing(function: F) -> F:
    """Add the argument and the options that narrow the matrix."""
    for decorate in (
        click.option(
            "-l",
            "--language",
            "languages",
            multiple=True,
            metavar="TAG",
            help="Only in this language, such as `ja`; several with commas.",
        ),
        click.option(
            "-a",
            "--audience",
            "audiences",
            multiple=True,
            metavar="NAME",
            help="Only for this audience; several with commas.",
        ),
        click.option(
            "-t",
            "--template",
            "templates",
            multiple=True,
            metavar="KIND",
            help="Only this kind of document; several with commas.",
        ),
        click.argument("dossiers", nargs=-1, metavar="[DOSSIER]..."),
    ):
        function = decorate(function)
    return function


def choice_of(
    dossiers: tuple[str, ...],
    templates: tuple[str, ...],
    audiences: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[OutputFormat, ...] = (),
    paper: Paper | None = None,
) -> Choice:
    """Return what the command line narrows the matrix to.

    A dossier may be named by its folder too, as a shell completes it.
    """
    names = tuple(Path(dossier).name for dossier in dossiers)
    return Choice(
        names,
        _split(templates),
        _split(audiences),
        _split(languages),
        formats,
        paper.value if paper else None,
    )


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of an option that was repeated, or given several with commas."""
    parts = (part.strip() for value in values for part in value.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def confining(function: F) -> F:
    """Add the option that takes the sandbox away."""
    decorate = click.option(
        "--no-sandbox",
        "unconfined",
        is_flag=True,
        help="Run templates and the layout engine in this process, without limits and with your "
        "rights; to find faults of briefgen, never for what strangers sent.",
    )
    return decorate(function)


def processors() -> int:
    """Return how many processors this run may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def clustering(function: F) -> F:
    """Add the option that names a cluster."""
    decorate = click.option(
        "--workers",
        "cluster",
        callback=_address,
        metavar="ADDRESS",
        envvar="BRIEFGEN_WORKERS",
        show_envvar=True,
        help="Have documents made on the Dask cluster whose scheduler is there, such as "
        "`tcp://scheduler:8786`; they are checked and written here.",
    )
    return decorate(function)


def _address(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    from briefgen.cluster.address import checked_address

    if not value:
        if ctx.get_parameter_source(str(param.name)) is ParameterSource.COMMANDLINE:
            raise click.BadParameter("the address is empty: is a variable not set?")
        return None
    try:
        return checked_address(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@contextmanager
def worker_there(terminal: Terminal, cluster: str, *, unconfined: bool) -> Iterator[Worker]:
    """Give a worker that has its orders fulfilled on a cluster, and leave nothing there.

    Raises: UsageError when they shall not be confined. ToolMissingError when the cluster cannot
    be used.
    """
    from briefgen.cluster import on_cluster

    if unconfined:
        raise UsageError(
            f"`--no-sandbox` does not go with a cluster, which is {cluster}",
            help="leave it out; or leave `--workers` out, and unset BRIEFGEN_WORKERS",
        )
    with on_cluster(cluster, terminal.progress) as worker:
        terminal.end_progress()
        terminal.detail(f"cluster: {worker.capacity} orders at once, by {cluster}")
        terminal.detail(f"sandbox: {', '.join(worker.layers)}")
        yield worker


@contextmanager
def worker_here(
    terminal: Terminal, *, renders: bool, unconfined: bool, capacity: int = 1
) -> Iterator[Worker]:
    """Give a worker, and leave nothing of it behind.

    Raises: OutputError when the system has no room for temporary files.
    """
    if unconfined:
        terminal.warn("without the sandbox: templates have your rights, and no limits")
        with _room(Scratch).in_use():
            yield WorkerHere()
        return
    started = begun() or _room(lambda: nursery(prepares=renders))
    with ConfinedWorker(started, capacity=capacity) as worker:
        yield worker
        if worker.layers:
            terminal.detail(f"sandbox: {', '.join(worker.layers)}")
            if absent := [name for name in LAYERS if name not in worker.layers]:
                terminal.detail(f"  this system has no {', no '.join(absent)}")


def _room(make: Callable[[], T]) -> T:
    """Return what is made, for which the system needs room for temporary files."""
    try:
        return make()
    except OSError as error:
        raise OutputError(
            f"no room for temporary files in {tempfile.gettempdir()}: {error.strerror}",
            help="make room there, or set TMPDIR to a folder that has some",
        ) from error


def session_here(terminal: Terminal, worker: Worker | None = None) -> tuple[Session, Path]:
    """Return a session over the project around the current folder, and its root.

    Exits with status 2 when `briefgen.yaml` has a fault.
    """
    root = find_root(Path.cwd())
    return session_of(terminal, DiskWorld(root), worker), root


def session_of(terminal: Terminal, world: DiskWorld, worker: Worker | None = None) -> Session:
    """Return a session over a project; exits with status 2 when `briefgen.yaml` has a fault."""
    session, faults = open_session(world, builtin_world(), worker)
    terminal.show(faults, world.root)
    if session is None:
        raise click.exceptions.Exit(2)
    return session
