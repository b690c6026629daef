"""The parent of forked kernels: a process that imports once, then forks one child for each kernel.

Started by `recordsdata.runner.forking` with a socket. Each message on it brings a connection and the two
descriptors for the kernel's standard output and error; the request itself is a line of JSON on the
connection, and the answers are the child's number and, when it ends, its exit status. When the socket
closes, because its owner has gone, every child is killed, and then this process ends.

The parent only imports, reads the shipped tables and draws one empty picture into memory: whatever a notebook
could see or change begins in the child.
"""

from __future__ import annotations

import builtins
import contextlib
import ctypes
import gc
import importlib.util
import io
import json
import os
import pkgutil
import select
import signal
import socket
import sys
import time
from types import SimpleNamespace
from typing import Any

__all__ = ["main"]

# What a kernel imports before its first cell, found by comparing sys.modules before and after.
OF_THE_KERNEL = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "http.server",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
    "tornado.queues",
)
# Never before a fork: Polars, whose threads do not survive it, and matplotlib's inline backend, which hooks
# itself into the shell that is there when it is imported: without one, no picture would ever appear.
NOT_IN_NOTEBOOKS = ("build", "checks", "clean", "cli", "records", "runner")
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>
BACKEND = ("MPLBACKEND", "module://matplotlib_inline.backend_inline")  # as ipykernel sets it


def main() -> None:
    """Import, then fork for as long as the owner lives; what follows in a child is a kernel's life."""
    control = socket.socket(fileno=int(sys.argv[1]))
    if sys.path[0] in ("", os.getcwd()):  # put there by -m; the kernel adds its own
        del sys.path[0]
    before = dict(os.environ)
    _import_as_in_a_kernel()
    changed = {name: value for name, value in os.environ.items() if before.get(name) != value}
    gc.collect()
    gc.freeze()  # a collection in a child would touch, and so copy, every object imported here
    if started := _serve(control):
        _run_kernel(started, changed)


def _import_as_in_a_kernel() -> None:
    os.environ.setdefault(*BACKEND)
    # pandas asks, while it is imported, whether it is in a terminal, and shows wide tables accordingly.
    builtins.get_ipython = lambda: SimpleNamespace(kernel=True)  # type: ignore[attr-defined]
    try:
        for name in (*OF_THE_KERNEL, *_modules_of_the_package()):
            importlib.import_module(name)
        _read_once()
        _draw_once()
    finally:
        del builtins.get_ipython  # type: ignore[attr-defined]


def _modules_of_the_package() -> list[str]:
    import recordsdata

    names = [one.name for one in pkgutil.iter_modules(recordsdata.__path__)]
    return [f"recordsdata.{name}" for name in names if name not in NOT_IN_NOTEBOOKS]


def _read_once() -> None:
    """Let `load` keep the public tables, which notebooks read again and again; it sees a changed file."""
    from recordsdata.datasets import catalogue, load

    for name in catalogue()["name"]:
        if not name.startswith("synthetic_"):  # large, and most notebooks make records of their own
            load(name)


def _draw_once() -> None:
    """Let matplotlib find its fonts and Pillow its encoder: a tenth of a second for each kernel."""
    from recordsdata.display import new_figure, style

    with style():
        figure = new_figure()
        figure.subplots().plot([1, 2], label="label")
        figure.axes[0].set_title("title")
        figure.savefig(io.BytesIO(), format="png")


def _serve(control: socket.socket) -> dict[str, Any] | None:
    """Fork at each request, and tell of each end. Returns in a child, with its request, or when done."""
    owner = os.getppid()
    woken, waker = socket.socketpair()
    for end in (woken, waker):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
    connections: dict[int, socket.socket] = {}
    while os.getppid() == owner:  # a copy of the socket may live on in some other child of the owner
        ready = select.select([control, woken], [], [], 1.0)[0]
        if woken in ready:
            woken.recv(4096)
            _tell_of_ends(connections)
        if control in ready:
            message, descriptors, _, _ = socket.recv_fds(control, 16, 3)
            if not message:
                break
            connection = socket.socket(fileno=descriptors[0])
            line = connection.makefile("rb").readline()
            request = json.loads(line) if line.endswith(b"\n") else None  # else the owner ended within it
            child = os.fork() if request else -1
            if request and child == 0:
                for one in (control, woken, waker, connection, *connections.values()):
                    one.close()
                return {**request, "streams": descriptors[1:]}
            for descriptor in descriptors[1:]:
                os.close(descriptor)
            if request:
                connections[child] = connection
                _tell(connection, child)
    for child in connections:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    return None


def _tell(connection: socket.socket, number: int) -> None:
    with contextlib.suppress(OSError):  # nobody asks any more
        connection.sendall(b"%d\n" % number)


def _tell_of_ends(connections: dict[int, socket.socket]) -> None:
    while connections:
        child, status = os.waitpid(-1, os.WNOHANG)
        if not child:
            return
        with connections.pop(child) as connection:
            _tell(connection, os.waitstatus_to_exitcode(status))


def _run_kernel(request: dict[str, Any], by_imports: dict[str, str]) -> None:
    """Become what `python -m ipykernel_launcher ...` would be, in a session of its own."""
    parent = os.getppid()
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    os.setsid()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for target, descriptor in enumerate(request["streams"], 1):
        os.dup2(descriptor, target)
        os.close(descriptor)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(by_imports | request["env"])
    os.environ["JPY_PARENT_PID"] = str(parent)
    time.tzset()
    if "numpy.random" in sys.modules:  # Python's own generator is seeded anew after a fork, this one is not
        sys.modules["numpy.random"].seed()
    sys.orig_argv = request["command"]
    _, _, module, *arguments = request["command"]
    launcher = importlib.util.find_spec(module)
    sys.argv = [launcher.origin if launcher and launcher.origin else module, *arguments]
    from ipykernel.kernelapp import IPKernelApp

    # Its default was read from the environment when ipykernel was imported.
    IPKernelApp.launch_instance(argv=[*arguments, f"--IPKernelApp.parent_handle={parent}"])


if __name__ == "__main__":
    main()
