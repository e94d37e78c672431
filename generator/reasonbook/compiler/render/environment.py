"""
The Jinja2 environment: the only module that imports jinja2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import (
    BytecodeCache,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    Undefined,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reasonbook.compiler.diagnostics import did_you_mean, error, quote, warning
from reasonbook.compiler.render.filters import FILTERS, Source
from reasonbook.compiler.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import CodeType, TracebackType

    from jinja2.bccache import Bucket

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.render.resources import Template

# The largest source that is read, 16 MiB, gives about a quarter of that.
MAX_CHARACTERS = 2**28
_SHOWN = 60


class _CompiledTemplates(BytecodeCache):
    """
    What Jinja2 made of each template last, for the life of the process.

    To compile our templates takes longer than to render a small catalogue with them, and all
    who render in one process (tests, a watcher) do it with the same ones. The environments
    differ only in the texts of templates, which Jinja2 compares before it takes anything.
    """

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._codes.get(bucket.key, (None, None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None, "a template was compiled"
        self._codes[bucket.key] = bucket.checksum, bucket.code


_COMPILED = _CompiledTemplates()


class Renderer:
    """Renders templates by name; *templates* has them all, a project's own before ours."""

    def __init__(self, templates: Mapping[str, Template]) -> None:
        """Make a renderer; nothing is compiled before it is rendered."""
        self._templates = templates
        self._used: set[str] = set()
        self._environment = ImmutableSandboxedEnvironment(
            autoescape=False,
            bytecode_cache=_COMPILED,
            finalize=_finalize,
            keep_trailing_newline=True,
            loader=FunctionLoader(self._load),
            lstrip_blocks=True,
            trim_blocks=True,
            undefined=StrictUndefined,
        )
        for name, each in FILTERS.items():
            self._environment.filters[name] = _refusing_undefined(each)

    def render(
        self, template: str, context: Mapping[str, object]
    ) -> tuple[str | None, tuple[Diagnostic, ...]]:
        """Return what *template* makes of *context*, or None and the finding that says why."""
        try:
            return self._join(self._environment.get_template(template).generate(context)), ()
        except TemplateSyntaxError as failure:
            path = self._path(failure.name or template)
            return None, (_finding(path, failure.lineno, str(failure.message)),)
        except Exception as failure:  # noqa: BLE001  a template is a program of the user's: all it raises is a finding
            path, line = self._place(failure.__traceback__, template)
            return None, (_finding(path, line, _explain(failure)),)

    def unused(self) -> tuple[Diagnostic, ...]:
        """Return a warning for each of the project's own templates that nothing has asked for."""
        known = [name for name, each in self._templates.items() if each.is_builtin]
        return tuple(
            warning(
                "RB505",
                f"the template {quote(name)} replaces none and is included by none",
                Span(each.path),
                did_you_mean(name, known) or f"built-in templates: {', '.join(known)}",
            )
            for name, each in self._templates.items()
            if not each.is_builtin and name not in self._used
        )

    def _join(self, pieces: Iterator[str]) -> str:
        """Return *pieces* as one text; a template that never stops writing is stopped."""
        written: list[str] = []
        room = MAX_CHARACTERS
        for piece in pieces:
            room -= len(piece)
            if room < 0:
                raise TemplateRuntimeError(f"it writes more than {MAX_CHARACTERS:,} characters")
            written.append(piece)
        return "".join(written)

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        template = self._templates.get(name)
        self._used.add(name)
        return (template.text, template.path, lambda: True) if template else None

    def _path(self, name: str) -> str:
        template = self._templates.get(name)
        return template.path if template else name

    def _place(self, traceback: TracebackType | None, name: str) -> tuple[str, int]:
        """Return the last place in a template that *traceback* went through."""
        paths = {each.path for each in self._templates.values()}
        place = (self._path(name), 1)
        while traceback is not None:
            filename = traceback.tb_frame.f_code.co_filename
            if filename in paths:
                place = (filename, traceback.tb_lineno)
            traceback = traceback.tb_next
        return place


def _refusing_undefined(write: Callable[..., str]) -> Callable[..., str]:
    """Return the filter *write* with the undefined refused by its name, not by its type."""

    def refusing(value: object, *arguments: object) -> str:
        _refuse_undefined(value)
        return write(value, *arguments)

    return refusing


def _refuse_undefined(value: object) -> None:
    if isinstance(value, Undefined):
        # Asked for its text, the value of a name that is missing raises and says which.
        str(value)


def _finalize(value: object) -> object:
    if isinstance(value, Source):
        return str(value)
    _refuse_undefined(value)
    raise TemplateRuntimeError(
        f"{_shorten(ascii(value))} is printed as it is; write it through the filter `py`, "
        "`name` or `comment`"
    )


def _explain(failure: Exception) -> str:
    if isinstance(failure, TemplateNotFound):
        return f"there is no template `{failure.message}`"
    said = _shorten(str(failure), 4 * _SHOWN)
    if isinstance(failure, TemplateError):
        return said
    return f"{type(failure).__name__}: {said}" if said else type(failure).__name__


def _shorten(text: str, limit: int = _SHOWN) -> str:
    return text if len(text) <= limit else f"{text[:limit]}..."


def _finding(path: str, line: int, message: str) -> Diagnostic:
    text = " ".join(message.split()).rstrip(".")
    return error("RB501", text, Span(path, line, 1, line, 1), "nothing is written")
