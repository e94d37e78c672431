"""
Occurrences that were stored: written as JSON, and read by whatever bundle is installed then.

Reading never raises outside of `strict`. What does not fit the installed bundle is reported
once and kept, so that writing it again gives what was read.
"""

from __future__ import annotations

from reasonbook.runtime.binding import DEFAULT_SURFACE
from reasonbook.runtime.envelope import Envelope
from reasonbook.runtime.locales import CURRENT, find_locale
from reasonbook.runtime.occurrence import Occurrence
from reasonbook.runtime.problems import Problem
from reasonbook.runtime.reason import binding_of
from reasonbook.runtime.render import constant_renderer
from reasonbook.runtime.values import MISSING, clean, exact_text, is_mapping, without_surrogates
from reasonbook.runtime.wire import decode, encode, fits, frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar

    from reasonbook.runtime.bundle import Bundle
    from reasonbook.runtime.entries import Placeholder
    from reasonbook.runtime.reason import Reason
    from reasonbook.runtime.render import Renderer
    from reasonbook.runtime.wire import Json

    AnyReason = TypeVar("AnyReason", bound="Reason")

CODE, PARAMS, VERSION = "code", "params", "catalogue_version"
MAX_CODE = 64
"""Characters of a code or a version that are kept; a code of ours has at most 63."""
MAX_PARAMS = 256
UNKNOWN_CODE = "unknown"
_UNKNOWN_EXPLANATION = "The installed version of the catalogue does not have this code."


class Stored:
    """What was read: the code, the parameters by name, the version of the catalogue."""

    __slots__ = ("code", "params", "version")

    def __init__(self, code: str, params: dict[str, object], version: str) -> None:
        """Keep what was read."""
        self.code = code
        self.params = params
        self.version = version


def occur(reason: AnyReason, params: Mapping[str, object] | None) -> Occurrence[AnyReason]:
    """Return an occurrence of *reason* with *params*; what does not fit is reported."""
    bundle = binding_of(reason).bundle
    given = {name: frozen(value) for name, value in _items(params).items()}
    return _keep(reason, given, bundle.version, bundle)


def read(data: object, bundle: Bundle) -> Occurrence[Reason | None]:
    """Return what `to_dict` or `to_json` made, as *bundle* knows it."""
    found = _parse(data)
    code = exact_text(found.get(CODE))
    code = UNKNOWN_CODE if not code else clean(code)[:MAX_CODE]
    params = {name: decode(value) for name, value in _items(found.get(PARAMS)).items()}
    version = clean(exact_text(found.get(VERSION)) or "")[:MAX_CODE]
    reason = bundle.find(code)
    if reason is not None:
        return _keep(reason, params, version, bundle)
    message = "the bundle does not have the code of an occurrence"
    bundle.report(Problem(kind="code", message=message, bundle=bundle.name, code=code))
    return Occurrence(None, (), Stored(code, params, version))


def to_dict(occurrence: Occurrence[Reason | None]) -> dict[str, Json]:
    """Return *occurrence* as JSON has it, without secret values."""
    reason = occurrence.reason
    known = () if reason is None else binding_of(reason).entry(reason).placeholders
    secret = {each.name for each in known if each.privacy == "secret"}
    return {
        CODE: occurrence.code,
        PARAMS: {
            name: encode(value) for name, value in occurrence.params.items() if name not in secret
        },
        VERSION: occurrence.version,
    }


def to_json(occurrence: Occurrence[Reason | None]) -> str:
    """Return `to_dict` as JSON text; a lone surrogate becomes U+FFFD."""
    import json  # noqa: PLC0415  an application that never serialises need not load it

    values = to_dict(occurrence)
    return without_surrogates(json.dumps(values, ensure_ascii=False, separators=(",", ":")))


def restore(
    kind: type[Reason] | None, code: str, params: dict[str, object], version: str
) -> Occurrence[Reason | None]:
    """Return what was pickled: an occurrence of the enum *kind*, if it still has the code."""
    try:
        reason = None if kind is None else kind(code)
    except ValueError:
        reason = None
    if reason is None:
        return Occurrence(None, (), Stored(code, params, version))
    return _keep(reason, params, version, binding_of(reason).bundle)


def unknown(code: str, tag: object) -> Renderer:
    """Return what renders a code that the bundle does not have: the same in every locale."""
    locale = CURRENT.get() if tag is None else find_locale(tag)
    return constant_renderer(
        Envelope(
            internal_code=code,
            operator_label=code,
            short_explanation=_UNKNOWN_EXPLANATION,
            # It must not promise that a retry helps.
            actionability="non_actionable",
            next_steps=(),
            show_no_action_needed=False,
            diagnostic_code_label=code,
            severity="error",
            locale="en",
            requested_locale=locale.tag or "en",
            surface=DEFAULT_SURFACE,
        )
    )


def _parse(data: object) -> Mapping[str, object]:
    """Return the object that *data* is, as a mapping or as JSON text; nothing for anything else."""
    try:
        if isinstance(data, str | bytes | bytearray):
            import json  # noqa: PLC0415  most occurrences come as dictionaries

            data = json.loads(data)
    except Exception:  # noqa: BLE001  what is no JSON, or a lying __class__
        return {}
    return _items(data)


def _items(data: object) -> dict[str, object]:
    """Return what *data* has under names, at most `MAX_PARAMS` of them."""
    found: dict[str, object] = {}
    try:
        items = list(data.items()) if is_mapping(data) else []
        for key, value in items[:MAX_PARAMS]:
            name = exact_text(key)
            if name is not None:
                found[name] = value
    except Exception:  # noqa: BLE001  someone else's mapping may raise anything
        return {}
    return found


def _keep(
    reason: AnyReason, params: dict[str, object], version: str, bundle: Bundle
) -> Occurrence[AnyReason]:
    """Return an occurrence of *reason*; it remembers *params* where they are not its values."""
    placeholders = binding_of(reason).entry(reason).placeholders
    values = tuple(params.get(each.name, MISSING) for each in placeholders)
    for each, value in zip(placeholders, values, strict=True):
        problem = _fault(each, value)
        if problem is not None:
            _report(bundle, problem, reason, each.name)
    names = {each.name for each in placeholders}
    for name in params.keys() - names:
        _report(bundle, ("superfluous", "a value has no placeholder"), reason, clean(name)[:64])
    given = {name: each for name, each in params.items() if each is not None or name not in names}
    is_plain = given.keys() <= names and version == bundle.version
    return Occurrence(reason, values, None if is_plain else Stored(str(reason), given, version))


def _fault(placeholder: Placeholder, value: object) -> tuple[str, str] | None:
    """Return the kind and the message of what is wrong with *value*, None if it is right."""
    if value is None or value is MISSING:
        is_wanted = placeholder.required and placeholder.privacy != "secret"
        return ("missing", "a value is missing") if is_wanted else None
    if fits(placeholder.type, value, placeholder.values):
        return None
    return "type", f"a value is no {placeholder.type}"


def _report(bundle: Bundle, fault: tuple[str, str], reason: Reason, name: str) -> None:
    kind, message = fault
    bundle.report(
        Problem(kind=kind, message=message, bundle=bundle.name, code=str(reason), placeholder=name)
    )
