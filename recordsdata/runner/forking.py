"""A kernel provisioner: kernels are forked from a parent in which the imports are done.

Any Jupyter tool gets such kernels by the name of a kernelspec, `recordsdata`, and keeps its own options:
`papermill -k recordsdata`, `nbval --nbval-kernel-name recordsdata`, JupyterLab's list of kernels. Where
nothing can be forked, an ordinary kernel starts, and the log says so in one line. The parent is in
`recordsdata.runner.parent`; it ends with the process that asked for it, and takes its kernels along.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

__all__ = ["KERNEL", "SWITCH", "ForkProvisioner", "ForkedProcess", "Parent", "begin", "why_not"]

KERNEL = "recordsdata"  # the kernelspec's name
SWITCH = "RECORDSDATA_KERNEL"  # the environment variable that refuses forking, by "plain"
log = logging.getLogger(__name__)

# What the environment says of one kernel alone. All else may have been read while the parent imported
# (PYTHONPATH, OMP_NUM_THREADS, MPLCONFIGDIR, TZ, ...): another value needs another parent.
OF_ONE_KERNEL = ("JPY_", "PYTEST_", "PAPERMILL_", "OLDPWD", "PWD", "SHLVL", "_")


def why_not(environment: Mapping[str, str] = os.environ) -> str:
    """Say why kernels cannot be forked here, or "" where they can.

    Parameters
    ----------
    environment : mapping of str to str, optional
        The variables of the kernel.

    Returns
    -------
    str

    Examples
    --------
    >>> why_not({"RECORDSDATA_KERNEL": "plain"})
    'RECORDSDATA_KERNEL is plain'
    """
    if environment.get(SWITCH) == "plain":
        return f"{SWITCH} is plain"
    if not sys.platform.startswith("linux"):  # macOS has fork, but its libraries break in a forked child
        return f"kernels are forked on Linux only, and this is {sys.platform}"
    return ""


class ForkedProcess:
    """A kernel that another process started: as much of `subprocess.Popen` as a provisioner uses.

    Parameters
    ----------
    connection : socket.socket
        On it the parent tells the process's number, and later its exit status, each as a line.
    """

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket) -> None:
        self._lines = connection.makefile("rb")
        self._connection = connection
        self.returncode: int | None = None
        first = self._lines.readline()
        if not first:
            raise ConnectionError("the process to fork from has ended")
        self.pid = int(first)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and return the exit status; minus the signal's number where one ended it."""
        if self.returncode is None:
            if not select.select([self._connection], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            # A parent that was killed tells nothing, and its kernels were killed with it.
            self.returncode = int(self._lines.readline() or -signal.SIGKILL)
            self._lines.close()
            self._connection.close()
        return self.returncode

    def poll(self) -> int | None:
        """Return the exit status, or None while the process runs."""
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the process has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process."""
        self.send_signal(signal.SIGKILL)


class Parent:
    """The process that kernels are forked from: one for each Python and environment.

    Parameters
    ----------
    python : str
        The Python to run.
    environment : mapping of str to str
        What it starts with, as its kernels would.
    """

    def __init__(self, python: str, environment: Mapping[str, str]) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  it lasts as long as the parent
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                [python, "-m", "recordsdata.runner.parent", str(theirs.fileno())],
                env=dict(environment),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                start_new_session=True,  # Ctrl-C in a terminal is for the tool, which then ends its kernels
            )

    def fork(self, request: Mapping[str, Any], streams: tuple[int, int]) -> ForkedProcess:
        """Start one kernel; standard output and error go to the two file descriptors."""
        mine, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [b"fork"], [theirs.fileno(), *streams])
        mine.sendall(json.dumps(request).encode() + b"\n")
        return ForkedProcess(mine)

    def last_words(self) -> str:
        """Return the last line that the parent printed as an error, if it has ended."""
        try:
            self.process.wait(1)
        except subprocess.TimeoutExpired:
            return ""
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""


_parents: dict[tuple[int, str, frozenset[tuple[str, str]]], Parent] = {}
_finding = threading.Lock()


def _parent(python: str, environment: Mapping[str, str]) -> Parent:
    """Find or start the parent for a Python and an environment; a fork of this process has its own."""
    shared = {name: value for name, value in environment.items() if not name.startswith(OF_ONE_KERNEL)}
    key = (os.getpid(), python, frozenset(shared.items()))
    with _finding:
        if key not in _parents or _parents[key].process.poll() is not None:
            _parents[key] = Parent(python, shared)
        return _parents[key]


def begin() -> None:
    """Begin the imports that the kernels of this process will need; nothing waits for them.

    Examples
    --------
    >>> begin()
    """
    if not why_not():
        with contextlib.suppress(OSError):  # the first kernel will say why
            _parent(sys.executable, os.environ)


def _descriptor(stream: Any, default: int, nowhere: int) -> int:
    if stream in (None, subprocess.DEVNULL):
        return default if stream is None else nowhere
    return stream if isinstance(stream, int) else int(stream.fileno())


class ForkProvisioner(LocalProvisioner):
    """Start a kernel as a fork where that is possible, and as an ordinary process elsewhere."""

    process: Any = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Let the kernel be spoken to by names, not by ports.

        A port is chosen while it is free, and by the time the kernel takes it another program may have it:
        then the kernel dies. Names of Linux's own (abstract sockets) are nobody else's, need no folder, and
        go when the kernel goes.
        """
        if self.parent is not None and not why_not(kwargs.get("env") or os.environ):
            self.parent.transport = "ipc"
            self.parent.ip = f"@recordsdata-{self.kernel_id}"
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel that a command would start.

        Parameters
        ----------
        cmd : list of str
            `python -m ipykernel_launcher -f FILE` and more options.
        **kwargs
            As for `subprocess.Popen`: env, cwd, stdout, stderr.

        Returns
        -------
        dict
            How to connect.
        """
        environment = dict(kwargs.get("env") or os.environ)
        streams = kwargs.get("stdout"), kwargs.get("stderr")
        reason = why_not(environment)
        if not reason and cmd[1:3] != ["-m", "ipykernel_launcher"]:
            reason = f"the command is not python -m ipykernel_launcher but {' '.join(cmd[:3])}"
        if not reason and {subprocess.PIPE, subprocess.STDOUT} & {
            one for one in streams if isinstance(one, int)
        }:
            reason = "its output is to go to a pipe"
        if not reason:
            request = {
                "command": cmd,
                "cwd": os.path.abspath(kwargs.get("cwd") or "."),
                "env": environment,
            }
            reason = await asyncio.to_thread(self._fork, request, streams)
        if reason:
            log.info("An ordinary kernel starts, without a fork: %s", reason)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid  # the kernel leads a process group of its own
        self.cwd = request["cwd"]
        return self.connection_info

    def _fork(self, request: dict[str, Any], streams: tuple[Any, Any]) -> str:
        """Fork, and return "" or why that failed."""
        parent = _parent(request["command"][0], request["env"])
        try:
            with open(os.devnull, "wb") as nowhere:
                out, err = (_descriptor(one, n, nowhere.fileno()) for n, one in enumerate(streams, 1))
                self.process = parent.fork(request, (out, err))
        except OSError as error:
            return f"{error}. {parent.last_words()}".strip()
        return ""

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel, and see it end: who asks next need not ask again a tenth of a second later."""
        await super().kill(restart=restart)
        if isinstance(self.process, ForkedProcess):
            with contextlib.suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(self.process.wait, 1)

    async def wait(self) -> int | None:
        """Wait for the kernel's end, without asking again and again."""
        if self.process is not None:
            await asyncio.to_thread(self.process.wait)
        status: int | None = await super().wait()
        return status
