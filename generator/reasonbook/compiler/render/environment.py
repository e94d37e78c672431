"""
The Jinja2 environment: the only module that imports jinja2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import TemplateNotFound, TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.render.filters import FILTERS, Source
from reasonbook.compiler.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.render.resources import Template


class Renderer:
    """Renders templates by name; *templates* has them all, a project's own before ours."""

    def __init__(self, templates: Mapping[str, Template]) -> None:
        """Make a renderer; nothing is compiled before it is rendered."""
        self._templates = templates
        self._environment = ImmutableSandboxedEnvironment(
            autoescape=False,
            finalize=_finalize,
            keep_trailing_newline=True,
            loader=FunctionLoader(self._load),
            lstrip_blocks=True,
            trim_blocks=True,
            undefined=StrictUndefined,
        )
        self._environment.filters.update(FILTERS)

    def render(
        self, template: str, context: Mapping[str, object]
    ) -> tuple[str | None, tuple[Diagnostic, ...]]:
        """Return what *template* makes of *context*, or None and the finding that says why."""
        try:
            return self._environment.get_template(template).render(context), ()
        except TemplateSyntaxError as failure:
            path = self._path(failure.name or template)
            return None, (_finding(path, failure.lineno, str(failure.message)),)
        except TemplateNotFound as failure:
            message = f"there is no template `{failure.name}`"
            return None, (_finding(self._path(template), 1, message),)
        except Exception as failure:  # noqa: BLE001  a template is a program of the user's: all it raises is a finding
            path, line = self._place(failure.__traceback__, template)
            kind = "" if isinstance(failure, TemplateError) else f"{type(failure).__name__}: "
            return None, (_finding(path, line, f"{kind}{failure}"),)

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        template = self._templates.get(name)
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


def _finalize(value: object) -> object:
    if isinstance(value, Source):
        return str(value)
    shown = ascii(value)
    raise TemplateRuntimeError(
        f"{shown if len(shown) <= 60 else shown[:60] + '...'} is printed as it is; "  # noqa: PLR2004  what fits a line
        "write it through the filter `py`, `name` or `comment`"
    )


def _finding(path: str, line: int, message: str) -> Diagnostic:
    text = " ".join(message.split()).rstrip(".")
    return error("RB501", text, Span(path, line, 1, line, 1), "nothing is written")
