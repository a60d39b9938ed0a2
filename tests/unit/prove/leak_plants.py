"""Places in finished files, and what plants a secret in each: `PDF`, `BYTES`, `HTML`, `MARKDOWN`.

The secret is the sentence of `planted_secret`; what plants it takes any other words as well.
"""

from __future__ import annotations

from planting import Plant, planted, zipped
from plants_in_attachments import ATTACHMENTS
from plants_in_bytes import BYTES
from plants_in_objects import OBJECTS
from plants_in_text import HTML, MARKDOWN
from plants_on_pages import PAGES

__all__ = ["BYTES", "HTML", "MARKDOWN", "PDF", "Plant", "planted", "zipped"]

PDF: dict[str, Plant] = {plant.__name__: plant for plant in (*OBJECTS, *ATTACHMENTS, *PAGES)}
"""What plants a secret in an open PDF, by its name."""
