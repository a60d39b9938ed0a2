"""Images are checked completely before the layout engine sees them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageFile

from briefgen.job import Asset
from briefgen.render.images import MAX_SVG_BYTES, checked_image

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def svg(content: bytes) -> Asset:
    return Asset("a.svg", "image/svg+xml", content)


def bare_png(width: int, height: int) -> bytes:
    """Return a PNG that only claims a size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        tail = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + tail

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def codes(asset: Asset) -> list[str]:
    return [found.code for found in checked_image(asset)[1]]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_whole_png_passes_unchanged(picture: Callable[..., Asset], mode: str) -> None:
    asset = picture(mode=mode)
    assert checked_image(asset) == (asset, ())


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_truncated_image_is_found_even_where_the_process_forgives(
    picture: Callable[..., Asset], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    whole = picture(kind=kind)
    assert codes(whole) == []
    assert codes(replace(whole, content=whole.content[:-40])) == ["BG604"]
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_an_image_that_is_something_else_is_broken(picture: Callable[..., Asset]) -> None:
    assert codes(replace(picture(kind="JPEG"), media_type="image/png")) == ["BG604"]
    assert codes(Asset("a.png", "image/png", b"")) == ["BG604"]


@pytest.mark.parametrize(("width", "height"), [(8000, 7000), (60000, 60000)])
def test_a_bomb_is_not_decoded(width: int, height: int) -> None:
    assert codes(Asset("a.png", "image/png", bare_png(width, height))) == ["BG606"]


def test_unsuitable_formats_and_colours(picture: Callable[..., Asset]) -> None:
    assert codes(Asset("a.webp", "image/webp", b"RIFF")) == ["BG605"]
    assert codes(picture(kind="JPEG", mode="CMYK")) == ["BG605"]


def test_what_is_no_image_is_let_be() -> None:
    asset = Asset("data.csv", "text/csv", b"a,b")
    assert checked_image(asset) == (asset, ())


def test_a_jpeg_loses_its_metadata_and_keeps_its_picture(picture: Callable[..., Asset]) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRET CAMERA"
    asset = picture(kind="JPEG", exif=exif, comment=b"SECRET PLACE")
    assert b"SECRET" in asset.content
    cleaned, found = checked_image(asset)
    assert found == ()
    assert b"SECRET" not in cleaned.content
    before, after = (Image.open(BytesIO(one.content)) for one in (asset, cleaned))
    assert before.tobytes() == after.tobytes()


def test_a_turned_jpeg_keeps_what_says_so(picture: Callable[..., Asset]) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    asset = picture(kind="JPEG", exif=exif)
    assert checked_image(asset)[0] == asset


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg", "BG604"),
        (b"<svg/>", "BG604"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "BG604"),
        (SVG + b" " * MAX_SVG_BYTES, "BG606"),
    ],
)
def test_a_faulty_svg_is_found(content: bytes, code: str) -> None:
    assert codes(svg(SVG)) == []
    assert codes(svg(content)) == [code]
