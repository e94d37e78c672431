"""What all tests share."""

from __future__ import annotations

from hypothesis import settings


def pytest_addoption(parser):
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="write the expected files of the cases and reports anew; read the diff afterwards",
    )


def pytest_configure(config):
    """Try each property on fewer examples unless everything is to be run, as CI does."""
    settings.register_profile("quick", max_examples=25, deadline=None)
    settings.register_profile("thorough", max_examples=100, deadline=None)
    settings.load_profile("quick" if config.getoption("-m") else "thorough")
