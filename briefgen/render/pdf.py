"""Job → PDF that conforms to a PDF/A and a PDF/UA at once. The only user of WeasyPrint.

Why the lock: the engine's log and its fonts are the process's, not the document's.
"""

from __future__ import annotations

import atexit
import contextlib
import copy
import errno
import importlib
import io
import tempfile
import urllib.parse
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from briefgen.diagnostics import Diagnostic
from briefgen.errors import OutputError, ToolMissingError
from briefgen.job import SHIPPED, FontFile, Job
from briefgen.render.enginelog import SUBSET_LIBRARY_MISSING, EngineLog
from briefgen.render.environment import environment
from briefgen.render.fetch import BASE_URL, Library
from briefgen.render.fonts import FontChangedError, font_face_css
from briefgen.render.images import checked_image
from briefgen.render.instances import faces_of, weights_of
from briefgen.render.needed import needed, on_page, prepare_sheet
from briefgen.render.observed import observe
from briefgen.render.page_faults import page_faults
from briefgen.render.parser_cache import keep_expressions
from briefgen.render.rendered import LaidOut, Rendered
from briefgen.render.settled import Values, settled, values_of
from briefgen.render.standards import STANDARDS

__all__ = ["Draft", "load", "prepare", "read_sheets", "render", "renew_font_maps"]

_ENGINE_MISSING_HELP = (
    "Debian and Ubuntu: `sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0`; Fedora: `sudo dnf install pango`; macOS: `brew install pango`; "
    "Windows (MSYS2): `pacman -S mingw-w64-ucrt-x86_64-pango`, see "
    "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html#windows"
)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_LAYOUT_FAILED_NOTES = (
    "known causes: `content` on `::marker`, a `transform` that scales to nothing",
)

_LOADED_LATE = (
    "briefgen.render.drawing",
    "fontTools.agl",
    *(f"fontTools.ttLib.tables.{name}" for name in ("M_V_A_R_", "O_S_2f_2", "S_T_A_T_")),
    *(f"fontTools.ttLib.tables.{name}" for name in ("_a_v_a_r", "_g_a_s_p", "_h_h_e_a")),
)

# Hides the fonts of the machine from a font configuration that is made under it.
_OWN_FONTS = {
    "FONTCONFIG_FILE": str(Path(__file__).with_name("fontconfig.xml")),
    "FONTCONFIG_PATH": None,
    "FONTCONFIG_SYSROOT": None,
}

_lock = Lock()


def render(job: Job) -> Rendered:
    """Return the job's document as PDF, with everything that was found on the way."""
    return Draft(job).drawn()


class Draft:
    """A job that was laid out once, to be looked at and perhaps drawn."""

    def __init__(self, job: Job, like: Draft | None = None) -> None:
        """Lay it out. Of a draft of the same page in another layout, what was read is used again.

        Raises: ToolMissingError when Pango or a font package is missing.
        """
        self._job = job
        self._document: Any = None
        self._page: Any = None
        """The page as the engine has read it."""
        self._log = EngineLog()
        self._pages, self._seen = 0, LaidOut()
        with _lock:
            engine = _engine()
            checked = [checked_image(asset) for asset in job.assets]
            self._found = [found for _, faults in checked for found in faults]
            if not engine.has_subset_library:
                self._found.append(SUBSET_LIBRARY_MISSING)
            self._library = Library(
                tuple(asset for asset, _ in checked),
                job.fonts,
                withheld=frozenset(asset.name for asset, found in checked if found),
            )
            if like is not None and like._page is not None and _is_same_page(like._job, job):
                # what this layout asks for is answered, and told, for itself
                self._page = copy.copy(like._page)
                self._page.url_fetcher = engine.fetcher(self._library)
            with self._listening():
                if self._page is None:
                    self._page = engine.html(string=job.html, **_given(engine, self._library))
                document = _lay_out(engine, job, self._page, self._library, self._log)
                self._pages, self._seen = len(document.pages), observe(document)
                self._found += page_faults(document)
                self._document = document

    def measured(self) -> Rendered:
        """Return the number of pages and what is seen on them, with empty content."""
        return self._rendered(b"")

    def drawn(self) -> Rendered:
        """Return the document as PDF, once; with empty content if it could not be laid out.

        The same job gives the same bytes on every machine with the same locked versions.
        """
        document, self._document, content = self._document, None, b""
        # the engine writes into the drawings of a page that it draws
        self._page = None
        if document is not None:
            from briefgen.render.drawing import draw_document

            with _lock, self._listening():
                content, untagged = draw_document(document, self._job)
                self._found += untagged
        return self._rendered(content)

    def let_go(self) -> None:
        """Forget the boxes of the pages."""
        self._document = None

    def _rendered(self, content: bytes) -> Rendered:
        found = (*self._found, *self._library.diagnostics, *self._log.diagnostics)
        return Rendered(content, self._pages, tuple(dict.fromkeys(found)), self._seen)

    @contextlib.contextmanager
    def _listening(self) -> Iterator[None]:
        """Turn what the engine says, and its failure, into what was found."""
        try:
            with self._log.listening(self._library.has_refused):
                yield
        except FontChangedError as changed:
            self._found.append(
                Diagnostic("BG611", str(changed), help="install the locked versions")
            )
        except (MemoryError, ToolMissingError):
            raise
        except Exception as crash:
            if isinstance(crash, OSError) and crash.errno in _FULL:
                raise _no_room(crash) from crash
            reason = f"{type(crash).__name__}: {crash}"
            self._found.append(
                Diagnostic(
                    "BG613",
                    f"the layout engine failed on `{self._job.name}`",
                    notes=(reason, *_LAYOUT_FAILED_NOTES),
                )
            )


@dataclass(frozen=True, slots=True)
class _Engine:
    """The parts of WeasyPrint that are used, loaded once."""

    html: Any
    css: Any
    fonts: Any
    counters: Any
    fetcher: Any
    has_subset_library: bool


@cache
def _engine() -> _Engine:
    for known in (urllib.parse.uses_relative, urllib.parse.uses_netloc):
        if "brief" not in known:
            known.append("brief")
    shout = io.StringIO()  # A missing library is announced on standard output.
    try:
        with (
            environment(_OWN_FONTS),
            contextlib.redirect_stdout(shout),
            warnings.catch_warnings(),
        ):
            # Both are known here and told otherwise: no system fonts, and no harfbuzz-subset.
            warnings.filterwarnings("ignore", message="No fonts configured")
            warnings.filterwarnings("ignore", message="HarfBuzz-Subset")
            import weasyprint
            from weasyprint.css.counters import CounterStyle
            from weasyprint.text.ffi import harfbuzz_subset
            from weasyprint.text.fonts import FontConfiguration
            from weasyprint.urls import URLFetcher, URLFetcherResponse
    except OSError as missing:
        raise ToolMissingError(
            f"the text layout library Pango cannot be loaded: {missing}", help=_ENGINE_MISSING_HELP
        ) from missing

    keep_expressions()

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Answers from a library. It has no handlers, so it could open nothing else."""

        _fail_on_errors = False

        def __init__(self, library: Library) -> None:
            self._library = library

        def fetch(self, url: str, headers: object = None) -> Any:
            answer = self._library.fetch(url)
            return URLFetcherResponse(url, answer.content, {"Content-Type": answer.media_type})

    return _Engine(
        weasyprint.HTML,
        weasyprint.CSS,
        FontConfiguration,
        CounterStyle,
        Fetcher,
        harfbuzz_subset is not None,
    )


_configurations: dict[tuple[tuple[FontFile, ...], tuple[int, ...]], Any] = {}
# The engine keeps copies of the fonts in a temporary folder until their configuration goes.
atexit.register(_configurations.clear)


def _fonts(engine: _Engine, job: Job) -> Any:
    """Return the engine's font configuration with the job's fonts and no others.

    Why: a new one for each document leaks memory, but one for all would let a document fall back
    on a font that another one brought. So there is one for each set of fonts, and none is shared
    by a page that brings its own.
    """
    texts = (job.html, *(text for _, text in job.css))
    own = any("@font-face" in text.lower() for text in texts) or any(
        b"@font-face" in asset.content for asset in job.assets if "svg" in asset.media_type
    )
    key = (job.fonts, weights_of(job))
    if not own and key in _configurations:
        return _configurations[key]
    content = faces_of(*key)
    with environment(_OWN_FONTS):
        configuration = engine.fonts()
    engine.css(
        string=font_face_css(content),
        base_url=BASE_URL,
        font_config=configuration,
        url_fetcher=engine.fetcher(Library((), tuple(content), read=content.__getitem__)),
    )
    if not own:
        _configurations[key] = configuration
    return configuration


def load() -> None:
    """Load the layout engine, and what it loads only when it is first used.

    Raises: ToolMissingError when Pango is missing.
    """
    _engine()
    for name in _LOADED_LATE:
        importlib.import_module(name)


def prepare(fonts: tuple[FontFile, ...]) -> None:
    """Make the engine know a set of fonts, so that copies of this process know it too.

    Raises: ToolMissingError when a font package is missing; OutputError when there is no room.
    """
    try:
        _fonts(_engine(), Job("", "", (), "", fonts=fonts))
    except OSError as error:
        raise _no_room(error) from error


def _no_room(error: OSError) -> OutputError:
    return OutputError(
        f"no room for temporary files in {tempfile.gettempdir()}: {error.strerror}",
        help="make room there, or set TMPDIR to a folder that has some",
    )


def renew_font_maps() -> None:
    """Give the prepared sets of fonts new font maps, in a copy of the process that prepared them.

    Why: newer versions of Pango keep a thread for each, and threads are not copied. The old maps
    are kept, for they would wait for theirs when they go.
    """
    if not _configurations:
        return
    from weasyprint.text.ffi import ffi, gobject, pangoft2

    for configuration in _configurations.values():
        _old_font_maps.append(configuration.font_map)
        font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(
            ffi.cast("PangoFcFontMap *", font_map), configuration._config
        )
        configuration.font_map = font_map


_old_font_maps: list[Any] = []


def _is_same_page(one: Job, other: Job) -> bool:
    """Return whether jobs differ in nothing but their style sheets, as far as is laid out."""
    return (one.html, one.assets, one.fonts) == (other.html, other.assets, other.fonts)


def _given(engine: _Engine, library: Library) -> dict[str, Any]:
    return {"base_url": BASE_URL, "url_fetcher": engine.fetcher(library)}


def _lay_out(engine: _Engine, job: Job, page: Any, library: Library, log: EngineLog) -> Any:
    shared = {"font_config": _fonts(engine, job), "color_profiles": {}}
    shared["counter_style"] = engine.counters()
    given, sheets = _given(engine, library), []
    values = values_of((text for _, text in job.css), job.html)
    names = cache(lambda: on_page(page.etree_element.iter()))
    for name, text in job.css:
        if (text, values) in _read_before:
            sheets.append(_read_before[text, values])
            continue
        # of those that come with the program is read what the page needs; in those of a project
        # each rule is read, so that its faults are found whatever the page has
        sheet = settled(needed(text, names()) if name.startswith(SHIPPED) else text, values)
        with log.reading(name, sheet.column):
            sheets.append(engine.css(string=sheet.text, **given, **shared))
    return page.render(stylesheets=sheets, pdf_variant=STANDARDS[job.standard].variant, **shared)


_read_before: dict[tuple[str, Values], Any] = {}
"""Style sheets that come with the program, as the engine has read them in full, by their text and
the values of the variables."""


def read_sheets(css: tuple[tuple[str, str], ...]) -> None:
    """Read those of (name, text) that come with the program, for pages that have all of them.

    Raises: ToolMissingError when Pango is missing.
    """
    engine, values = _engine(), values_of(text for _, text in css)
    given = _given(engine, Library((), ()))
    for name, text in css:
        if name.startswith(SHIPPED):
            prepare_sheet(text)
            sheet = settled(text, values)
            _read_before[text, values] = engine.css(string=sheet.text, **given)
