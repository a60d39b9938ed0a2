"""Prose as Markdown again."""

from __future__ import annotations

import pytest

from briefgen.model.text import Text
from briefgen.prose.citations import Citation
from briefgen.prose.markdown import block_markdown, inline_markdown


def note(_: tuple[Citation, ...]) -> str:
    return "[^1]"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("an *old* __plan__ ~~gone~~ `a|b`", "an *old* **plan** ~~gone~~ `a|b`"),
        ("text [@a; @b].", "text.[^1]"),
        ("Wow! [@a](see)", "Wow\\![^1]\\(see)"),
        ("see https://a.b/c [@a]", "see https\\://a.b/c[^1]"),
        ("end\\\n![](x.png)", "end"),
        ("[@a]: so", "[^1]\\: so"),
        ("[岸田]{lang=ja} said", "岸田 said"),
        ("![the *map*](map.png)", "the map"),
        ("<https://a.b/c_d> <x@y.org>", "<https://a.b/c_d> <x@y.org>"),
        ('[a](https://b.c/(d "e")', "\\[a\\](https://b.c/(d “e”)"),
        ("[a](<https://b.c/(d> 'e\"f')", '[a](<https://b.c/(d> "e\\"f")'),
        ("[a][b]\n\n[b]: https://c.d", "[a](https://c.d)"),
        ("1986\\. A year", "1986\\. A year"),
        ("one\ntwo\\\n\\- three", "one two\\\n\\- three"),
        ("one\n\ntwo", "one\\\ntwo"),
        ("**a *b* c** *d***e**", "**a _b_ c** *d*__e__"),
        ("``a`b`` `` ` ``", "``a`b`` `` ` ``"),
        ("<b>", "\\<b>"),
    ],
)
def test_inline_markdown(source: str, expected: str) -> None:
    assert inline_markdown(Text(source, "en"), cite=note) == expected


def test_a_table_cell_escapes_pipes_and_keeps_to_its_line() -> None:
    text = Text("a | b\\\n`c|d` [@e]", "en")
    assert inline_markdown(text, cite=note, in_table=True) == "a \\| b<br>`c\\|d`[^1]"


BLOCKS = """\
# Heading *one*

A paragraph.

- loose

- list

  1. nested
  2. tight

+ another list

> quoted
>
> - item

| a | b |
| --- | --: |
| `x\\|y` | \\| |

```py
x = 1

y
```

***

last"""


def test_blocks_in_the_normal_form_are_left_as_they_are() -> None:
    assert block_markdown(Text(BLOCKS, "en", block=True), cite=note) == BLOCKS


def test_headings_are_shifted_and_clipped() -> None:
    text = Text("a\n=\n\n###### b #", "en", block=True)
    assert block_markdown(text, cite=note, heading_offset=2) == "### a\n\n###### b"


def test_what_would_keep_emphasis_from_working_is_encoded() -> None:
    assert inline_markdown(Text("**foo*bar*baz**", "en"), cite=note) == ("**fo&#111;_bar_&#98;az**")
