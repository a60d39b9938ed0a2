"""Items that may never be left out, and that none of their readers' documents has a part for."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.model.base import Priority
from briefgen.project import Document, kinds_asked_for
from briefgen.session import Session
from briefgen.view import View, origin

__all__ = ["without_a_place"]

_CITED = "sources"
"""Stand in the notes of whatever cites them; no part asks for them."""


def without_a_place(session: Session, document: Document) -> Iterator[Diagnostic]:
    """Yield each required item that the readers of a document get in none of their documents.

    Why: that a timeline has no positions is as it should be where the same readers get a one-pager
    of the same dossier. What counts are the documents of the project, not those of one run; and
    the parts that they have, not what a limit or the page's end keeps out, which is told elsewhere.
    """
    loaded = session.dossier(document.dossier)
    view, _ = session.view(document)
    # what is left out for errors may be what refers to the item
    if view is None or loaded.tree is None or not loaded.is_whole:
        return
    required = _required(view)
    if not required:
        return
    asked_for = kinds_asked_for(session.project, document.dossier, document.audience)
    for kind in dict.fromkeys((document.template, *asked_for)):
        if session.template(kind)[0] is None:
            return
        wanted = session.wanted(document, kind)
        required = [name for name in required if name not in wanted]
    for family, identifier in required:
        yield Diagnostic(
            "BG627",
            f"`{identifier}` is `required`, and no document for `{document.audience}` has a part "
            "for it",
            loaded.tree.item_span(family, identifier, "priority"),
            help=f"give `{document.audience}` a kind of document with a part of `{family}` that "
            "takes it, say in its `audiences` for whom it is, or give it another `priority`",
        )


def _required(view: View) -> list[tuple[str, str]]:
    found = []
    for family, items in view.families:
        for item in items if family != _CITED else ():
            made_from = origin(item)
            if made_from is not None and made_from.priority == Priority.REQUIRED.rank:
                found.append((family, made_from.identifier))
    return found
