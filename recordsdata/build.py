"""Build the data: `data/source` in; `data/*.csv`, datapackage.json and CODEBOOK.md out.

`python -m recordsdata.build` rebuilds, and `--check` says what a rebuild would change. The same sources give
the same bytes. The schema, the codebook and the types on load all come from `data/source/fields.csv`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from recordsdata.checks import check_tables, compare_tables
from recordsdata.clean import MADE_UP, Frames, build_tables, read_text, table_fields
from recordsdata.files import write_whole

STATUSES = ["released", "suppressed", "top_coded", "not_applicable", "not_in_source"]
GZIP_ABOVE = 1_000_000  # bytes
GZIP_MADE_UP_ABOVE = 100_000  # nobody compares made-up records line by line
LICENCES = {
    "other-pd": "Work of the U.S. government, in the public domain (17 USC 105)",
    "CC-BY-4.0": "Creative Commons Attribution 4.0",
    "MIT": "MIT License, as the code",
    "notspecified": "None stated by the compilers; figures of law, cite the compilers",
}


def check_sources(source: Path) -> int:
    """Check every excerpt against SHA256SUMS and return how many there are; a changed one is named."""
    lines = (source / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    for digest, name in (line.split() for line in lines):
        path = source / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise ValueError(f"source/{name} is not the excerpt that SHA256SUMS lists: restore it with git.")
    return len(lines)


def pack(content: bytes, earlier: Path) -> bytes:
    """Compress, without time or name; a file that holds this content already is kept as it is.

    zlib's bytes differ between its implementations: what is committed stays the same on all of them.
    """
    if earlier.is_file() and gzip.decompress(earlier.read_bytes()) == content:
        return earlier.read_bytes()
    return gzip.compress(content, compresslevel=9, mtime=0)


def write_data(tables: Frames, source: Path, earlier: Path, target: Path) -> list[Path]:
    """Write every table, datapackage.json and CODEBOOK.md to `target`, and return what was written."""
    declared, fields = read_text(source / "tables.csv"), read_text(source / "fields.csv")
    files: dict[str, bytes] = {}
    resources = []
    for row in declared.itertuples():
        name, frame = str(row.name), tables[str(row.name)]
        content, path = frame.to_csv(index=False, lineterminator="\n").encode(), f"{name}.csv"
        if len(content) > (GZIP_MADE_UP_ABOVE if name.startswith(MADE_UP) else GZIP_ABOVE):
            path += ".gz"
            content = pack(content, earlier / path)
        files[path] = content
        used = tables["sources"].query("table == @name").drop_duplicates("source_id")
        resources.append(
            {
                "name": name,
                "title": row.title,
                "description": row.description,
                "path": path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "rows": len(frame),
                "sourceFiles": [f"source/{file}" for file in str(row.files).split()],
                "sources": [{"title": t, "path": u} for t, u in zip(used["title"], used["url"], strict=True)],
                "licenses": [{"name": row.licence, "title": LICENCES[str(row.licence)]}],
                "schema": schema(table_fields(fields, name), str(row.key).split()),
            }
        )
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "recordsdata",
        "title": "Public data on medical records work in the United States",
        "resources": resources,
    }
    files["datapackage.json"] = (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode()
    files["CODEBOOK.md"] = codebook_text(resources).encode()
    for path, content in files.items():
        write_whole(target / path, content)
    return [target / path for path in files]


def schema(fields: pd.DataFrame, key: list[str]) -> dict[str, Any]:
    """Return the Data Package schema of one table: its fields, then the status columns that go with them."""
    columns: list[dict[str, Any]] = []
    groups: dict[str, list[str]] = {}
    for field in fields.to_dict("records"):
        column: dict[str, Any] = {k: field[k] for k in ("name", "type", "unit", "description") if field[k]}
        if field["type"] == "integer" and field["missing"] and not field["status"]:
            column["mayBeMissing"] = True
        if field["status"]:
            column["statusColumn"] = field["status"]
            groups.setdefault(field["status"], []).append(field["name"])
        if field["name"] in key:
            column["constraints"] = {"required": True}
        columns.append(column)
    for status, names in groups.items():
        text = f"released, or why {', '.join(names)} may be missing"
        constraints = {"required": True, "enum": STATUSES}
        columns.append({"name": status, "type": "string", "description": text, "constraints": constraints})
    return {"fields": columns, "primaryKey": key, "missingValues": [""]}


def codebook_text(resources: Sequence[Mapping[str, Any]]) -> str:
    """Return the codebook: every table and column with type, unit and meaning."""
    lines = [
        "# Codebook",
        "",
        "Written by `python -m recordsdata.build`, as `datapackage.json` is: do not edit. An empty cell is a",
        "missing value, and the status column named beside a measure says why: `suppressed` (not released),",
        "`top_coded` (at or above the release's top code, table `top_codes`: a lower bound, not a number),",
        "`not_applicable`, or `not_in_source` (the source at hand does not carry it); `released` where every",
        "measure of the group is a number. Codes are text: `06`, not 6.",
    ]
    for resource in resources:
        key = ", ".join(resource["schema"]["primaryKey"])
        lines += [
            f"\n## {resource['name']}\n",
            f"{resource['title']}. {resource['description']}\n",
            f"- {resource['rows']:,} rows in `{resource['path']}`, key: {key}",
            f"- Built from: {', '.join(f'`{name}`' for name in resource['sourceFiles'])}",
            f"- Licence: {resource['licenses'][0]['title']}\n",
            "| column | type | unit | meaning | if missing, see |\n|---|---|---|---|---|",
        ]
        for field in resource["schema"]["fields"]:
            cells = [field.get(name, "") for name in ("name", "type", "unit", "description", "statusColumn")]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def rebuild(data: Path, target: Path) -> tuple[list[Path], int]:
    """Build everything from `data`/source into `target`; return the files and how many checks were made."""
    source = data / "source"
    made = check_sources(source)
    tables = build_tables(source)
    made += check_tables(tables, source)
    return write_data(tables, source, data, target), made


def check_data(data: Path) -> list[str]:
    """Rebuild aside and say which files of `data`, and which cells, are not what the sources give."""
    messages: list[str] = []
    keys = read_text(data / "source" / "tables.csv").set_index("name")["key"].str.split().to_dict()
    with tempfile.TemporaryDirectory() as folder:
        fresh = {path.name: path for path in rebuild(data, Path(folder))[0]}
        found = {path.name: path for path in data.iterdir() if path.is_file()}
        for name in sorted(fresh.keys() | found.keys()):
            pair = [files[name] for files in (fresh, found) if name in files]
            if len(pair) == 2 and pair[0].read_bytes() == pair[1].read_bytes():
                continue
            mend = "run `python -m recordsdata.build`" if name in fresh else "delete it"
            messages.append(f"data/{name} is not what data/source gives: {mend}.")
            if len(pair) == 2 and ".csv" in name:
                table = name.split(".")[0]
                messages += compare_tables(table, keys[table], *map(read_text, pair))[:10]
    return messages


def main(arguments: Sequence[str] | None = None) -> int:
    """Rebuild the data, or with --check say what a rebuild would change."""
    parser = argparse.ArgumentParser(prog="python -m recordsdata.build", description=main.__doc__)
    parser.add_argument(
        "--check", action="store_true", help="rebuild aside, compare each byte, write nothing"
    )
    parser.add_argument(
        "--data", type=Path, default=Path(__file__).parents[1] / "data", help="folder of the data"
    )
    options = parser.parse_args(arguments)
    try:
        if not options.check:
            files, made = rebuild(options.data, options.data)
            print(f"{len(files)} files written, {made:,} checks passed.")
            return 0
        messages = check_data(options.data)
    except ValueError as error:
        messages = [str(error)]
    print("\n".join(messages) or "Every file of data is what data/source gives.")
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main())
