"""
The texts that all peers render: English, Polish, and each peer's notation of them.

Every reason has four texts: a label, an explanation and the labels of two next steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Message

LOCALE = "pl"
CATEGORIES = ("one", "few", "many", "other")

RUN_ID, QUEUE, ATTEMPTS, AMOUNT = "run_9f2", "default", 25, 1234567.5

LABEL = "Run gave up"
QUEUED = "The run stayed queued past its window and was marked failed."
REVIEW = "Review the workers before retrying."
OPEN = "Open the run and read its log."
OPEN_RUN = "Open run {run_id} in queue {queue}."
ROWS = "{amount} rows were processed."
FAILED = (
    "Run {run_id} failed after {attempts} attempt in {queue}.",
    "Run {run_id} failed after {attempts} attempts in {queue}.",
)
TRIED = ("It was tried {attempts} time.", "It was tried {attempts} times.")

POLISH = {
    LABEL: "Uruchomienie przerwano",
    QUEUED: "Uruchomienie czekało w kolejce zbyt długo i oznaczono je jako nieudane.",
    REVIEW: "Sprawdź procesy robocze przed ponowieniem.",
    OPEN: "Otwórz uruchomienie i przeczytaj jego dziennik.",
    OPEN_RUN: "Otwórz uruchomienie {run_id} w kolejce {queue}.",
    ROWS: "Przetworzono wiersze w liczbie {amount}.",
}
POLISH_FORMS = {
    FAILED: (
        "Uruchomienie {run_id} nie powiodło się po {attempts} próbie w {queue}.",
        "Uruchomienie {run_id} nie powiodło się po {attempts} próbach w {queue}.",
        "Uruchomienie {run_id} nie powiodło się po {attempts} próbach (wielu) w {queue}.",
        "Uruchomienie {run_id} nie powiodło się po {attempts} próby w {queue}.",
    ),
    TRIED: (
        "Próbowano {attempts} raz.",
        "Próbowano {attempts} razy.",
        "Próbowano {attempts} razy (wiele).",
        "Próbowano {attempts} raza.",
    ),
}
RULE = "(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)"  # gettext's for Polish


class Told(NamedTuple):
    """What an application without Reasonbook would hand on."""

    label: str
    explanation: str
    first: str
    second: str


_STRING = {"type": "string", "example": RUN_ID}
_COUNT = {"type": "integer", "example": ATTEMPTS}
_PLURAL = {"plural": "attempts"}
STEPS = {
    "review": {"kind": "instruction", "label": REVIEW},
    "open": {"kind": "instruction", "label": OPEN},
}
REASONS = {
    "bench.queued": {
        "operator_label": LABEL,
        "short_explanation": QUEUED,
        "next_steps": ["review", "open"],
    },
    "bench.failed": {
        "operator_label": LABEL,
        "short_explanation": {**_PLURAL, "one": FAILED[0], "other": FAILED[1]},
        "next_steps": ["review", "open"],
        "placeholders": {"run_id": _STRING, "queue": _STRING, "attempts": _COUNT},
    },
    "bench.tried": {
        "operator_label": LABEL,
        "short_explanation": {**_PLURAL, "one": TRIED[0], "other": TRIED[1]},
        "next_steps": ["review", {"id": "run", "kind": "instruction", "label": OPEN_RUN}],
        "placeholders": {"run_id": _STRING, "queue": _STRING, "attempts": _COUNT},
    },
    "bench.rows": {
        "operator_label": LABEL,
        "short_explanation": ROWS,
        "next_steps": ["review", "open"],
        "placeholders": {"amount": {"type": "number", "example": AMOUNT}},
    },
}


def translate(message: Message) -> str | tuple[str, ...]:
    """Return the Polish of a message in as many forms as the catalogue has."""
    if isinstance(message.id, str):
        return POLISH[message.id]
    return POLISH_FORMS[tuple(message.id)][: len(message.string)]


def write_catalogue(folder: Path, domain: str) -> Path:
    """Write the Polish texts without contexts, as any gettext application has them."""
    catalogue = Catalog(locale=LOCALE)
    catalogue._num_plurals, catalogue._plural_expr = 3, RULE  # noqa: SLF001  it has no setter
    for source, text in POLISH.items():
        catalogue.add(source, text)
    for forms, texts in POLISH_FORMS.items():
        catalogue.add(forms, texts[:3])
    path = folder / LOCALE / "LC_MESSAGES" / f"{domain}.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_mo(stream, catalogue)
    return path


def fluent() -> str:
    """Return the Polish texts as a resource of Fluent."""
    amount = "{ NUMBER($amount) }"
    lines = [
        f"{name} = {_braces(POLISH[source], '{ $%s }').replace('{ $amount }', amount)}"
        for name, source in NAMES.items()
    ]
    for name, forms in PLURALS.items():
        variants = zip(CATEGORIES, POLISH_FORMS[forms], strict=True)
        lines.append(f"{name} = {{ $attempts ->")
        for category, text in variants:
            star = "*" if category == "other" else " "
            lines.append(f"   {star}[{category}] {_braces(text, '{ $%s }')}")
        lines.append("}")
    return "\n".join(lines) + "\n"


def icu(source: str | tuple[str, ...]) -> str:
    """Return the Polish of *source* as a pattern of ICU's MessageFormat."""
    if isinstance(source, str):
        return POLISH[source].replace("{amount}", "{amount, number}")
    texts = zip(CATEGORIES, POLISH_FORMS[source], strict=True)
    forms = " ".join(f"{category} {{{text}}}" for category, text in texts)
    return f"{{attempts, plural, {forms}}}"


NAMES = {
    "label": LABEL,
    "queued": QUEUED,
    "review": REVIEW,
    "open": OPEN,
    "open-run": OPEN_RUN,
    "rows": ROWS,
}
PLURALS = {"failed": FAILED, "tried": TRIED}


def _braces(text: str, notation: str) -> str:
    for name in ("run_id", "queue", "attempts", "amount"):
        text = text.replace(f"{{{name}}}", notation % name)
    return text
