"""Findings become diagnostics: with their places, their severity, without what is allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefgen.checks.exemptions import Allowance, Exemptions
from briefgen.checks.finding import Finding, Owner
from briefgen.codes import Code
from briefgen.diagnostics import Diagnostic, Related, Severity, Span, nearest
from briefgen.located import find
from briefgen.model.dossier import FAMILIES, Dossier
from briefgen.model.settings import CheckSettings
from briefgen.model.walk import Path
from briefgen.source_tree import SourceTree

__all__ = ["Judge", "Judgement"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of findings."""

    diagnostics: tuple[Diagnostic, ...]
    """Those that are not allowed."""
    used: frozenset[Allowance]
    """The allowances that were made use of."""


class Judge:
    """Knows where everything stands and what is allowed in one dossier."""

    def __init__(
        self,
        dossier: Dossier,
        tree: SourceTree,
        settings: CheckSettings,
        rules: Mapping[str, Code],
    ) -> None:
        self._dossier = dossier
        self._tree = tree
        self._rules = rules
        by_name = {rule.name: rule.code for rule in rules.values()} | {code: code for code in rules}
        self._by_name = by_name
        self._severity = {
            by_name[name]: severity
            for name, severity in settings.severity.items()
            if name in by_name
        }

    def is_off(self, rule: Code) -> bool:
        """Return whether the project does not want to hear of a rule."""
        return self._severity.get(rule.code) == "off"

    def judge(self, found: Iterable[tuple[Code, Finding]]) -> Judgement:
        """Return the diagnostics of findings, each once, and the allowances that were used."""
        diagnostics: dict[Diagnostic, None] = {}
        used = set()
        for rule, finding in found:
            if rule.code in self._allowed(finding.owner):
                used.add((finding.owner, rule.code))
            else:
                diagnostics[self._diagnostic(rule, finding)] = None
        return Judgement(tuple(diagnostics), frozenset(used))

    @cached_property
    def exemptions(self) -> Exemptions:
        """What the dossier allows, but for what is no rule."""
        return Exemptions(
            tuple(
                ((owner, code), name, self._key_span(owner, ("allow", name)))
                for owner in self._owners()
                for code, name in self._allowed(owner).items()
                if not self.is_off(self._rules[code])
            ),
            tuple(
                ((*owner, words), self._key_span(owner, ("public_words", words)))
                for owner in self._owners()
                if owner[0]
                for words in getattr(self._dossier, owner[0])[owner[1]].public_words
            ),
        )

    def unknown(self) -> Iterator[Diagnostic]:
        """Yield each allowance of something that is no rule."""
        for owner in self._owners():
            for name in self._allow(owner):
                if name not in self._by_name:
                    near = None if name.startswith("BG") else nearest(name, self._by_name)
                    yield Diagnostic(
                        "BG130",
                        f"there is no rule `{name}` that could be allowed",
                        self._key_span(owner, ("allow", name)),
                        help=f"did you mean `{near}`?"
                        if near
                        else "name a rule of docs/codes.md; other faults cannot be allowed",
                    )

    def _owners(self) -> Iterator[Owner]:
        yield ("", "")
        for family in FAMILIES:
            for identifier in getattr(self._dossier, family):
                yield (family, identifier)

    def _allow(self, owner: Owner) -> Mapping[str, str]:
        holder = getattr(self._dossier, owner[0])[owner[1]] if owner[0] else self._dossier
        allow: Mapping[str, str] = holder.allow
        return allow

    def _allowed(self, owner: Owner) -> dict[str, str]:
        """Return (code → name as written) of what an item allows."""
        return {self._by_name[name]: name for name in self._allow(owner) if name in self._by_name}

    def _diagnostic(self, rule: Code, finding: Finding) -> Diagnostic:
        span = finding.span or self._span(finding.owner, finding.path)
        if finding.token and finding.span is None:
            span = find(self._tree.lines(span.path), span, finding.token)
        related = tuple(
            Related(self._span(owner, path), message) for owner, path, message in finding.related
        )
        return Diagnostic(
            rule.code,
            finding.message,
            span,
            finding.notes,
            finding.help or _as_help(rule.instead),
            related,
            Severity(self._severity.get(rule.code, rule.severity)),
        )

    def _span(self, owner: Owner, path: Path) -> Span:
        if owner[0]:
            return self._tree.item_span(*owner, *path)
        return self._tree.heading_span(*path)

    def _key_span(self, owner: Owner, path: Path) -> Span:
        if owner[0]:
            return self._tree.items[owner[0]][owner[1]].key_span(*path)
        return self._tree.heading_key_span(*path)


def _as_help(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].removesuffix(".")
