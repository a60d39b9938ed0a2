"""Images checked and cleaned before the layout engine sees them.

Why: the engine fills a truncated picture with grey and says nothing.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

from briefgen.diagnostics import Diagnostic
from briefgen.job import Asset

__all__ = ["MAX_PIXELS", "MAX_SVG_BYTES", "checked_image", "without_metadata"]

MAX_PIXELS = 50_000_000
MAX_SVG_BYTES = 5_000_000

_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}
_SVG = "image/svg+xml"
# What both PDF/A and the engine take as it is: one or three channels of eight bits, with or without
# transparency, or a palette.
_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_EXIF_ORIENTATION = 0x0112

# JPEG segments that matter to the picture: everything but applications' own data and comments.
_JPEG_KEPT_APPLICATIONS = frozenset({0xE0, 0xEE})  # JFIF, and Adobe's note on the colour transform
_JPEG_COMMENT = 0xFE
_JPEG_SCAN = 0xDA


def checked_image(asset: Asset) -> tuple[Asset, tuple[Diagnostic, ...]]:
    """Return the asset, a JPEG without its metadata, with what is wrong with it.

    An asset that is no image comes back as it is.
    """
    if asset.media_type == _SVG:
        return asset, _check_svg(asset)
    if not asset.media_type.startswith("image/"):
        return asset, ()
    if asset.media_type not in _FORMATS:
        return asset, (
            Diagnostic(
                "BG605",
                f"`{asset.name}` is {asset.media_type}, which is not supported",
                help="save it as PNG, JPEG or SVG",
            ),
        )
    return _check_raster(asset)


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
                    help="save it with 8 bits a channel, in RGB or grey",
                ),
            )
        image.load()
        turned = image.getexif().get(_EXIF_ORIENTATION, 1) != 1
    except Image.DecompressionBombError:
        return asset, (_too_large(asset, None),)
    except UnidentifiedImageError:
        return asset, (_broken(asset, f"it is no {expected} file"),)
    except (OSError, SyntaxError, ValueError, EOFError) as fault:
        return asset, (_broken(asset, str(fault)),)
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    # A photograph that is to be turned says so in its metadata; the engine turns it and writes it
    # anew without any. Everything but a JPEG it writes anew in any case.
    if expected == "JPEG" and not turned:
        return replace(asset, content=without_metadata(asset.content)), ()
    return asset, ()


def without_metadata(jpeg: bytes) -> bytes:
    """Return the JPEG without camera data, place, thumbnails, colour profiles and comments.

    Source: ITU-T T.81, annex B.
    """
    kept = [jpeg[:2]]
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker == 0xFF:  # A fill byte.
            at += 1
            continue
        if marker == _JPEG_SCAN:
            break
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        application = 0xE0 <= marker <= 0xEF
        if marker != _JPEG_COMMENT and (not application or marker in _JPEG_KEPT_APPLICATIONS):
            kept.append(jpeg[at:end])
        at = end
    return b"".join([*kept, jpeg[at:]])


def _check_svg(asset: Asset) -> tuple[Diagnostic, ...]:
    if len(asset.content) > MAX_SVG_BYTES:
        return (
            Diagnostic(
                "BG606",
                f"`{asset.name}` has {len(asset.content):,} bytes, "
                f"more than the {MAX_SVG_BYTES:,} allowed",
                help="simplify the drawing, or export it as PNG",
            ),
        )
    if b"<!ENTITY" in asset.content:
        return (_broken(asset, "it defines entities, which can grow without limit"),)
    try:
        root = ElementTree.fromstring(asset.content)
    except (ElementTree.ParseError, ValueError) as fault:
        return (_broken(asset, str(fault)),)
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        return (_broken(asset, "its root is no `<svg>` of the SVG namespace"),)
    return ()


def _broken(asset: Asset, reason: str) -> Diagnostic:
    return Diagnostic(
        "BG604",
        f"the image `{asset.name}` is broken",
        notes=(reason,),
        help="export the image again",
    )


def _too_large(asset: Asset, pixels: int | None) -> Diagnostic:
    size = "far more" if pixels is None else f"{pixels:,} pixels, more"
    return Diagnostic(
        "BG606",
        f"`{asset.name}` has {size} than the {MAX_PIXELS:,} allowed",
        help="scale it down to the size at which it is printed, at 300 dots per inch",
    )
