"""
The table by which a bundle finds the locale that serves a reader.

The runtime truncates tags, and never past a script. What that gets wrong for the locales of a
bundle is found out here, by asking CLDR's tree for each tag that could be a special case.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from babel.core import get_global

from reasonbook.compiler.messages.locale_tree import (
    Node,
    ancestors,
    exceptions,
    find_node,
    likely_region,
    make_node,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# The two written forms of Norwegian inherit from the language that they are forms of. Nothing
# else of another language serves a reader.
_NORWEGIAN = frozenset({"nb", "nn", "no"})
# What CLDR calls paradigms: the variety to take of those that are as near as another.
_PARADIGMS = (("en", "GB"), ("es", "419"))
# Extended languages that are written in another script than the language before them.
_EXTENDED = {
    "ar": ("acy", "pga"),
    "ms": ("mfa", "urk"),
    "uz": ("uzs",),
    "zh": ("cpx", "mnp", "yue"),
}
# Registered before there was a grammar of tags (RFC 5646, section 2.2.8), and what is used today.
_GRANDFATHERED = {
    "art-lojban": "jbo",
    "en-gb-oed": "en_GB",
    "i-lux": "lb",
    "i-navajo": "nv",
    "no-bok": "nb",
    "no-nyn": "nn",
    "zh-guoyu": "cmn",
    "zh-hakka": "hak",
    "zh-min-nan": "nan",
    "zh-xiang": "hsn",
}


class Relatives:
    """Locales by what they inherit: finds the one that serves a reader best."""

    def __init__(self, tags: Iterable[str]) -> None:
        """Take the *tags*, spelled as folders are."""
        self.nodes = {tag: find_node(tag) for tag in sorted(tags)}
        self._lines = {tag: _line(node) for tag, node in self.nodes.items()}
        self._below: dict[Node, list[str]] = {}
        self._scripts: dict[str, set[str]] = {}
        for tag, line in self._lines.items():
            for node in line:
                self._below.setdefault(node, []).append(tag)
                self._scripts.setdefault(node.language, set()).add(node.script)

    def languages(self) -> set[str]:
        """Return the languages of the locales, and those that one of them may serve."""
        found = {node.language for node in self.nodes.values()}
        return found if found.isdisjoint(_NORWEGIAN) else found | _NORWEGIAN

    def scripts(self, language: str) -> list[str]:
        """Return the scripts that readers of *language* may be served in."""
        return sorted(self._scripts.get(language, ()))

    def serving(self, wanted: Node, *, is_script_named: bool) -> str | None:
        """
        Return the locale that serves *wanted*, None if there is none of its language and script.

        It is the locale itself or the first that it inherits from; or, where none is there, a
        locale that inherits from the same: ``en_GB`` for ``en_AU``, since both inherit from
        ``en_001``.
        """
        for node in _line(wanted):
            if node in self._below:
                ranks = {tag: self._rank(tag, node, wanted) for tag in self._below[node]}
                # Of two names of one locale, the one that is spelled like the question.
                return min(
                    ranks, key=lambda tag: (ranks[tag], _names_script(tag) != is_script_named, tag)
                )
        return None

    def _rank(self, tag: str, node: Node, wanted: Node) -> tuple[bool, bool, bool, bool, int]:
        """Return a number that is lower the better *tag* is of all below *node*."""
        own = self.nodes[tag]
        distance = self._lines[tag].index(node)
        is_usual = (own.language, own.region) == (node.language, likely_region(node))
        is_paradigm = (own.language, own.region) in _PARADIGMS or own.language == "nb"
        is_there = own.region == wanted.region != ""
        return distance > 0, not is_there, not is_usual, not is_paradigm, distance


def make_negotiation(tags: Sequence[str]) -> dict[str, str | None]:
    """Return what truncation gets wrong if *tags*, spelled as folders are, are what there is."""
    relatives = Relatives(tags)
    own = {_key(tag): tag for tag in tags}
    served: dict[str, str | None] = dict(own)
    for question in _questions(relatives):
        right = relatives.serving(question.node, is_script_named=question.script != "")
        if question.key not in own and _found(question, served, relatives) != right:
            served[question.key] = right
    return {key: served[key] for key in sorted(served.keys() - own)}


@dataclass(frozen=True, slots=True)
class _Question:
    """
    A tag that may be a special case: a language by some *name*, perhaps with a script, a region.

    It stands for *node*. *otherwise* is what the runtime takes for a name that it does not know.
    """

    name: str
    script: str
    region: str
    node: Node
    otherwise: str = ""

    @property
    def key(self) -> str:
        """The tag as the table has it."""
        return "-".join(each for each in (self.name, self.script, self.region) if each).lower()


def _found(
    question: _Question, served: Mapping[str, str | None], relatives: Relatives
) -> str | None:
    """Return what the runtime finds with *served* as it is; `Negotiator` does the same."""
    region = question.region.lower()
    asked = question.name if question.name in served else question.otherwise or question.name
    name = (served.get(asked) or asked).partition("_")[0]
    if served.get(name) != served.get(asked):
        name = asked
    if not question.script:
        return served.get(f"{asked}-{region}", served.get(f"{name}-{region}", served.get(asked)))
    prefix = f"{name}-{question.script.lower()}"
    exact = served.get(f"{prefix}-{region}")
    found = exact or served.get(prefix)
    if exact or not found or len(relatives.scripts(make_node(name).language)) > 1:
        return found
    return served.get(f"{name}-{region}") or found


def _questions(relatives: Relatives) -> Iterator[_Question]:
    """Yield all tags that may be special cases, after those that they depend on."""
    languages = sorted(relatives.languages())
    for language in languages:
        yield from _about(relatives, language, _regions(relatives, language))
    for alias, current in sorted(_aliases().items()):
        language = current.partition("_")[0]
        if language in languages:
            yield from _about(relatives, alias, _regions(relatives, language))
    for language in languages:
        for extended in _EXTENDED.get(language, ()):
            if extended not in languages:
                regions = {*_regions(relatives, language), *_regions(relatives, extended)}
                yield from _about_extended(language, extended, sorted(regions))
    for tag, current in _GRANDFATHERED.items():
        base = tag.partition("-")[0]
        node = find_node(current)
        # These are no tags of RFC 5646, and not truncated.
        is_irregular = len(base) == 1 or node.region
        known = node if node.language in languages else make_node(base)
        yield _Question(tag, "", "", known, otherwise="" if is_irregular else base)


def _about(relatives: Relatives, name: str, regions: Sequence[str]) -> Iterator[_Question]:
    """Yield what may be special about a language, by any *name*, alone and with a script."""
    scripts = relatives.scripts(make_node(name).language)
    for script, region in product(("", *scripts), ("", *regions)):
        yield _Question(name, script, region, make_node(name, script, region))


def _about_extended(language: str, extended: str, regions: Sequence[str]) -> Iterator[_Question]:
    """Yield what may be special about an extended language that nothing serves as such."""
    for region in ("", *regions):
        node = make_node(language, make_node(extended, "", region).script, region)
        yield _Question(f"{language}-{extended}", "", region, node, otherwise=language)


def _regions(relatives: Relatives, language: str) -> list[str]:
    """Return the regions where *language* may be a special case, under their older names too."""
    family = _NORWEGIAN if language in _NORWEGIAN else {language}
    nodes = (*relatives.nodes.values(), *exceptions().keys(), *exceptions().values())
    found = {node.region for node in nodes if node.language in family}
    found |= _regions_with_a_script().get(language, set())
    found.discard("")
    former: Mapping[str, list[str]] = get_global("territory_aliases")
    # Two letters alone: a country's number is no subtag (RFC 5646, section 2.2.4).
    older = {each for each in former if len(each) == len("UK") and found & {*former[each]}}
    return sorted(found | older)


@cache
def _regions_with_a_script() -> Mapping[str, set[str]]:
    """Return by language the regions for which CLDR says what script is likely there."""
    found: dict[str, set[str]] = {}
    tags: Mapping[str, str] = get_global("likely_subtags")
    for tag in tags:
        language, *others = tag.split("_")
        if len(others) == 1 and len(others[0]) < 4:  # noqa: PLR2004  a script has four letters
            found.setdefault(language, set()).add(others[0])
    return found


def _aliases() -> Mapping[str, str]:
    aliases: Mapping[str, str] = get_global("language_aliases")
    return aliases


def _line(node: Node) -> tuple[Node, ...]:
    """Return *node* and what it inherits from, as long as a reader of the one reads the other."""
    return tuple(
        each
        for each in ancestors(node)
        if each.language == node.language or {each.language, node.language} <= _NORWEGIAN
    )


def _names_script(tag: str) -> bool:
    return any(len(each) == 4 for each in tag.split("_")[1:])  # noqa: PLR2004  ISO 15924


def _key(tag: str) -> str:
    return tag.lower().replace("_", "-")
