from __future__ import annotations

import asyncio
import contextvars
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook import ProblemError, current_locale, strict, use_locale
from reasonbook.runtime import locales
from reasonbook.runtime.locales import (
    CURRENT,
    MAX_LOCALES,
    SOURCE,
    find_locale,
    keep_locales,
    remembers,
    replace_all,
)
from reasonbook.runtime.problems import STRICT, Problem, Reports


@pytest.fixture(autouse=True)
def _forget():
    """Start and end with no tag remembered but those of bundles."""
    locales._forget_foreign()
    yield
    locales._forget_foreign()


@pytest.mark.parametrize(
    ("tag", "spelled"),
    [
        ("de", "de"),
        ("DE", "de"),
        ("de_AT", "de-AT"),
        ("de-at-1996-x-mine", "de-AT-1996-x-mine"),
        ("zh_hans", "zh-Hans"),
        ("nonsense!", "und"),
        ("", "und"),
        ("x" * 65, "und"),
        (b"de", "und"),
        (7, "und"),
    ],
)
def test_a_tag_is_spelled_as_bcp_47_has_it(tag, spelled):
    assert find_locale(tag).tag == spelled


def test_spellings_of_one_tag_share_what_was_made():
    assert find_locale("de-AT") is find_locale("DE_at") is find_locale("de_AT")
    assert find_locale(None) is SOURCE


@given(st.text() | st.binary() | st.integers() | st.none() | st.text("-_adehnstz/."))
def test_any_tag_gives_a_locale(tag):
    found = find_locale(tag).tag

    assert found is None or (found.isascii() and len(found) <= 64)


def test_tags_without_end_do_not_fill_the_memory():
    first = find_locale("x-first")
    first.envelopes["code"] = "made"

    for number in range(3 * MAX_LOCALES):
        find_locale(f"x-{number}").envelopes["code"] = "made"

    assert len(locales._known.by_tag) <= MAX_LOCALES
    assert len(locales._known.by_spelling) <= MAX_LOCALES
    assert first.envelopes == {}
    assert first.is_retired
    assert find_locale("x-first") is not first


def test_the_locales_of_bundles_are_never_forgotten():
    keep_locales(["qaa-Latn"])
    own = find_locale("qaa_latn")
    own.envelopes["code"] = "made"

    for number in range(3 * MAX_LOCALES):
        find_locale(f"x-{number}")

    assert own.envelopes == {"code": "made"}
    assert find_locale("QAA-latn") is find_locale("qaa-Latn") is own


def test_a_locale_that_is_found_while_all_are_forgotten_remembers_nothing():
    known = locales._known

    class Racing(dict):
        def setdefault(self, key, value):
            locales._known = locales._Known()
            return super().setdefault(key, value)

    known.by_spelling = Racing()
    found = find_locale("x-raced")

    assert found.is_retired
    assert find_locale("x-raced") is not found


def test_renewing_takes_new_tables_for_every_locale():
    known = [SOURCE, find_locale("de"), find_locale("?")]
    seen = []
    old = [(each.envelopes, each.renders, each.renderers) for each in known]

    replace_all(lambda: seen.append([remembers(each) for each in known]))

    assert seen == [[False] * 3]
    assert [remembers(each) for each in known] == [True] * 3
    for each, (envelopes, renders, renderers) in zip(known, old, strict=True):
        assert each.envelopes is not envelopes
        assert each.renders is not renders
        assert each.renderers is not renderers


def test_the_current_locale_is_the_one_of_the_innermost_block():
    assert CURRENT.get() is SOURCE
    with use_locale("de"):
        assert CURRENT.get() is find_locale("de")
        with use_locale(None):
            assert CURRENT.get() is SOURCE
        assert CURRENT.get() is find_locale("de")
    assert CURRENT.get() is SOURCE


def test_inside_of_strict_nothing_is_remembered_and_problems_raise():
    problem = Problem(kind="type", message="m", bundle="b")
    german = find_locale("de")
    with use_locale("de"):
        for _ in range(2):
            with strict():
                assert CURRENT.get() is not german
                assert CURRENT.get().is_retired
                assert find_locale("de") is not german
                with use_locale("ar"):
                    assert CURRENT.get().tag == "ar"
                with pytest.raises(ProblemError, match=r"^m \(bundle b\)$") as raised:
                    Reports().report(problem)
                assert raised.value.problem == problem
        assert CURRENT.get() is german


def test_strict_blocks_nest_and_may_be_used_again():
    shared = strict()
    with shared, shared:
        with strict():
            pass
        with pytest.raises(ProblemError):
            Reports().report(Problem(kind="type", message="m", bundle="b"))
    Reports().report(Problem(kind="type", message="m", bundle="b"))
    shared.__exit__(None, None, None)
    assert CURRENT.get() is SOURCE


def test_strict_blocks_may_be_left_in_any_order():
    first, second, third = strict(), strict(), strict()
    problem = Problem(kind="type", message="m", bundle="b")
    for order in ((first, second, third), (second, first, third), (second, third, first)):
        for each in (first, second, third):
            each.__enter__()
        for each in order:
            with pytest.raises(ProblemError):
                Reports().report(problem)
            each.__exit__(None, None, None)
        Reports().report(problem)
        assert CURRENT.get() is SOURCE


def test_leaving_a_strict_block_that_was_never_entered_changes_nothing():
    with strict():
        inside = STRICT.get()
        strict().__exit__(None, None, None)
        assert STRICT.get() is inside
        assert CURRENT.get().is_retired


def test_a_strict_block_that_was_left_leaves_the_others_what_they_have_opened():
    first, second = strict(), strict()
    first.__enter__()
    second.__enter__()
    opened = STRICT.get().generations
    first.__exit__(None, None, None)

    assert STRICT.get().generations is opened
    second.__exit__(None, None, None)
    assert STRICT.get() is None


def test_strict_and_use_locale_may_be_left_in_any_order():
    german, french, tests = use_locale("de"), use_locale("fr"), strict()
    german.__enter__()
    tests.__enter__()
    french.__enter__()
    tests.__exit__(None, None, None)
    assert CURRENT.get() is find_locale("fr")
    french.__exit__(None, None, None)
    assert CURRENT.get() is find_locale("de")

    tests.__enter__()
    german.__exit__(None, None, None)
    assert CURRENT.get().tag is None
    assert CURRENT.get().is_retired
    tests.__exit__(None, None, None)
    assert CURRENT.get() is SOURCE


def test_blocks_nest_and_give_back_what_was_current():
    german = use_locale("de")
    assert current_locale() is None
    with german:
        assert current_locale() == "de"
        with use_locale("ar"), german:
            assert current_locale() == "de"
        assert current_locale() == "de"
    assert current_locale() is None


def test_blocks_that_are_left_out_of_order_leave_nothing_behind():
    german, french, polish = use_locale("de"), use_locale("fr"), use_locale("pl")
    for order in ((german, french, polish), (french, german, polish), (french, polish, german)):
        for each in (german, french, polish):
            each.__enter__()
        for each in order:
            each.__exit__(None, None, None)
        assert current_locale() is None
        assert locales._USED.get() is None


def test_the_innermost_block_that_is_still_entered_counts():
    german, french = use_locale("de"), use_locale("fr")
    german.__enter__()
    french.__enter__()

    german.__exit__(None, None, None)
    assert current_locale() == "fr"
    french.__exit__(None, None, None)
    assert current_locale() is None


def test_a_generator_that_holds_a_locale_does_not_leave_it_to_the_thread():
    def rows():
        with use_locale("de"):
            yield current_locale()

    held = rows()
    assert next(held) == "de"
    with use_locale("fr"):
        held.close()
        assert current_locale() == "fr"
    assert current_locale() is None


def test_a_block_that_raises_gives_back_what_was_current():
    with pytest.raises(KeyError), use_locale("de"):
        raise KeyError
    assert current_locale() is None


def test_leaving_in_a_context_that_was_never_entered_changes_nothing():
    german = use_locale("de")
    german.__enter__()
    contextvars.Context().run(german.__exit__, None, None, None)
    with use_locale("ar"):
        german.__exit__(None, None, None)
        assert current_locale() == "ar"
    german.__exit__(None, None, None)
    assert current_locale() is None
    german.__exit__(None, None, None)
    with use_locale("ar"):
        german.__exit__(None, None, None)
        assert current_locale() == "ar"
    assert current_locale() is None


@pytest.mark.parametrize("tag", [7, b"de", [], ""])
def test_what_is_no_text_makes_an_undetermined_locale_current(tag):
    with use_locale(tag):
        assert current_locale() == "und"
        assert CURRENT.get().tag == "und"


def test_tasks_that_share_an_instance_do_not_disturb_each_other():
    shared = use_locale("de")

    async def resolve(number):
        own = f"x-{number}"
        with use_locale(own):
            await asyncio.sleep(0)
            with shared:
                await asyncio.sleep(number % 3 / 1000)
                assert current_locale() == "de"
            await asyncio.sleep(0)
            return current_locale() == own

    async def run():
        return await asyncio.gather(*(resolve(number) for number in range(200)))

    assert all(asyncio.run(run()))


def test_a_task_starts_with_the_locale_of_its_maker_and_an_executor_with_none():
    async def ask():
        return current_locale()

    async def run():
        with use_locale("de"):
            task = asyncio.create_task(ask())
            carried = await asyncio.to_thread(current_locale)
            loop = asyncio.get_running_loop()
            with ThreadPoolExecutor(1) as pool:
                bare = await loop.run_in_executor(pool, current_locale)
            return await task, carried, bare

    assert asyncio.run(run()) == ("de", "de", None)


def test_threads_have_locales_of_their_own():
    barrier = threading.Barrier(8)

    def resolve(number):
        found = [current_locale()]
        with use_locale(f"x-{number}"):
            barrier.wait()
            found.append(current_locale())
            barrier.wait()
        return [*found, current_locale()]

    with use_locale("de"), ThreadPoolExecutor(8) as pool:
        results = list(pool.map(resolve, range(8)))

    assert results == [[None, f"x-{number}", None] for number in range(8)]
