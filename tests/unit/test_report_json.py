"""Findings as JSON: all that is known of each, in the order of the text."""

from __future__ import annotations

import json
from typing import Any

from rich_findings import CJK, DUPLICATE, LONG, NOWHERE, RICH, findings

from briefgen.report import REPORTS


def written(*diagnostics: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(REPORTS["json"](findings(*diagnostics)))
    return content


def test_a_whole_finding() -> None:
    assert written(DUPLICATE) == {
        "format": 1,
        "briefgen": "1.2.3",
        "findings": [
            {
                "code": "BG104",
                "name": "duplicate-id",
                "severity": "error",
                "message": "`x, y: 100%` stands twice",
                "path": "content/d/b 1.yaml",
                "line": 2,
                "column": 3,
                "end_line": 2,
                "end_column": 4,
                "notes": ["a fact", "another, 50% sure"],
                "help": "remove one",
                "related": [
                    {
                        "message": "first here",
                        "path": "content/d/a.yaml",
                        "line": 1,
                        "column": 1,
                        "end_line": 1,
                        "end_column": 6,
                    }
                ],
            }
        ],
        "summary": {"errors": 1, "warnings": 0, "infos": 0},
    }


def test_what_is_not_known_is_null() -> None:
    (finding,) = written(NOWHERE)["findings"]
    places = ("path", "line", "column", "end_line", "end_column")
    assert [finding[name] for name in (*places, "help")] == [None] * 6
    (start,) = written(RICH[4])["findings"]
    assert [start[name] for name in places] == ["content/e/dossier.yaml", 1, 1, None, None]


def test_order_and_counts() -> None:
    content = written(*RICH)
    assert [finding["code"] for finding in content["findings"]] == [
        "BG622",
        "BG104",
        "BG405",
        "BG120",
        "BG005",
        "BG620",
    ]
    assert content["summary"] == {"errors": 4, "warnings": 1, "infos": 1}
    assert written()["findings"] == []


def test_text_stands_as_it_is() -> None:
    text = REPORTS["json"](findings(CJK, LONG))
    assert "東京" in text
    assert json.loads(text)["findings"][1]["message"] == CJK.message
    assert text.endswith("}\n")
