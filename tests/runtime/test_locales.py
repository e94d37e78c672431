from __future__ import annotations

import asyncio
import contextvars
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook import current_locale, use_locale
from reasonbook.runtime.locales import Locales

LOCALES = Locales("en", ("ar", "de", "pt", "pt_BR", "zh_Hans", "en_GB", "sr_Latn"))


@pytest.mark.parametrize(
    ("tag", "requested", "chain"),
    [
        ("de", "de", ("de",)),
        ("DE", "de", ("de",)),
        ("de_AT", "de-AT", ("de",)),
        ("de-at-1996-x-mine", "de-AT-1996-x-mine", ("de",)),
        ("pt_br", "pt-BR", ("pt_BR", "pt")),
        ("pt-BR-u-nu-latn", "pt-BR-u-nu-latn", ("pt_BR", "pt")),
        ("pt-PT", "pt-PT", ("pt",)),
        ("ZH-hans", "zh-Hans", ("zh_Hans",)),
        ("zh_Hans_SG", "zh-Hans-SG", ("zh_Hans",)),
        ("en-GB", "en-GB", ("en_GB",)),
        ("en-GB-oxendict", "en-GB-oxendict", ("en_GB",)),
        ("en", "en", ()),
        ("EN_us", "en-US", ()),
        ("fr", "fr", ()),
        ("zh", "zh", ()),
        ("zh-TW", "zh-TW", ()),
        ("sr-Latn-RS", "sr-Latn-RS", ("sr_Latn",)),
        ("de-Latn", "de-Latn", ()),
        ("nonsense!", "und", ()),
        ("", "und", ()),
    ],
)
def test_a_tag_is_served_by_itself_then_by_what_is_shorter(tag, requested, chain):
    assert LOCALES.ask(tag) == (requested, chain)


def test_a_reader_of_another_script_is_not_served():
    locales = Locales("en", ("zh", "sr"))

    assert locales.ask("zh-Hant") == ("zh-Hant", ())
    assert locales.ask("zh-Hant-TW") == ("zh-Hant-TW", ())
    assert locales.ask("sr-Latn-RS") == ("sr-Latn-RS", ())
    assert locales.ask("sr-RS") == ("sr-RS", ("sr",))


def test_the_source_text_comes_before_what_is_shorter_than_the_source_locale():
    locales = Locales("pt_BR", ("pt", "pt_PT"))

    assert locales.ask("pt-BR") == ("pt-BR", ())
    assert locales.ask("pt-PT") == ("pt-PT", ("pt_PT", "pt"))


def test_a_catalogue_of_the_source_locale_is_used():
    locales = Locales("en", ("en", "de"))

    assert locales.ask("en-US") == ("en-US", ("en",))
    assert locales.ask(None) == ("en", ("en",))


def test_a_script_of_the_source_locale_is_spelled():
    locales = Locales("zh_hant", ("zh_HANS",))

    assert locales.ask(None) == ("zh-Hant", ())
    assert locales.source == "zh-Hant"
    assert locales.spelled("zh_HANS") == "zh-Hans"


@pytest.mark.parametrize("tag", ["", "../..", "de/fr", "C:evil", "d"])
def test_a_locale_of_the_bundle_must_be_a_tag(tag):
    with pytest.raises(ValueError, match="is no language tag"):
        Locales("en", ("de", tag))
    with pytest.raises(ValueError, match="is no language tag"):
        Locales(tag, ("de",))


@given(st.text() | st.binary() | st.integers() | st.none() | st.text("-_adehnstz/."))
def test_any_request_is_answered_with_configured_locales(tag):
    requested, chain = LOCALES.ask(tag)

    assert set(chain) <= {"ar", "de", "pt", "pt_BR", "zh_Hans", "en_GB", "sr_Latn"}
    assert requested.isascii()
    assert len(requested) <= 64


def test_an_argument_comes_before_the_current_locale_and_that_before_the_source_locale():
    assert LOCALES.ask(None) == ("en", ())
    with use_locale("de"):
        assert LOCALES.ask(None) == ("de", ("de",))
        assert LOCALES.ask("ar") == ("ar", ("ar",))
        assert LOCALES.ask("?") == ("und", ())
        with use_locale(None):
            assert LOCALES.ask(None) == ("en", ())


def test_blocks_nest_and_give_back_what_was_current():
    german = use_locale("de")
    assert current_locale() is None
    with german:
        assert current_locale() == "de"
        with use_locale("ar"), german:
            assert current_locale() == "de"
        assert current_locale() == "de"
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


@pytest.mark.parametrize("tag", [7, b"de", [], ""])
def test_what_is_no_text_makes_an_undetermined_locale_current(tag):
    with use_locale(tag):
        assert current_locale() == "und"
        assert LOCALES.ask(None) == ("und", ())


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
