"""What a fuzzer begins with, by target: small files in which every construct occurs."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["SEEDS"]

SEEDS: Mapping[str, tuple[str, ...]] = {
    "yaml": (
        "a: &x [1, *x, 'b', \"\\x41\"]\nc: |\n  t\nd: >-\n  u\n",
        "%YAML 1.2\n---\n? a\n: b\n",
        "a: {b: !t c, <<: d}\n# e\nf: 3.10 # g\n",
    ),
    "markdown-file": (
        "---\ntitle: T\nkind: context\n---\n# A *b* [c](d) @e [@f, p. 1]\n\n- `g` &amp; <h>\n",
    ),
    "csl-json": (
        '[{"id": "a", "type": "book", "title": "T", "author": [{"family": "F", "given": "G"}],'
        ' "issued": {"date-parts": [[2023, 5, 1]]}, "page": "1-2", "language": "en"}]',
    ),
    "bibtex": (
        "@string{m = {May}}\n@book{k, author = {F, G and {Body}}, title = {A {B} \\emph{c} $x^2$},"
        ' year = 2023, month = m # "~1", url = {\\url{https://a.b/%7e}}}\n',
    ),
    "event-date": (
        "2023-05-01",
        "2023-05-01T09:00:00+09:00",
        "[2023..2024]",
        "2023-24?",
        "../2023~",
    ),
    "citations": ("see @a, pp. 33-35, 38; -@b {IV} x; @c:d.e", "@a [p. 3; x]"),
    "markdown-output": (
        "# a *b* **c** ~~d~~ [e](f 'g') `h` <i>\n\n| a | b |\n|--|:-:|\n| 1 | 2 |\n",
        "1. a\n\n   > b\n",
    ),
    "project": (
        "events:\n  e: {date: 2023-05-01, text: A [@s, p. 1], status: occurred, sources: [s]}\n"
        "sources: {s: {title: A}}\nclaims:\n  c: {kind: fact, text: B, evidence: [{source: s}]}\n"
        "\0\0---\ntitle: T\nkind: context\n---\nText.\n\0\0[]\0\0@book{k, title={T}}",
    ),
}
