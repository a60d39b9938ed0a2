"""A document made anew, to compare its files with."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.diagnostics import Severity, did_you_mean
from briefgen.making import Made, make_document
from briefgen.project import Document
from briefgen.session import Session
from briefgen.templates import kinds

__all__ = ["Again", "make_again"]

_MOST_NOTES = 6


@dataclass(frozen=True, slots=True)
class Again:
    """A document made of the content that is there now, as far as it can be."""

    document: Document
    made: Made | None = None
    """None if it was not tried, or if there is no such document any more."""
    impossible: str = ""
    """Why there can be no such document."""
    reasons: tuple[str, ...] = ()
    """The errors in the content."""
    help: str = ""
    """What to do about it."""
    may_prove: bool = True
    """Whether it is known who its readers are."""
    knows_secrets: bool = True
    """Whether all is known that they may not see."""


def make_again(session: Session, document: Document, *, rebuild: bool) -> Again:
    """Return a document made anew, or why it cannot be made."""
    known = {
        "dossier": (document.dossier, session.dossier_names()),
        "audience": (document.audience, tuple(session.project.audiences)),
        "kind": (document.template, kinds(session.templates)),
    }
    for noun, (name, names) in known.items():
        if name not in names:
            gone = f"there is no {noun} `{name}`"
            near = did_you_mean(name, names)
            advice = "`briefgen build` removes what the project no longer asks for"
            return Again(
                document,
                impossible=gone,
                help=f"{near} Else {advice}" if near else advice,
                may_prove=noun == "kind",
                knows_secrets=noun == "kind" and session.dossier(document.dossier).is_whole,
            )
    loaded = session.dossier(document.dossier)
    if not rebuild and loaded.is_whole:
        return Again(document)
    made = make_document(session, document) if rebuild else None
    found = (
        *(() if loaded.is_sound else loaded.diagnostics),
        *(made.diagnostics if made is not None else ()),
    )
    errors = [fault for fault in found if fault.severity is Severity.ERROR]
    if not errors and made is not None and made.composition is not None:
        return Again(document, made)
    reasons = tuple(
        f"{fault.code}{f' at {fault.span}' if fault.span else ''}: {fault.message}"
        for fault in errors[:_MOST_NOTES]
    )
    if len(errors) > _MOST_NOTES:
        reasons = (*reasons, f"and {len(errors) - _MOST_NOTES} more errors")
    number = f"{len(errors)} error{'s' * (len(errors) != 1)}"
    return Again(
        document,
        made,
        impossible=f"its content has {number}",
        reasons=reasons,
        help="mend them and build again; `briefgen build` shows each with its place",
        knows_secrets=loaded.is_whole,
    )
