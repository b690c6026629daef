from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import nbformat
import psutil
import pytest
from jupyter_client.manager import KernelManager

from recordsdata.runner import forking
from recordsdata.runner.forking import KERNEL, SWITCH, why_not
from recordsdata.runner.run import RunError, kernel_name, list_notebooks, run_notebook

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="kernels are forked on Linux only"
)
BOTH = (KERNEL, "python3")


def test_on_linux_the_installed_package_brings_the_kernel(monkeypatch):
    monkeypatch.delenv(SWITCH, raising=False)
    assert kernel_name() == KERNEL, "install the package again"


@pytest.fixture
def run_both(tmp_path, monkeypatch):
    """Run a notebook on both kernels and return the two files' bytes, the forked one's first."""

    def run(path: Path) -> list[bytes]:
        found = []
        for name, switch in zip(BOTH, ("fork", "plain"), strict=True):
            monkeypatch.setenv(SWITCH, switch)
            assert kernel_name() == name
            found.append(run_notebook(path, None, tmp_path / name / "out.ipynb").read_bytes())
        return found

    return run


def texts(content: bytes) -> list[str]:
    cells = nbformat.reads(content.decode(), as_version=4).cells
    return ["".join(out.get("text", "") for out in c.outputs) for c in cells if c.cell_type == "code"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "shipped" in metafunc.fixturenames:  # a sample each time; every one with --soak
        soak = metafunc.config.getoption("--soak")
        paths = [path for path in list_notebooks() if soak or path.stem[:2] in ("03", "15")]
        metafunc.parametrize("shipped", paths, ids=[path.stem for path in paths])


def test_a_notebook_gives_the_same_bytes_on_both_pictures_and_counts_included(shipped, run_both):
    forked, plain = run_both(shipped)
    assert forked == plain


SEEN = """
import os, random, sys, signal, threading, warnings
import matplotlib as mpl, numpy as np, pandas as pd
ours = ("RECORDSDATA_", "JPY_", "PYTEST_")
for name in sorted(os.environ):
    print(name, os.environ[name] if not name.startswith(ours) else "")
print(os.getcwd(), sys.path, sys.flags, sys.argv[1:2], Path(sys.argv[0]).name)
print(sys.orig_argv[:4], sys.stdin.isatty())
print({key: pd.get_option(key) for key in ("display.max_columns", "display.width", "display.max_rows")})
for name in sorted(mpl.rcParams):
    print(name, mpl.rcParams[name])
for one in sorted({str(one) for one in warnings.filters}):  # their order is that of the imports
    print(one)
print([signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGCHLD)])
print(sorted(name for name in globals() if not name.startswith("_")), __name__)
print(os.getpgid(0) == os.getpid() == os.getsid(0), os.umask(0o22))
names = sorted(thread.name.split("-")[0] for thread in threading.enumerate())
print([name for name in names if name != "IPythonHistorySavingThread"])  # it may not have begun
"""
SPOIL = """
import os, random, warnings
import matplotlib as mpl, numpy as np, pandas as pd
import recordsdata.display
os.environ["SPOILT"] = "yes"; os.chdir("/"); np.random.seed(1); random.seed(1)
pd.set_option("display.max_columns", 3); mpl.rcParams["font.size"] = 30; warnings.simplefilter("error")
recordsdata.display.COLOURS.clear(); spoilt = 1
print("spoilt")
"""


class TestOneRunKnowsNothingOfAnother:
    def test_what_a_notebook_sees_is_what_it_would_see_in_a_process_of_its_own(
        self, make_notebook, run_both, tmp_path
    ):
        run_both(make_notebook(SPOIL, name="spoil.ipynb"))
        forked, plain = run_both(make_notebook("from pathlib import Path" + SEEN))
        assert texts(forked)[0].splitlines() == texts(plain)[0].splitlines()
        assert "spoilt" not in texts(forked)[0].lower()

    def test_random_numbers_differ_between_runs(self, make_notebook, run_both, tmp_path):
        code = "import random, uuid, numpy as np\nprint(random.random(), np.random.rand(), uuid.uuid4())"
        path = make_notebook(code)
        first, second = (texts(run_both(path)[0])[0].split() for _ in range(2))
        assert all(a != b for a, b in zip(first, second, strict=True))

    def test_a_picture_of_pyplot_appears(self, make_notebook, run_both):
        code = "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.title('one')\nplt.show()"
        forked, plain = run_both(make_notebook(code, "plt.bar([1, 2], [3, 4]);"))
        assert forked == plain
        assert forked.count(b'"image/png"') == 2

    def test_what_a_kernel_starts_with_may_differ(self, make_notebook, tmp_path, monkeypatch):
        path = make_notebook(
            "import os, time, numpy, sys\nprint(os.environ.get('OMP_NUM_THREADS'), time.tzname[0])"
        )
        seen = []
        for threads, zone in (("1", "UTC"), ("2", "EST5EDT")):
            monkeypatch.setenv("OMP_NUM_THREADS", threads)
            monkeypatch.setenv("TZ", zone)
            seen += texts(run_notebook(path, None, tmp_path / "out.ipynb").read_bytes())
        assert seen == ["1 UTC\n", "2 EST\n"]


def test_the_parent_holds_no_threads_and_nothing_that_does_not_survive_a_fork():
    code = (
        "import os, sys, threading, recordsdata.runner.parent as parent\n"
        "parent._import_as_in_a_kernel()\n"
        "left_out = ('polars', 'duckdb', 'splink', 'matplotlib_inline.backend_inline', 'matplotlib.pyplot')\n"
        "print([name for name in left_out if name in sys.modules], threading.active_count())\n"
        "pid = os.fork()\n"
        "if not pid: os._exit(0 if len(os.listdir('/proc/self/task')) == 1 else 1)\n"
        "print(os.waitpid(pid, 0)[1])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] 1\n0\n"


@pytest.fixture(params=BOTH)
def kernel(request):
    manager = KernelManager(kernel_name=request.param)
    manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


class TestAKernelsLife:
    def test_interrupt(self, kernel):
        manager, client = kernel
        said = []

        def watch(message):
            said.append(message)
            if message["msg_type"] == "stream":
                manager.interrupt_kernel()

        reply = client.execute_interactive(
            "print('begun', flush=True)\nimport time\ntime.sleep(60)", output_hook=watch, timeout=30
        )
        assert reply["content"]["ename"] == "KeyboardInterrupt"
        again = client.execute_interactive("1 + 1", output_hook=said.append, timeout=30)
        assert again["content"]["status"] == "ok"

    def test_a_forked_kernel_takes_no_ports_that_another_could_have_taken(self, kernel):
        manager, _ = kernel
        listening = [
            one
            for one in psutil.Process(manager.provisioner.pid).net_connections("tcp")
            if one.status == "LISTEN" and one.laddr.port in manager.ports
        ]
        assert len(listening) == (0 if manager.kernel_name == KERNEL else 5)

    def test_exit_status_and_restart(self, kernel):
        manager, client = kernel
        client.execute("import os; os._exit(7)")
        assert manager.provisioner.process.wait(20) == 7
        assert not manager.is_alive()
        manager.restart_kernel(now=True)
        client.wait_for_ready(timeout=60)
        assert client.execute_interactive("1", output_hook=print, timeout=30)["content"]["status"] == "ok"

    def test_asked_to_end_it_ends(self, kernel):
        manager, _ = kernel
        process = manager.provisioner.process
        manager.shutdown_kernel()
        assert process.poll() in (0, None)
        assert not psutil.pid_exists(process.pid)


OWNER = """
import subprocess, sys, psutil
from jupyter_client.manager import KernelManager
manager = KernelManager(kernel_name="recordsdata")
manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(manager.provisioner.pid, *[child.pid for child in psutil.Process().children()], flush=True)
client = manager.client(); client.start_channels(); client.wait_for_ready(timeout=60)
client.execute("while True: pass")
print("ready", flush=True)
sys.stdin.readline()
"""


class TestNothingOutlivesItsParent:
    @pytest.fixture
    def family(self):
        owner = subprocess.Popen(
            [sys.executable, "-c", OWNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        kernel, parent = map(int, owner.stdout.readline().split())
        assert owner.stdout.readline() == "ready\n"
        yield owner, psutil.Process(parent), psutil.Process(kernel)
        owner.kill()
        owner.communicate()

    def test_the_owner_is_killed(self, family):
        owner, parent, kernel = family
        owner.kill()
        assert psutil.wait_procs([parent, kernel], timeout=20)[1] == []

    def test_the_owner_ends(self, family):
        owner, parent, kernel = family
        owner.communicate("\n")
        assert psutil.wait_procs([parent, kernel], timeout=20)[1] == []

    def test_the_parent_is_killed(self, family):
        _, parent, kernel = family
        parent.kill()
        assert psutil.wait_procs([kernel], timeout=20)[1] == []


class TestWhereNothingIsForked:
    def test_the_reasons(self, monkeypatch):
        assert why_not({SWITCH: "plain"}) == f"{SWITCH} is plain"
        assert why_not({}) == ""
        monkeypatch.setattr(forking.sys, "platform", "darwin")
        assert "on Linux only, and this is darwin" in why_not({})

    @pytest.mark.parametrize("broken", [False, True])
    def test_an_ordinary_kernel_takes_over_with_one_line_in_the_log(
        self, broken, make_notebook, tmp_path, monkeypatch, caplog, capfd
    ):
        if broken:

            def fork(*arguments):
                raise ConnectionError("broken here")

            monkeypatch.setattr(forking.Parent, "fork", fork)
        else:
            monkeypatch.setenv(SWITCH, "plain")
        with caplog.at_level(logging.INFO, "recordsdata"):
            run_notebook(make_notebook("print(1)"), None, tmp_path / "out.ipynb")
        lines = [record.getMessage() for record in caplog.records if record.name.startswith("recordsdata")]
        assert len(lines) == 1
        assert ("broken here" if broken else SWITCH) in lines[0]
        assert capfd.readouterr() == ("", "")

    def test_a_parent_that_cannot_import(self, make_notebook, tmp_path, monkeypatch, caplog):
        (tmp_path / "broken").mkdir()
        (tmp_path / "broken" / "psutil.py").write_text("raise RuntimeError('broken here')")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path / "broken"))
        with caplog.at_level(logging.INFO, "recordsdata"):
            run_notebook(make_notebook("print(1)"), None, tmp_path / "out.ipynb")
        assert "RuntimeError: broken here" in caplog.text

    def test_the_kernelspec_is_an_ordinary_one(self):
        spec = json.loads((Path(__file__).parents[1] / "kernels/recordsdata/kernel.json").read_text())
        ordinary = KernelManager(kernel_name="python3").kernel_spec.to_dict()
        assert spec["argv"][1:] == ordinary["argv"][1:]
        provisioner = {"kernel_provisioner": {"provisioner_name": "recordsdata-fork"}}
        assert spec["metadata"] == ordinary["metadata"] | provisioner


@pytest.mark.parametrize("switch", ["fork", "plain"])
class TestARunThatStopsOnEither:
    @pytest.mark.parametrize(
        ("code", "message"),
        [
            ("1 / 0", "ZeroDivisionError"),
            ("import time\ntime.sleep(60)", "a cell took longer than 1 seconds"),
            ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "its kernel died"),
        ],
    )
    def test_error_time_out_death(self, switch, code, message, make_notebook, tmp_path, monkeypatch):
        monkeypatch.setenv(SWITCH, switch)
        with pytest.raises(RunError, match=message):
            run_notebook(make_notebook("print('before')", code), None, tmp_path / "out.ipynb", timeout=1)
        assert texts((tmp_path / "out.failed.ipynb").read_bytes())[0] == "before\n"
        assert not (tmp_path / "out.ipynb").exists()
