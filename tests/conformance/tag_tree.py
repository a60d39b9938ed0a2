"""The structure of a PDF as a tree of Python objects, with the words that it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from outloud.model import Document as Walked

__all__ = ["Book", "BookOf", "Node", "Run", "read_book"]


@dataclass(frozen=True)
class Run:
    """Words drawn in one go."""

    words: str
    page: int
    mark: int | None
    """The number of the marked content that they are of."""
    is_artifact: bool


@dataclass(eq=False)
class Node:
    """A structure element."""

    role: str
    properties: pikepdf.Object
    kids: list[Node | tuple[int, int] | pikepdf.Object] = field(default_factory=list)
    """Elements, (page index, number) of marked content, annotations; in reading order."""
    parent: Node | None = None

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def all(self, *roles: str) -> list[Node]:
        return [node for node in self.walk() if node.role in roles]

    def marks(self) -> Iterator[tuple[int, int]]:
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.marks()
            elif isinstance(kid, tuple):
                yield kid

    def annotations(self) -> list[pikepdf.Object]:
        return [kid for kid in self.kids if isinstance(kid, pikepdf.Dictionary)]

    def get(self, key: str) -> str:
        """Return a property of the element or one of its attributes, empty if there is none."""
        for source in (self.properties, self.properties.get("/A", {})):
            if key in source:
                return str(source[key])
        return ""

    def related(self, key: str) -> list[Any]:
        return list(self.properties.get(key, self.properties.get("/A", {}).get(key, [])))


@dataclass(frozen=True)
class Book:
    """A PDF as somebody hears it."""

    pdf: pikepdf.Pdf
    root: Node
    runs: tuple[Run, ...]
    painted: Mapping[int, list[int]]
    """Numbers of marked content by page index, in the order of drawing."""

    def words(self, node: Node) -> str:
        """Return what the element says, in reading order."""
        return " ".join(" ".join(self._by_mark.get(mark, "") for mark in node.marks()).split())

    @cached_property
    def _by_mark(self) -> Mapping[tuple[int, int | None], str]:
        by_mark: dict[tuple[int, int | None], str] = {}
        for run in self.runs:
            by_mark[run.page, run.mark] = by_mark.get((run.page, run.mark), "") + run.words
        return by_mark


BookOf = Callable[[bytes], Book]
"""Reads a PDF, each only once."""


def read_book(content: bytes, scratch: Path) -> Book:
    """Return the structure and the words of a PDF; `scratch` is a file that may be written."""
    pdf = pikepdf.open(BytesIO(content))
    pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
    top = pdf.Root.StructTreeRoot.K
    assert len(top) == 1
    root = _node(top[0], None, pages)
    scratch.write_bytes(content)
    walked = Walked(str(scratch))
    runs, painted = [], {}
    for page in walked.pages:
        walk = walked.content(page.index)
        runs += [Run(run.text, page.index, run.mcid, bool(run.artifact)) for run in walk.runs]
    walked.close()
    for index, page in enumerate(pdf.pages):
        steps = pikepdf.parse_content_stream(page)
        tags = [step.operands[1] for step in steps if str(step.operator) == "BDC"]
        painted[index] = [int(tag.MCID) for tag in tags if "/MCID" in tag]
    return Book(pdf, root, tuple(runs), painted)


def _node(element: pikepdf.Object, parent: Node | None, pages: Mapping[Any, int]) -> Node:
    node = Node(str(element.S).removeprefix("/"), element, parent=parent)
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            node.kids.append((pages[element.Pg.objgen], kid))
        elif kid.get("/Type") == "/MCR":
            node.kids.append((pages[kid.Pg.objgen], int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            node.kids.append(kid.Obj)
        else:
            node.kids.append(_node(kid, node, pages))
    return node
