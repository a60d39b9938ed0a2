"""Small pages and pictures to render."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from briefgen.job import Asset, Job
from briefgen.render.fonts import font_files

type_of = {"PNG": "image/png", "JPEG": "image/jpeg"}


@pytest.fixture(scope="session")
def picture() -> Callable[..., Asset]:
    """Return a maker of raster assets."""

    def make(name: str = "a.png", kind: str = "PNG", mode: str = "RGB", **options: object) -> Asset:
        out = BytesIO()
        Image.new(mode, (40, 30)).save(out, kind, **options)
        return Asset(name, type_of[kind], out.getvalue())

    return make


@pytest.fixture(scope="session")
def job_of() -> Callable[..., Job]:
    """Return a maker of jobs from what stands in the body."""

    def make(body: str, css: str = "", **fields: object) -> Job:
        values: dict[str, object] = {
            "name": "dossier/template/audience/en",
            "html": (
                '<!doctype html><html lang="en"><head><title>A page</title></head>'
                f"<body>{body}</body></html>"
            ),
            "css": (("base.css", 'body{font-family:"Source Sans 3"}'), ("style.css", css)),
            "markdown": "",
            "fonts": font_files(cjk=False),
            "created": "2026-01-02T03:04:05+00:00",
            "identifier": "a page",
        }
        return Job(**{**values, **fields})  # type: ignore[arg-type]

    return make
