"""`briefgen build`: the main job."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from briefgen.build import Built, build_documents, stale_allowances, sweep
from briefgen.cli.options import (
    choice_of,
    choosing,
    confining,
    processors,
    session_here,
    worker_here,
)
from briefgen.cli.terminal import Terminal, exit_status
from briefgen.cli.terminal import shown as _shown
from briefgen.diagnostics import Diagnostic
from briefgen.errors import UsageError
from briefgen.ledger import MANIFEST
from briefgen.model.project import MOST_AIR, STEPS, OutputFormat, Paper
from briefgen.moments import next_moment
from briefgen.project import Choice, Document
from briefgen.report import summary, visible
from briefgen.reuse import NoReuse, Origin, Reuse
from briefgen.session import Session
from briefgen.stores import open_reuse, sweep_stores
from briefgen.unchanged import git_head, remember
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
    unconfined: bool,
) -> int:
    """Render documents into the output folder.

    Without arguments, everything that briefgen.yaml asks for; a DOSSIER, a template, an audience,
    a language or a format narrows it.
    """
    choice = choice_of(
        dossiers, templates, audiences, languages, formats, Paper(paper) if paper else None
    )
    at_once = jobs or processors()
    with worker_here(terminal, renders=True, unconfined=unconfined, at_once=at_once) as worker:
        session, root = session_here(terminal, worker)
        # without a sandbox, a template can write what it likes into what would be kept
        reuse = NoReuse() if anew or unconfined else open_reuse(session, root)
        return _build(terminal, session, root, choice, output, reuse, strict=strict, told=explain)


def _build(
    terminal: Terminal,
    session: Session,
    root: Path,
    choice: Choice,
    output: Path | None,
    reuse: Reuse | NoReuse,
    *,
    strict: bool,
    told: bool,
) -> int:
    start, git = time.perf_counter(), git_head(str(root))
    documents = session.documents(choice)
    folder = output or root / session.project.file.output
    if output is None and not folder.resolve().is_relative_to(root.resolve()):
        raise UsageError(
            f"the output folder `{folder}` is a link that leads out of the project",
            help="remove the link, or say with -o where the output goes",
        )
    found = _content_faults(terminal, session, documents, root)
    seen: dict[Diagnostic, set[str]] = {}

    def report(built: Built) -> None:
        terminal.end_progress()
        audience = built.document.audience
        fresh = [
            fault
            for fault in built.diagnostics
            if not any(_sees_no_more(session, other, audience) for other in seen.get(fault, ()))
        ]
        for fault in built.diagnostics:
            seen.setdefault(fault, set()).add(audience)
        terminal.show(fresh, root)
        for line in _lines(built, folder, terminal, told=told):
            terminal.say(line)
        done.append(built)
        if len(done) < len(documents):
            terminal.progress(f"{len(done)}/{len(documents)}  {documents[len(done)].name}")

    def waiting() -> None:
        terminal.end_progress()
        terminal.say(f"another build is writing to {_shown(folder)}: waiting until it has")

    done: list[Built] = []
    try:
        build_documents(session, documents, folder, report, waiting, reuse)
    finally:
        terminal.end_progress()
    stale = tuple(stale_allowances(session, documents, built=True))
    terminal.show(stale, root)
    found += (*seen, *stale)
    is_whole = not (choice.dossiers or choice.templates or choice.audiences or choice.languages)
    if is_whole and all(loaded.is_sound for loaded in session.dossiers.values()):
        for path in sweep(session, documents, folder, waiting):
            terminal.say(f"{_shown(folder / path)}: removed, the project no longer asks for it")
    _conclude(terminal, done, len(documents), found, time.perf_counter() - start)
    _conclude_reuse(terminal, reuse)
    status = exit_status(found, strict=strict)
    if isinstance(reuse, Reuse):
        # who wants to be told more is told it again
        if all(built.outputs for built in done) and not (told or terminal.verbose):
            _remember(terminal, session, root, folder, done, found, status, git)
        sweep_stores(root)
    return status


_NO_CACHE = "the cache could not be used, and nothing else is amiss: "


def _conclude_reuse(terminal: Terminal, reuse: Reuse | NoReuse) -> None:
    """Say what of a cache did not work."""
    if reuse.trouble is not None:
        terminal.warn(_NO_CACHE + visible(f"{type(reuse.trouble).__name__}: {reuse.trouble}"))
    for name in sorted(reuse.not_shared):
        terminal.detail(f"not put into the cache, for its marking: {name}")


def _remember(
    terminal: Terminal,
    session: Session,
    root: Path,
    folder: Path,
    done: list[Built],
    found: tuple[Diagnostic, ...],
    status: int,
    git: str,
) -> None:
    """Note what was told, for a build that is asked the same and finds nothing changed."""
    world = session.world
    if not isinstance(world, DiskWorld):
        return
    dossiers = [loaded.dossier for loaded in session.dossiers.values() if loaded.dossier]
    max_age = session.project.file.checks.max_age_days
    until = next_moment(dossiers, session.project.schemes, session.now, max_age)
    written = {
        str((folder / output.path).absolute()): output.sha256
        for built in done
        for output in built.outputs
    }
    manifest = (folder / MANIFEST).absolute()
    written[str(manifest)] = hashlib.sha256(manifest.read_bytes()).hexdigest()
    counts = summary(found)
    text = f"{len(done)} {_noun(len(done))}, and nothing to do: all are up to date"
    last = [] if terminal.quiet else [f"{text}; {counts}" if counts else text]
    remember(
        str(root),
        terminal.arguments,
        started=world.started,
        until=until.timestamp(),
        git=git,
        libraries=session.worker.libraries,
        reads={path: (state, world.reads.get(path, "")) for path, state in world.states.items()},
        listed=world.listed,
        written=written,
        lines=[*terminal.shown, *last],
        status=status,
    )


def _sees_no_more(session: Session, one: str, than: str) -> bool:
    """Return whether an audience may see nothing that the other may not.

    Why it matters: what is said of a document must not depend on whether it was said before, of a
    document for readers who may see more.
    """
    schemes, audiences = session.project.schemes, session.project.audiences
    cleared = schemes.parse(audiences[one].clearance)
    return cleared.is_within(schemes.parse(audiences[than].clearance))


def _content_faults(
    terminal: Terminal, session: Session, documents: tuple[Document, ...], root: Path
) -> tuple[Diagnostic, ...]:
    names = dict.fromkeys(document.dossier for document in documents)
    found = tuple(fault for name in names for fault in session.dossier(name).diagnostics)
    terminal.show(found, root)
    return found


def _lines(built: Built, folder: Path, terminal: Terminal, *, told: bool) -> list[str]:
    if not built.outputs:
        lines = [f"{terminal.paint('not written', 'error')}  {built.document.name}"]
        if not built.diagnostics and not built.stale:
            return []
        lines += [f"  the earlier {_shown(folder / path)} is still there" for path in built.stale]
        return lines + [
            f"  removed {_shown(folder / path)}: it may show what `{built.document.audience}` "
            "may not see"
            for path in built.withdrawn
        ]
    if built.is_up_to_date:
        if not (told or terminal.verbose):
            return []
        return [f"{built.document.name}: up to date{_HOW_UP_TO_DATE[built.origin]}"]
    lines = []
    for output in built.outputs:
        pages = f"{built.pages} page{'s' * (built.pages != 1)}" if output.format == "pdf" else ""
        taken = f"{built.seconds:.1f} s" if output is built.outputs[0] else ""
        path = _shown(folder / output.path)
        lines.append(f"{path:<64} {pages:>8} {_size(output.bytes):>8} {taken:>7}".rstrip())
    lines += [
        f"  removed {_shown(folder / path)}: it was made of older content"
        for path in built.outdated
    ]
    if told or terminal.verbose:
        lines += [f"  because of {visible(reason)}" for reason in built.reasons]
        if built.origin is not Origin.MADE:
            lines.append(f"  {_HOW_WRITTEN[built.origin]}")
    return lines + (_details(built.entry) if terminal.verbose and built.entry else [])


_HOW_UP_TO_DATE = {
    Origin.MADE: "; it was made again, and came out the same",
    Origin.KEPT: ", as nothing that it is made of has changed",
    Origin.SHARED: "; the cache has the same",
    Origin.SAME_PAGE: ", as nothing on its pages has changed",
}
_HOW_WRITTEN = {
    Origin.KEPT: "made earlier on this machine, and kept",
    Origin.SHARED: "made elsewhere, and taken from the cache",
    Origin.SAME_PAGE: "its pages are as they were",
}


def _noun(number: int) -> str:
    return "document" if number == 1 else "documents"


def _details(entry: Mapping[str, Any]) -> list[str]:
    """Return what gave way so that a document fits, and what it does not show."""
    lines = []
    layout = entry["layout"]
    if layout["tighter"] < 0:
        lines.append(
            f"  set with more air, as it is short: step {-layout['tighter']} of {MOST_AIR}"
        )
    if layout["tighter"] > 0:
        lines.append(f"  less air and leading to fit: step {layout['tighter']} of {STEPS}")
    if layout["smaller"]:
        lines.append(f"  smaller type to fit: step {layout['smaller']} of {STEPS}")
    if layout["moved_to_main"]:
        moved = ", ".join(layout["moved_to_main"])
        lines.append(f"  moved from the rail into the main column: {moved}")
    reasons = {
        "by_limit": "left out by the template's limits",
        "by_depth": "deeper than this audience reads",
        "by_audience": "for other audiences",
    }
    for family, names in layout["dropped"].items():
        lines.append(f"  left out for space: {family.replace('_', ' ')} {', '.join(names)}")
    for key, reason in reasons.items():
        for family, names in entry["not_shown"][key].items():
            lines.append(f"  {reason}: {family.replace('_', ' ')} {', '.join(names)}")
    return lines


def _size(number: int) -> str:
    return f"{number / 1000:.0f} kB" if number >= 1000 else f"{number} B"


def _conclude(
    terminal: Terminal, done: list[Built], asked: int, found: tuple[Diagnostic, ...], seconds: float
) -> None:
    written = sum(1 for built in done if built.outputs and not built.is_up_to_date)
    current = sum(1 for built in done if built.is_up_to_date)
    counts = summary(found)
    text = f"{written} of {asked} {_noun(asked)} in {seconds:.1f} s"
    if current:
        text = f"{written} of {asked} {_noun(asked)} written in {seconds:.1f} s"
        text = f"{text}, {current} up to date"
    terminal.say(f"{text}; {counts}" if counts else text)
