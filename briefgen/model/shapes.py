"""What words must look like that are no free text: for programs, and in words for people."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "CAVEAT",
    "COLOUR",
    "COUNTRY",
    "DIGEST",
    "FONT_PACKAGE",
    "GROUP",
    "ID_PATTERN",
    "LANGUAGE_PATTERN",
    "SCHEME",
    "SHAPES",
    "SLUG",
    "WEB_ADDRESS",
]

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_.:-]*$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
COLOUR = r"^#[0-9A-Fa-f]{6}$"
FONT_PACKAGE = r"^(fontpkg|noto)-[a-z0-9]+(-[a-z0-9]+)*$"
SCHEME = r"^[A-Za-z]+$"
CAVEAT = r"^[A-Za-z][A-Za-z0-9 _/-]*$"
GROUP = r"^[A-Z][A-Z0-9+_-]*$"
COUNTRY = r"^[A-Z]{2}$"
DIGEST = r"^[0-9a-f]{64}$"
WEB_ADDRESS = r"^https?://[^\s]+$"

SHAPES: Mapping[str, str] = {
    ID_PATTERN: "letters, digits and - _ . : with a letter or digit first, such as `summit-2023`",
    LANGUAGE_PATTERN: "the tag of a language, such as `en`, `ja` or `pt-BR`",
    SLUG: "small letters and digits with single hyphens between them, such as `policy-brief`",
    COLOUR: '`#` and six hexadecimal digits in quotation marks, such as `"#0E2A47"`',
    FONT_PACKAGE: "the name of a package of fonts, such as `fontpkg-ibm-plex-sans`",
    SCHEME: "letters only, such as `NATO`",
    CAVEAT: "letters, digits, spaces and - _ / with a letter first, such as `EYES ONLY`",
    GROUP: "capitals, digits and + - _ with a capital first, such as `IP4`",
    COUNTRY: "the two capitals of a country by ISO 3166-1, such as `JP`",
    DIGEST: "the 64 hexadecimal digits, in small letters, that `sha256sum` prints of the file",
    WEB_ADDRESS: "a web address without spaces, such as `https://example.org/dossier`",
}
"""Pattern → what is expected, with an example; for "write …"."""
