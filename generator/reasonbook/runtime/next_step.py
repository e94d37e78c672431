"""
Next steps: what the reader of an envelope can do.
"""

# `make_step` is a second constructor, for steps that are made for each request.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from types import MappingProxyType

from reasonbook.runtime.frozen import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from reasonbook.runtime.parameters import Parameter
    from reasonbook.runtime.wire import Json

_new = object.__new__
_NO_PARAMS: Mapping[str, Parameter] = MappingProxyType({})


class StepFacts:
    """
    What a next step is whatever the values: shared by all that are made of one.

    *is_personal* tells that its label, address and parameters may hold values which no log may
    show.
    """

    __slots__ = ("action", "id", "is_personal", "kind", "target")

    def __init__(
        self,
        id: str,  # noqa: A002  the field's name
        kind: str,
        *,
        action: str | None = None,
        target: str | None = None,
        is_personal: bool = False,
    ) -> None:
        """Take the facts of a step."""
        self.id = id
        self.kind = kind
        self.action = action
        self.target = target
        self.is_personal = is_personal


class NextStep(Value):
    """
    Something the reader can do next.

    *url* is set for a link whose address is complete, *action* and *params* for an action,
    *target* for a contact.
    *params* are the declared parameters that are there: text, numbers and truth values as they
    were given, lists as tuples of text, anything else as text.
    """

    __slots__ = ("_facts", "_label", "_params", "_url")
    _facts: StepFacts
    _label: str
    _params: Mapping[str, Parameter]
    _url: str | None
    __match_args__ = ("id", "kind", "label", "url", "action", "params", "target")

    def __init__(  # noqa: PLR0913  one parameter a field
        self,
        *,
        id: str,  # noqa: A002  the field's name
        kind: str,
        label: str,
        url: str | None = None,
        action: str | None = None,
        params: Mapping[str, Parameter] | None = None,
        target: str | None = None,
    ) -> None:
        """Make a step; *params* are copied."""
        self._facts = StepFacts(id, kind, action=action, target=target)
        self._label = label
        self._url = url
        self._params = MappingProxyType(dict(params)) if params else _NO_PARAMS

    @property
    def id(self) -> str:
        """Its id in the catalogue."""
        return self._facts.id

    @property
    def kind(self) -> str:
        """``instruction``, ``link``, ``action``, ``contact`` or ``wait``."""
        return self._facts.kind

    @property
    def label(self) -> str:
        """What to do, as a sentence."""
        return self._label

    @property
    def url(self) -> str | None:
        """For a link: the address, None if it is not complete."""
        return self._url

    @property
    def action(self) -> str | None:
        """For an action: its id."""
        return self._facts.action

    @property
    def params(self) -> Mapping[str, Parameter]:
        """For an action: the values of its placeholders."""
        return self._params

    @property
    def target(self) -> str | None:
        """For a contact: whom to contact."""
        return self._facts.target

    @property
    def _hidden(self) -> tuple[str, ...]:
        return ("label", "url", "params") if self._facts.is_personal else ()

    def mark_personal(self) -> None:
        """Leave the texts out of `repr`; only whoever has just made the value may call this."""
        self._facts.is_personal = True

    def to_dict(self, *, extended: bool = True) -> dict[str, Json]:
        """
        Return what JSON needs: the kind, the label and what the kind has beside them.

        The identifier is there if *extended*. No key needs another spelling in camelCase.
        """
        values: dict[str, Json] = {"id": self.id} if extended else {}
        values |= {"kind": self.kind, "label": self.label}
        if self.url is not None:
            values["url"] = self.url
        if self.action is not None:
            values["action"] = self.action
            values["params"] = {
                name: list(each) if isinstance(each, tuple) else each
                for name, each in self.params.items()
            }
        if self.target is not None:
            values["target"] = self.target
        return values


def make_step(
    facts: StepFacts, label: str, url: str | None, params: Mapping[str, Parameter] | None
) -> NextStep:
    """Return a step of these *facts*; *params*, which nobody else has, are taken over."""
    step: NextStep = _new(NextStep)
    step._facts = facts  # noqa: SLF001  this is the constructor for each request
    step._label = label  # noqa: SLF001  ditto
    step._url = url  # noqa: SLF001  ditto
    step._params = MappingProxyType(params) if params else _NO_PARAMS  # noqa: SLF001  ditto
    return step
