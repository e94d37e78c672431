"""
What went wrong where nothing may raise: reported once, or raised in `strict`.

A record of the logger ``reasonbook`` and a `Problem` for the hooks name the bundle, the locale
and the identity of the text, never a text or a value: those come from translators and
requests, and a log is no place for them.
"""

from __future__ import annotations

from contextvars import ContextVar

from reasonbook.runtime.frozen import Frozen, fill

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from reasonbook.runtime.bundle import Bundle
    from reasonbook.runtime.generation import Generation

    Hook = Callable[["Problem"], object]


class Problem(Frozen):
    """
    Something that was answered with less than was asked for.

    *kind* is a word for programs: ``catalogue`` (a file cannot be used), ``translation`` (a text
    in it), ``code``, ``missing``, ``superfluous`` and ``type`` (of an occurrence), ``surface``.
    *message* is English. *locale*, *msgctxt*, *code* and *placeholder* are None where they do
    not apply.
    """

    __slots__ = ("kind", "message", "bundle", "locale", "msgctxt", "code", "placeholder")  # noqa: RUF023  the order of the fields

    kind: str
    message: str
    bundle: str
    locale: str | None
    msgctxt: str | None
    code: str | None
    placeholder: str | None

    def __init__(  # noqa: PLR0913  one parameter a field
        self,
        *,
        kind: str,
        message: str,
        bundle: str,
        locale: str | None = None,
        msgctxt: str | None = None,
        code: str | None = None,
        placeholder: str | None = None,
    ) -> None:
        """Make a problem."""
        fill(
            self,
            kind=kind,
            message=message,
            bundle=bundle,
            locale=locale,
            msgctxt=msgctxt,
            code=code,
            placeholder=placeholder,
        )

    def __str__(self) -> str:
        """Return the problem as one line for people."""
        where = [f"bundle {self.bundle}"]
        if self.locale is not None:
            where.append(f"locale {self.locale}")
        where += [each for each in (self.msgctxt, self.code) if each is not None]
        if self.placeholder is not None:
            where.append(f"placeholder {self.placeholder}")
        return f"{self.message} ({', '.join(where)})"


class ProblemError(Exception):
    """A `Problem`, raised inside `strict`; it is the attribute *problem*."""

    def __init__(self, problem: Problem) -> None:
        """Raise *problem*."""
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        """Return the problem as one line for people."""
        return str(self.problem)


_hooks: tuple[Hook, ...] = ()


class Strictness:
    """One entered `strict`, with the catalogues that are used in it."""

    __slots__ = ("generations", "outer", "owner")

    def __init__(
        self, owner: object, outer: Strictness | None, generations: dict[Bundle, Generation]
    ) -> None:
        """Enter the block of *owner*."""
        self.owner = owner
        self.outer = outer
        self.generations = generations

    def onto(self, outer: Strictness | None) -> Strictness:
        """Return the same block after *outer*, with the same catalogues."""
        return Strictness(self.owner, outer, self.generations)


STRICT: ContextVar[Strictness | None] = ContextVar("reasonbook_strict", default=None)
"""The innermost `strict` of this thread or task."""


def on_problem(hook: Hook) -> Callable[[], None]:
    """
    Call *hook* with each `Problem` that is reported, and return a function that ends that.

    Each problem is reported once a process, or once after each `reload`. What the hook raises
    is dropped: it must not fail the request that met the problem.
    """
    global _hooks  # noqa: PLW0603  replaced as a whole, so that no reader needs a lock
    _hooks = (*_hooks, hook)

    def remove() -> None:
        global _hooks  # noqa: PLW0603  ditto
        _hooks = tuple(each for each in _hooks if each is not hook)

    return remove


# What these are about was named by whoever sent it.
_FOREIGN = frozenset({"code", "superfluous", "surface"})


class Reports:
    """Remembers what was reported, so that each problem is reported once."""

    __slots__ = ("_foreign", "_seen")

    # More than that many different problems are not told apart any more. Those whose identity
    # comes from outside have places of their own, so that nobody can mute the others.
    MAX = 4096
    MAX_FOREIGN = 256

    def __init__(self) -> None:
        """Remember nothing."""
        self._seen: dict[Problem, object] = {}
        self._foreign: dict[Problem, object] = {}

    def report(self, problem: Problem) -> None:
        """Warn of *problem* and call the hooks, the first time; raise it inside of `strict`."""
        if STRICT.get() is not None:
            raise ProblemError(problem)
        seen, most = self._seen, self.MAX
        if problem.kind in _FOREIGN:
            seen, most = self._foreign, self.MAX_FOREIGN
        mine = object()
        # Of threads that meet it at the same time, one publishes, and that one reports.
        if len(seen) < most and seen.setdefault(problem, mine) is mine:
            _warn(problem)
            for hook in _hooks:
                _call(hook, problem)


def _call(hook: Hook, problem: Problem) -> None:
    try:  # noqa: SIM105  contextlib would be loaded for it
        hook(problem)
    except Exception:  # noqa: BLE001, S110  a hook that fails must not fail the request
        pass


def _warn(problem: Problem) -> None:
    try:
        import logging  # noqa: PLC0415  re and traceback come with it; most runs never warn

        logging.getLogger("reasonbook").warning(
            "%s",
            problem,
            extra={
                "bundle": problem.bundle,
                "code": problem.code,
                "kind": problem.kind,
                "locale": problem.locale,
                "msgctxt": problem.msgctxt,
                "placeholder": problem.placeholder,
            },
        )
    except Exception:  # noqa: BLE001, S110  a handler that fails must not fail the request
        pass
