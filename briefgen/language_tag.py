"""Language tags of BCP 47, such as `en`, `pt-BR` or `zh-Hant`."""

from __future__ import annotations

__all__ = ["primary", "same_language"]


def primary(tag: str) -> str:
    """Return the language itself, in lower case, without script and region."""
    return tag.partition("-")[0].lower()


def same_language(one: str, other: str) -> bool:
    """Return whether two tags differ in script and region at most."""
    return primary(one) == primary(other)
