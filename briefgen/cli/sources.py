"""`briefgen sources`: archived texts and the words quoted from them."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from dataclasses import replace
from pathlib import Path

import click

from briefgen.archives import LOCK_FILE, ArchivedSource, Examination, Found
from briefgen.archives.writing import write_lock
from briefgen.checks import RULES, DossierCase, Judge
from briefgen.checks.finding import Finding
from briefgen.checks.quotes import (
    archive_changed,
    archive_unreadable,
    lock_unreadable,
    quote_not_found,
    quote_unchecked,
)
from briefgen.cli.options import session_here
from briefgen.cli.terminal import Terminal
from briefgen.codes import Code
from briefgen.diagnostics import Diagnostic, Severity, did_you_mean
from briefgen.errors import NothingMatchedError, UsageError
from briefgen.session import Session

__all__ = ["sources"]


@click.group(
    epilog="Examples:  briefgen sources list  ·  briefgen sources lock  ·  "
    "briefgen sources lock --check my-dossier"
)
def sources() -> None:
    """Look up quotes in archived texts, and lock what was found.

    A source names its archived text in `archive`. These texts often may not be published:
    `sources.lock` lets a machine without them see that quotes and archives are those checked.
    """


@sources.command(
    epilog="Examples:  briefgen sources lock  ·  briefgen sources lock --check my-dossier"
)
@click.argument("dossiers", nargs=-1, metavar="[DOSSIER]...")
@click.option(
    "--check", is_flag=True, help="Write nothing; exit with 1 if a lock would be written anew."
)
@click.pass_obj
def lock(terminal: Terminal, dossiers: tuple[str, ...], check: bool) -> int:
    """Write `sources.lock` of each DOSSIER, or of all.

    Every quote is looked up first. If one is not found, if an archived text is not the one of its
    source's `sha256` or cannot be read, nothing is written for its dossier. An archived text that
    is another than was locked is told. Of texts that are not here, what is locked stays.
    """
    session, root = session_here(terminal)
    status = 0
    for name in _names(session, dossiers):
        status = max(status, _lock(terminal, session, root, name, check=check))
    return status


@sources.command("list", epilog="Example:  briefgen sources list my-dossier")
@click.argument("dossiers", nargs=-1, metavar="[DOSSIER]...")
@click.pass_obj
def listing(terminal: Terminal, dossiers: tuple[str, ...]) -> int:
    """Show each source with its archived text and the quotes from it."""
    session, root = session_here(terminal)
    status = 0
    for name in _names(session, dossiers):
        case, _, faults = _examined(session, name)
        if case is None:
            terminal.show(faults, root)
            status = 1
            continue
        click.echo(terminal.paint(name, "bold"))
        for identifier, source in case.dossier.sources.items():
            state = _state(case.archives, identifier)
            quotes = _quotes(case, identifier)
            row = f"  {identifier:<28} {source.kind:<11} {state:<20} {quotes:<20}"
            click.echo(f"{row} {source.archive or ''}".rstrip())
    return status


def _names(session: Session, dossiers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the dossiers that are named, by name or folder; all without any."""
    known = session.dossier_names()
    names = tuple(dict.fromkeys(Path(dossier).name for dossier in dossiers)) or known
    for name in names:
        if name not in known:
            raise UsageError(
                f"unknown dossier `{name}`",
                help=did_you_mean(name, known) or f"there is: {', '.join(known) or 'none'}",
            )
    if not names:
        raise NothingMatchedError(
            f"there is no dossier in `{session.project.file.content}/`",
            help="begin one: briefgen new dossier my-subject",
        )
    return names


def _examined(
    session: Session, name: str
) -> tuple[DossierCase | None, Judge | None, tuple[Diagnostic, ...]]:
    """Return a dossier for the rules on quotes, None with the reasons if it has other errors."""
    project = session.project
    silent = project.file.checks.model_copy(update={"severity": dict.fromkeys(RULES, "off")})
    file = project.file.model_copy(update={"checks": silent})
    # the rules of the linter are not asked: an error of theirs is no reason against a lock
    quiet = replace(session, project=replace(project, file=file))
    loaded = quiet.dossier(name)
    if loaded.dossier is None or loaded.tree is None or not loaded.is_whole:
        return None, None, loaded.diagnostics
    now = session.world.now()
    case = DossierCase(loaded.dossier, loaded.tree, project, now, session.dossiers.reader(name))
    return case, Judge(loaded.dossier, loaded.tree, project.file.checks, RULES), ()


def _lock(terminal: Terminal, session: Session, root: Path, name: str, *, check: bool) -> int:
    """Lock a dossier's archived texts and quotes, and return the exit status."""
    case, judge, faults = _examined(session, name)
    if case is not None and judge is not None:
        faults = judge.judge(_against(case)).diagnostics + tuple(_lost(session, name, case))
    terminal.show(faults, root)
    path = f"{session.folder(name)}/{LOCK_FILE}"
    if case is None or any(fault.severity is Severity.ERROR for fault in faults):
        terminal.say(f"{terminal.paint('not written', 'error')}  {path}")
        return 1
    known = case.archives
    old = case.read(LOCK_FILE)
    if not known.sources and old is None:
        terminal.say(f"{name}: no source names an archived text, there is nothing to lock")
        return 0
    for source in _changed(known):
        terminal.say(
            f"{source.path} is not the file that was locked: its quotes were looked up again"
        )
    is_new = old != known.new_lock.as_text().encode()
    if is_new and not check:
        write_lock(root / session.folder(name), known.new_lock)
    done = "would be written anew" if check else "written"
    archives, quotes = known.new_lock.sources, known.new_lock.quotes
    counts = f"{_counted(archives, 'archive')}, {_counted(quotes, 'quote')}"
    terminal.say(f"{path}: {done if is_new else 'up to date'}, {counts}")
    for line in _lines(known):
        terminal.say(f"  {line}")
    return 1 if check and is_new else 0


def _changed(known: Examination) -> Iterator[ArchivedSource]:
    """Yield the archives that are here and differ from those that the lock vouches for."""
    for source in known.sources.values():
        if source.digest and source.locked and source.digest != source.locked.sha256:
            yield source


def _against(case: DossierCase) -> Iterator[tuple[Code, Finding]]:
    """Yield what speaks against locking: what is wrong with quotes and archives themselves."""
    # words that neither an archive nor the old lock knows would lose what the old lock knows
    for rule in (quote_not_found, quote_unchecked, archive_unreadable):
        for finding in rule.check(case):
            yield rule.RULE, finding
    for finding in archive_changed.check(case):
        source = case.archives.sources[finding.owner[1]]
        # where only the lock differs, it is what will be mended
        if source.sha256 not in (None, source.digest):
            yield archive_changed.RULE, finding


def _lost(session: Session, name: str, case: DossierCase) -> Iterator[Diagnostic]:
    """Yield a broken lock that nothing here could replace."""
    fault = case.archives.lock_fault
    if fault and not any(source.is_here for source in case.archives.sources.values()):
        span = replace(fault.span, path=f"{session.folder(name)}/{fault.span.path}")
        yield Diagnostic(
            lock_unreadable.RULE.code,
            fault.message,
            span,
            help="bring it back from git, or lock where the archived texts are",
            severity=Severity.ERROR,
        )


def _counted(things: Sized, noun: str) -> str:
    return f"{len(things)} {noun}{'s' * (len(things) != 1)}"


def _lines(known: Examination) -> Iterator[str]:
    """Yield what is locked where, what stays locked, and what is not."""
    for name, entry in known.new_lock.quotes.items():
        if known.quotes[name].result is not None:
            where = "; ".join(entry.places) or "not there, which is allowed"
            yield f"{name:<28} {entry.source}, {where}"
    for name, source in known.sources.items():
        if not source.is_here:
            kept = "stays locked as it was" if source.locked else "is not locked"
            yield f"{name:<28} {source.path} is not here: it {kept}"
    for name, quote in known.quotes.items():
        if name not in known.new_lock.quotes and known.sources[quote.source].locked:
            yield f"{name:<28} not locked: its words are new, and its archive is not here"


def _state(known: Examination, source: str) -> str:
    archived = known.sources.get(source)
    if archived is None:
        return "no archive"
    if archived.fault:
        return "unreadable"
    if archived.is_changed:
        return "changed"
    here = "here" if archived.digest else "absent"
    return f"{here}, locked" if archived.locked else here


def _quotes(case: DossierCase, source: str) -> str:
    """Return how many quotes from a source there are, and how many of them are verified."""
    number = sum(quote.source == source for quote in case.dossier.quotes.values())
    quotes = [quote for quote in case.archives.quotes.values() if quote.source == source]
    found = sum(isinstance(quote.result, Found) for quote in quotes)
    locked = sum(bool(quote.result is None and quote.locked) for quote in quotes)
    if not number:
        return ""
    if locked:
        return f"{locked} of {number} locked"
    return f"{found} of {number} found" if quotes else f"{number} not checked"
