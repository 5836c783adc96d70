"""A real Chromium in front of a live server."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tracker.transfer.seeds import import_samples, load_seeds

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in str(item.path).replace(os.sep, "/"):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        if os.environ.get("TRACKER_BROWSER_REQUIRED"):
            pytest.fail("No Chromium was found, and this run must not go without.")
        pytest.skip("No Chromium was found: install the chromium package to run the browser tests.")
    patch = pytest.MonkeyPatch()
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's event loop runs in the tests' own thread
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield started
        started.close()
    patch.undo()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1440, "height": 1000})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page on which any error in the console, a refused inline script among them, fails the test."""
    opened = context.new_page()
    opened.console_errors = []
    opened.on(
        "console", lambda message: opened.console_errors.append(message.text) if message.type == "error" else None
    )
    opened.on("pageerror", lambda error: opened.console_errors.append(str(error)))
    return opened


@pytest.fixture
def seeded(transactional_db: None) -> None:
    load_seeds(settings.BASE_DIR / "seeds")


@pytest.fixture
def queued(seeded: None) -> None:
    import_samples(settings.BASE_DIR / "seeds")
