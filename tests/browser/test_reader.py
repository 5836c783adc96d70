"""The public pages in a real browser: no errors, no barrier, no sideways scrolling, and no need of JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

PAGES = (
    "/",
    "/proposals/",
    "/proposals/us-60-day/",
    "/compare/?p=us-france-21-day&p=us-60-day&p=gaza-short-truce",
    "/compare/",
    "/parties/hezbollah/",
    "/terms/",
    "/terms/enforcement/",
    "/changes/",
    "/changes/400/",
    "/c/20/",
    "/about/",
    "/nowhere/",
)


@pytest.mark.usefixtures("seeded")
def test_no_page_has_an_error_a_barrier_or_a_sideways_scroll(browser: Browser, live_server: LiveServer) -> None:
    faults: list[str] = []

    def refused_by_policy(words: str) -> None:
        if "Content Security" in words:
            faults.append(words)

    for width, scheme in ((1440, "light"), (390, "dark"), (320, "light")):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        page.on("console", lambda message: refused_by_policy(message.text))
        for path in PAGES:
            page.goto(live_server.url + path)
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                faults.append(f"{path} scrolls sideways at {width}")
            if width != 320:
                found = Axe().run(page).response["violations"]
                faults += [f"{path} {width} {scheme}: {each['id']} {each['nodes'][0]['target']}" for each in found]
        context.close()
    assert faults == []


@pytest.mark.usefixtures("seeded")
def test_a_filter_swaps_the_table_and_the_address_reproduces_the_view(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url + "/compare/?p=us-france-21-day&p=us-60-day")
    everything = page.locator("table tbody tr").count()
    page.get_by_label("Only contested").check()
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**contested**")
    page.wait_for_function("count => document.querySelectorAll('table tbody tr').length < count", arg=everything)
    narrowed = page.locator("table tbody tr").count()
    page.goto(page.url)
    assert page.locator("table tbody tr").count() == narrowed
    assert page.console_errors == []


@pytest.mark.usefixtures("seeded")
def test_comparing_needs_no_javascript(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + "/compare/?p=us-france-21-day&p=us-60-day")
    everything = page.locator("table tbody tr").count()
    page.get_by_label("Only contested").check()
    page.get_by_role("button", name="Apply").click()
    assert 0 < page.locator("table tbody tr").count() < everything
    context.close()
