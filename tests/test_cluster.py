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

from recordsdata.runner import cluster
from recordsdata.runner.cluster import Expected, identity, unfit
from recordsdata.runner.collect import collect
from recordsdata.runner.manifest import SweepError, rows
from recordsdata.runner.sweep import Outcome, sweep

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by signals")

REPOSITORY = Path(__file__).parents[1]
SWEEP = [sys.executable, "-m", "recordsdata.cli", "sweep"]
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

    def begin(
        address: str, *, first: str = ":", apart: bool = False, **settings: str
    ) -> subprocess.Popen[bytes]:
        options = "--no-nanny --no-dashboard --nthreads 1 --memory-limit 0"
        script = (
            f'cd / && {first} && export WORKER=$$ && exec "$0" -m distributed.cli.dask_worker "$1" {options}'
        )
        command = ["sh", "-c", script, sys.executable, address]
        return start(
            *(["unshare", "-m"] if apart else []), *command, until="Registered to:", env=os.environ | settings
        )

    return begin


def numbers(count: int) -> list[tuple[str, str]]:
    return [("number", ",".join(map(str, range(count))))]


def besides_results(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {
        *contents(folder)
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.ipynb")}


# The run says which process does it, then waits for a word that never comes; the next time it does not.
WAITING = """
import os
from pathlib import Path
place = Path({place!r})
if number == {number} and not (place / "once").exists():
    (place / "once").touch()
    (place / "who").write_text(os.environ["WORKER"])
    (place / "never").read_text()
"""


@pytest.fixture
def until_a_run_waits(make_notebook, tmp_path):
    """Sweep over 8 numbers in a process of its own until one run waits; tell the number of its worker."""
    place, out = tmp_path / "place", tmp_path / "there"
    place.mkdir()
    for name in ("who", "never"):
        os.mkfifo(place / name)

    @contextlib.contextmanager
    def begin(number: int, address: str):
        path = make_notebook(WAITING.format(place=str(place), number=number), RECORD, parameters=PARAMETERS)
        command = [*SWEEP, str(path), "-p", *numbers(8)[0], "--output", str(out), "--cluster", address]
        with (
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as sweeping,
            open(os.open(place / "who", os.O_RDWR)) as who,  # so that neither end waits to be opened
        ):
            try:
                assert select.select([who], [], [], LIMIT)[0], "the run did not begin"
                yield path, out, os.read(who.fileno(), 99).decode(), sweeping
            finally:
                sweeping.kill()

    return begin


@pytest.mark.slow
def test_one_of_two_workers_is_killed_half_way(until_a_run_waits, scheduler, worker, tmp_path):
    address = scheduler()
    workers = {str(one.pid): one for one in (worker(address), worker(address))}
    with until_a_run_waits(4, address) as (path, there, who, sweeping):
        assert len(contents(there)) < 8  # 4 had begun before; how many of them are written by now is chance
        workers[who].send_signal(signal.SIGKILL)
        said, errors = sweeping.communicate(timeout=LIMIT)
    assert workers[who].wait(LIMIT) == -signal.SIGKILL
    assert said.startswith("8 done, 0 failed, 0 up to date"), errors
    here = tmp_path / "here"
    assert sweep(path, numbers(8), here) == Outcome(8, 0, {})
    pd.testing.assert_frame_equal(collect(there), collect(here))
    assert collect(there)["square"].tolist() == [number**2 for number in range(8)]
    assert contents(there) == contents(here)
    assert besides_results(there) == {"manifest.sqlite", "sweep.lock"}
    assert sweep(path, numbers(8), there) == Outcome(0, 8, {}), "what the cluster did is up to date here"


@pytest.mark.slow
def test_a_run_that_fails_or_kills_its_workers_is_recorded_and_the_rest_go_on(
    make_notebook, scheduler, worker, tmp_path
):
    kill = "import os, signal\nif number == 1:\n    os.kill(int(os.environ['WORKER']), signal.SIGKILL)"
    path = make_notebook(kill, "assert number != 2, 'two'", RECORD, parameters=PARAMETERS)
    # A worker that is given no run ahead loses none but its own.
    address = scheduler(allowed_failures="1", worker_saturation="1.0")
    workers = [worker(address) for _ in range(3)]
    done, kept, failed = sweep(path, numbers(8), tmp_path / "out", cluster=address)
    assert (done, kept) == (6, 0)
    errors = [failed[name] for name in sorted(failed)]
    assert errors[0].startswith("Its worker died 2 times, at last tcp://127.0.0.1:")
    assert "AssertionError: two" in errors[1]
    states = {row["parameters"]: row["status"] for row in rows(tmp_path / "out")}
    assert [name for name, status in states.items() if status == "failed"] == [
        '{"number": 1}',
        '{"number": 2}',
    ]
    assert [one.poll() for one in workers].count(-signal.SIGKILL) == 2
    assert sorted(collect(tmp_path / "out")["number"]) == [0, 3, 4, 5, 6, 7]


@pytest.fixture
def changed(tmp_path):
    """Copy the package and its data, with one file changed; returns what a worker needs to use the copy."""

    def copy(file: str) -> dict[str, str]:
        place = tmp_path / Path(file).stem
        for name in ("data", "recordsdata", "notebooks"):
            shutil.copytree(REPOSITORY / name, place / name, ignore=shutil.ignore_patterns("source"))
        with (place / file).open("a") as opened:
            opened.write("\n# changed\n")
        return {"PYTHONPATH": os.pathsep.join([str(place), os.environ.get("PYTHONPATH", "")])}

    return copy


@pytest.mark.slow
def test_unfit_workers_are_named_before_the_first_run(make_notebook, scheduler, worker, changed, tmp_path):
    path, out = make_notebook(RECORD, parameters=PARAMETERS), tmp_path / "out"
    address = scheduler()
    worker(address)
    worker(address, **changed("data/CODEBOOK.md"))
    worker(address, **changed("recordsdata/wages.py"))
    mine = identity(str(path))
    expected = [
        rf"has {part} (?!{mine[part]})[0-9a-f]{{12}} \(expected {mine[part]}\): install the same"
        for part in ("data", "code")
    ]
    out.mkdir()
    mount = f"mount -t tmpfs tmpfs {out}"  # over the folder, for one worker: it sees another
    apart = ["unshare", "-m", "sh", "-c"]
    if subprocess.run([*apart, mount], capture_output=True, check=False).returncode == 0:
        worker(address, first=mount, apart=True)
        expected.append(rf"cannot use the output folder {out} \(.*sweep.token'\): it must be shared")
    with pytest.raises(SweepError) as error:
        sweep(path, numbers(2), out, cluster=address)
    lines = str(error.value).splitlines()
    assert len(lines) == len(expected)
    for pattern in expected:
        assert sum(bool(re.match(rf"The worker tcp://127.0.0.1:\d+ {pattern}", line)) for line in lines) == 1
    assert besides_results(out) == {"manifest.sqlite", "sweep.lock"}
    assert contents(out) == {}


@pytest.mark.slow
@pytest.mark.soak("a worker is killed, and unfit ones are named, each time")
def test_an_unfit_worker_that_joins_late_does_no_run(until_a_run_waits, scheduler, worker, changed):
    address = scheduler()
    worker(address)
    with until_a_run_waits(0, address) as (_, out, _, sweeping):
        worker(address, **changed("recordsdata/wages.py"))
        errors = sweeping.communicate(timeout=LIMIT)[1]
    assert sweeping.returncode == 1
    assert re.search(r"Error: The worker tcp://127.0.0.1:\d+ has code .*the same command goes on", errors)
    assert "Traceback" not in errors
    assert contents(out) == {}


@pytest.mark.slow
@pytest.mark.soak("a worker is killed, and unfit ones are named, each time")
def test_the_scheduler_goes_away(until_a_run_waits, scheduler, worker, tmp_path):
    address = scheduler()
    worker(address)
    with until_a_run_waits(4, address) as (path, out, _, sweeping):
        scheduler.process.kill()
        errors = sweeping.communicate(timeout=LIMIT)[1]
    assert sweeping.returncode == 1
    assert f"Error: The scheduler at {address} went away. What was done until now is kept" in errors
    done = len(rows(out))
    assert 1 <= done < 8
    # what was done is kept, here too
    assert sweep(path, numbers(8), out) == Outcome(8 - done, done, {})


@pytest.mark.slow
@pytest.mark.soak("a worker is killed, and unfit ones are named, each time")
def test_every_worker_goes_away(until_a_run_waits, scheduler, worker):
    address = scheduler(no_workers_timeout="1s")
    only = worker(address)
    with until_a_run_waits(4, address) as (_, out, _, sweeping):
        only.kill()
        errors = sweeping.communicate(timeout=LIMIT)[1]
    assert sweeping.returncode == 1
    assert f"Error: The scheduler at {address} has lost all its workers. What was done" in errors
    assert {row["status"] for row in rows(out)} == {"done"}


def test_results_that_cannot_be_written(make_notebook, scheduler, worker, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "small").touch()  # where a folder must be
    address = scheduler()
    worker(address)
    with pytest.raises(SweepError, match=rf"^The sweep stopped: .*{out}/small.*is kept in {out}"):
        sweep(make_notebook(RECORD, parameters=PARAMETERS), numbers(2), out, cluster=address)
    assert rows(out) == []


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{closed}", "nonsense:// :x"])
def test_no_scheduler_answers(address, make_notebook, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 0.3)
    with socket.socket() as taken:  # bound, and not listening
        taken.bind(("127.0.0.1", 0))
        address = address.format(closed=taken.getsockname()[1])
        with pytest.raises(SweepError, match=rf"^No dask scheduler answers at '{address}'.*`dask scheduler`"):
            sweep(make_notebook(RECORD, parameters=PARAMETERS), numbers(2), tmp_path, cluster=address)


def test_a_scheduler_without_workers(make_notebook, scheduler, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1.0)
    address = scheduler()
    with pytest.raises(SweepError, match=rf"^The scheduler at {address} has no workers. .*`dask worker"):
        sweep(make_notebook(RECORD, parameters=PARAMETERS), numbers(2), tmp_path, cluster=address)


def test_without_distributed_the_extra_is_named(make_notebook, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    path = make_notebook(RECORD, parameters=PARAMETERS)
    with pytest.raises(SweepError, match=r"pip install 'recordsdata\[cluster\]', on the workers too"):
        sweep(path, numbers(2), tmp_path, cluster="tcp://127.0.0.1:8786")
    with pytest.raises(SweepError, match="--jobs is for this machine"):
        sweep(path, numbers(2), tmp_path, cluster="tcp://127.0.0.1:8786", jobs=2)


def test_a_worker_says_what_it_lacks(make_notebook, tmp_path):
    name = str(make_notebook(RECORD))
    fit = Expected(name, tmp_path, "word", identity(name))
    (tmp_path / "sweep.token").write_text("word")
    assert unfit(fit) == ""
    assert "sees another folder" in unfit(fit._replace(token="other"))
    assert "lacks the notebook: There is no notebook" in unfit(fit._replace(notebook="/nowhere/x.ipynb"))
    newer = unfit(fit._replace(identity=identity(name) | {"recordsdata": "99.0"}))
    assert f"has recordsdata {identity(name)['recordsdata']} (expected 99.0): install" in newer
