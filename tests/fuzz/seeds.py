"""What a fuzzer begins with, by target: small files in which every construct occurs."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["SEEDS"]

_LAID_OUT = (
    '"laid_out": {"part_pages": [["a", 1]], "torn_parts": ["a"], "part_lines": [["a", 2]],'
    ' "last_page_fill": 0.5, "page_mm": 297.0, "line_mm": 5.0, "part_mm": [["a", 9.0]],'
    ' "body_points": null, "flaws": []}'
)
_DELIVERY = (
    '{"delivery": {"written": {"html": "", "markdown": "", "page_css": "", "banner": "TLP:CLEAR",'
    ' "cited": ["s"], "terms": [], "files": ["f"], "tighter": 0, "smaller": -1, "in_main": [],'
    ' "dropped": [["events", "e"]]}, "faults": [{"code": "BG513", "message": "m", "span": {"path":'
    ' "a.yaml", "line": 1, "column": 2, "end_line": 0, "end_column": 0}, "notes": ["n"], "help":'
    ' null, "related": [], "severity": "error"}], "laid_out": {"content": "", "pages": 1,'
    f' "diagnostics": [], {_LAID_OUT}}}, "rendered": [["html", {{"content": "", "pages": 1,'
    f' "diagnostics": [], {_LAID_OUT}}}]]}}, "lengths": [8, 1, 3, 4, 3]}}'
)
_DIGEST = "0123456789abcdef" * 4
_ENTRY = (
    '{"name": "d/timeline/a/en", "dossier": "d", "template": "timeline", "audience": "a",'
    f' "language": "en", "paper": "A4", "portion_marks": true, "job": "{_DIGEST}", "inputs":'
    ' {"heading": "x", "items": {"events": {"e": "x"}}, "templates": {"t": "x"}}, "outputs":'
    ' [{"path": "a/d.timeline.en.pdf", "format": "pdf", "bytes": 3, "sha256":'
    f' "{_DIGEST}"}}]'
)

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
    "deliveries": (
        f"{_DELIVERY}\0\0<p>A</p>Ap{{}}%PDF<p>",
        '\0\0\0\0\0\0\0\x1d{"delivery":{},"lengths":[]} ',
    ),
    "manifest": (
        f'{{"manifest": 1, "documents": [{_ENTRY}, "earlier": [{_ENTRY}}}]}}], "briefgen": "1",'
        ' "revision": {"commit": "c", "clean": true}, "versions": {"a": "1"}, "inputs": {}}',
    ),
    "leaks": (
        "---\na: b\n---\n# A\n\n<!-- c --> [d](https://e.f/%41) &amp; =?utf-8?q?g?= aGVsbG8=\n",
        "<html><style>p{content:'\\41'}</style><script>a='\\u0041'</script><p hidden>b</p>"
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="c"><a href="data:,%41">d</a></html>',
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
        "/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
        "endobj\n4 0 obj<</Length 14>>stream\nBT (a) Tj ET\nendstream endobj\ntrailer"
        "<</Root 1 0 R>>\n",
    ),
}
