"""Serve the explorer's page on this machine, with Voila."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

import nbformat

from recordsdata.runner.run import kernel_name

__all__ = ["ExtraMissing", "PortTaken", "serve"]

TEMPLATES = Path(__file__).parent / "templates" / "explorer"
PAGE = "from recordsdata.explorer import page\n\npage()"


class ExtraMissing(ImportError):
    """Something is asked for that needs an extra of the package.

    Examples
    --------
    >>> raise ExtraMissing("explore needs voila, which is not installed.")
    Traceback (most recent call last):
    recordsdata.runner.explore.ExtraMissing: explore needs voila, which is not installed.
    """


class PortTaken(OSError):
    """The port asked for is another program's, or not for everybody.

    Examples
    --------
    >>> raise PortTaken("Port 80 cannot be used (Permission denied).")
    Traceback (most recent call last):
    recordsdata.runner.explore.PortTaken: Port 80 cannot be used (Permission denied).
    """


def serve(port: int | None = None, ready: Callable[[str], None] = print) -> None:
    """Serve the page until the process is interrupted (Ctrl-C) or terminated.

    Parameters
    ----------
    port : int, optional
        Port to listen on at 127.0.0.1, and no other; by default 8866, or a free one near it.
    ready : callable
        Gets the page's address when it can be opened.

    Raises
    ------
    ExtraMissing
        Without the extra `explore`.
    PortTaken
        If the port asked for cannot be used.
    """
    try:
        import ipywidgets  # noqa: F401 - the page needs it, in a process of its own
        from voila.app import Voila
    except ImportError as error:
        raise ExtraMissing(
            f"The explorer needs {error.name}, which is not installed. "
            "Install it with: pip install 'recordsdata[explore]'"
        ) from None

    if port:
        with socket.socket() as free:  # Voila would say only that it found no port
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                free.bind(("127.0.0.1", port))
            except OSError as error:
                raise PortTaken(
                    f"Port {port} cannot be used ({error.strerror}). Name another one, or leave --port out."
                ) from None
    # Where Voila looks for templates: an install puts none of ours among those of the other packages.
    paths = filter(None, [str(TEMPLATES), os.environ.get("JUPYTER_PATH")])
    os.environ["JUPYTER_PATH"] = os.pathsep.join(paths)
    with tempfile.TemporaryDirectory() as folder:
        nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(PAGE)])
        nb.metadata |= {"kernelspec": {"name": kernel_name(), "display_name": "", "language": "python"}}
        nb.metadata["title"] = "Pay and jobs: choose what to look at"
        nbformat.write(nb, notebook := Path(folder) / "explore.ipynb")
        server = Voila.instance()
        server.launch_browser = lambda: ready(f"http://127.0.0.1:{server.port}/")  # when it listens
        server.initialize(
            [
                str(notebook),
                "--template=explorer",
                "--Voila.ip=127.0.0.1",
                f"--Voila.port={port or 8866}",
                f"--Voila.port_retries={0 if port else 50}",
                "--Voila.open_browser=True",
                "--Voila.log_level=ERROR",
                "--KernelManager.transport_encryption=auto",  # else each kernel warns that it has none
            ]
        )
        server.tornado_settings = {
            "ws_ping_timeout": 30_000
        }  # milliseconds: the interval, and it says no word
        server.start()
