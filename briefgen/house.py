"""The house style that a project names: judged, its fonts and its logo found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from briefgen.checks.contrast import MIN_CONTRAST, MIN_CONTRAST_LARGE, contrast
from briefgen.compose import HouseLook
from briefgen.diagnostics import Diagnostic, Severity, did_you_mean
from briefgen.errors import UnreadableError
from briefgen.job import Asset, FontFile
from briefgen.located import at
from briefgen.model.house import House, HouseColours, HouseFonts
from briefgen.project import Project
from briefgen.render.house_fonts import (
    HouseFont,
    NoFontError,
    house_font,
    installed_font_packages,
)
from briefgen.render.images import checked_image
from briefgen.world import World

__all__ = ["read_house"]

_WHITE = "#FFFFFF"
_WORDS = ("ink", "deep", "accent", "quiet")
"""Colours of small words, on white and on the tint."""
_LOGO_TYPES = {".png": "image/png", ".svg": "image/svg+xml"}
_LOGO_NAME = "house-logo"
"""What a page calls the logo; no figure of a dossier has a name without an ending."""


def read_house(world: World, project: Project) -> tuple[HouseLook, tuple[Diagnostic, ...]]:
    """Return what the project's house style comes to, with every fault of it."""
    house = project.file.house
    found = [*_contrast_faults(project, house.colours)]
    text, faults = _font(project, "text", house.fonts)
    heads, more = _font(project, "heads", house.fonts)
    found += [*faults, *more]
    logo, faults = _logo(world, project, house)
    found += faults
    look = HouseLook(colours=house.colours, logo=logo, contact=house.contact)
    if house.logo is not None:
        look = replace(look, logo_alt=house.logo.alt)
    fonts: tuple[FontFile, ...] = ()
    if text is not None:
        look = replace(look, text_family=text.family)
        fonts += text.files
    if heads is not None:
        look = replace(look, heads_family=heads.family, widening=heads.widening)
        fonts += heads.files
    return replace(look, fonts=tuple(dict.fromkeys(fonts))), tuple(found)


def _font(
    project: Project, voice: str, fonts: HouseFonts
) -> tuple[HouseFont | None, tuple[Diagnostic, ...]]:
    """Return the family of a voice, None if it is briefgen's own or cannot be had."""
    package: str = getattr(fonts, voice)
    if package == getattr(HouseFonts(), voice):
        return None, ()
    try:
        return house_font(package), ()
    except NoFontError as error:
        known = installed_font_packages()
        near = did_you_mean(package, known)
        help_text = near or f"run `python -m pip install {package}`"
        return None, (
            Diagnostic(
                "BG517",
                str(error),
                at(project.node, ("house", "fonts", voice)),
                notes=(f"installed are: {', '.join(known)}",),
                help=help_text,
            ),
        )


def _logo(
    world: World, project: Project, house: House
) -> tuple[Asset | None, tuple[Diagnostic, ...]]:
    if house.logo is None:
        return None, ()
    path = PurePosixPath(house.logo.file)
    span = at(project.node, ("house", "logo", "file"))
    if path.is_absolute() or ".." in path.parts:
        message = f"`{house.logo.file}` leads out of the project"
        return None, (Diagnostic("BG518", message, span, help="put it into the project's folder"),)
    media_type = _LOGO_TYPES.get(path.suffix.lower())
    if media_type is None:
        message = f"`{path}` is neither PNG nor SVG"
        return None, (Diagnostic("BG518", message, span, help="save it as PNG or SVG"),)
    try:
        content = world.read(str(path))
    except UnreadableError as error:
        return None, (Diagnostic("BG518", error.message, span, help=error.help),)
    except FileNotFoundError:
        folder = "" if path.parent == PurePosixPath() else str(path.parent)
        pictures = [file for file in world.files(folder) if file.lower().endswith((".png", ".svg"))]
        near = did_you_mean(str(path), pictures)
        return None, (
            Diagnostic(
                "BG518",
                f"there is no logo `{path}`",
                span,
                help=near or "give its path from the project's folder, such as `house/logo.svg`",
            ),
        )
    asset, faults = checked_image(Asset(_LOGO_NAME, media_type, content))
    if any(fault.severity is Severity.ERROR for fault in faults):
        return None, tuple(
            Diagnostic(
                "BG518", f"`{path}` cannot be used as logo", span, (fault.message,), fault.help
            )
            for fault in faults
        )
    return asset, ()


def _contrast_faults(project: Project, colours: HouseColours) -> Iterator[Diagnostic]:
    """Yield each colour of words that cannot be read on white or on the tint."""
    for role in _WORDS:
        yield from _unreadable(project, colours, role, {_WHITE, colours.tint}, MIN_CONTRAST)
    if colours.title is not None:
        yield from _unreadable(project, colours, "title", {_WHITE}, MIN_CONTRAST_LARGE)


def _unreadable(
    project: Project, colours: HouseColours, role: str, grounds: set[str], least: float
) -> Iterator[Diagnostic]:
    colour: str = getattr(colours, role)
    ground = min(sorted(grounds), key=lambda one: contrast(colour, one))
    ratio = contrast(colour, ground)
    if ratio >= least:
        return
    own = getattr(HouseColours(), role)
    # The colour that the project chose is to blame, and where it chose both, that of the words.
    blamed, fitting = role, _darker(colour, grounds, least)
    if colour == own and ground != _WHITE:
        blamed, fitting = "tint", _lighter(ground, colour, least)
    help_text = f"`{fitting}` would do" if fitting else "use a lighter `tint`"
    on = "white" if ground == _WHITE else f"the tint `{ground}`"
    yield Diagnostic(
        "BG710",
        # Cut, not rounded: 4.46 is not 4.5.
        f"`{role}: {colour}` has a contrast of {int(ratio * 100) / 100}:1 on {on}, and needs "
        f"{least}:1",
        at(project.node, ("house", "colours", blamed)),
        help=help_text,
    )


def _darker(colour: str, grounds: set[str], least: float) -> str | None:
    """Return the nearest shade of a colour that can be read on the grounds, if there is one."""
    for share in range(99, -1, -1):
        shade = _mixed(colour, "#000000", share)
        if all(contrast(shade, ground) >= least for ground in grounds):
            return shade
    return None


def _lighter(ground: str, colour: str, least: float) -> str | None:
    for share in range(99, -1, -1):
        tint = _mixed(ground, _WHITE, share)
        if contrast(tint, colour) >= least:
            return tint
    return None


def _mixed(colour: str, other: str, share: int) -> str:
    """Return a colour with `share` per cent of the first in it."""
    pairs = (
        (int(colour[start : start + 2], 16), int(other[start : start + 2], 16))
        for start in (1, 3, 5)
    )
    return "#" + "".join(f"{(a * share + b * (100 - share)) // 100:02X}" for a, b in pairs)
