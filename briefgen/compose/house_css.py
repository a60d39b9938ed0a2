"""The house style → the first of a page's style sheets."""

from __future__ import annotations

from briefgen.compose.materials import HouseLook
from briefgen.compose.style import css_string

__all__ = ["house_css"]

_TEXT = '"Source Serif 4", "Noto Sans CJK JP", serif'
_HEADS = '"Source Sans 3", "Noto Sans CJK JP", sans-serif'


def house_css(look: HouseLook) -> str:
    """Return the colours and fonts of a house as a style sheet.

    Why no template: it follows from data alone, so that whoever has the data can make it, and need
    not believe what another process says that it is.
    """
    colours = {**look.colours.model_dump(), "title": look.colours.title_or_deep}
    fonts = {
        "serif": f"{css_string(look.text_family)}, {_TEXT}",
        "sans": f"{css_string(look.heads_family)}, {_HEADS}",
    }
    values = "".join(f"  --{name}: {value};\n" for name, value in (colours | fonts).items())
    # margin boxes know no variables
    running = f"  font-family: {fonts['sans']};\n  color: {look.colours.quiet};\n"
    first = f"@page :first {{\n  @top-left {{ color: {look.colours.deep}; }}\n}}\n"
    return f":root {{\n{values}}}\n@page {{\n{running}}}\n{first}"
