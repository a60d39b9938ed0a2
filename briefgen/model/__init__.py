"""The content types, as pydantic models."""

from __future__ import annotations

import os

# pydantic would read the metadata of every installed package to find plugins, which would then
# take part in reading content
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

__all__: list[str] = []
