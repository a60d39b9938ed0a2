"""From the laid-out page to its logical structure, in the order of the HTML.

Why: the engine's own tags start anew on each page. A paragraph or table that crosses a page becomes
two, the repeated table header is read again, running headers count as content, and a passage in
another language does not say so. Here one HTML element is one structure element, wherever its
boxes are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pydyf  # type: ignore[import-untyped]

from briefgen.diagnostics import Diagnostic
from briefgen.render.structure.elements import Element, Marked, Reference
from briefgen.render.structure.painted import (
    ArtifactKind,
    Painted,
    bounds,
    is_inside,
    make_artifacts,
    marked_numbers,
)
from briefgen.render.structure.roles import (
    is_decoration,
    is_endnote,
    is_note_mark,
    numbering,
    structure_element,
    wrapped,
)
from briefgen.render.structure.tables import tell_headers

__all__ = ["Tagged", "tag_document"]

_INLINE = frozenset({"Span", "Link", "Quote", "Code", "FENote", "Reference"})
_EDGES = {"@top": "Header", "@bottom": "Footer"}


@dataclass(frozen=True, slots=True)
class Tagged:
    """The structure of a document, and what was found on the way."""

    root: Element
    targets: Mapping[str, Element]
    """Where each id of the HTML stands, so that links can lead there."""
    headings: tuple[Element, ...]
    """What each entry of the outline stands for, in its order."""
    diagnostics: tuple[Diagnostic, ...]


def tag_document(parents: Mapping[Any, Any], painted: list[Painted]) -> Tagged:
    """Return the structure of the document; `parents` leads from each HTML element upwards.

    What no reader should hear becomes an artifact in the content streams on the way: running
    headers and footers, repeated table headers, and what is marked `aria-hidden`.
    """
    tagger = _Tagger(parents)
    for index, page in enumerate(painted):
        tagger.page(index, page)
    root = tagger.document
    root.prune()
    tell_headers(root)
    kept = set(root.descendants())
    places = {html.get("id"): tagger.place(html, kept) for html in parents if html.get("id")}
    targets = {name: tagger.notes.get(place, place) for name, place in places.items()}
    tagger.relate_notes(targets, kept)
    headings = tuple(tagger.place(html, kept) for html in tagger.bookmarked)
    return Tagged(root, targets, headings, tuple(tagger.found))


@dataclass(slots=True)
class _Tagger:
    parents: Mapping[Any, Any]
    document: Element = field(default_factory=lambda: Element("Document"))
    elements: dict[tuple[Any, str], Element | None] = field(default_factory=dict)
    """Structure element by HTML element and part of it; None for one that has none of its own."""
    repeated: dict[Any, int] = field(default_factory=dict)
    """Page index on which each table header or footer was first seen."""
    notes: dict[Element, Element] = field(default_factory=dict)
    """The note in each item of a list of notes."""
    bookmarked: list[Any] = field(default_factory=list)
    """The HTML element of each entry of the outline."""
    found: dict[Diagnostic, None] = field(default_factory=dict)

    def page(self, index: int, painted: Painted) -> None:
        reachable = marked_numbers(painted.stream)
        artifacts: dict[int, ArtifactKind] = {}
        dropped: list[bytes] = []
        areas: dict[Element, list[Any]] = {}
        for box, kind in self._boxes(painted.box, index, None):
            self._note_bookmark(box)
            mark = painted.marks.get(box)
            annotation = getattr(box, "link_annotation", None)
            if kind is None and annotation is not None:
                around = areas.setdefault(self._link(box), [])
                if any(is_inside(annotation, other) for other in around):
                    dropped.append(annotation.reference)
                    annotation = None
                else:
                    around.append(annotation)
            if kind is not None:
                if mark is not None:
                    artifacts[mark] = kind
                if annotation is not None:
                    dropped.append(annotation.reference)
                continue
            if mark is None and annotation is None and box.element is None:
                continue
            target = self._element(box, painted)
            if annotation is not None:
                self._link(box).kids.append(Reference(index, annotation))
            if mark is not None and mark not in reachable:
                self._miss_content(box)
            elif mark is not None:
                target.paragraph().kids.append(Marked(index, mark))
        make_artifacts(painted.stream, artifacts)
        if dropped:
            kept = [link for link in painted.page["Annots"] if link not in dropped]
            painted.page["Annots"] = pydyf.Array(kept)

    def place(self, html: Any, kept: Collection[Element]) -> Element:
        """Return the innermost element left that the HTML element is or stands in."""
        while html is not None:
            own = self.elements.get((html, ""))
            if own is not None and own in kept:
                return own
            html = self.parents.get(html)
        return self.document

    def relate_notes(self, targets: Mapping[str, Element], kept: Collection[Element]) -> None:
        """Let each mark of a note and the note refer to each other."""
        for html in self.parents:
            note = targets.get(html.get("href", "").removeprefix("#"))
            mark = self.elements.get((html, "")) if is_note_mark(html) else None
            if mark is None or note is None or mark not in kept:
                continue
            if note.role == "FENote":
                mark.related.append(note)
                note.related.append(mark)

    def _note_bookmark(self, box: Any) -> None:
        """Remember what the outline leads to, as the engine gathers it."""
        if getattr(box, "bookmark_label", None) and box.style["bookmark_level"] != "none":
            self.bookmarked.append(box.element)

    def _boxes(
        self, box: Any, page: int, kind: ArtifactKind | None
    ) -> Iterator[tuple[Any, ArtifactKind | None]]:
        """Yield each box below with the kind of artifact it is, if it is one."""
        box = getattr(box, "_box", box)  # A positioned box stands in a placeholder.
        if kind is None:
            kind = self._artifact(box, page)
        yield box, kind
        for child in getattr(box, "children", ()):
            yield from self._boxes(child, page, kind)

    def _artifact(self, box: Any, page: int) -> ArtifactKind | None:
        if keyword := getattr(box, "at_keyword", None):
            edge = next((name for side, name in _EDGES.items() if side in keyword), None)
            return {"Type": "/Pagination"} | ({"Subtype": f"/{edge}"} if edge else {})
        if getattr(box, "is_header", False) or getattr(box, "is_footer", False):
            is_first = self.repeated.setdefault(box.element, page) == page
            return None if is_first else {"Type": "/Pagination"}
        element = box.element
        if element is not None and element.get("aria-hidden") == "true":
            return {"Type": "/Layout"}
        if getattr(box, "is_leader", False) or is_decoration(box):
            return {"Type": "/Layout"}
        return None

    def _element(self, box: Any, painted: Painted) -> Element:
        """Return the structure element that holds the box's content."""
        html, part = box.element, (box.element_tag or "").partition("::")[2]
        if html is None:
            return self.document
        if part == "marker":
            return self._label(html)
        own = self._own(html)
        if own is None:
            return self._holder(html)
        if own.role == "Figure" and not own.attributes and hasattr(box, "replacement"):
            own.attributes["BBox"] = bounds(box, painted.box)
        if own.role == "LI":
            self._number(html, box)
        return _body(own)

    def _holder(self, html: Any) -> Element:
        """Return the element that the HTML element's content belongs to, from its ancestors."""
        parent = self.parents.get(html)
        while parent is not None:
            own = self._own(parent)
            if own is not None:
                return _body(own)
            parent = self.parents.get(parent)
        return self.document

    def _own(self, html: Any) -> Element | None:
        key = (html, "")
        if key in self.elements:
            return self.elements[key]
        element = self.elements[key] = structure_element(html, self.parents)
        if element is None:
            return None
        if element.role == "Figure" and not element.alternative:
            self._miss_alternative(html)
        if html.tag in {"dt", "dd"}:
            self._item(html).kids.append(element)
        else:
            holder = self._holder(html)
            outer = wrapped(html, element, holder)
            (holder.paragraph() if outer.role in _INLINE else holder).kids.append(outer)
        if is_endnote(html, self.parents):
            note = Element("FENote", identifier=html.get("id"))
            note.attributes["NoteType"] = "/Endnote"
            _body(element).kids.append(note)
            self.notes[element] = note
        return element

    def _item(self, html: Any) -> Element:
        """Return the list item of a term or its description: one a term."""
        parent = self.parents[html]
        item: Element | None = None
        for sibling in parent:
            if sibling.tag == "dt" or item is None:
                item = self.elements.get((sibling, "item"))
                if item is None:
                    item = Element("LI")
                    self.elements[sibling, "item"] = item
                    self._holder(sibling).kids.append(item)
            if sibling is html:
                break
        assert item is not None
        return item

    def _label(self, html: Any) -> Element:
        item = self._own(html)
        if item is None:
            return self._holder(html)
        label = self.elements.get((html, "label"))
        if label is None:
            label = Element("Lbl")
            self.elements[html, "label"] = label
            item.kids.insert(0, label)
        return label

    def _link(self, box: Any) -> Element:
        html = box.element
        while html is not None:
            own = self._own(html)
            if own is not None and own.role == "Link":
                return own
            html = self.parents.get(html)
        # A link made by a style sheet has no element of its own.
        link = Element("Link")
        self._holder(box.element).paragraph().kids.append(link)
        return link

    def _number(self, html: Any, box: Any) -> None:
        listing = self._own(self.parents[html])
        if listing is not None and listing.role == "L":
            listing.attributes.setdefault("ListNumbering", f"/{numbering(box)}")

    def _miss_content(self, box: Any) -> None:
        where = box.element_tag or "page"
        self.found.setdefault(
            Diagnostic(
                "BG704",
                f"the content of `<{where}>` is drawn apart from the page, where no tag reaches it",
                help="use a colour in place of `opacity`",
            )
        )

    def _miss_alternative(self, html: Any) -> None:
        source = (html.get("src") or "inline SVG").removeprefix("brief:///")
        self.found.setdefault(
            Diagnostic(
                "BG701",
                f"the image `{source}` has no text alternative",
                help="describe it in `alt`, or in `<title>` inside an SVG",
            )
        )


def _body(own: Element) -> Element:
    """Return where content of the element goes: for a list item, its body or the note in it."""
    if own.role != "LI":
        return own
    for kid in own.kids:
        if isinstance(kid, Element) and kid.role == "LBody":
            only = kid.kids[0] if kid.kids else None
            return only if isinstance(only, Element) and only.role == "FENote" else kid
    body = Element("LBody")
    own.kids.append(body)
    return body
