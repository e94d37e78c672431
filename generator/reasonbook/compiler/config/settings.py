"""
What can be set, and what holds where nothing is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTINGS_FILE = "pyproject.toml"
DETAIL = "detail"
"""The surface that is always there: what a reason itself says."""


@dataclass(frozen=True, slots=True)
class Limits:
    """
    How long texts may get, in characters, before a warning says so.

    A file's own ``limits`` come first, then these.
    """

    operator_label: int = 60
    short_explanation: int = 240
    operator_label_placeholders: bool = False
    operator_label_full_stop: bool = False


@dataclass(frozen=True, slots=True)
class Actionability:
    """What an actionability of the project's own means to a program."""

    retryable: bool
    needs_human: bool


BUILT_IN_ACTIONABILITIES: Mapping[str, Actionability] = {
    "non_actionable": Actionability(retryable=False, needs_human=False),
    "retryable_transient": Actionability(retryable=True, needs_human=False),
    "retryable_after_fix": Actionability(retryable=True, needs_human=True),
    "action_required": Actionability(retryable=False, needs_human=True),
    "escalate": Actionability(retryable=False, needs_human=True),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """
    The settings of one project; paths are relative to its root, with forward slashes.

    *bundle* is the name of the package and of the gettext domain. *templates* is the folder
    whose templates take the place of the built-in ones, None for none. *surfaces* are what
    reasons may have wording for besides `DETAIL`.
    """

    bundle: str = "reasons"
    version: str = "0.0.0"
    sources: tuple[str, ...] = ("reasons/*.yaml",)
    locales: str = "locales"
    output: str = "generated"
    templates: str | None = None
    source_locale: str = "en"
    surfaces: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    actionability: Mapping[str, Actionability] = field(default_factory=dict[str, Actionability])

    @property
    def actionabilities(self) -> Mapping[str, Actionability]:
        """The built-in actionabilities and the project's own."""
        return {**BUILT_IN_ACTIONABILITIES, **self.actionability}
