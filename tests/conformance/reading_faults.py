"""What somebody who listens to a PDF would stumble over, and no validator sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
from tag_tree import Book, Node

__all__ = ["CHECKS", "faults"]

Faults = Iterator[str]


def order(book: Book) -> Faults:
    """The words are drawn in the order in which they are read."""
    drawn = [(page, mark) for page, marks in book.painted.items() for mark in marks]
    # A picture has no words; what is placed beside the flow of the page is drawn last.
    placed = [node for node in book.root.all("Sect", "Aside") if _is_placed(node)]
    apart = {mark for node in (*placed, *book.root.all("Figure")) for mark in node.marks()}
    if sorted(book.root.marks()) != sorted(drawn):
        yield "what is drawn is not what is read"
    read = [mark for mark in book.root.marks() if mark not in apart]
    drawn = [mark for mark in drawn if mark not in apart]
    for page in book.painted:
        here = [mark for mark in read if mark[0] == page]
        if here != [mark for mark in drawn if mark[0] == page]:
            yield f"page {page + 1} is drawn in another order than it is read"


def _is_placed(node: Node) -> bool:
    figures = [kid for kid in node.kids if isinstance(kid, Node) and kid.role == "Figure"]
    return any("https://" in figure.get("/Alt") for figure in figures)


def artifacts(book: Book) -> Faults:
    """What repeats on each page is an artifact at its edge, and nothing else of words is."""
    edges = set()
    for page in book.pdf.pages:
        around: list[str] = []
        for step in pikepdf.parse_content_stream(page):
            match str(step.operator):
                case "BMC" | "BDC":
                    around.append(_kind(step.operands))
                case "EMC":
                    around.pop()
                case "Tj" | "TJ" if "" not in around:
                    edges.add(around[-1])
    if not {"Header", "Footer"} <= edges <= {"Header", "Footer", "Pagination"}:
        yield f"words that are not read stand in {sorted(edges)}"
    for run in book.runs:
        if run.words.strip() and run.mark is None and not run.is_artifact:
            yield f"`{run.words}` is neither read nor an artifact"
    spoken = book.words(book.root)
    if re.search(r"\b(Page|Seite) \d+ (of|von|sur) \d+\b", spoken):
        yield "a page number is read"


def _kind(operands: Sequence[pikepdf.Object]) -> str:
    """Return what kind of artifact it is that begins; nothing for content."""
    if operands[0] != "/Artifact":
        return ""
    properties = operands[1] if len(operands) > 1 else {}
    return str(properties.get("/Subtype", properties.get("/Type", "unknown"))).removeprefix("/")


def spans(book: Book) -> Faults:
    """A span tells something: a language or what an abbreviation stands for."""
    for node in book.root.all("Span"):
        if not (node.get("/Lang") or node.get("/E") or node.get("/Alt")):
            yield f"the span `{book.words(node)}` tells nothing"


def paragraphs(book: Book) -> Faults:
    """No block stands in a line, and no text beside blocks in a group."""
    inline = {"Span", "Link", "Reference", "Quote", "Code"}
    groups = {"Document", "Part", "Sect", "Aside", "Div", "L", "LI", "Table", "TR", "BlockQuote"}
    for node in book.root.walk():
        kinds = {kid.role if isinstance(kid, Node) else "" for kid in node.kids}
        if node.role in groups and kinds & {"", *inline}:
            yield f"text stands in `{node.role}`"
        if node.role in {"P", *inline} and kinds - {"", "Figure", *inline}:
            yield f"`{node.role}` holds {sorted(kinds)}"


def links(book: Book) -> Faults:
    """Each link has words that tell where it leads; each active area is of one link."""
    areas = [link.objgen for page in book.pdf.pages for link in page.get("/Annots", ())]
    of_links = []
    for node in book.root.all("Link"):
        said = node.get("/Alt") or book.words(node) or _alternative(node)
        if not said or re.fullmatch(r"(https?://|www\.)\S+|\W*", said):
            yield f"a link says `{said}`"
        for area in node.annotations():
            of_links.append(area.objgen)
            if not str(area.get("/Contents", "")).strip():
                yield f"the link `{said}` is not described"
    if sorted(areas) != sorted(of_links):
        yield "an active area is of no link, or of two"


def _alternative(node: Node) -> str:
    return " ".join(figure.get("/Alt") for figure in node.all("Figure"))


def notes(book: Book) -> Faults:
    """Each mark leads to its note, and each note has a label that leads back to a mark."""
    by_name = {node.get("/ID"): node for node in book.root.all("Note", "FENote")}
    marks = [node for node in book.root.all("Reference") if node.all("Link")]
    reached = set()
    for mark in marks:
        (link,) = mark.all("Link")
        target = _target(link)
        reached.add(target)
        if target not in by_name and target not in {f"#{name}" for name in by_name}:
            yield f"the mark `{book.words(mark)}` leads to {target}"
    if by_name.keys() - reached:
        yield f"nothing leads to {sorted(by_name.keys() - reached)}"
    for name, note in by_name.items():
        first = note.kids[0]
        if not (isinstance(first, Node) and first.role == "Lbl" and first.all("Link")):
            yield f"the note {name} has no label that leads back"


def _target(link: Node) -> str:
    """Return the id that a link leads to: by name, or by the element there."""
    area = link.annotations()[0]
    if "/Dest" in area:
        return str(area.Dest)
    return str(area.A.SD[0].get("/ID", area.A.SD[0].S))


def headings(book: Book) -> Faults:
    """The headings begin with one H1, skip no level, and are the outline."""
    found = book.root.all(*(f"H{level}" for level in range(1, 7)))
    levels = [int(node.role[1]) for node in found]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"the headings are of the levels {levels}"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield f"a level is skipped in {levels}"
    with pypdfium2.PdfDocument(_bytes(book)) as pdf:
        entries = [(_letters(mark.get_title()), mark.level + 1) for mark in pdf.get_toc()]
    spoken = [(_letters(book.words(node)), int(node.role[1])) for node in found]
    if entries != spoken:
        yield f"the outline differs from the headings: {set(entries) ^ set(spoken)}"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _bytes(book: Book) -> bytes:
    out = BytesIO()
    book.pdf.save(out)
    return out.getvalue()


def tables(book: Book) -> Faults:
    """Each header has a scope, each cell the headers that it names, and no row says them again."""
    for table in book.root.all("Table"):
        names = {cell.get("/ID") for cell in table.all("TH")}
        heads = [book.words(row) for row in table.all("THead") for row in row.all("TR")]
        body = [book.words(row) for part in table.all("TBody") for row in part.all("TR")]
        if set(heads) & set(body):
            yield f"the header `{heads}` is read again"
        for cell in table.all("TH"):
            if cell.get("/Scope") not in {"/Row", "/Column"}:
                yield f"the header `{book.words(cell)}` has no scope"
        for cell in table.all("TH", "TD"):
            if {str(name) for name in cell.related("/Headers")} - names:
                yield f"the cell `{book.words(cell)}` names a header that there is not"


def lists(book: Book) -> Faults:
    """A list says how it is numbered, and holds items with a body each."""
    for node in book.root.all("L"):
        if not node.get("/ListNumbering"):
            yield "a list does not say how it is numbered"
        if {kid.role for kid in node.kids if isinstance(kid, Node)} != {"LI"}:
            yield "a list holds something else than items"
    for item in book.root.all("LI"):
        roles = [kid.role for kid in item.kids if isinstance(kid, Node)]
        if "LBody" not in roles or set(roles) - {"Lbl", "LBody"}:
            yield f"an item holds {roles}"


def figures(book: Book) -> Faults:
    """A picture has an alternative and a place."""
    for node in book.root.all("Figure"):
        if not node.get("/Alt") or len(node.related("/BBox")) != 4:
            yield f"a picture says `{node.get('/Alt')}`"


def document(book: Book) -> Faults:
    """The title is shown, pages are numbered as printed, the tabulator goes by the structure."""
    root = book.pdf.Root
    if not root.ViewerPreferences.DisplayDocTitle or not str(root.Lang):
        yield "the title is not shown, or there is no language"
    if [str(part) for part in root.PageLabels.Nums[1].values()] != ["/D"]:
        yield "the pages are not numbered"
    if any(page.get("/Tabs") != "/S" for page in book.pdf.pages):
        yield "the tabulator goes its own way"


CHECKS: dict[str, Callable[[Book], Faults]] = {
    check.__name__: check
    for check in (
        order,
        artifacts,
        spans,
        paragraphs,
        links,
        notes,
        headings,
        tables,
        lists,
        figures,
        document,
    )
}
"""Check by its name: what each promises is its first line."""


def faults(book: Book) -> Faults:
    """Yield what each check finds, with its name."""
    for name, find in CHECKS.items():
        yield from (f"{name}: {fault}" for fault in find(book))
