from __future__ import annotations

import asyncio
import errno
import gc
import os
import resource
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from reasonbook import ProblemError, strict, use_locale
from reasonbook.runtime import Entry, Placeholder, Step, files, pgettext_noop
from reasonbook.runtime.locales import MAX_LOCALES

LABEL = ("r#operator_label", "Label")
EXPLANATION = ("r#short_explanation", "Explanation {x}")
STEP = ("s#label", "Step")
DESCRIPTORS = Path("/proc/self/fd")


def entry():
    return Entry(
        operator_label=pgettext_noop(*LABEL),
        short_explanation=pgettext_noop(*EXPLANATION),
        actionability="escalate",
        next_steps=(Step(id="s", kind="wait", label=pgettext_noop(*STEP)),),
        placeholders=(Placeholder("x", "string"),),
    )


def texts(number):
    return {LABEL: f"L{number}", EXPLANATION: f"E{number} {{x}}", STEP: f"S{number}"}


@pytest.fixture
def made(make_bundle):
    return make_bundle({"only": entry}, {"de": texts(0)})


def number_of(envelope):
    """Return the generation that all texts of *envelope* are of; fail if they differ."""
    found = {
        envelope.operator_label[1:],
        envelope.short_explanation[1:].partition(" ")[0],
        envelope.next_steps[0].label[1:],
    }
    assert len(found) == 1, found
    return int(found.pop())


def test_a_replaced_catalogue_is_taken_up_when_the_bundle_is_reloaded(made):
    reason = made.enum.ONLY
    occurrence = reason.occurrence({"x": "y"})
    with use_locale("de"):
        assert number_of(reason.envelope()) == number_of(occurrence.envelope()) == 0
        made.write("de", texts(1))
        assert number_of(reason.envelope()) == number_of(occurrence.envelope()) == 0
        made.bundle.reload()
        assert number_of(reason.envelope()) == number_of(occurrence.envelope()) == 1
        assert occurrence.short_explanation() == "E1 y"
    assert number_of(reason.envelope("de")) == number_of(occurrence.envelope("de")) == 1


def test_a_locale_that_appears_or_is_damaged_is_seen_after_a_reload(made, warned):
    reason = made.enum.ONLY
    assert reason.operator_label("pl") == "Label"
    made.write("pl", texts(1))
    made.write("de", b"damaged")
    made.bundle.reload()

    assert reason.operator_label("pl") == "L1"
    assert reason.operator_label("de") == "Label"
    assert [each[0] for each in warned()] == ["pl", "de"]

    made.write("de", texts(2))
    made.bundle.reload()
    assert reason.operator_label("de") == "L2"


def test_a_file_that_cannot_be_opened_just_now_is_taken_up_by_the_next_request(
    make_bundle, monkeypatch, warned
):
    red = ("colours.red#label", "red")

    def colourful():
        colours = {"red": pgettext_noop(*red)}
        made = entry()
        return Entry(
            operator_label=made.operator_label,
            short_explanation=made.short_explanation,
            actionability=made.actionability,
            next_steps=made.next_steps,
            placeholders=(Placeholder("x", "enum", values=colours),),
        )

    made = make_bundle({"only": colourful}, {"de": texts(0) | {red: "rot"}})
    occurrence = made.enum.ONLY.occurrence({"x": "red"})

    def fail(_place):
        raise OSError(errno.EMFILE, "too many open files")

    with use_locale("de"):
        with monkeypatch.context() as patched:
            patched.setattr(files, "File", fail)
            for _ in range(2):
                assert occurrence.short_explanation() == "Explanation red"
                assert made.enum.ONLY.operator_label() == "Label"
        assert occurrence.envelope().short_explanation == "E0 rot"
        assert number_of(made.enum.ONLY.envelope()) == 0
    assert [each[0] for each in warned()] == ["de"]


def test_a_problem_that_is_still_there_is_reported_again_after_a_reload(made, warned):
    made.write("de", texts(0) | {LABEL: "{"})
    for _ in range(2):
        made.bundle.reload()
        assert made.enum.ONLY.operator_label("de") == "Label"

    assert [each[:2] for each in warned()] == [("de", LABEL[0])] * 2


@pytest.mark.slow
def test_what_was_opened_is_closed_without_the_garbage_collector(make_bundle):
    large = {(f"c{number}", "x" * 30): "y" * 30 for number in range(4000)}
    made = make_bundle({"only": entry}, {"de": large | texts(0)})
    gc.collect()
    gc.disable()
    try:
        made.enum.ONLY.envelope("de")
        before = len(list(DESCRIPTORS.iterdir()))
        for _ in range(50):
            made.bundle.reload()
            made.enum.ONLY.envelope("de")
        after = len(list(DESCRIPTORS.iterdir()))
    finally:
        gc.enable()

    assert after <= before + 1


def read_numbers(makers, done):
    """Return the generations that are seen until *done* is set, each of which must be whole."""
    numbers = [0]
    while not done.is_set():
        for tag in ("de", "de-AT", "de-x-a"):
            with use_locale(tag):
                numbers += [number_of(make()) for make in makers]
    return numbers


@pytest.mark.slow
def test_threads_and_tasks_never_see_half_a_generation(made):
    reason, bundle = made.enum.ONLY, made.bundle
    occurrence = reason.occurrence({"x": "y"})
    makers = (reason.envelope, occurrence.envelope)
    done = threading.Event()

    async def tasks():
        async def ask(tag):
            with use_locale(tag):
                await asyncio.sleep(0)
                return number_of(reason.envelope())

        while not done.is_set():
            await asyncio.gather(*(ask(tag) for tag in ("de", "de-AT", "de-CH") * 5))

    with ThreadPoolExecutor(5) as pool:
        readers = [pool.submit(read_numbers, makers, done) for _ in range(4)]
        asked = pool.submit(lambda: asyncio.run(tasks()))
        try:
            for number in range(1, 60):
                made.write("de", texts(number))
                bundle.reload()
                assert number_of(reason.envelope("de")) == number
                assert number_of(occurrence.envelope("de-AT")) == number
        finally:
            done.set()
    for each in readers:
        assert each.result() == sorted(each.result())
    assert asked.result() is None


def test_a_child_that_is_forked_renders_and_reloads_on_its_own(made):
    reason = made.enum.ONLY
    assert number_of(reason.envelope("de")) == 0
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            made.write("de", texts(5))
            made.bundle.reload()
            os.write(write, b"%d" % number_of(reason.envelope("de")))
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        assert stream.read() == b"5"
    os.waitpid(child, 0)
    assert number_of(reason.envelope("de")) == 0


def test_inside_of_strict_a_damaged_catalogue_or_text_raises(made):
    reason = made.enum.ONLY
    made.write("de", b"damaged")
    made.write("pl", texts(0) | {LABEL: "{"})
    made.bundle.reload()
    assert reason.operator_label("de") == "Label"

    for _ in range(2):
        with strict():
            with pytest.raises(ProblemError, match="a catalogue is not used"):
                reason.envelope("de")
            with pytest.raises(ProblemError, match="a text is not used"):
                reason.envelope("pl")
            with pytest.raises(ProblemError, match="a text is not used"), use_locale("pl"):
                reason.envelope()
            assert reason.envelope("en").operator_label == "Label"
    assert reason.operator_label("de") == "Label"


def test_a_reload_inside_of_strict_is_seen_in_it(made):
    with strict():
        assert made.enum.ONLY.operator_label("de") == "L0"
        made.write("de", texts(1))
        made.bundle.reload()
        assert made.enum.ONLY.operator_label("de") == "L1"
    assert made.enum.ONLY.operator_label("de") == "L1"


def test_locales_without_end_are_forgotten(made):
    for number in range(2 * MAX_LOCALES + 10):
        tag = f"de-x-{number}"
        assert made.enum.ONLY.envelope(tag).requested_locale == tag
    assert len(made.bundle.generation()._answers) <= MAX_LOCALES


def test_an_envelope_is_of_one_time_even_before_a_reload(load_sample):
    label = ("job.lost#operator_label", "Job lost")
    gone = ("job.lost#short_explanation", "The job is gone.")
    sample = load_sample(pt_BR={label: "BR old"}, pt={gone: "PT old"})
    reason = sample.JobReason.LOST
    assert reason.operator_label("pt-BR") == "BR old"
    folder = Path(sample.__file__).parent / "locale"
    place = folder / "pt" / "LC_MESSAGES" / "sample_reasons.mo"
    place.write_bytes(b"damaged")

    envelope = sample.JobReason.LOST.envelope("pt-BR", "badge")

    assert (envelope.operator_label, envelope.short_explanation) == ("Lost", "PT old")


@pytest.mark.slow
def test_what_could_not_be_opened_for_want_of_descriptors_is_opened_later(made):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    held = []
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, hard))
    try:
        with suppress(OSError):
            while True:
                held.append(os.open(os.devnull, os.O_RDONLY))
        starved = made.enum.ONLY.envelope("de").operator_label
    finally:
        for each in held:
            os.close(each)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    assert starved == "Label"
    with use_locale("de"):
        assert made.enum.ONLY.envelope().operator_label == "L0"
        assert made.enum.ONLY.occurrence({"x": "y"}).short_explanation() == "E0 y"


def test_a_bundle_that_needs_babel_says_so_when_it_is_imported():
    program = (
        "import sys\n"
        "sys.path = [each for each in sys.path if 'site-packages' not in each]\n"
        f"sys.path.append({str(os.fspath(sys.modules['reasonbook'].__path__[0]))!r} + '/..')\n"
        "from reasonbook.runtime import Bundle\n"
        "options = dict(version='1', source_locale='en', locales=(), package='x')\n"
        "Bundle(name='plain', load_locales=dict, **options)\n"
        "try:\n"
        "    Bundle(name='shop', load_locales=dict, is_formatted=True, **options)\n"
        "except ImportError as problem:\n"
        "    print(problem, problem.name)\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, check=True, text=True
    )

    assert done.stdout == (
        "the bundle shop formats values for locales and needs Babel: "
        "pip install 'reasonbook[format]' babel\n"
    )
