"""A charity's own page raises a case with fetch(), and another site's page cannot. rules: A12, A14"""

import http.server
import threading

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

PAGE = b"<!DOCTYPE html><html lang='en'><title>Tell us</title><link rel='icon' href='data:,'></html>"
# Answers what a page's script gets to see: status and members, or that it was kept from it.
RAISE = """
const [url, key, more, done] = arguments;
fetch(url + "/v1/cases", {
  method: "POST",
  headers: {
    "Authorization": "Bearer " + key,
    "Content-Type": "application/json",
    "Idempotency-Key": crypto.randomUUID(),
  },
  body: JSON.stringify({ kind: "complaint", narrative: "Nobody rang back.", ...more }),
}).then(async answer => done({
  status: answer.status,
  location: answer.headers.get("Location"),
  other: answer.headers.get("Content-Security-Policy"),
  body: await answer.json(),
})).catch(error => done({ kept: error.name }));
"""
READ = """
const [url, key, done] = arguments;
fetch(url, { headers: key ? { "Authorization": "Bearer " + key } : {} })
  .then(answer => done({ status: answer.status })).catch(error => done({ kept: error.name }));
"""
# Knows of the form what its definition says: shows the notices, then what is asked, and posts it.
FORM = """
const [url, slug, key, done] = arguments;
const add = (parent, name, members) =>
  parent.appendChild(Object.assign(document.createElement(name), members));
const put = (body, pointer, value) => {
  const names = pointer.slice(1).split("/"), last = names.pop();
  names.reduce((place, name) => place[name] ??= {}, body)[last] = value;
};
const ask = (page, field) => {
  const label = add(page, "label", { textContent: field.title });
  const name = { text: "textarea", choice: "select" }[field.datatype] ?? "input";
  const input = add(label, name, { name: field.code, required: field.required });
  if (field.max_length) input.maxLength = field.max_length;
  if (name === "input") input.type = { date: "date", boolean: "checkbox" }[field.datatype] ?? "text";
  if (field.values && !field.required) add(input, "option", { value: "", textContent: "" });
  for (const value of field.values ?? [])
    add(input, "option", { value: value.code, textContent: value.title });
};
const post = async form => {
  const body = {}, page = document.forms[0];
  put(body, form.notices_pointer, form.notices.map(({ code, version }) => ({ code, version })));
  for (const field of form.fields) {
    const input = page.elements[field.code];
    const value = field.datatype === "boolean" ? input.checked : input.value;
    if (value) put(body, field.pointer, value);
  }
  const answer = await fetch(url + "/v1/cases", {
    method: "POST",
    headers: {
      "Authorization": "Bearer " + key,
      "Content-Type": "application/json",
      "Idempotency-Key": crypto.randomUUID(),
    },
    body: JSON.stringify(body),
  });
  add(document.body, "output", { textContent: (await answer.json()).reference });
};
fetch(`${url}/v1/organisations/${slug}/form`, { headers: { "Authorization": "Bearer " + key } })
  .then(answer => answer.json()).then(form => {
    for (const notice of form.notices) add(document.body, "p", { textContent: notice.text });
    const page = add(document.body, "form", {
      onsubmit: event => { event.preventDefault(); post(form); },
    });
    for (const field of form.fields) ask(page, field);
    add(page, "button", { textContent: "Send" });
    done(form);
  }).catch(error => done({ kept: error.name }));
"""
EMBED = """
const [url, done] = arguments;
const frame = document.createElement("iframe");
frame.onload = () => done();
frame.src = url;
document.body.append(frame);
"""


class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def sites():
    """The origins of two websites."""
    servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield [f"http://127.0.0.1:{server.server_port}" for server in servers]
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def browser():
    options = Options()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    driver.set_script_timeout(20)
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def key(heed, organisation, sites):
    return heed.create_key(organisation.slug, organisation.site, "publishable", "--origin", sites[0])


def raise_case(browser, page, api, key, **members):
    browser.get(page)
    return browser.execute_async_script(RAISE, api.url, key, members)


def test_the_charitys_page_raises_a_case(browser, api, sites, key):
    told = raise_case(browser, sites[0], api, key)
    assert told["status"] == 201 and told["body"]["receipt_code"]
    assert told["location"] == f"/v1/cases/{told['body']['reference']}"
    assert told["other"] is None  # no other header is shown to a page


def test_the_page_reads_what_is_wrong(browser, api, sites, key):
    told = raise_case(browser, sites[0], api, key, colour="red")
    assert told["status"] == 422
    assert [error["pointer"] for error in told["body"]["errors"]] == ["/colour"]


def test_another_sites_page_cannot(heed, browser, api, sites, key, organisation):
    asked = "select count(*) from case_file"
    with heed.superuser() as records:
        before = records.execute(asked).fetchone()
        assert raise_case(browser, sites[1], api, key) == {"kept": "TypeError"}
        assert raise_case(browser, sites[1], api, organisation.secret_key) == {"kept": "TypeError"}
        assert records.execute(asked).fetchone() == before


def test_a_page_tells_first_and_asks_then_as_the_form_says(heed, browser, api, sites, key, organisation):
    """rules: A14, C9, C11, C14"""
    browser.get(sites[0])
    form = browser.execute_async_script(FORM, api.url, organisation.slug, key)
    shown = [part.tag_name for part in browser.find_elements(By.CSS_SELECTOR, "p, label")]
    assert shown == ["p"] * len(form["notices"]) + ["label"] * len(form["fields"])
    texts = [part.text for part in browser.find_elements(By.CSS_SELECTOR, "p")]
    assert texts == [notice["text"] for notice in form["notices"]]
    for name, answer in {
        "category": "Unreasonable delay",
        "narrative": "Nobody rang back.\nNot once.",
        "bypass_to": "Board of Trustees",
        "customer_name": "Gwen",
    }.items():
        browser.find_element(By.NAME, name).send_keys(answer)
    browser.find_element(By.NAME, "needs_do_not_ring").click()
    browser.find_element(By.TAG_NAME, "button").click()
    posted = WebDriverWait(browser, 20).until(lambda page: page.find_elements(By.TAG_NAME, "output"))
    with api.client(organisation.staff_token) as staff:
        case = staff.get(f"/v1/cases/{posted[0].text}").json()
    assert (case["category"], case["stage"]) == ("unreasonable_delay", "board")
    assert case["narrative"] == "Nobody rang back.\nNot once."
    assert case["customer"] == {"name": "Gwen"} and case["needs"]["do_not_ring"]
    told = [{name: notice[name] for name in ("code", "version")} for notice in form["notices"]]
    assert case["history"][0]["facts"]["notices_shown"] == told


def test_no_page_reads_anything_else(browser, api, sites, key, organisation):
    procedure = f"/v1/organisations/{organisation.slug}/procedure"
    browser.get(sites[0])
    for path, credential in (("/v1/cases", key), ("/v1/cases", organisation.staff_token), (procedure, "")):
        told = browser.execute_async_script(READ, api.url + path, credential)
        assert told == {"kept": "TypeError"}, path


def test_no_page_shows_the_service_inside_it(browser, api, sites, organisation):
    browser.get(sites[0])
    url = f"{api.url}/v1/organisations/{organisation.slug}/procedure"
    browser.execute_async_script(EMBED, url)
    browser.switch_to.frame(0)
    assert organisation.slug not in browser.page_source
    browser.switch_to.default_content()
