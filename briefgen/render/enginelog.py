"""The layout engine's log lines as diagnostics: none is lost, none is printed."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from briefgen.diagnostics import Diagnostic, Span

__all__ = ["HARMLESS", "SUBSET_LIBRARY_MISSING", "TEMPLATES", "EngineLog"]

SUBSET_LIBRARY_MISSING = Diagnostic(
    "BG612",
    "the native library harfbuzz-subset is missing or older than 4.1",
    notes=("fonts are cut down by a slower program, and the bytes of the document differ",),
    help=(
        "Debian and Ubuntu: `sudo apt-get install libharfbuzz-subset0`; Fedora: "
        "`sudo dnf install harfbuzz`; macOS: `brew install harfbuzz`; Windows (MSYS2): "
        "`pacman -S mingw-w64-ucrt-x86_64-harfbuzz`"
    ),
)


def _glyph(character: str, codepoint: int) -> Diagnostic:
    """Return the fault; its place is the character, until one who knows the content finds it."""
    return Diagnostic(
        "BG603",
        f"no packaged font has the character `{character}` (U+{codepoint:04X})",
        Span(chr(codepoint)),
        help="use a character that the fonts have, or write the word out",
    )


def _image(url: str, reason: object = "") -> Diagnostic:
    notes = (str(reason),) if str(reason) else ()
    return Diagnostic("BG604", f"the image `{url}` cannot be drawn", notes=notes)


def _dead(target: object) -> Diagnostic:
    # The engine names an anchor by its text here, by a token such as ("url", (…, "x")) there.
    while isinstance(target, tuple) and target:
        target = target[-1]
    name = str(target).removeprefix("#")
    return Diagnostic(
        "BG608", f"a link points to `#{name}`, which is not here", help="correct the target"
    )


def _twice(name: str) -> Diagnostic:
    return Diagnostic("BG609", f"two elements have the id `{name}`", help="rename one of them")


def _font(family: str) -> Diagnostic:
    return Diagnostic("BG611", f"the font `{family}` cannot be used")


# The engine knows no codes. The templates of its lines, before any value is filled in, are the
# nearest thing; a test holds them against the installed engine. Any other line becomes BG607 where
# it names a place in a style sheet, and BG614 otherwise.
TEMPLATES: dict[str, Callable[..., Diagnostic]] = {
    '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)': _glyph,
    "Failed to load image at %r: %s": _image,
    "Failed to render SVG image %s": _image,
    "Failed to load inline SVG: %s": lambda reason: _image("inline SVG", reason),
    "No anchor #%s for internal URI reference": _dead,
    "Content discarded: target points to undefined anchor %r": _dead,
    "Anchor defined twice: %r": _twice,
    "Font-face %r cannot be loaded": _font,
    'Unable to instantiate "%s" variable font': _font,
    'Unable to subset "%s" with HarfBuzz': _font,
    'Using fontTools instead of HarfBuzz-Subset for font "%s". This will be unsupported in '
    "future versions of WeasyPrint. Please install HarfBuzz-Subset >= 4.1.0 with your package "
    "manager.": lambda _family: SUBSET_LIBRARY_MISSING,
    'Missing required "lang" attribute at the root of the document': lambda: Diagnostic(
        "BG703", "the page does not say which language it is in", help="set `lang` on `<html>`"
    ),
}

# Templates of lines that are left out, each with the reason.
HARMLESS: frozenset[str] = frozenset(
    {
        # Said of decoration with an empty `alt` too; `tagging` reports the others as BG701.
        'Image "%s" has no required alt description',
    }
)

_LOGGERS = ("weasyprint", "fontTools")
_FIELD = re.compile(r"%[\d.]*[sdrX]")
_PLACE = re.compile(r"%d:%d")


class EngineLog(logging.Handler):
    """Collects what the engine says while `listening`, as diagnostics without repetition."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._found: dict[Diagnostic, None] = {}
        self._sheet: str | None = None
        self._column: Callable[[int, int], int] = lambda _line, column: column
        self._refused: Callable[[str], bool] = lambda _url: False

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was said, in order, each thing once."""
        return tuple(self._found)

    @contextmanager
    def listening(self, refused: Callable[[str], bool]) -> Iterator[None]:
        """Take every line of the engine; leave out those on an address for which `refused`.

        Why: a refused address has its own, better diagnostic already.
        """
        self._refused = refused
        loggers = [logging.getLogger(name) for name in _LOGGERS]
        before = [(logger.propagate, logger.level) for logger in loggers]
        for logger in loggers:
            logger.addHandler(self)
            # Without a level of its own, a strict root logger would swallow warnings.
            logger.propagate, logger.level = False, logging.NOTSET
            logger.setLevel(logging.WARNING)
        try:
            yield
        finally:
            for logger, (propagate, level) in zip(loggers, before, strict=True):
                logger.removeHandler(self)
                logger.propagate = propagate
                logger.setLevel(level)

    @contextmanager
    def reading(
        self, sheet: str, column: Callable[[int, int], int] = lambda _line, column: column
    ) -> Iterator[None]:
        """Take places named meanwhile as places in this style sheet.

        `column` says where on its line something stands in the sheet as it was written.
        """
        self._sheet, self._column = sheet, column
        try:
            yield
        finally:
            self._sheet = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line as a diagnostic."""
        template = str(record.msg)
        arguments = record.args if isinstance(record.args, tuple) else ()
        if template in HARMLESS:
            return
        if any(isinstance(value, str) and self._refused(value) for value in arguments):
            return
        if known := TEMPLATES.get(template):
            self._found.setdefault(known(*arguments))
            return
        text = record.getMessage().rstrip(".")
        place = _place(template, arguments)
        if place is None and self._sheet is None:
            self._found.setdefault(Diagnostic("BG614", text[:1].lower() + text[1:]))
            return
        line, column = place or (1, 1)
        column = self._column(line, column)
        self._found.setdefault(
            Diagnostic(
                "BG607",
                text[:1].lower() + text[1:],
                span=Span(self._sheet, line, column) if self._sheet else None,
                help="correct it, or use what the layout engine knows",
            )
        )


def _place(template: str, arguments: tuple[object, ...]) -> tuple[int, int] | None:
    """Return (line, column) where the template has a `%d:%d`."""
    match = _PLACE.search(template)
    if match is None:
        return None
    before = len(_FIELD.findall(template[: match.start()]))
    line, column = arguments[before : before + 2]
    return (line, column) if isinstance(line, int) and isinstance(column, int) else None
