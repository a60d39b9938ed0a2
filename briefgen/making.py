"""One document from content to proved bytes: compose, lay out so that it fits, render, prove."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Protocol

from briefgen.budget import budget_faults
from briefgen.compose import Composition, may_have_cjk
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.errors import ToolMissingError
from briefgen.order import Delivery, Order
from briefgen.pictures import in_the_content
from briefgen.project import Document
from briefgen.prove import Expected, Proof, Secrets, attachment_faults, examine, load_provers
from briefgen.render import Rendered
from briefgen.render.fonts import house_fonts
from briefgen.render.standards import carried_by
from briefgen.required_items import without_a_place
from briefgen.session import Session
from briefgen.view import View
from briefgen.workers import not_believed

__all__ = [
    "Made",
    "Ordered",
    "Proofs",
    "be_ready_to_judge",
    "judge_document",
    "make_document",
    "order_document",
    "refused_for_its_dossier",
]


@dataclass(frozen=True, slots=True)
class Made:
    """A document laid out so that it fits, if it can, and what was found on the way."""

    view: View | None = None
    composition: Composition | None = None
    rendered: Mapping[str, Rendered] = field(default_factory=dict)
    """By format, in the order in which the formats were asked for."""
    pages: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Return whether it must not be published."""
        return self.composition is None or any(
            fault.severity is Severity.ERROR for fault in self.diagnostics
        )


@dataclass(frozen=True, slots=True)
class Ordered:
    """A document whose order is ready to be given."""

    document: Document
    order: Order | None = None
    """None where faults in its content or template forbid it."""
    faults: tuple[Diagnostic, ...] = ()


class Proofs(Protocol):
    """Remembers what was proved."""

    def run(self, examine: Callable[[], Proof], *evidence: object) -> Proof:
        """Return a proof, which is a function of the evidence alone but for the places of faults.

        It is run unless it is known to have found nothing.
        """


class _Anew:
    """Remembers nothing: everything is proved."""

    def run(self, examine: Callable[[], Proof], *_evidence: object) -> Proof:
        """Return the proof, run now."""
        return examine()


_ANEW = _Anew()


def make_document(session: Session, document: Document) -> Made:
    """Return the document laid out within its budget, whatever formats are asked for.

    Why: the layout is part of the job, and the same content must give the same Markdown and HTML
    whether or not a PDF is made with them.
    """
    ordered = order_document(session, document)
    if ordered.order is None:
        return Made(diagnostics=ordered.faults)
    return judge_document(session, ordered, session.worker.make(ordered.order))


def order_document(session: Session, document: Document) -> Ordered:
    """Return the order of a document, or the faults that forbid it."""
    template, faults = session.template(document.template)
    if not session.dossier(document.dossier).may_be_sound:
        return Ordered(document, faults=faults)
    order, faults = session.order(document, document.formats)
    return Ordered(document, None if template is None else order, faults)


def be_ready_to_judge(session: Session, document: Document) -> None:
    """Load and work out what can be had before a document is delivered."""
    load_provers()
    # what the rules find in it is worked out
    session.dossiers.known(document.dossier)
    # who writes the document loads it
    import_module("filelock")
    session.secrets(document).be_ready()
    view, _ = session.view(document)
    with suppress(ToolMissingError):  # said where they are asked for
        if view is not None:
            house_fonts(may_have_cjk(view))
    # for the kinds that it reads: what it finds is asked for with the rest
    tuple(without_a_place(session, document))


def refused_for_its_dossier(session: Session, document: Document) -> Made | None:
    """Return what becomes of a document of which the dossier is not sound; None where it is.

    It is the same whether or not the document was ordered before that was known.
    """
    if session.dossier(document.dossier).is_sound:
        return None
    return Made(diagnostics=session.template(document.template)[1])


def judge_document(
    session: Session, ordered: Ordered, delivery: Delivery, proofs: Proofs = _ANEW
) -> Made:
    """Return what was delivered, as far as it is believed, with all that was found in it."""
    document, order = ordered.document, ordered.order
    template, _ = session.template(document.template)
    if (refused := refused_for_its_dossier(session, document)) is not None:
        return refused
    if order is None or template is None:
        return Made(diagnostics=ordered.faults)
    composition, more = session.judged(document, order, delivery)
    faults, laid_out = (*ordered.faults, *more), delivery.laid_out
    if composition is None or laid_out is None:
        return Made(order.view, diagnostics=faults)
    made = dict(delivery.rendered)
    # Markdown is written with the page, and needs no rendering
    made["markdown"] = Rendered(composition.job.markdown.encode(), 0)
    rendered = {name: laid_out if name == "pdf" else made[name] for name in document.formats}
    found = [*faults, *laid_out.diagnostics]
    found += [fault for result in rendered.values() for fault in result.diagnostics]
    found += budget_faults(document.name, template, laid_out, composition.for_space)
    found += session.check_layout(document, composition, laid_out)
    found += without_a_place(session, document)
    errors = {fault.code for fault in found if fault.severity is Severity.ERROR}
    if all(code.startswith("BG6") for code in errors):
        # also where rendering has found errors: what was lost is often their cause
        found += _proof(session, document, order, composition, rendered, proofs)
    loaded = session.dossier(document.dossier)
    located = (in_the_content(loaded.tree, loaded.dossier, order.view, one) for one in found)
    return Made(order.view, composition, rendered, laid_out.pages, tuple(dict.fromkeys(located)))


def _proof(
    session: Session,
    document: Document,
    order: Order,
    composition: Composition,
    rendered: Mapping[str, Rendered],
    proofs: Proofs,
) -> Iterator[Diagnostic]:
    """Yield what the finished files hold and must not, and what they lack."""
    secrets = session.secrets(document)
    expected = session.expected(document, composition)
    for name, result in rendered.items():
        if not result.content:  # said already
            continue
        proof = proofs.run(
            lambda name=name, result=result: _examined(  # type: ignore[misc]
                document, name, result.content, composition, expected, secrets
            ),
            document.name,
            name,
            result.content,
            composition.job.digest,
            expected,
            secrets,
        )
        session.passed.update((document.dossier, *words) for words in proof.passed)
        yield from proof.faults
        if proof.pages not in (None, result.pages):
            claim = f"it is said to have {result.pages} pages, and its PDF has {proof.pages}"
            yield not_believed(order, claim)


def _examined(
    document: Document,
    form: str,
    content: bytes,
    composition: Composition,
    expected: tuple[Expected, ...],
    secrets: Secrets,
) -> Proof:
    """Return what was found in a file, what it carries included."""
    proof = examine(document.name, content, form, composition.job.html, expected, secrets)
    if form != "pdf":
        return proof
    files, relationship = carried_by(composition.job)
    carried = {file.name: file.content for file in files}
    more = attachment_faults(document.name, content, carried, relationship)
    return replace(proof, faults=(*proof.faults, *more))
