"""
Timing: all works of a row run in turn, round by round, in one process.

What disturbs a machine disturbs neighbours in time alike, so a ratio is taken within each round
and the median of those ratios is the result. The times themselves are only for orientation.
"""

from __future__ import annotations

import statistics
import sys
import timeit
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MAX_LOOPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """How much is measured: a *quick* run only shows that everything works."""

    quick: bool = False

    @property
    def rounds(self) -> int:
        """How often each work is timed in this process."""
        return 5 if self.quick else 41

    @property
    def processes(self) -> int:
        """How often a work that needs a fresh process is run."""
        return 2 if self.quick else 15

    @property
    def sample(self) -> float:
        """How many seconds one timing of one work takes, at least."""
        return 0.0002 if self.quick else 0.002


@dataclass(frozen=True, slots=True)
class Work:
    """
    One expression that is timed.

    It is compiled into the loop that times it, so that no call of ours is in the figure.
    """

    name: str
    code: str
    names: Mapping[str, object] = field(default_factory=dict)

    def result(self) -> object:
        """Return what the expression gives."""
        return eval(self.code, dict(self.names))  # noqa: S307  the code stands in these files

    def timer(self) -> timeit.Timer:
        """Return the timer of the expression; it turns the garbage collector off."""
        return timeit.Timer(self.code, globals=dict(self.names))


@dataclass(frozen=True, slots=True)
class Samples:
    """What was measured for one work, one value a round."""

    name: str
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)

    @property
    def p25(self) -> float:
        """The value below which a quarter lies: what a quieter machine would show."""
        twice = (*self.values, *self.values) if len(self.values) == 1 else self.values
        return statistics.quantiles(twice, n=4, method="inclusive")[0]

    def ratio_to(self, peer: Samples) -> float:
        """Return the median of the ratios within each round."""
        pairs = zip(self.values, peer.values, strict=True)
        return statistics.median(mine / theirs for mine, theirs in pairs)


def check(works: Sequence[Work], read: Callable[[object], object] = lambda result: result) -> None:
    """End the program if the works do not all give the same, after *read* has looked at each."""
    expected = read(works[0].result())
    for work in works[1:]:
        found = read(work.result())
        if found != expected:
            sys.exit(f"{work.name} gives {found!r}, {works[0].name} gives {expected!r}")


def compare(works: Sequence[Work], options: Options) -> list[Samples]:
    """Time the works in turn and return the seconds of one execution of each."""
    timers = [work.timer() for work in works]
    loops = [_loops(timer, options.sample) for timer in timers]
    values: list[list[float]] = [[] for _ in works]
    for _ in range(options.rounds):
        for timer, number, into in zip(timers, loops, values, strict=True):
            into.append(timer.timeit(number) / number)
    return [Samples(work.name, tuple(each)) for work, each in zip(works, values, strict=True)]


def in_turn(runs: Mapping[str, Callable[[], float]], rounds: int) -> list[Samples]:
    """Call the *runs* in turn, *rounds* times, and return the figures that they give."""
    values: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            values[name].append(run())
    return [Samples(name, tuple(each)) for name, each in values.items()]


def _loops(timer: timeit.Timer, sample: float) -> int:
    """Return how many executions take *sample* seconds, after some that warm everything up."""
    timer.timeit(3)
    number = 1
    while number < MAX_LOOPS and timer.timeit(number) < sample:
        number *= 2
    return number
