"""
Rows of the result: what was compared, what came out, what was promised.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from harness import Samples

MIB = 1024 * 1024
UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))
HEADER = ("work", "ours", "peer", "", "ratio", "bound", "met")


@dataclass(frozen=True, slots=True)
class Bound:
    """
    What may not be exceeded: the ratio, or our own figure where *is_absolute*.
    """

    limit: float
    is_absolute: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """
    One comparison; *unit* is ``s`` or ``B``, *p25* are the lower quartiles of both figures.
    """

    work: str
    peer: str
    ours: float
    theirs: float
    ratio: float
    unit: str = "s"
    limit: float | None = None
    is_absolute: bool = False
    ours_p25: float | None = None
    theirs_p25: float | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether the bound holds; None without a bound."""
        if self.limit is None:
            return None
        return (self.ours if self.is_absolute else self.ratio) <= self.limit

    def fields(self) -> dict[str, object]:
        """Return what the row is made of."""
        return asdict(self)

    def to_dict(self, group: str) -> dict[str, object]:
        """Return the row as a file of figures has it."""
        return {"group": group, **asdict(self), "is_met": self.is_met}


def row(
    work: str, ours: Samples, theirs: Samples, bound: Bound | None = None, unit: str = "s"
) -> Row:
    """Return the row that compares two samples of the same rounds."""
    return Row(
        work=work,
        peer=theirs.name,
        ours=ours.median,
        theirs=theirs.median,
        ratio=ours.ratio_to(theirs),
        unit=unit,
        limit=None if bound is None else bound.limit,
        is_absolute=bound is not None and bound.is_absolute,
        ours_p25=ours.p25,
        theirs_p25=theirs.p25,
    )


def markdown(rows: Iterable[Row]) -> str:
    """Return the rows as a table."""
    lines = [HEADER, tuple("---" for _ in HEADER), *map(_cells, rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cells(each: Row) -> tuple[str, ...]:
    met = {True: "yes", False: "**no**", None: ""}[each.is_met]
    return (
        each.work,
        _figure(each.ours, each.unit),
        each.peer,
        _figure(each.theirs, each.unit),
        _short(each.ratio),
        _bound(each),
        met,
    )


def _bound(each: Row) -> str:
    if each.limit is None:
        return ""
    return f"≤ {_figure(each.limit, each.unit) if each.is_absolute else f'{each.limit:g}'}"


def _figure(value: float, unit: str) -> str:
    if unit == "B":
        return f"{value / MIB:.2f} MiB"
    size, name = next((pair for pair in UNITS if value >= pair[0]), UNITS[-1])
    return f"{_short(value / size)} {name}"


def _short(value: float) -> str:
    """Return three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}" if value < 1 else f"{value:.2f}"
