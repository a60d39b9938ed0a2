"""Pictures checked, and freed of all that does not show, before a renderer sees them.

Why: the layout engine fills a truncated picture with grey and says nothing; and what a picture
carries beside itself (camera, place, hidden layers, comments) is not for the audience.
"""

from __future__ import annotations

import re
import warnings
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefgen.diagnostics import Diagnostic, Span
from briefgen.job import Asset
from briefgen.render.stripping import clean_jpeg, clean_png

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

__all__ = ["MAX_PIXELS", "MAX_SVG_BYTES", "checked_image"]

MAX_PIXELS = 50_000_000
MAX_SVG_BYTES = 5_000_000

_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}
_SVG = "image/svg+xml"
# What both PDF/A and the engine take as it is: one or three channels of eight bits, with or without
# transparency, or a palette.
_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_EXIF_ORIENTATION = 0x0112

_SVG_NAMESPACE = "{http://www.w3.org/2000/svg}"
_ATTRIBUTE_NAMESPACES = (
    "{http://www.w3.org/1999/xlink}",
    "{http://www.w3.org/XML/1998/namespace}",
)
# A picture in a page is one thing to a reader, so that its titles and descriptions never show.
_SVG_DROPPED = frozenset({"metadata", "script", "foreignObject", "title", "desc"})
_SVG_WITH_TEXT = frozenset({"text", "tspan", "textPath", "a", "style"})
_UNSEEN_ATTRIBUTE = re.compile(r"on|data-|aria-", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|/\*.*?(?:\*/|\Z)""", re.DOTALL)
_DATA_ADDRESS = re.compile(r"\s*data:([\w/+.-]+);base64,(.*)", re.DOTALL | re.IGNORECASE)


def checked_image(asset: Asset) -> tuple[Asset, tuple[Diagnostic, ...]]:
    """Return the asset with nothing in it but the picture, and what is wrong with it.

    The place of a fault is the asset, by its name.

    An asset that is no image, such as an attached table, comes back as it is. An image with faults
    comes back as it was, and must not be used. The same bytes give the same bytes.
    """
    if asset.media_type == _SVG:
        return _check_svg(asset)
    if asset.media_type in _FORMATS:
        return _check_raster(asset)
    if not asset.media_type.lower().startswith("image/"):
        return asset, ()
    return asset, (
        Diagnostic(
            "BG605",
            f"`{asset.name}` is {asset.media_type}, which is not supported",
            Span(asset.name),
            help="save it as PNG, JPEG or SVG",
        ),
    )


def _check_raster(asset: Asset) -> tuple[Asset, tuple[Diagnostic, ...]]:
    from PIL import Image, ImageFile, UnidentifiedImageError

    expected = _FORMATS[asset.media_type]
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # The engine turns it on for the whole process.
    try:
        with warnings.catch_warnings():
            # Pillow's own limit on size only warns; ours, below, decides.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(asset.content), formats=[expected])
        if image.width * image.height > MAX_PIXELS:
            return asset, (_too_large(asset, image.width * image.height),)
        if image.mode not in _MODES:
            return asset, (
                Diagnostic(
                    "BG605",
                    f"`{asset.name}` has the colour model {image.mode}",
                    Span(asset.name),
                    help="save it with 8 bits a channel, in RGB or grey",
                ),
            )
        image.load()
        content = asset.content
        if image.getexif().get(_EXIF_ORIENTATION, 1) != 1:
            content = _turned(image, expected)
        cleaned = clean_png(content) if expected == "PNG" else clean_jpeg(content)
    except Image.DecompressionBombError:
        return asset, (_too_large(asset, None),)
    except UnidentifiedImageError:
        return asset, (_broken(asset, f"it is no {expected} file"),)
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error) as fault:
        return asset, (_broken(asset, str(fault)),)
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return replace(asset, content=cleaned), ()


def _turned(image: Picture, kind: str) -> bytes:
    """Return the picture as it is to be seen: what says how to turn it goes with the metadata."""
    from PIL import ImageOps, JpegImagePlugin

    options: dict[str, Any] = {}
    if kind == "JPEG":
        sampling = JpegImagePlugin.get_sampling(image)
        options = {"quality": 95, "subsampling": max(sampling, 0)}
    out = BytesIO()
    ImageOps.exif_transpose(image).save(out, kind, **options)
    return out.getvalue()


def _check_svg(asset: Asset) -> tuple[Asset, tuple[Diagnostic, ...]]:
    from lxml import etree  # type: ignore[import-untyped]

    if len(asset.content) > MAX_SVG_BYTES:
        return asset, (
            Diagnostic(
                "BG606",
                f"`{asset.name}` has {len(asset.content):,} bytes, "
                f"more than the {MAX_SVG_BYTES:,} allowed",
                Span(asset.name),
                help="simplify the drawing, or export it as PNG",
            ),
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        attribute_defaults=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(asset.content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        return asset, (_broken(asset, str(fault)),)
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        return asset, (_broken(asset, "it defines entities, which can grow without limit"),)
    if root.tag != f"{_SVG_NAMESPACE}svg":
        return asset, (_broken(asset, "its root is no `<svg>` of the SVG namespace"),)
    found = tuple(_clean_svg(root, asset, is_hidden=False))
    if found:
        return asset, found
    etree.cleanup_namespaces(root)
    return replace(asset, content=etree.tostring(root, encoding="utf-8", with_tail=False)), ()


def _clean_svg(element: Any, asset: Asset, *, is_hidden: bool) -> Iterator[Diagnostic]:
    """Take from the element what never shows; `is_hidden` is its parent's visibility."""
    visibility = _property(element, "visibility") or "inherit"
    is_hidden = is_hidden if visibility == "inherit" else visibility != "visible"
    tag = element.tag.removeprefix(_SVG_NAMESPACE)
    for name, value in element.attrib.items():
        foreign = name.startswith("{") and not name.startswith(_ATTRIBUTE_NAMESPACES)
        if foreign or _UNSEEN_ATTRIBUTE.match(name):
            del element.attrib[name]
        elif name == "style":
            element.set(name, _CSS_COMMENT.sub(r"\1", value))
        elif name.endswith("href") and (data := _DATA_ADDRESS.fullmatch(value)):
            yield from _clean_within(element, name, data, asset)
    if tag == "style":
        element.text = _CSS_COMMENT.sub(r"\1", element.text or "")
    for child in list(element):
        known = isinstance(child.tag, str) and child.tag.startswith(_SVG_NAMESPACE)
        if (
            not known
            or child.tag.removeprefix(_SVG_NAMESPACE) in _SVG_DROPPED
            or _property(child, "display") == "none"
        ):
            _take_out(child)
            continue
        yield from _clean_svg(child, asset, is_hidden=is_hidden)
    if tag not in _SVG_WITH_TEXT or (is_hidden and tag != "style"):
        element.text = None
        for child in element:
            child.tail = None
    if is_hidden and len(element) == 0 and element.getparent() is not None:
        _take_out(element)


def _property(element: Any, name: str) -> str:
    """Return a presentation property in lower case; a style stands above an attribute."""
    style = _CSS_COMMENT.sub(r"\1", element.get("style", ""))
    declared = re.findall(rf"(?:^|;)\s*{name}\s*:\s*([\w-]+)", style, re.IGNORECASE)
    return str(declared[-1] if declared else element.get(name, "")).strip().lower()


def _take_out(element: Any) -> None:
    """Remove the element, but not the text that follows it."""
    parent, before = element.getparent(), element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def _clean_within(
    element: Any, name: str, data: re.Match[str], asset: Asset
) -> Iterator[Diagnostic]:
    """Clean a picture that stands inside a drawing."""
    try:
        content = b64decode(data[2])
    except ValueError as fault:
        yield _broken(asset, str(fault))
        return
    inner, found = checked_image(Asset(asset.name, data[1].lower(), content))
    yield from found
    if not inner.media_type.startswith("image/"):
        yield _broken(asset, f"it holds {inner.media_type}")
    element.set(name, f"data:{inner.media_type};base64,{b64encode(inner.content).decode()}")


def _broken(asset: Asset, reason: str) -> Diagnostic:
    return Diagnostic(
        "BG604",
        f"the image `{asset.name}` is broken",
        Span(asset.name),
        notes=(reason,),
        help="export the image again",
    )


def _too_large(asset: Asset, pixels: int | None) -> Diagnostic:
    size = "far more pixels" if pixels is None else f"{pixels:,} pixels, more"
    return Diagnostic(
        "BG606",
        f"`{asset.name}` has {size} than the {MAX_PIXELS:,} allowed",
        Span(asset.name),
        help="scale it down to the size at which it is printed, at 300 dots per inch",
    )
