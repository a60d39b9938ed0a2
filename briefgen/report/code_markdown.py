"""What a code means, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.codes import Code

__all__ = ["code_markdown"]

_LANGUAGES = {"yaml": "yaml", "md": "markdown", "j2": "jinja", "css": "css", "svg": "xml"}


def code_markdown(code: Code) -> Iterator[str]:
    """Yield the lines of what a code means, without a heading."""
    yield code.what
    yield ""
    yield f"**Why it matters.** {code.why}"
    yield ""
    yield f"**What to do.** {code.instead}"
    if code.example:
        language = _LANGUAGES.get(code.file.rpartition(".")[2], "")
        yield ""
        yield f"For example, in `{code.file}`:" if code.file else "For example:"
        yield ""
        yield f"```{language}"
        yield from code.example.rstrip("\n").split("\n")
        yield "```"
