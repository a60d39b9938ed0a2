"""What each document needs is there before the first one is known: no copy loads it anew."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

PREPARED = """\
import json, sys
from briefgen.workers import TASK
TASK.steps["composing"]()
from briefgen.model.sources import CslDate, CslName, Source
before = set(sys.modules)
made = [model.__name__ for model in (CslDate, CslName, Source) if model.__pydantic_complete__]
import datetime as dt
from briefgen.dates_display import format_datetime, format_tick
from briefgen.model.sources import Source
from briefgen.references import csl_json
format_datetime(dt.datetime(2023, 7, 14, tzinfo=dt.timezone.utc), "en")
format_tick(dt.date(2023, 7, 14), "month-year", "en")
csl_json(Source.model_validate({"title": "T", "issued": "2023", "author": [{"family": "Roe"}]}))
print(json.dumps({"made": made, "loaded late": sorted(set(sys.modules) - before)}))
"""


@pytest.fixture(scope="module")
def prepared() -> dict[str, list[str]]:
    command = [sys.executable, "-c", PREPARED]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_what_reads_references_is_made(prepared: dict[str, list[str]]) -> None:
    assert prepared["made"] == ["CslDate", "CslName", "Source"]


def test_to_write_dates_and_references_loads_nothing_more(prepared: dict[str, list[str]]) -> None:
    assert prepared["loaded late"] == []
