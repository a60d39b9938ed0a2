"""Jinja environments in which a template can do nothing but write: the only jinja2 import."""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError

from briefgen.compose.compiled import Compiled
from briefgen.compose.confined import Confined
from briefgen.diagnostics import Diagnostic, Span, did_you_mean
from briefgen.templates import BUILTIN, Template
from briefgen.view import Record

__all__ = [
    "compile_files",
    "compiled_of",
    "files_used",
    "make_environment",
    "render_template",
    "template_fault",
    "use_compiled",
]


class _Compiled(jinja2.BytecodeCache):
    """Keeps what files compile to for the run: each document is written several times over.

    The same text under the same name compiles to the same code wherever the file lies.
    """

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return f"{name}\0{filename}"

    def load_bytecode(self, bucket: Bucket) -> None:
        name, _, filename = bucket.key.partition("\0")
        code = self.codes.get((name, bucket.checksum))
        if code is not None:
            bucket.code = code if code.co_filename == filename else _of_file(code, filename)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.codes[bucket.key.partition("\0")[0], bucket.checksum] = bucket.code


def _of_file(code: CodeType, filename: str) -> CodeType:
    """Return code as if it had been compiled from a file, for the places of faults."""
    inner = (_of_file(c, filename) if isinstance(c, CodeType) else c for c in code.co_consts)
    return code.replace(co_filename=filename, co_consts=tuple(inner))


_COMPILED: dict[str, _Compiled] = defaultdict(_Compiled)
"""By the name of what finalizes values, because constants are finalized when a file is compiled."""


class _Missing(jinja2.StrictUndefined):
    """A name that does not exist: whatever is done with it is a fault, in words for authors."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return str(self._undefined_hint)
        if not isinstance(self._undefined_obj, Record):
            return f"there is no `{self._undefined_name}`"
        known = [name for name, _ in self._undefined_obj]
        near = did_you_mean(str(self._undefined_name), known)
        return f"there is no `{self._undefined_name}` here" + (f", {near}" if near else "")


class _Loader(jinja2.BaseLoader):
    """Finds the files of one template and no others."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.used: set[str] = set()

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        key = self.template.resolve(template)
        if key is None:
            raise jinja2.TemplateNotFound(template)
        found = self.template.files[key]
        self.used.add(found.path)
        return found.text, found.path, None


def make_environment(
    template: Template,
    finalize: Callable[[Any], Any],
    filters: Mapping[str, Callable[..., Any]],
    *,
    autoescape: bool,
) -> Confined:
    """Return an environment for the files of one template.

    Every value that a template prints goes through `finalize`; undefined names are faults.
    """
    environment = Confined(
        loader=_Loader(template),
        bytecode_cache=_COMPILED[finalize.__qualname__],
        undefined=_Missing,
        autoescape=autoescape,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    environment.filters.update(filters)
    return environment


def compile_files(environment: jinja2.Environment, names: Iterable[str]) -> Iterator[None]:
    """Compile template files, so that it need not be done for each document; yield after each."""
    for name in names:
        environment.get_template(name)
        yield


def compiled_of(finalize: Callable[[Any], Any]) -> Iterator[Compiled]:
    """Yield what our own templates were compiled to, for what finalizes values."""
    qualname = finalize.__qualname__
    for (name, checksum), code in _COMPILED[qualname].codes.items():
        if code.co_filename.startswith(BUILTIN):
            yield qualname, name, checksum, code


def use_compiled(compiled: Iterable[Compiled]) -> bool:
    """Take what templates compile to, which is asked for by their text; return whether any came."""
    came = False
    for qualname, name, checksum, code in compiled:
        _COMPILED[qualname].codes.setdefault((name, checksum), code)
        came = True
    return came


def files_used(environment: jinja2.Environment) -> frozenset[str]:
    """Return the paths of the template files that were read."""
    loader = environment.loader
    return frozenset(loader.used) if isinstance(loader, _Loader) else frozenset()


def render_template(
    environment: jinja2.Environment, name: str, context: Mapping[str, Any], template: Template
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return what a template file makes of a context, or the fault that stopped it."""
    try:
        return environment.get_template(name).render(context), ()
    except MemoryError:
        # it is the limit of the process, and no fault at a place of the template
        raise
    except Exception as error:
        return "", (template_fault(error, template),)


def template_fault(error: Exception, template: Template) -> Diagnostic:
    """Return the diagnostic for an error that a template raised, at its own file and line."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        path = error.filename or str(error.name)
        return Diagnostic(
            "BG501",
            error.message or "syntax error",
            Span(path, error.lineno),
            help="see Jinja's template syntax: https://jinja.palletsprojects.com/templates/",
        )
    span = _place(error, template)
    if isinstance(error, jinja2.TemplateNotFound):
        names = {
            key.removeprefix(f"{template.name}/").removeprefix("_shared/") for key in template.files
        }
        add = f"add `{error.name}` to the template's folder"
        if ".." in str(error.name).split("/"):
            add = "only files of the kind, of what it extends and of `_shared` can be included"
        help_text = did_you_mean(str(error.name), names) or add
        return Diagnostic(
            "BG502", f"there is no template file `{error.name}`", span, help=help_text
        )
    if isinstance(error, jinja2.UndefinedError):
        return Diagnostic(
            "BG503",
            str(error.message),
            span,
            help="docs/templates.md lists every value that templates are given",
        )
    if isinstance(error, SecurityError):
        return Diagnostic(
            "BG504",
            str(error),
            span,
            help="templates may read values and call the filters given to them",
        )
    return Diagnostic(
        "BG505",
        f"{type(error).__name__}: {error}",
        span,
        help="correct the expression at this line",
    )


def _place(error: Exception, template: Template) -> Span:
    paths = {found.path for found in template.files.values()}
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in paths]
    if not frames:
        return Span(f"{template.name}/template.yaml")
    return Span(frames[-1].filename, frames[-1].lineno or 1)
