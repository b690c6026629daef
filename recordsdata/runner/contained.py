"""Let the operating system contain what a stranger's code can do; Python alone could not. Linux only."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from recordsdata.runner.finding import PACKAGE

__all__ = ["contain", "why_not"]

TOOLS = ("unshare", "mount", "pivot_root", "setpriv", "prlimit")
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
GIB = 1024**3
# An empty tree in memory; bound into it, read-only: the system's programs, Python, the package without its
# answers, and its data. The rest of the machine is not there. Root of the namespace would still be allowed to
# mount, so that right goes last.
SCRIPT = r"""
set -eu
root=$1 package=$2; shift 2
mount -t tmpfs -o size=16m,mode=755 tmpfs "$root"
mkdir "$root/tmp" "$root/proc" "$root/dev" "$root/etc" "$root/old"
mount -t tmpfs -o size=512m,mode=1777 tmpfs "$root/tmp"
mount -t proc proc "$root/proc"
for name in null zero random urandom; do
  : > "$root/dev/$name"; mount --bind "/dev/$name" "$root/dev/$name"
done
echo 'root:x:0:0::/tmp:/bin/sh' > "$root/etc/passwd"
read_only() {
  for also in '' ,nosuid ,nodev ,nosuid,nodev ,nosuid,nodev,noexec; do
    mount -o "remount,bind,ro$also" "$1" 2>/dev/null && return
  done
  echo "cannot make $1 read-only" >&2; exit 1
}
while [ "$1" != -- ]; do
  if [ -L "$1" ]; then ln -s "$(readlink "$1")" "$root$1"
  elif [ -d "$1" ]; then
    mkdir -p "$root$1"; mount --rbind "$1" "$root$1"
    while read -r _ _ _ _ at _; do
      case $at in "$root$1"|"$root$1"/*) read_only "$at";; esac
    done < /proc/self/mountinfo
  fi
  shift
done
shift
echo 'EXERCISES = {}' > "$root/etc/none.py"
mount --bind "$root/etc/none.py" "$root$package/exercises.py"
for hidden in __pycache__ notebooks; do
  if [ -d "$root$package/$hidden" ]; then mount -t tmpfs -o ro,size=4k tmpfs "$root$package/$hidden"; fi
done
cd "$root"
pivot_root . old
umount -l /old
rmdir /old
mount -o remount,ro /
cd /tmp
exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs "$@"
"""


def contain(command: Sequence[str], empty: Path) -> list[str]:
    """Put before a command what contains it.

    The command gets a user namespace of its own, and in it: no network, no process but its own, a read-only
    view of the system's programs, of Python and of this package without its answers, and half a gibibyte of
    memory as /tmp. It sees no other file of the machine and holds no right to change that.

    Parameters
    ----------
    command : sequence of str
        What to run.
    empty : pathlib.Path
        An empty folder, on which the command's view of the files is mounted; nothing is written to it.

    Returns
    -------
    list of str
    """
    unshare = [
        "unshare",
        "--user",
        "--map-root-user",
        "--net",
        "--mount",
        "--pid",
        "--ipc",
        "--uts",
        "--cgroup",
    ]
    # fsize is the most that a file may hold, the standard output included
    limits = ["prlimit", f"--as={8 * GIB}", f"--fsize={64 * 1024**2}", "--core=0", "--nproc=4096", "--"]
    shell = ["--fork", "--kill-child=KILL", "sh", "-c", SCRIPT, "contained", str(empty), str(PACKAGE)]
    return [*unshare, *shell, *_visible(), "--", *limits, *command]


def _visible() -> list[str]:
    data = [] if (PACKAGE / "data").is_dir() else [PACKAGE.parent / "data"]
    python = [Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve(), PACKAGE, *data]
    paths = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", *map(str, python)]
    return [one for k, one in enumerate(paths) if not any(_within(one, other) for other in paths[:k])]


def _within(path: str, other: str) -> bool:
    return path == other or path.startswith(f"{other}/")


@functools.cache
def why_not() -> str:
    """Say why nothing can be contained on this machine, or "" where it can.

    Returns
    -------
    str
    """
    if sys.platform != "linux":
        return f"only Linux can contain it here, and this is {sys.platform}"
    missing = [tool for tool in TOOLS if not shutil.which(tool, path=PATH)]
    if missing:
        return f"the programs {', '.join(missing)} are missing (package util-linux)"
    with tempfile.TemporaryDirectory() as empty:
        done = subprocess.run(
            contain([sys.executable, "-c", "import recordsdata"], Path(empty)),
            env={"PATH": PATH, "PYTHONPATH": str(PACKAGE.parent)},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        last = (done.stderr.strip() or "no message").splitlines()[-1]
        return f"the system does not allow a user namespace of its own ({last})"
    return ""


def environment() -> dict[str, str]:
    """Give what the contained code needs of an environment, and nothing of the caller's own."""
    return {
        "PATH": PATH,
        "HOME": "/tmp",
        "IPYTHONDIR": "/tmp/ipython",
        "MPLCONFIGDIR": "/tmp/matplotlib",
        "MPLBACKEND": "Agg",
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.fspath(PACKAGE.parent),
    }
