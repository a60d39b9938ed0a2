"""Small pictures that say more than they show."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

__all__ = ["picture"]


def picture(ending: str, colour: tuple[int, ...], words: str) -> bytes:
    """Return a small picture of one colour that carries words beside what it shows."""
    if ending == "svg":
        shown = f"#{bytes(colour[:3]).hex()}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><title>{words}</title>'
            f'<metadata>{words}</metadata><!-- {words} --><rect width="20" height="10" '
            f'fill="{shown}"/></svg>'
        ).encode()
    image, out = Image.new("RGB", (20, 10), colour), BytesIO()
    if ending == "png":
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_text("Comment", words)
        image.save(out, "PNG", pnginfo=info)
    else:
        exif = Image.Exif()
        exif[0x010E] = words
        image.save(out, "JPEG", exif=exif, comment=words.encode())
    return out.getvalue()
