"""What rules on one composed document look at: what its reader gets, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from briefgen.checks.finding import Owner
from briefgen.checks.passages import Passage
from briefgen.checks.printed import Block, printed_blocks
from briefgen.model.base import Item
from briefgen.model.project import Audience
from briefgen.model.settings import CheckSettings
from briefgen.model.walk import local_texts
from briefgen.view import View

__all__ = ["DocumentCase"]


@dataclass(frozen=True)
class DocumentCase:
    """A composed document, and all that its rules may ask about it."""

    kind: str
    """Its template."""
    audience: Audience
    """Who reads it."""
    view: View
    """What they may see of the dossier; the document shows a part of it."""
    html: str
    """The page as it goes to the layout engine."""
    shown: Mapping[Owner, Item]
    """The items that are on the page, cited sources among them."""
    default_language: str
    """The language of text that names none."""
    settings: CheckSettings
    """What `briefgen.yaml` says of the linter."""
    is_whole: bool = True
    """Whether nothing was left out for errors: a rule on what is missing looks at it first."""

    @property
    def language(self) -> str:
        """The document's language."""
        return self.view.language

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text of the items shown, in the language in which it is printed."""
        return tuple(
            Passage(owner, path, text, item)
            for owner, item in self.shown.items()
            for path, local in local_texts(item)
            if not local.is_native
            for text in (local.choose(self.language, self.default_language),)
        )

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs, headings, list items and cells of the page, as they are read."""
        return printed_blocks(self.html)
