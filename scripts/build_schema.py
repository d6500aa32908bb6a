"""Writes the package data of `exoshell.schema` from a folder of reference files.

    python scripts/build_schema.py --source DIR [--target exoshell/schema/data]

DIR holds cmdlets.json, cmdlet-outputs.json, property-sets.json, filterable-properties.json, adminapi-odata-metadata.json and
get-mailbox-json-shape.json. The files written are committed, so nobody but the maintainer of the facts needs DIR. Each table is one
JSON value a line with the key first; an index file names the byte range of every line, so that a reader fetches one row without
parsing the rest. `MANIFEST` holds a SHA-256 of each file; `--check` compares the committed files with it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "exoshell" / "schema" / "data"

DROPPED_CMDLET = ("help",)
DROPPED_PARAM = ("sets", "applicable", "position_documented")


def compact(value: Any) -> str:
    """The shortest JSON text of a value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def cmdlet_row(source: dict[str, Any]) -> dict[str, Any]:
    """One catalogue row: what the sets name becomes an index into `params`; marks of provenance stay."""
    row = {k: v for k, v in source.items() if k not in DROPPED_CMDLET and k not in ("sets", "params")}
    names = [p["name"] for p in source["params"]]
    place = {n: i for i, n in enumerate(names)}
    sets = []
    for given in source["sets"]:
        made = dict(given)
        for key in ("params", "mandatory", "positional", "common"):
            if isinstance(made.get(key), list):
                made[key] = [place.get(n, n) for n in made[key]]
        sets.append(made)
    row["sets"] = sets
    row["params"] = [{k: v for k, v in p.items() if k not in DROPPED_PARAM} for p in source["params"]]
    return row


def table(rows: dict[str, Any]) -> tuple[bytes, bytes]:
    """(lines, index) of a table: index lines are `Name<TAB>offset<TAB>length`."""
    body, index = bytearray(), []
    for name, row in rows.items():
        line = compact(row).encode()
        index.append(f"{name}\t{len(body)}\t{len(line)}")
        body += line + b"\n"
    return bytes(body), ("\n".join(index) + "\n").encode()


def catalogue_index(body: bytes, index: bytes) -> bytes:
    """The catalogue's index with the facts that command look-up needs: verb effect marks need no row."""
    lines = []
    for line in index.decode().splitlines():
        name, offset, length = line.split("\t")
        row = json.loads(body[int(offset) : int(offset) + int(length)])
        marks = "".join(
            letter
            for letter, on in (
                ("m", row["module"] == "ExchangeOnlineManagement"),
                ("s", row["should_process"]),
                ("k", row.get("kept")),
                ("c", "SCC" in row["applicable"]),
                ("e", row["exo"]),
            )
            if on
        )
        lines.append(f"{name}\t{offset}\t{length}\t{marks or '-'}")
    return ("\n".join(lines) + "\n").encode()


def build(source: Path) -> dict[str, bytes]:
    """File name -> content of every data file."""
    read = lambda name: json.loads((source / name).read_text(encoding="utf-8"))  # noqa: E731
    cmdlets, outputs = read("cmdlets.json"), read("cmdlet-outputs.json")
    files: dict[str, bytes] = {}
    body, index = table(
        {c["name"]: cmdlet_row(c) for c in sorted(cmdlets["cmdlets"], key=lambda c: c["name"].lower())}
    )
    files["catalog.jsonl"], files["catalog.index"] = body, catalogue_index(body, index)
    about = {k: cmdlets[k] for k in ("environments", "not_in_catalogue", "types")}
    files["types.json"] = (compact(about) + "\n").encode()
    files["outputs.jsonl"], files["outputs.index"] = table(outputs["nouns"])
    files["views.json"] = (compact({"enums": outputs["enums"], "views": outputs["views"]}) + "\n").encode()
    files["property_sets.json"] = (compact(read("property-sets.json")) + "\n").encode()
    files["filterable.jsonl"], files["filterable.index"] = table(
        {
            name: {k: v for k, v in row.items() if k != "notes"}
            for name, row in read("filterable-properties.json").items()
        }
    )
    files["odata.json"] = (compact(read("adminapi-odata-metadata.json")) + "\n").encode()
    files["mailbox_shape.json"] = (
        compact({"properties": read("get-mailbox-json-shape.json")["properties"]}) + "\n"
    ).encode()
    return files


def manifest(files: dict[str, bytes]) -> str:
    """The text of MANIFEST."""
    return "".join(f"{hashlib.sha256(files[n]).hexdigest()}  {n}\n" for n in sorted(files))


def check(target: Path) -> list[str]:
    """What is wrong with the committed files (an empty list: nothing)."""
    present = {p.name: p.read_bytes() for p in target.iterdir() if p.suffix in (".json", ".jsonl", ".index")}
    wrong = []
    if manifest(present) != (target / "MANIFEST").read_text(encoding="utf-8"):
        wrong.append("a data file differs from MANIFEST")
    for name in sorted(present):
        if name.endswith(".index"):
            body = present[name.replace(".index", ".jsonl")]
            rows = {}
            for line in present[name].decode().splitlines():
                key, offset, length = line.split("\t")[:3]
                rows[key] = json.loads(body[int(offset) : int(offset) + int(length)])
            again, index = table(rows)
            if name == "catalog.index":
                index = catalogue_index(again, index)
            if again != body or index != present[name]:
                wrong.append(f"{name} does not fit its table")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--source", type=Path)
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if options.check:
        wrong = check(options.target)
        print("\n".join(wrong) or "fresh")
        return 1 if wrong else 0
    if options.source is None:
        parser.error("--source is needed")
    files = build(options.source)
    options.target.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (options.target / name).write_bytes(content)
    (options.target / "MANIFEST").write_text(manifest(files), encoding="utf-8")
    print(", ".join(f"{n} {len(c)}" for n, c in files.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
