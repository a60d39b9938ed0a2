"""An order that nobody has given: a page of the dossier that a new project begins with."""

from __future__ import annotations

from briefgen.order import Order
from briefgen.project import Choice
from briefgen.scaffold import project_files
from briefgen.session import Session, open_session
from briefgen.world import MemoryWorld, builtin_world

__all__ = ["sample_order", "sample_session"]

_CHOICE = Choice(templates=("one-pager",), audiences=("public",))


def sample_session() -> Session:
    """Return a session over a new project, as it is before anybody has written into it."""
    files = {path: text.encode() for path, text in project_files("sample").items()}
    session, _ = open_session(MemoryWorld(files), builtin_world())
    assert session is not None
    return session


def sample_order() -> Order:
    """Return the order of a short document of which all content comes with the program.

    Who has made it has loaded and touched what any document needs.
    """
    session = sample_session()
    (document,) = session.documents(_CHOICE)
    order, _ = session.order(document, ("pdf",))
    assert order is not None
    return order
