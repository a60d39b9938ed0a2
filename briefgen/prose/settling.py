"""Inline tokens put in order: citations behind the stop, no space where none is shown."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from briefgen.prose.languages import joins_without_space

__all__ = ["settle"]


def settle(state: StateCore) -> None:
    """Put the tokens of each paragraph in order."""
    for token in state.tokens:
        children = token.children
        if children and any(child.type in ("citation", "softbreak") for child in children):
            token.children = _settled(children)


def _settled(children: list[Token]) -> list[Token]:
    """Return the tokens without white space before citations and between wide characters."""
    out: list[Token] = []
    for token in children:
        last = out[-1] if out else None
        if token.type == "citation":
            _drop_trailing_space(out)
            if out and out[-1].type == "citation":
                meta = out[-1].meta
                out[-1].meta = meta | {"citations": meta["citations"] + token.meta["citations"]}
                continue
        elif token.type == "text" and last is not None and last.type == "citation":
            _move_stop_before(out, token)
        elif token.type == "text" and last is not None and last.type == "softbreak":
            before = out[-2].content if len(out) > 1 and out[-2].type == "text" else ""
            if joins_without_space(before, token.content):
                del out[-1]
                out[-1].content += token.content
                continue
        out.append(token)
    return out


_STOP = re.compile(r"[.,;:!?…]+(?=\s|$)")


def _move_stop_before(out: list[Token], token: Token) -> None:
    """Put the stop that follows a citation before it, where a note's number belongs.

    Source: New Hart's Rules, 17.2.1. Authors write `words [@key].` as in Pandoc.
    """
    stop = _STOP.match(token.content)
    if stop is None or len(out) < 2:
        return
    token.content = token.content[stop.end() :]
    if out[-2].type == "text":
        out[-2].content += stop.group()
    else:
        out.insert(-1, Token("text", "", 0, content=stop.group()))


def _drop_trailing_space(tokens: list[Token]) -> None:
    while tokens and tokens[-1].type in ("softbreak", "text"):
        if tokens[-1].type == "text":
            tokens[-1].content = tokens[-1].content.rstrip()
            if tokens[-1].content:
                return
        del tokens[-1]
