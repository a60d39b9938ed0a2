"""Images are checked completely before the layout engine sees them."""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageFile, JpegImagePlugin

from briefgen.job import Asset, Job
from briefgen.render import RENDERERS
from briefgen.render.images import MAX_SVG_BYTES, checked_image

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def svg(content: bytes) -> Asset:
    return Asset("a.svg", "image/svg+xml", content)


def chunk(name: bytes, data: bytes) -> bytes:
    tail = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + tail


def bare_png(width: int, height: int) -> bytes:
    """Return a PNG that only claims a size."""

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


def pattern(kind: str, **options: object) -> bytes:
    """Return a picture in which a turn or a loss would show."""
    image = Image.new("RGB", (48, 32))
    image.putdata([(x * 5, y * 7, 255 - x * 5) for y in range(32) for x in range(48)])
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def turned(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "PLANTED camera"
    return exif


def segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(data) + 2).to_bytes(2) + data


def planted_png() -> bytes:
    whole = pattern("PNG")
    profile = b"PLANTED\0\0" + zlib.compress(b"profile")
    texts = {
        b"tEXt": b"PLANTED\0text",
        b"iTXt": b"PLANTED\0\0\0\0\0text",
        b"zTXt": b"PLANTED\0\0" + zlib.compress(b"text"),
        b"eXIf": turned(1).tobytes(),
        b"iCCP": profile,
        b"prVt": b"PLANTED",
        b"sBIT": b"\x08\x08\x08PLANTED",
    }
    extra = b"".join(chunk(name, data) for name, data in texts.items())
    pixels = whole.index(b"IDAT") - 4
    length = int.from_bytes(whole[pixels : pixels + 4])
    data = whole[pixels + 8 : pixels + 8 + length] + b"PLANTED behind the pixels"
    tail = chunk(b"tEXt", b"PLANTED late") + chunk(b"IEND", b"") + b"PLANTED behind the end"
    return whole[:pixels] + extra + chunk(b"IDAT", data) + tail


def planted_jpeg(**options: object) -> bytes:
    whole = pattern("JPEG", comment=b"PLANTED comment", exif=turned(1), **options)
    extra = b"".join(segment(marker, b"PLANTED") for marker in (*range(0xE0, 0xF0), 0xFE))
    between = [at.start() for at in re.finditer(rb"\xff\xda", whole)]
    for at in reversed(between):
        whole = whole[:at] + segment(0xFE, b"PLANTED between scans") + whole[at:]
    thumbnail = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\3\1PLANTED!!")
    return whole[:2] + thumbnail + extra + whole[20:] + b"PLANTED behind the end"


def planted_svg() -> bytes:
    inner = b64encode(planted_png()).decode()
    return f"""<?xml version="1.0"?><?PLANTED instruction?><!-- PLANTED before -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/PLANTED.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:tool="http://example.org/PLANTED" tool:file="PLANTED" width="48" height="32"
  onload="PLANTED()" data-a="PLANTED">PLANTED text<title>PLANTED title</title>
<metadata>PLANTED</metadata><tool:view>PLANTED</tool:view><script>PLANTED()</script>
<style>/* PLANTED */ rect {{ fill: #0000ff }}</style><!-- PLANTED -->
<g display="none"><text>PLANTED</text></g><g style="x:y; display : NONE"><text>PLANTED</text></g>
<text visibility="hidden">PLANTED <tspan visibility="visible">seen</tspan> PLANTED</text>
<g style="visibility:hidden"><text>PLANTED</text><rect id="PLANTED"/></g>
<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">PLANTED</p></foreignObject>
<defs><rect id="r" width="20" height="10"/></defs><use xlink:href="#r"/>
<image width="9" height="9" xlink:href="data:image/png;base64,{inner}"/>
<text y="20">one<tspan display="none">PLANTED</tspan> two</text></svg>""".encode()


PLANTED = {
    "png": ("image/png", planted_png),
    "jpeg": ("image/jpeg", planted_jpeg),
    "progressive": ("image/jpeg", lambda: planted_jpeg(progressive=True)),
    "turned": ("image/jpeg", lambda: pattern("JPEG", exif=turned(6)) + b"PLANTED"),
    "svg": ("image/svg+xml", planted_svg),
}


def opened(html: bytes) -> bytes:
    """Return the page with every picture in it decoded, and those inside them."""
    parts, found = [html], re.findall(rb"data:image/[\w+]+;base64,([\w+/=]+)", html)
    return b"".join(parts + [opened(b64decode(data)) for data in found])


@pytest.mark.parametrize("kind", PLANTED)
def test_nothing_but_the_picture_reaches_the_audience(
    kind: str, job_of: Callable[..., Job]
) -> None:
    media_type, make = PLANTED[kind]
    content = make()
    assert b"PLANTED" in content
    page = job_of('<img src="brief:///a" alt="x">', assets=(Asset("a", media_type, content),))
    made = RENDERERS["html"](page)
    assert made.diagnostics == ()
    assert len(opened(made.content)) > len(made.content)
    assert b"PLANTED" not in opened(made.content)
    # The layout engine is given no address but the job's own, so no picture inside a drawing.
    content = re.sub(rb"<image.*?/>", b"", content) if kind == "svg" else content
    made = RENDERERS["pdf"](replace(page, assets=(Asset("a", media_type, content),)))
    assert made.diagnostics == ()
    assert b"PLANTED" not in made.content
    with pikepdf.open(BytesIO(made.content)) as document:
        streams = [item for item in document.objects if isinstance(item, pikepdf.Stream)]
        assert streams
        for stream in streams:
            assert b"PLANTED" not in stream.read_raw_bytes()
            if stream.get("/Filter") != "/DCTDecode":
                assert b"PLANTED" not in stream.read_bytes()


@pytest.mark.parametrize("kind", ["png", "jpeg", "progressive"])
def test_a_cleaned_picture_shows_the_same(kind: str) -> None:
    media_type, make = PLANTED[kind]
    asset = Asset("a", media_type, make())
    cleaned, found = checked_image(asset)
    assert found == ()
    before, after = (Image.open(BytesIO(one.content)) for one in (asset, cleaned))
    assert (before.size, before.tobytes()) == (after.size, after.tobytes())
    assert checked_image(asset)[0] == cleaned == checked_image(cleaned)[0]


@pytest.mark.parametrize("sampling", [0, 1, 2])
def test_a_turned_jpeg_is_turned_once_and_for_all(sampling: int) -> None:
    content = pattern("JPEG", exif=turned(6), subsampling=sampling)
    cleaned, found = checked_image(Asset("a", "image/jpeg", content))
    assert found == ()
    after = Image.open(BytesIO(cleaned.content))
    assert after.size == (32, 48)
    assert not after.getexif()
    assert JpegImagePlugin.get_sampling(after) == sampling
    wanted = Image.open(BytesIO(content)).transpose(Image.Transpose.ROTATE_270)
    differences = ImageChops.difference(wanted, after).getextrema()
    assert max(high for _, high in differences) < 24
    assert checked_image(Asset("a", "image/jpeg", content))[0] == cleaned


def test_a_turned_png_keeps_its_pixels() -> None:
    content = pattern("PNG", exif=turned(3))
    cleaned, _ = checked_image(Asset("a", "image/png", content))
    wanted = Image.open(BytesIO(content)).transpose(Image.Transpose.ROTATE_180)
    assert Image.open(BytesIO(cleaned.content)).tobytes() == wanted.tobytes()
    assert b"PLANTED" not in cleaned.content


def test_a_cleaned_drawing_keeps_what_shows() -> None:
    cleaned, found = checked_image(svg(planted_svg()))
    assert found == ()
    root = ElementTree.fromstring(cleaned.content)
    name = "{http://www.w3.org/2000/svg}"
    assert root.get("width") == "48"
    assert root.find(f"{name}use").get("{http://www.w3.org/1999/xlink}href") == "#r"
    texts = ["".join(text.itertext()) for text in root.iter(f"{name}text")]
    assert texts == ["seen", "one two"]
    assert "fill: #0000ff" in root.find(f"{name}style").text
    assert checked_image(cleaned)[0] == cleaned


def test_a_drawing_with_a_broken_picture_inside_is_broken() -> None:
    image = '<image href="data:image/png;base64,%s"/>'
    for inside in ("AAAA", "A"):
        content = SVG[:-2] + b">" + (image % inside).encode() + b"</svg>"
        assert codes(svg(content)) == ["BG604"]


def test_entities_are_found_in_any_encoding() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.decode()
    assert codes(svg(text.encode("utf-16"))) == ["BG604"]


def test_a_refused_picture_is_not_in_the_page(job_of: Callable[..., Job]) -> None:
    asset = Asset("a", "image/webp", b"PLANTED")
    made = RENDERERS["html"](job_of('<img src="brief:///a" alt="x">', assets=(asset,)))
    assert [found.code for found in made.diagnostics] == ["BG605"]
    assert b64encode(b"PLANTED") not in made.content
    assert b'src="data:,"' in made.content
