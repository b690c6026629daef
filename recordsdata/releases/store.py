"""The store of imported releases, in the user's own data folder.

One Parquet file for each table, release and kind, sorted by occupation. It carries where it came from in its
own metadata, so that it is there whole, or not at all: a file appears under its name by one renaming.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.util
import json
import os
import re
import tempfile
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from recordsdata import datasets
from recordsdata.releases.arrival import examine
from recordsdata.releases.layouts import KEYS, Dataset, once, read_wages, schema_of
from recordsdata.releases.reading import CODE_LISTS, ReleaseError, Source, fingerprint, open_sources

__all__ = [
    "EMPTY",
    "Outcome",
    "folder",
    "import_file",
    "installed",
    "is_empty",
    "load_stored",
    "remove",
    "select",
    "used",
    "verify",
    "with_stored_sources",
]

EMPTY = (
    "Nothing is imported yet. Download a release from https://www.bls.gov/oes/tables.htm and run "
    "`recordsdata import oesm24nat.zip`, or leave source at 'shipped'."
)

# What tells the rows of one stored file from those of others, beside the table.
PARTS = {
    "wages_national": ["year"],
    "wages_area": ["year", "area_type"],
    "wages_industry": ["year", "layout"],
    "projections": ["round"],
    "separations": ["round"],
    "education": ["years"],
    "top_codes": ["year"],
}
ROWS = 2_048  # of one row group: what is read for one occupation
STALE = 86_400  # seconds after which an unfinished file of a killed import is swept away


@dataclass(frozen=True)
class Outcome:
    """What became of one dataset of a file: stored, unchanged, replaced or differs; and what to tell."""

    name: str
    rows: int
    action: str
    notes: tuple[str, ...]


def folder() -> Path:
    """Return the folder of the store: `RECORDSDATA_DIR`, or the user's data folder.

    Examples
    --------
    >>> folder().name
    'releases'
    """
    if base := os.environ.get("RECORDSDATA_DIR"):
        return Path(base) / "releases"
    import platformdirs

    return Path(platformdirs.user_data_dir("recordsdata", appauthor=False)) / "releases"


def _need_packages() -> None:
    """Say what is missing where only the core was installed, before anything is read.

    Raises
    ------
    ReleaseError
        pyarrow or fastexcel is not installed.
    """
    missing = [name for name in ("pyarrow", "fastexcel") if importlib.util.find_spec(name) is None]
    if missing:
        raise ReleaseError(
            f"Imported releases need {' and '.join(missing)}: pip install 'recordsdata[releases]'."
        )


def read_file(path: Path) -> tuple[list[Dataset], list[str]]:
    """Read everything that a file or archive holds, examined; and say what was left aside.

    Raises
    ------
    ReleaseError
        Nothing in it is a release, or what is there is broken.
    """
    from recordsdata.releases.flat import read_flat
    from recordsdata.releases.outlook import read_projections

    found: dict[tuple[str, str, str], list[Dataset]] = {}
    aside: list[str] = []
    known_tops = set(datasets.load("top_codes")["year"])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as unpacked:
        for source in open_sources(path, Path(unpacked)):
            parts = read_flat(source) if source.flat else read_wages(source) or read_projections(source)
            described = not parts and bool(_top_codes(source, ""))
            if described:
                aside.append(
                    f"{source.name}: describes the columns of a release; it holds no figures of its own"
                )
            elif not parts:
                aside.append(f"{source.name}: {_what_is_it(source)}")
            for part in parts:
                found.setdefault((part.table, part.release, part.kind), []).append(part)
            if parts and parts[0].table in KEYS and int(parts[0].release) not in known_tops:
                for top in _top_codes(source, parts[0].release):
                    found.setdefault((top.table, top.release, top.kind), [top])
    if not found and not any("describes the columns" in line for line in aside):
        raise ReleaseError(
            f"{path.name} is no release that is known here. {' '.join(aside)} Known are the wage releases "
            "(OEWS) as zip, xls, xlsx, csv or flat files, and workbooks of the Employment Projections."
        )
    out = []
    for (table, release, kind), parts in found.items():
        frame = pd.concat([part.frame for part in parts], ignore_index=True)
        notes = tuple(dict.fromkeys(note for part in parts for note in part.notes))
        whole = Dataset(table, release, kind, frame, notes)
        if table in KEYS:
            whole = once(whole, path.name) if len(parts) > 1 else whole
        out.append(whole)
    return out, aside


def _what_is_it(source: Source) -> str:
    if not source.sheets:
        return "a code list, read together with the data of its release"
    names = ", ".join(sheet.name for sheet in source.sheets if sheet.name)
    return f"no table with the columns of a release{f' in its sheets {names}' if names else ''}."


def _top_codes(source: Source, release: str) -> list[Dataset]:
    """Read the top code out of the notes that a release carries."""
    from recordsdata.releases.layouts import _first_texts

    texts = [text for sheet in source.sheets for text in _first_texts(sheet)]
    for text in texts:
        if m := re.search(r"equal to or greater than \$([\d.]+) per hour or \$([\d,]+)", text):
            hourly, annual = float(m[1]), float(m[2].replace(",", ""))
            row = {"year": int(release or 0), "hourly": hourly, "annual": annual, "scope": "all tables"}
            row |= {"basis": "documented: the notes of the imported release"}
            return [Dataset("top_codes", release, "notes", pd.DataFrame([row]))]
    return []


def import_file(path: Path, replace: bool = False) -> tuple[list[Outcome], list[str]]:
    """Import one file into the store.

    Parameters
    ----------
    path : Path
        A file as BLS hands it out.
    replace : bool, optional
        Put it in the place of another file of the same release, which else stays.

    Returns
    -------
    outcomes : list of Outcome
        One for each table, release and kind in it. Nothing of the file is stored where one of them "differs".
    aside : list of str
        What in the file is no release, and why.

    Raises
    ------
    ReleaseError
        The file is not a release, broken, or unsafe. Then nothing was written.
    """
    _need_packages()
    path = Path(path)
    try:
        return _import(path, replace)
    except OSError as error:  # no space left, no right to read or to write, a name that is too long
        at = f" ({error.filename})" if error.filename and str(error.filename) != str(path) else ""
        says = f"{path.name[:80]}: {error.strerror or error}{at}. Mend that and import again."
        raise ReleaseError(says) from error


def _import(path: Path, replace: bool) -> tuple[list[Outcome], list[str]]:
    if path.is_file():
        print_of = _fingerprints(path)
        known = [row for row in _metadata() if row["sha256"] == print_of]
        if known and {row["name"] for row in known} == set(known[0]["together"]):
            return [Outcome(row["name"], row["rows"], "unchanged", ()) for row in known], []
    parts, aside = read_file(path)
    outcomes, ready = [], []
    for part in parts:
        name = f"{part.table}/{part.release}-{part.kind}"
        frame = _ordered(part)
        odd = [] if part.table == "top_codes" else examine(part, _neighbour(part))
        notes = (*part.notes, *(f"odd: {line}" for line in odd))
        target = folder() / f"{name}.parquet"
        action = "stored"
        if target.is_file():
            differences = _differences(part.table, _read(target), frame)
            action = "replaced" if differences and replace else "differs" if differences else "unchanged"
            notes = (*notes, *differences)
        outcomes.append(Outcome(name, len(frame), action, notes))
        if action in ("stored", "replaced"):
            ready.append((name, frame, notes, target))
    if ready and not any(outcome.action == "differs" for outcome in outcomes):
        about = {"source": path.name, "sha256": print_of, "together": [f"{o.name}" for o in outcomes]}
        about["imported"] = datetime.now(UTC).isoformat(timespec="seconds")
        _write(
            [(target, frame, about | {"name": name, "notes": notes}) for name, frame, notes, target in ready]
        )
    return outcomes, aside


def _fingerprints(path: Path) -> str:
    """Return the sha256 of a file; of a flat file, together with the code lists beside it."""
    beside = [path.with_name(f"oe.{name}") for name in CODE_LISTS] if path.name.startswith("oe.data") else []
    prints = [fingerprint(file) for file in (path, *beside) if file.is_file()]
    return prints[0] if len(prints) == 1 else "+".join(prints)


def _ordered(part: Dataset) -> pd.DataFrame:
    """Put the columns into the order of the table, others after them, and sort by occupation."""
    known = [name for name in schema_of(part.table) if name in part.frame]
    others = sorted(name for name in map(str, part.frame) if name not in known)
    keys = [
        key for key in ("occ_code", "year", "area_code", "industry_code", "ownership") if key in part.frame
    ]
    return part.frame[[*known, *others]].sort_values(keys, ignore_index=True)


def _write(ready: Sequence[tuple[Path, pd.DataFrame, dict[str, Any]]]) -> None:
    """Write files beside their places, then rename each into it: a reader sees all of one or none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    written: list[tuple[Path, Path]] = []
    try:
        for target, frame, about in ready:
            target.parent.mkdir(parents=True, exist_ok=True)
            _sweep(target.parent)
            table = pa.Table.from_pandas(frame, preserve_index=False)
            starts = frame["occ_code"].tolist()[::ROWS] if "occ_code" in frame else []
            about = {**about, "rows": len(frame), "starts": starts}
            about["seal"] = _seal(about, table.to_pandas(ignore_metadata=True))
            table = table.replace_schema_metadata({"recordsdata": json.dumps(about, ensure_ascii=False)})
            handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".unfinished-")
            written.append((Path(temporary), target))
            with os.fdopen(handle, "wb") as file:
                pq.write_table(
                    table, file, ROWS, compression="none", write_statistics=False, write_page_checksum=True
                )
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o644)
        while written:
            os.replace(*written[0])
            written.pop(0)
    finally:
        for path, _ in written:
            path.unlink(missing_ok=True)


def _seal(about: dict[str, Any], frame: pd.DataFrame) -> str:
    """Return a sha256 of every value and of what is said about them; Parquet's own checksums miss headers."""
    said = {key: value for key, value in about.items() if key != "seal"}
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode())
    for name, column in frame.items():
        digest.update(str(name).encode())
        if isinstance(column.dtype, pd.StringDtype):
            digest.update("\x1f".join(column.fillna("\x00").tolist()).encode())
        else:
            digest.update(np.where(column.isna(), np.nan, column.to_numpy("float64")).tobytes())
    return digest.hexdigest()


def _sweep(place: Path) -> None:
    for path in place.glob(".unfinished-*"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > STALE:
                path.unlink()


def is_empty() -> bool:
    """Say whether nothing is stored.

    Examples
    --------
    >>> isinstance(is_empty(), bool)
    True
    """
    return not _files()


def fingerprint_of_all() -> str:
    """Return a sha256 of every stored file, by name and content."""
    whole = hashlib.sha256()
    for path in _files():
        whole.update(f"{path.parent.name}/{path.name} {fingerprint(path)}\n".encode())
    return whole.hexdigest()


def _files() -> list[Path]:
    return sorted(folder().glob("*/*.parquet"))


def _about(path: Path) -> dict[str, Any]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return dict(json.loads(pq.read_schema(path).metadata[b"recordsdata"]))
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError) as error:
        name = f"{path.parent.name}/{path.stem}"
        raise ReleaseError(
            f"The stored {name} is damaged ({str(error).splitlines()[0][:80]}). Mend it with "
            f"`recordsdata releases remove {name}` and import its release again."
        ) from error


def _metadata() -> list[dict[str, Any]]:
    out = []
    for path in _files():
        with contextlib.suppress(ReleaseError):  # `verify` names it
            out.append(_about(path))
    return out


def installed() -> pd.DataFrame:
    """List what is in the store.

    Returns
    -------
    pandas.DataFrame
        One row a dataset: name, table, release, kind, rows, source (its file), sha256, imported (UTC).
    """
    columns = ["name", "table", "release", "kind", "rows", "source", "sha256", "imported"]
    rows = []
    for about in map(_about, _files()):
        table, rest = about["name"].split("/")
        release, kind = re.fullmatch(r"(\d{4}(?:-\d\d)?)-(.*)", rest).groups()  # type: ignore[union-attr]
        rows.append({**about, "table": table, "release": release, "kind": kind})
    return pd.DataFrame(rows, columns=columns)


def _read(
    path: Path, columns: Sequence[str] | None = None, codes: Sequence[str] | None = None
) -> pd.DataFrame:
    """Read a stored file, or some occupations of it."""
    return pd.DataFrame(_arrow(path, columns, codes).to_pandas(ignore_metadata=True))


def _arrow(path: Path, columns: Sequence[str] | None, codes: Sequence[str] | None) -> Any:
    """Read a stored file as a table of Arrow; of some occupations, only the row groups that hold them."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    try:
        found = path.stat()
        about = _footer(path, found.st_ino, found.st_mtime_ns, found.st_size)
        file = pq.ParquetFile(path, metadata=about, memory_map=True)
        if codes is None:
            return file.read(columns)
        starts = json.loads(about.metadata[b"recordsdata"])["starts"]
        spans = [(max(0, bisect_left(starts, code) - 1), bisect_right(starts, code)) for code in codes]
        groups = sorted({group for first, end in spans for group in range(first, end)})
        table = file.read_row_groups(groups, columns, use_threads=False)
        wanted = pc.is_in(table["occ_code"], pa.array(codes, table["occ_code"].type))
        if len(codes) > 1:
            return table.filter(wanted)
        return table.slice(max(0, pc.index(wanted, True).as_py()), pc.sum(wanted).as_py() or 0)  # sorted
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError) as error:
        _about(path)
        raise ReleaseError(f"The stored {path.parent.name}/{path.stem} is damaged: {error}") from error


@functools.lru_cache(maxsize=256)
def _footer(path: Path, *_: int) -> Any:
    """Parse what stands at the end of a stored file once; a file that took its place is another one."""
    import pyarrow.parquet as pq

    return pq.read_metadata(path, memory_map=True)


def _differences(table: str, stored: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    """List how a new file of a release differs from the stored one."""
    keys = [key for key in KEYS.get(table, ["occ_code"]) if key in new]
    if table == "top_codes":
        keys = ["year"]
    before, after = stored.set_index(keys), new.set_index(keys)
    lost, added = before.index.difference(after.index), after.index.difference(before.index)
    out = []
    for index, words in ((lost, "rows are in the stored file only"), (added, "rows are new")):
        if len(index):
            out.append(f"{len(index):,} {words}, such as {index[0]}")
    both = before.index.intersection(after.index)
    before, after = before.loc[both], after.loc[both]
    for name in [c for c in schema_of(table) if c in before and c in after]:
        differ = before[name].ne(after[name]) & ~(before[name].isna() & after[name].isna())
        if differ.any():
            key: Any = differ.idxmax()
            out.append(
                f"{int(differ.sum()):,} x {name} differ, such as {key}: {before[name][key]!r}, "
                f"now {after[name][key]!r}"
            )
    return out


def _neighbour(part: Dataset) -> pd.DataFrame | None:
    """Return rows of the nearest other year, from the store or from what is shipped."""
    if part.table not in KEYS:
        return None
    shipped = datasets.load(part.table)
    here = {"wages_area": "area_type", "wages_industry": "layout"}.get(part.table)
    if here:
        shipped = shipped[shipped[here] == part.kind]
    year = int(part.release)
    options: dict[int, Any] = {y: shipped[shipped["year"] == y] for y in range(year - 2, year + 3)}
    options = {y: rows for y, rows in options.items() if len(rows)}
    for path in (folder() / part.table).glob(f"*-{part.kind}.parquet"):
        if abs(int(path.stem[:4]) - year) < 3:
            options[int(path.stem[:4])] = path
    options.pop(year, None)
    if not options:
        return None
    nearest = options[min(options, key=lambda y: (abs(y - year), y))]
    return _read(nearest) if isinstance(nearest, Path) else nearest


def select(table: str, codes: Sequence[str] | None = None) -> pd.DataFrame:
    """Read what is stored of a table, of some occupations or of all, with the columns of the shipped one.

    Parameters
    ----------
    table : str
        Such as "wages_area".
    codes : sequence of str, optional
        Occupation codes.

    Returns
    -------
    pandas.DataFrame
        Typed as `recordsdata.load(table)`; no rows where nothing is stored.
    """
    columns = list(schema_of(table))
    files = sorted((folder() / table).glob("*.parquet"))
    with ThreadPoolExecutor() as pool:  # Arrow lets go of the interpreter while it reads
        parts = [part for part in pool.map(lambda path: _arrow(path, columns, codes), files) if len(part)]
    if not parts:
        return pd.DataFrame(columns=columns)
    import pyarrow as pa

    # Together, as turning three tables into frames takes thrice as long as one.
    whole = pa.concat_tables(parts, promote_options="permissive")
    return pd.DataFrame(whole.to_pandas(ignore_metadata=True, split_blocks=True))


def load_stored(table: str, codes: Sequence[str] | None = None) -> pd.DataFrame:
    """Load a table with what is stored in the place of what is shipped of the same release and kind.

    Raises
    ------
    ReleaseError
        Nothing at all is stored.
    """
    shipped = datasets.load(table)
    _need_packages()
    if not _files():
        raise ReleaseError(f"source is 'store'. {EMPTY}")
    if table == "occupation_family":
        return _families(shipped)
    stored = (
        _projected_wages()
        if table == "projection_wages"
        else select(table, codes)
        if table in PARTS
        else None
    )
    if codes and "occ_code" in shipped:
        shipped = shipped[shipped["occ_code"].isin(codes)]
    if stored is None or stored.empty:
        return shipped
    part = PARTS.get(table, ["round", "wage_year"])
    there = pd.MultiIndex.from_frame(stored[part].drop_duplicates())
    kept = shipped[~pd.MultiIndex.from_frame(shipped[part]).isin(there)]
    keys = [
        key
        for key in ("round", "year", "area_code", "industry_code", "ownership", "occ_code")
        if key in shipped
    ]
    both = pd.concat(
        [kept, stored[list(shipped.columns)].astype(shipped.dtypes.to_dict())], ignore_index=True
    )
    return both.sort_values(keys, ignore_index=True, kind="stable")


def _projected_wages() -> pd.DataFrame:
    """Take the median wages out of the stored projections; a bound such as >=$239,200 is no figure."""
    wanted = ["round", "occ_code", "wage_year", "median_wage"]
    frames = [_read(path, wanted) for path in (folder() / "projections").glob("*.parquet")]
    if not frames:
        return pd.DataFrame(columns=wanted)
    frame = pd.concat(frames, ignore_index=True)
    number = pd.to_numeric(frame["median_wage"].str.replace(",", ""), errors="coerce")
    return frame.assign(median_wage=number, wage_year=frame["wage_year"].astype("int64")).dropna()


def _families(shipped: pd.DataFrame) -> pd.DataFrame:
    """Let the codes of a family go on, or begin earlier, in the years whose stored releases have them."""
    years: dict[str, set[int]] = {}
    for table in ("wages_national", "wages_area", "wages_industry"):
        for path in (folder() / table).glob("*.parquet"):
            for code in _read(path, ["occ_code"], shipped["occ_code"].tolist())["occ_code"].unique():
                years.setdefault(code, set()).add(int(path.stem[:4]))
    out = shipped.copy()
    for n, row in shipped.iterrows():
        have = years.get(row["occ_code"], set())
        for name, end in (("first_year", min), ("last_year", max)):
            if row[name] == end(shipped[name]):  # a code that ended before was followed by others
                out.loc[n, name] = end({row[name], *have})
    return out


def with_stored_sources(table: str, shipped: pd.DataFrame) -> pd.DataFrame:
    """Put stored releases into a list of sources, in the place of those whose rows they replace.

    Parameters
    ----------
    table : str
        Such as "wages_area".
    shipped : pandas.DataFrame
        Rows of table `sources`.

    Returns
    -------
    pandas.DataFrame
        With the columns of `shipped`.
    """
    stored = installed()
    stored = stored[stored["table"] == ("projections" if table == "projection_wages" else table)]
    if stored.empty:
        return shipped
    there = select(table)[PARTS[table]].drop_duplicates() if table in PARTS else None
    gone: list[str] = []
    if there is not None:
        ours = datasets.load(table)[PARTS[table]].drop_duplicates()
        left = ours.merge(there, how="left", indicator=True).query("_merge == 'left_only'")
        gone = sorted(set(ours.iloc[:, 0].astype("str")) - set(left.iloc[:, 0].astype("str")))
    kind = stored["kind"].str.replace("_", " ")
    program = "OEWS May " if table in KEYS or table == "top_codes" else "Employment Projections "
    rows = pd.DataFrame(
        {
            "source_id": stored["name"],
            "table": table,
            "period": stored["release"],
            "title": program + stored["release"] + ", " + kind + " (imported)",
            "publisher": "U.S. Bureau of Labor Statistics",
            "published_file": stored["source"],
            "sha256": stored["sha256"],
            "url": "https://www.bls.gov/" + ("oes/tables.htm" if program.startswith("OEWS") else "emp/"),
            "note": "imported " + stored["imported"].str[:10],
        }
    )
    kept = shipped[~shipped["period"].astype("str").isin(gone)]
    both = pd.concat([kept, rows.reindex(columns=shipped.columns)], ignore_index=True)
    return both.sort_values("period", key=lambda column: column.astype("str"), kind="stable")


def used(table: str, period: int | str) -> pd.DataFrame:
    """List the stored files behind one year or round of a table: name, source, sha256, imported."""
    rows = installed()
    rows = rows[(rows["table"] == table) & (rows["release"] == str(period))]
    return rows[["name", "source", "sha256", "imported"]].reset_index(drop=True)


def remove(name: str) -> None:
    """Remove one dataset.

    Raises
    ------
    ValueError
        When there is none of that name; the message names the nearest ones.
    """
    names = {f"{path.parent.name}/{path.stem}": path for path in _files()}
    if not names:
        raise ReleaseError("The store is empty: there is nothing to remove.")
    datasets._known(names, name, "stored dataset", "`recordsdata releases list` shows them").unlink()


def verify() -> Iterator[tuple[str, str]]:
    """Read every stored file whole, with its checksums; yield each name with "" or what is wrong."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for path in _files():
        name, wrong = f"{path.parent.name}/{path.stem}", ""
        try:
            about = _about(path)
            table = pq.read_table(path, page_checksum_verification=True, partitioning=None)
            if about["name"] != name:
                wrong = f"says that it is {about['name']}"
            elif about.get("seal") != _seal(about, table.to_pandas(ignore_metadata=True)):
                wrong = "has other values than when it was stored: remove it and import its release again"
        except (ReleaseError, pa.ArrowException, OSError, ValueError, UnicodeError) as error:
            wrong = (str(error).splitlines() or [type(error).__name__])[0]
        yield name, wrong
