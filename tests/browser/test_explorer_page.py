"""The explorer as a class sees it, in Debian's Chromium: by mouse and keyboard, on laptop and telephone."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading

import matplotlib
import psutil
import pytest
from watch import HERE, WATCH

from recordsdata.explorer import choices, view

CHROMIUM = shutil.which("chromium")
WAIT = 60_000  # milliseconds, for a busy machine

pytest.importorskip("voila", reason="the extra explore is missing: pip install 'recordsdata[explore]'")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is missing: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address that the command prints. Ctrl-C ends the server and every kernel of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = tmp_path_factory.mktemp("home")
    named = ("JUPYTER_", "JUPYTERLAB_", "IPYTHON", "RECORDSDATA_", "XDG_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(named)}
    (home / "sitecustomize.py").write_text(WATCH)
    environment |= {
        "HOME": str(home),
        "MPLCONFIGDIR": matplotlib.get_cachedir(),
        "PYTHONPATH": os.pathsep.join([str(home), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "SPOKEN_TO": str(home / "spoken_to"),
    }
    server = subprocess.Popen(
        [sys.executable, "-u", "-m", "recordsdata.cli", "explore", "--no-browser", "--port", str(port)],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # As in a terminal; a runner of tests may have told its children to overlook Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    family = [psutil.Process(server.pid)]
    try:
        said: list[str] = []
        late = threading.Timer(WAIT / 1000, server.kill)
        late.start()
        for line in server.stdout:
            said.append(line)
            if line.startswith("http://"):
                break
        else:
            pytest.fail("the explorer did not start:\n" + "".join(said))
        late.cancel()
        threading.Thread(target=lambda: said.extend(server.stdout), daemon=True).start()
        assert said[-1] == f"http://127.0.0.1:{port}/\n"
        assert {one.laddr.ip for one in family[0].net_connections() if one.status == "LISTEN"} == {
            "127.0.0.1"
        }
        yield said[-1].strip()
        spoken = (home / "spoken_to").read_text().splitlines()
        assert "socket.bind 127.0.0.1" in spoken
        assert [line for line in spoken if line.partition(" ")[2] not in HERE] == []
    finally:
        late.cancel()
        if server.poll() is None:
            family += family[0].children(recursive=True)
            server.send_signal(signal.SIGINT)
        left = psutil.wait_procs(family, timeout=20)[1]
        for process in left:
            process.kill()
        assert left == [], "the server and its kernels end at Ctrl-C"
        assert server.wait() == 0
        assert "Traceback" not in "".join(said)


@pytest.fixture(scope="module")
def page(address):
    """The page, opened once: it says how its requests and complaints went at the end of each test."""
    from playwright.sync_api import sync_playwright

    arguments = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*arguments.split(), "--disable-sync", "--no-first-run"]
        )
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.set_default_timeout(WAIT)
        page.requests, page.complaints = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("websocket", lambda socket: page.requests.append(socket.url))
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(address)
        shows(page, "records", "US", 2025, "pay")
        yield page
        browser.close()


def shows(page, *asked) -> None:
    """Wait for the finding that these choices have, and its picture."""
    wanted = view(*asked)
    page.locator("main h2").get_by_text(wanted.finding, exact=True).wait_for()
    assert page.locator("main img").count() == (wanted.figure is not None)
    if wanted.figure is not None:
        assert page.locator("main img").get_attribute("alt") == wanted.alt
        assert page.evaluate("document.querySelector('main img').naturalWidth") > 1000
        assert wanted.source in page.locator("figcaption").inner_text()


def serious(page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    findings = Axe().run(page, options={"preload": False}).response["violations"]
    return [
        f"{finding['impact']} {finding['id']}: {finding['nodes'][0]['html'][:200]}"
        for finding in findings
        if finding["impact"] in ("serious", "critical")
    ]


def test_each_picker_by_mouse_and_by_keyboard(page):
    asked = {"occupation": "records", "place": "US", "year": 2025, "measure": "pay"}
    pictures = [page.locator("main img").get_attribute("src")]
    for name, value in (("measure", "tot_emp"), ("place", "39"), ("occupation", "11-9111"), ("year", 2018)):
        picker = page.get_by_label(name.capitalize(), exact=True)
        picker.click()
        page.keyboard.press("Escape")
        picker.select_option(choices()[name][value])  # what a click in the list does; the list is not HTML
        asked[name] = value
        shows(page, *asked.values())
        pictures.append(page.locator("main img").get_attribute("src"))
    # By keyboard alone: Tab from picker to picker, an arrow for the next choice.
    page.get_by_label("Occupation", exact=True).focus()
    for name, key in (
        ("occupation", "ArrowUp"),
        ("place", "ArrowDown"),
        ("year", "Home"),
        ("measure", "ArrowUp"),
    ):
        values = list(choices()[name])
        at = values.index(asked[name])
        asked[name] = values[{"ArrowUp": at - 1, "ArrowDown": at + 1, "Home": 0}[key]]
        assert page.evaluate("document.activeElement.tagName") == "SELECT"
        page.keyboard.press(key)
        shows(page, *asked.values())
        pictures.append(page.locator("main img").get_attribute("src"))
        page.keyboard.press("Tab")
    assert len(set(pictures)) == len(pictures) == 9, "every change draws another picture"


def test_what_has_no_figure_is_said_in_words(page):
    for name, value in (("Occupation", "records"), ("Place", "39"), ("Year", 2020), ("Measure", "h_mean")):
        page.get_by_label(name, exact=True).select_option(choices()[name.lower()][value])
    shows(page, "records", "39", 2020, "h_mean")
    assert "there are figures for 2018 and 2025" in page.locator("main h2").inner_text()
    assert serious(page) == []


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_it_fits_a_projector_and_a_telephone(page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    for name, value in (("Occupation", "records"), ("Place", "02"), ("Year", 2025), ("Measure", "h_mean")):
        page.get_by_label(name, exact=True).select_option(choices()[name.lower()][value])
    shows(page, "records", "02", 2025, "h_mean")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.innerText).map("
        "e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert len(sizes) >= 10
    assert min(sizes) >= 17
    if width > 1000:
        picture = page.locator("main img").bounding_box()
        assert picture["y"] + picture["height"] <= height, "the whole picture without scrolling"


def test_nothing_left_the_machine_and_nothing_complained(page, address):
    elsewhere = re.compile(
        rf"(?!{re.escape(address)}|{re.escape(address.replace('http', 'ws'))}|data:|blob:)"
    )
    assert len(page.requests) > 10
    assert [url[:100] for url in page.requests if elsewhere.match(url)] == []
    assert page.complaints == []


def test_a_request_elsewhere_would_be_found(page, address):
    before, said = len(page.requests), len(page.complaints)
    name = f"https://{secrets.token_hex(4)}.invalid/font.css"
    page.evaluate("address => fetch(address).catch(() => null)", name)
    assert name in page.requests[before:]
    page.evaluate("1")  # what the console says has come by then
    assert any("ERR_" in text for text in page.complaints[said:])
    del page.requests[before:], page.complaints[said:]
