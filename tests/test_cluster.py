"""Sweeps on a real scheduler with workers in processes of their own."""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from recordsdata.runner.cluster import Expected, identity, unfit
from recordsdata.runner.collect import collect
from recordsdata.runner.manifest import SweepError, rows
from recordsdata.runner.sweep import Outcome, sweep

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by signals")

PARAMETERS = "number: int = 0"
RECORD = "from recordsdata.display import record_result\nrecord_result(square=number * number)"
LIMIT = 90  # seconds; longer than anything here takes, so that a test that hangs ends


@pytest.fixture
def start():
    """Start processes; every one is killed in the end, with all its kernels."""
    with contextlib.ExitStack() as stack:

        def begin(*command: str, until: str, **options) -> subprocess.Popen[bytes]:
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, **options
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            said = b""
            while until.encode() not in said:
                assert select.select([process.stderr], [], [], LIMIT)[0], f"{command} is silent: {said}"
                more = os.read(process.stderr.fileno(), 65536)
                assert more, f"{command} ended: {said.decode()}"
                said += more
            process.said = said.decode()
            return process

        yield begin


@pytest.fixture
def scheduler(start):
    def begin(**settings: str) -> str:
        command = ["-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
        process = start(
            sys.executable,
            *command,
            "--no-dashboard",
            until="Scheduler at:",
            env=os.environ | {f"DASK_DISTRIBUTED__SCHEDULER__{k.upper()}": v for k, v in settings.items()},
        )
        address = re.search(r"Scheduler at:\s+(tcp://\S+)", process.said)[1]
        begin.process = process
        return address

    return begin


@pytest.fixture
def worker(start):
    """Start a worker of one thread; a run finds its process's number in WORKER."""

    def begin(address: str, *, first: str = ":", **settings: str) -> subprocess.Popen[bytes]:
        options = "--no-nanny --no-dashboard --nthreads 1 --memory-limit 0"
        script = f'{first} && export WORKER=$$ && exec "$0" -m distributed.cli.dask_worker "$1" {options}'
        command = ["sh", "-c", script, sys.executable, address]
        return start(*command, until="Registered to:", env=os.environ | settings)

    return begin


def numbers(count: int) -> list[tuple[str, str]]:
    return [("number", ",".join(map(str, range(count))))]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.ipynb")}


# Run 4 says which process does it, then waits for a word that never comes; the next time it does not.
HALF_WAY = """
import os
from pathlib import Path
place = Path({place!r})
if number == 4 and not (place / "once").exists():
    (place / "once").touch()
    (place / "who").write_text(os.environ["WORKER"])
    (place / "never").read_text()
"""


def test_one_of_two_workers_is_killed_half_way(make_notebook, scheduler, worker, tmp_path):
    place = tmp_path / "place"
    place.mkdir()
    for name in ("who", "never"):
        os.mkfifo(place / name)
    path = make_notebook(HALF_WAY.format(place=str(place)), RECORD, parameters=PARAMETERS)
    address = scheduler()
    workers = {str(one.pid): one for one in (worker(address), worker(address))}
    there, here = tmp_path / "there", tmp_path / "here"
    command = [sys.executable, "-m", "recordsdata.cli", "sweep", str(path), "-p", *numbers(8)[0]]
    with (
        subprocess.Popen(
            [*command, "--output", str(there), "--cluster", address],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as sweeping,
        open(os.open(place / "who", os.O_RDWR)) as who,  # so that neither end waits to be opened
    ):
        assert select.select([who], [], [], LIMIT)[0], "run 4 did not begin"
        killed = workers[os.read(who.fileno(), 99).decode()]
        assert 3 <= len(contents(there)) < 8
        killed.send_signal(signal.SIGKILL)
        said, errors = sweeping.communicate(timeout=LIMIT)
    assert killed.wait(LIMIT) == -signal.SIGKILL
    assert said.startswith("8 done, 0 failed, 0 up to date"), errors
    assert (place / "once").exists()
    assert sweep(path, numbers(8), here) == Outcome(8, 0, {})
    pd.testing.assert_frame_equal(collect(there), collect(here))
    assert collect(there)["square"].tolist() == [number**2 for number in range(8)]
    assert contents(there) == contents(here)
    left = {str(path.relative_to(there)) for path in there.rglob("*") if path.is_file()}
    assert left - set(contents(there)) == {"manifest.sqlite", "sweep.lock"}
    # what the cluster did is up to date here
    assert sweep(path, numbers(8), there) == Outcome(0, 8, {})


def test_a_run_that_kills_its_workers_has_failed_and_the_rest_go_on(
    make_notebook, scheduler, worker, tmp_path
):
    kill = "import os, signal\nif number == 1:\n    os.kill(int(os.environ['WORKER']), signal.SIGKILL)"
    path = make_notebook(kill, RECORD, parameters=PARAMETERS)
    # A worker that is given no run ahead loses none but its own.
    address = scheduler(allowed_failures="1", worker_saturation="1.0")
    workers = [worker(address) for _ in range(3)]
    done, kept, failed = sweep(path, numbers(8), tmp_path / "out", cluster=address)
    assert (done, kept, len(failed)) == (7, 0, 1)
    assert re.search("Its worker died 2 times, at last tcp://", next(iter(failed.values())))
    assert [row["parameters"] for row in rows(tmp_path / "out") if row["status"] == "failed"] == [
        '{"number": 1}'
    ]
    assert [one.poll() for one in workers].count(-signal.SIGKILL) == 2


def test_what_a_notebook_does_wrong_has_failed_too(make_notebook, scheduler, worker, tmp_path):
    path = make_notebook("1 / number", RECORD, parameters=PARAMETERS)
    address = scheduler()
    worker(address)
    done, _, failed = sweep(path, numbers(3), tmp_path / "out", cluster=address)
    assert done == 2
    assert "ZeroDivisionError" in next(iter(failed.values()))
