"""The published procedure as a person sees it: on a screen, on a small one, in print. rules: C1"""

import base64
import re

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

# What is not inside its step's border, or does not fit the page.
LETTERS_OUTSIDE = """
return [...document.querySelectorAll('svg g[data-step]')].flatMap(step => {
  const border = step.firstElementChild.getBoundingClientRect();
  return [...step.querySelectorAll('text')].filter(line => {
    const at = line.getBoundingClientRect();
    return at.left < border.left || at.right > border.right
        || at.top < border.top || at.bottom > border.bottom;
  }).map(line => line.textContent);
});
"""
TOO_WIDE = """
const page = document.documentElement;
return page.scrollWidth > page.clientWidth ? page.scrollWidth : 0;
"""


@pytest.fixture(scope="module")
def browser():
    options = Options()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    yield driver
    driver.quit()


@pytest.fixture
def page(browser, api, organisation):
    """The browser with the page; nothing went wrong in it."""
    browser.set_window_size(1200, 900)
    browser.get(f"{api.url}/v1/organisations/{organisation.slug}/procedure")
    yield browser
    assert browser.get_log("browser") == []


def test_a_browser_shows_the_page(page, organisation):
    assert organisation.slug in page.title
    assert page.find_element(By.TAG_NAME, "h1").text == page.title
    stages = page.find_elements(By.CSS_SELECTOR, "#stages > ol > li")
    assert [stage.find_element(By.TAG_NAME, "h3").text for stage in stages] == [
        "Informal resolution",
        "Referred to the Chief Executive",
        "Board of Trustees",
        "External mediation",
    ]


def test_the_chart_is_seen_and_its_words_are_inside_its_boxes(page):
    chart = page.find_element(By.TAG_NAME, "svg")
    assert chart.is_displayed()
    assert chart.rect["width"] > 400 and chart.rect["height"] > 400
    assert page.execute_script(LETTERS_OUTSIDE) == []


@pytest.mark.parametrize("width", [320, 640, 1600])
def test_nobody_has_to_scroll_sideways(page, width):
    """As WCAG 2.2 has it (1.4.10): down to 320 pixels."""
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False},
    )
    try:
        assert page.execute_script(TOO_WIDE) == 0
    finally:
        page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_it_prints_on_a4_pages_black_on_white(page):
    printed = page.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    paper = base64.b64decode(printed["data"])
    assert paper.startswith(b"%PDF-")
    pages = re.findall(rb"/Type\s*/Page\b(?!s)", paper)
    assert 3 <= len(pages) <= 20
    boxes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox\s*\[([^]]+)\]", paper)}
    assert all(round(box[2]) == 595 and round(box[3]) == 842 for box in boxes) and boxes
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        body = page.find_element(By.TAG_NAME, "body")
        assert body.value_of_css_property("color") == "rgba(0, 0, 0, 1)"
        assert body.value_of_css_property("background-color") == "rgba(255, 255, 255, 1)"
        assert float(body.value_of_css_property("font-size").removesuffix("px")) >= 16
    finally:
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_the_flow_chart_is_shown_by_itself(browser, api, organisation):
    browser.get(f"{api.url}/v1/organisations/{organisation.slug}/procedure/flow-chart")
    assert browser.execute_script("return document.documentElement.tagName") == "svg"
    assert browser.execute_script(LETTERS_OUTSIDE) == []
    assert browser.get_log("browser") == []
