"""What every test may ask for, and the rule that CI fails where a test is skipped."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import CHROMIUM, QUIET
from click.testing import CliRunner, Result
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from checklist.cli import cli
from checklist.holidays import Calendar
from checklist.rules.loader import load_law
from checklist.rules.schema import Law

ROOT = Path(__file__).resolve().parent.parent
CI = bool(os.environ.get("CHECKLIST_CI"))

# How long an example takes says how busy the machine is, not whether the program is right. In CI a
# change is judged by the same examples every time; elsewhere new ones are looked for.
settings.register_profile("checklist", deadline=None, derandomize=CI)
settings.load_profile("checklist")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item):  # type: ignore[no-untyped-def]
    """In CI a skip is a failure: whatever a test needs has to be installed by .ci/setup."""
    outcome = yield
    report = outcome.get_result()
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"


@pytest.fixture(scope="session")
def law() -> Law:
    """The packaged law."""
    return load_law()


@pytest.fixture(scope="session")
def calendar(law: Law) -> Calendar:
    """The packaged year files."""
    return Calendar(law.holidays.values(), law.filing.values())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, started once: every page is opened in a context of its own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs a command in this process; `.stdout` and `.stderr` are apart."""

    def invoke(*arguments: str, env: dict[str, str] | None = None) -> Result:
        result = CliRunner().invoke(cli, list(arguments), env=env or {"LANG": "zh_CN.UTF-8"})
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke
