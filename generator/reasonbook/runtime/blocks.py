"""
Entered blocks of context managers, as linked lists in the context.

A token of a context variable would bring back what a block that is over has set, where blocks
are left in another order than that in which they nest, as generators can.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol, Self, TypeVar

    class Block(Protocol):
        """One entered block."""

        @property
        def owner(self) -> object:
            """Whose it is."""
            ...

        @property
        def outer(self) -> Self | None:
            """What was entered before it, and is not left."""
            ...

        def onto(self, outer: Self | None) -> Self:
            """Return the same block after *outer*: contexts share blocks, so none changes."""
            ...

    AnyBlock = TypeVar("AnyBlock", bound=Block)


def without(top: AnyBlock, owner: object) -> AnyBlock | None:
    """Return what is entered from *top* on, but for the innermost block of *owner*."""
    above: list[AnyBlock] = []
    block: AnyBlock | None = top
    while block is not None and block.owner is not owner:
        above.append(block)
        block = block.outer
    if block is None:
        return top
    outer = block.outer
    for each in reversed(above):
        outer = each.onto(outer)
    return outer
