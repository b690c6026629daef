"""What a page asks for and complains about, what axe finds on it, and whom a server speaks to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import matplotlib
import psutil
import pytest

WAIT = 60_000  # milliseconds, for a busy machine
# A browser sees its own requests only; Python notes with whom a server and its kernels speak.
HERE = ("127.0.0.1", "localhost", "::1", "None", "")
# The text of a sitecustomize.py. The environment names the file to write to.
WATCH = """
import os, sys

def note(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo"):
        whom = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
        if event == "socket.getaddrinfo" or isinstance(whom, tuple):
            whom = whom[0] if isinstance(whom, tuple) else whom
            with open(os.environ["SPOKEN_TO"], "a") as file:
                print(event, whom, file=file)

sys.addaudithook(note)
"""


def open_page(browser, width: int = 1366, height: int = 768):
    """A window of a school laptop that notes what its page asks for and complains about."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(WAIT)
    page.requests, page.complaints = [], []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("websocket", lambda socket: page.requests.append(socket.url))
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def serious(page, *rules: str, contrast: bool = True) -> list[str]:
    """What axe finds that is serious or critical, by all its rules or by those named.

    Contrast is most of the work: it looks at what lies behind each word.
    """
    from axe_playwright_python.sync_playwright import Axe

    # What is right is not told in full, which takes as long as finding what is wrong.
    options = {"preload": False, "resultTypes": ["violations"]}
    options |= {"runOnly": list(rules)} if rules else {"rules": {"color-contrast": {"enabled": contrast}}}
    findings = Axe().run(page, options=options).response["violations"]
    return [
        f"{finding['impact']} {finding['id']}: {finding['nodes'][0]['html'][:200]}"
        for finding in findings
        if finding["impact"] in ("serious", "critical")
    ]


@contextmanager
def served(
    command: list[str], ready: str, home: Path, end: signal.Signals = signal.SIGINT
) -> Iterator[list[str]]:
    """Start a server as a person with a fresh home would, until it says a line with `ready`.

    Gives the lines it said. Afterwards one signal ends it and every kernel of it, and nobody elsewhere was
    spoken to.
    """
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
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # As in a terminal; a runner of tests may have told its children to overlook Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    family = [psutil.Process(server.pid)]
    late = threading.Timer(WAIT / 1000, server.kill)
    said: list[str] = []
    try:
        late.start()
        for line in server.stdout:
            said.append(line)
            if ready in line:
                break
        else:
            pytest.fail("the server did not start:\n" + "".join(said))
        late.cancel()
        threading.Thread(target=lambda: said.extend(server.stdout), daemon=True).start()
        yield said
        family += family[0].children(recursive=True)
        heard = {one.laddr.ip for each in family for one in each.net_connections() if one.status == "LISTEN"}
        assert "127.0.0.1" in heard
        assert heard <= {"127.0.0.1", "::1"}
        spoken = (home / "spoken_to").read_text().splitlines()
        assert "socket.bind 127.0.0.1" in spoken
        assert [line for line in spoken if line.partition(" ")[2] not in HERE] == []
    finally:
        late.cancel()
        if server.poll() is None:
            family = [family[0], *family[0].children(recursive=True)]
            server.send_signal(end)
        left = psutil.wait_procs(family, timeout=20)[1]
        for process in left:
            process.kill()
        assert left == [], "the server and its kernels end with it"
        assert server.wait() == 0, "".join(said)
        assert "Traceback" not in (log := "".join(said)), log


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
