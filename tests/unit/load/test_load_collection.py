"""Reading a file leaves Python's collector of garbage as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from briefgen.load import yaml


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.parametrize("text", ["a: 1", "a: [", "- " * 60 + "a", "a: '\\0'", ""])
@pytest.mark.parametrize("is_enabled", [True, False])
def test_the_collector_is_as_it_was(text: str, is_enabled: bool) -> None:
    (gc.enable if is_enabled else gc.disable)()
    yaml.parse(text, "a.yaml")
    assert gc.isenabled() is is_enabled
