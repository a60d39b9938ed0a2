"""`briefgen verify`: do the files that are there hold what was promised of them?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from briefgen import __version__
from briefgen.catalogue import ALL_CODES
from briefgen.cli.options import confining, worker_here
from briefgen.cli.reporting import TEXT, check_report, in_repository, reporting, write_report
from briefgen.cli.terminal import Terminal, exit_status, shown
from briefgen.diagnostics import Diagnostic
from briefgen.errors import UsageError
from briefgen.git_world import git_world
from briefgen.model.shapes import LANGUAGE_PATTERN
from briefgen.project import Document, find_root
from briefgen.report import REPORTS, Findings, summary, visible
from briefgen.session import Session, open_session
from briefgen.verify import Verdict, Verification, open_verification
from briefgen.workers import Worker
from briefgen.world import DiskWorld, World, builtin_world

__all__ = ["verify"]


def _document(ctx: click.Context, param: click.Parameter, value: str | None) -> Document | None:
    if value is None:
        return None
    parts = value.split("/")
    if len(parts) != 4 or not all(parts) or re.match(LANGUAGE_PATTERN, parts[-1]) is None:
        raise click.BadParameter("write dossier/kind/audience/language, as `briefgen list` does")
    dossier, kind, audience, language = parts
    return Document(dossier, kind, audience, language)


@click.command(
    epilog="Examples:  briefgen verify  ·  briefgen verify output/public/dossier.timeline.en.pdf  ·"
    "  briefgen verify --revision v1.0 ~/mail/brief.pdf  ·  briefgen verify --no-rebuild  ·  "
    "briefgen verify --format junit -o verify.xml"
)
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@click.option(
    "--revision",
    metavar="REV",
    help="Compare with the content of this commit, tag or branch, and not with that on disk.",
)
@click.option(
    "--document",
    callback=_document,
    metavar="NAME",
    help="Which document FILE is, as dossier/kind/audience/language; else it is looked up.",
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Output folder with the manifest; else that of briefgen.yaml.",
)
@click.option(
    "--rebuild/--no-rebuild",
    default=True,
    show_default=True,
    help="Make each document again and compare; without, only the manifest is compared and "
    "leaks are looked for.",
)
@reporting
@confining
@click.pass_obj
def verify(
    terminal: Terminal,
    files: tuple[Path, ...],
    revision: str | None,
    document: Document | None,
    folder: Path | None,
    rebuild: bool,
    strict: bool,
    form: str,
    output: Path | None,
    unconfined: bool,
) -> int:
    """Say of files that were built whether they are what the content gives.

    Of each file: are its bytes those that the manifest has; does it hold anything that its readers
    may not see; is all there that should be; does the content give the same bytes again? Without a
    FILE, of all that is in the output folder. A FILE may be a copy elsewhere, from a mail for
    instance: its document is found by its digest in the manifest, or by what it says itself.

    Nothing is written into the output folder, and no build is kept waiting.
    """
    check_report(form, output)
    if document is not None and not files:
        raise click.UsageError("`--document` says what FILE is: name one")
    root = find_root(Path.cwd())
    with ExitStack() as stack:
        world: World = DiskWorld(root)
        against = "on disk"
        if revision is not None:
            world = stack.enter_context(git_world(root, revision))
            against = f"at {revision}"
        worker = stack.enter_context(worker_here(terminal, renders=rebuild, unconfined=unconfined))
        session = _session(terminal, world, worker, root, against)
        question = open_verification(
            session,
            folder or root / session.project.file.output,
            shown,
            against=against,
            rebuild=rebuild,
            needs_files=not files,
        )
        if form == TEXT:
            terminal.show(question.faults, root, world)
        done: list[Verdict] = []

        def report(verdict: Verdict) -> None:
            done.append(verdict)
            terminal.end_progress()
            terminal.say(_line(verdict, terminal))
            if form == TEXT:
                terminal.show(verdict.diagnostics, root, world)
            terminal.progress("making documents again" if rebuild else "looking for leaks")

        try:
            if files:
                question.of_files(files, document, report)
            else:
                question.of_folder(report)
        finally:
            terminal.end_progress()
        found = (*question.faults, *(fault for one in done for fault in one.diagnostics))
        _conclude(terminal, question, done, found, is_whole=not files)
    if form != TEXT:
        failing = frozenset(f.severity for f in found if exit_status([f], strict=strict))
        findings = Findings(found, ALL_CODES, __version__, failing, in_repository(root), "verify")
        write_report(REPORTS[form](findings), output)
    return exit_status(found, strict=strict)


def _session(terminal: Terminal, world: World, worker: Worker, root: Path, against: str) -> Session:
    try:
        session, faults = open_session(world, builtin_world(), worker)
    except FileNotFoundError as error:
        raise UsageError(
            f"there is no {error} in the content {against}", help="name another revision"
        ) from error
    terminal.show(faults, root, world)
    if session is None:
        raise click.exceptions.Exit(2)
    return session


def _line(verdict: Verdict, terminal: Terminal) -> str:
    word = terminal.paint(*(("good ", "info") if verdict.is_good else ("wrong", "error")))
    holds = ", ".join(verdict.holds)
    but = "" if verdict.is_good or not holds else "but "
    return f"{word}  {visible(verdict.shown)}  {but}{holds}".rstrip()


def _conclude(
    terminal: Terminal,
    question: Verification,
    done: Sequence[Verdict],
    found: Sequence[Diagnostic],
    *,
    is_whole: bool,
) -> None:
    revision = question.head.revision
    if revision is not None:
        state = "" if revision.clean else ", with changes that were not committed"
        terminal.say(f"the last build was of commit {revision.commit[:12]}{state}")
    if is_whole and question.not_built:
        names = ", ".join(question.not_built) if terminal.verbose else "-v names them"
        terminal.say(f"asked for and not built: {len(question.not_built)} ({names})")
    good = sum(1 for verdict in done if verdict.is_good)
    noun = "file is" if len(done) == 1 else "files are"
    counts = summary(tuple(found))
    terminal.say(f"{good} of {len(done)} {noun} good{f'; {counts}' if counts else ''}")
