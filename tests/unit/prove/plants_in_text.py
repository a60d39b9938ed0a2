"""What plants a secret in HTML and Markdown: `HTML`, `MARKDOWN`."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from html import escape
from urllib.parse import quote

from planting import jpeg, png, small_pdf, zipped

__all__ = ["HTML", "MARKDOWN"]


def numbered(secret: str) -> str:
    return "".join(f"&#x{ord(char):x};" for char in secret)


def spelt(secret: str, form: str) -> str:
    return "".join("\\" + form.format(ord(char)) for char in secret)


def percent(secret: str) -> str:
    return "".join(f"%{byte:02x}" for byte in secret.encode())


def data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"


HTML: dict[str, Callable[[str], str]] = {
    "in the text": lambda secret: f"<p>{secret}</p>",
    "in a comment": lambda secret: f"<!-- {secret} -->",
    "in an attribute": lambda secret: f'<p data-x="{secret}">x</p>',
    "in a class": lambda secret: f'<p class="{secret.replace(" ", "-")}">x</p>',
    "in entities": lambda secret: f"<p>{numbered(secret)}</p>",
    "in an attribute's entities": lambda secret: f'<p title="{numbered(secret)}">x</p>',
    "in srcdoc": lambda secret: f'<iframe srcdoc="{escape("<p>" + numbered(secret))}"></iframe>',
    "in a style": lambda secret: (
        f"<style>p::after {{ content: '{spelt(secret, '{:06x}')}' }}</style>"
    ),
    "in a script": lambda secret: f"<script>let x = '{spelt(secret, 'u{:04x}')}'</script>",
    "in a script's numbers": lambda secret: (
        f"<script>f([{','.join(str(ord(char)) for char in secret)}])</script>"
    ),
    "hidden": lambda secret: f"<p hidden>{secret}</p>",
    "in details": lambda secret: f"<details><summary>x</summary>{secret}</details>",
    "in a template": lambda secret: f"<template>{secret}</template>",
    "in an address": lambda secret: f'<a href="https://example.org/?q={percent(secret)}">x</a>',
    "in an address twice encoded": lambda secret: f'<a href="/?q={quote(percent(secret))}">x</a>',
    "in a data URL": lambda secret: f'<img src="{data("text/plain", secret.encode())}">',
    "in a data URL with parameters": lambda secret: (
        f'<img src="{data("text/plain;charset=utf-8", secret.encode())}">'
    ),
    "in a data URL without base64": lambda secret: f'<img src="data:,{percent(secret)}">',
    "in a picture": lambda secret: f'<img src="{data("image/jpeg", jpeg(secret))}">',
    "in a packed comment of a picture": lambda secret: (
        f'<img src="{data("image/png", png(secret))}">'
    ),
    "in a font": lambda secret: (
        f"<style>@font-face {{ src: url({data('font/ttf', bytes(99) + secret.encode())}) }}</style>"
    ),
    "in a packed file": lambda secret: (
        f'<a href="{data("application/zip", zipped(secret.encode()))}">x</a>'
    ),
    "in a PDF": lambda secret: f'<a href="{data("application/pdf", small_pdf(secret))}">x</a>',
    "between tags": lambda secret: "<p>" + "".join(f"<b>{char}</b>" for char in secret) + "</p>",
    "between what is hidden": lambda secret: (
        "<p>" + "".join(f"{word} <span hidden>noise</span>" for word in secret.split()) + "</p>"
    ),
    "between comments": lambda secret: "<p>" + "<!-- x -->".join(secret) + "</p>",
    "from the last letter": lambda secret: f'<bdo dir="rtl">{secret[::-1]}</bdo>',
}
"""What is put before the end of an HTML file, by where that is."""


MARKDOWN: dict[str, Callable[[str], str]] = {
    "in the text": lambda secret: secret,
    "over lines": lambda secret: "\n> ".join(secret.split()),
    "a letter a line": "\n".join,
    "in emphasis": lambda secret: " ".join(f"**{word}**" for word in secret.split()),
    "in a comment": lambda secret: f"<!-- {secret} -->",
    "in a link's definition": lambda secret: f"[//]: # ({secret})",
    "in the title of a link": lambda secret: f'[x](https://example.org "{secret}")',
    "in an address": lambda secret: f"[x](https://example.org/?q={percent(secret)})",
    "in entities": numbered,
    "in base64": lambda secret: f"[x](data:,{b64encode(secret.encode()).decode()})",
    "in a picture": lambda secret: f"![x]({data('image/jpeg', jpeg(secret))})",
    "with soft hyphens": "&shy;".join,
    "in a note": lambda secret: f"[^99]: {secret}",
    "in code": lambda secret: f"```\n{secret}\n```",
}
"""What is put behind a Markdown file, by where that is."""
