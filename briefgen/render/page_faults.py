"""What is wrong with a laid-out document that the engine itself lets pass: title and addresses."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator
from typing import Any

from briefgen.diagnostics import Diagnostic
from briefgen.render.fetch import BASE_URL

__all__ = ["page_faults"]

_LINK_SCHEMES = frozenset({"https", "http", "mailto", "tel"})


def page_faults(document: Any) -> Iterator[Diagnostic]:
    """Yield a missing title, and links that lead nowhere outside the project."""
    if not (document.metadata.title or "").strip():
        yield Diagnostic("BG702", "the page has no title", help="fill `<title>`")
    targets = {link[1] for page in document.pages for link in page.links if link[0] == "external"}
    for target in sorted(targets):
        scheme = urllib.parse.urlsplit(target).scheme
        if scheme not in _LINK_SCHEMES:
            shown = target.removeprefix(BASE_URL)
            yield Diagnostic(
                "BG610",
                f"the link `{shown}` leads nowhere outside this project",
                help="link by https, http, mailto or tel, or to an id on the page",
            )
