"""Writes exoshell/format/data/views.txt from a folder of reference files.

    python scripts/build_views.py --source DIR [--target FILE]
    python scripts/build_views.py --check

DIR holds views.json: the default views of .NET types, one JSON array. Views of things that exist on Windows alone are left out; where the
reference says in words what a cell computes, the name of a function of `exoshell.format.computed` is put in. `--check` tests that the
committed file is what this script writes for the views in it.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "exoshell" / "format" / "data" / "views.txt"

LEFT_OUT = re.compile(
    r"CimInstance|CimClass|System\.Management\.Management|EventLog|Drawing\.Printing|DirectoryServices|ServiceProcess|Registry"
    r"|ControlPanel|ActiveDirectory|PSSnapIn|CodeDom|SessionConfiguration|ComputerChangeInfo|X509Certificate2?Ex|Transacted"
)

# what the reference says in words -> function of exoshell.format.computed
FUNCTIONS = {
    "folder of the file path (Path without its last part)": "path_folder",
    "last part of Path": "path_leaf",
    "last part of Path, colon and blank, Status": "signature_line",
    "NPM in KiB, as a whole number (rounded to even)": "process_npm",
    "PM in MiB with two decimals and thousands separators": "process_pm",
    "WS in MiB with two decimals and thousands separators": "process_ws",
    "CPU seconds with two decimals and thousands separators (0.00 where CPU is null)": "process_cpu",
    "CPU seconds with two decimals and thousands separators": "process_cpu",
    "start date in the short date form": "process_start",
    "all overload definitions, one a line, as Out-String prints them": "method_overloads",
    "the task's Result once it is completed, else empty": "task_result",
    "last write time: short date, blank, hour and minute in 24 hours with two digits each": "file_time",
    "the duration: from 10 hours h:mm:ss.fff with hours rounded to a whole number, from 1 hour h:mm:ss.fff, from 1 minute m:ss.fff, "
    "else s.fff": "history_duration",
    "the match as ToEmphasizedString prints it: relative path, line number and line, the matched text in reverse video where colours are "
    "on; with context lines prefixed by > or two blanks": "match_text",
    "for an alias its DisplayName (name -> target), else Name": "command_name",
    "used space in GB (2^30) with two decimals; empty where Used and Free are both empty or zero": "drive_used",
    "free space in GB (2^30) with two decimals; empty where Used and Free are both empty or zero": "drive_free",
    "DisplayRoot where it is set, else Root": "drive_root",
    "computer of the connection, localhost for a local runspace": "runspace_computer",
    "Remote with a connection, else Local": "runspace_kind",
    "InBreakpoint while its debugger stands at a breakpoint, else RunspaceAvailability": "runspace_availability",
    "file name of the script without its folder": "script_leaf",
    "folder that holds the module's folder (a version-numbered folder is skipped)": "module_folder",
    "prerelease label from the module's PSData, if any": "module_prerelease",
    "first four letters of each compatible edition, sorted, joined by commas (Desk where none is stated)": "module_editions",
    "first 200 characters of Content, an ellipsis added when it has 200 or more": "content_head",
    "first 200 characters of RawContent, an ellipsis added when it has 200 or more": "raw_content_head",
    "Latency, or * after a time-out": "ping_latency",
    "BufferSize, or * after a time-out": "ping_size",
    "Hostname, or * where it is empty": "trace_host",
    "the record's ToString(): the message data as text": "own_text",
    "names of the file extensions that have a colour, joined by commas": "style_extension_names",
    "one line for each extension: name padded, =, the sequence as visible text in quotes, coloured by itself": "style_extensions",
}
PATTERNS = (
    (re.compile(r"the escape sequence ([\w.]+) itself, then the same sequence"), "style:{}"),
    (re.compile(r"the escape sequence set for (\w+) as visible text"), "visible:{}"),
    (re.compile(r"all non-empty properties of the error"), "error_details"),
    (re.compile(r"command prefix: only when \$ErrorView is NormalView"), "nothing"),
    (re.compile(r"the error by \$ErrorView"), "error_text"),
    (re.compile(r"PSPath's? .*|parent"), "path_folder"),
)
# heading of a group of files: a label of its own and the path without its provider
FILE_GROUP = {"fn": "parent_path", "label": "Directory", "indent": 4}


def function_name(words: Any) -> str | None:
    """The function for what the reference says in words; None where there is none."""
    if not isinstance(words, str):
        return None
    if words in FUNCTIONS:
        return FUNCTIONS[words]
    for pattern, name in PATTERNS:
        if found := pattern.match(words):
            return name.format(*found.groups())
    return None


def convert(node: Any) -> Any:
    """A view with `fn` in place of `computed`."""
    if isinstance(node, list):
        return [convert(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: convert(value) for key, value in node.items() if key != "computed"}
    if "computed" in node:
        name = function_name(node["computed"])
        if name is None:
            print(f"no function for: {node['computed']}", file=sys.stderr)
        made["fn"] = name or "nothing"
    return made


def build(views: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The views that are kept, in their order."""
    kept = []
    for view in views:
        types = [t for t in view["types"] if not LEFT_OUT.search(t)]
        if not types:
            continue
        made = convert({**view, "types": types})
        if (
            any(t.startswith("System.IO.") for t in types)
            and made.get("group_by", {}).get("property") == "PSParentPath"
        ):
            made["group_by"] = dict(FILE_GROUP)
        kept.append(made)
    return kept


def render(views: list[dict[str, Any]]) -> str:
    """The text of the file: a header, then for each view its types, a tab and the view as a Python literal."""
    body = "".join(f"{'|'.join(view['types'])}\t{view!r}\n" for view in views)
    digest = hashlib.sha256(body.encode()).hexdigest()
    return f"# Default views of .NET types, written by scripts/build_views.py; sha256 of what follows: {digest}\n{body}"


def check(target: Path) -> bool:
    """Whether the file is what this script writes."""
    text = target.read_text(encoding="utf-8")
    lines = text.splitlines()[1:]
    return render([ast.literal_eval(line.partition("\t")[2]) for line in lines]) == text


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--source", type=Path)
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if options.check:
        fresh = check(options.target)
        print("fresh" if fresh else "changed by hand")
        return 0 if fresh else 1
    if options.source is None:
        parser.error("--source is needed")
    views = json.loads((options.source / "views.json").read_text(encoding="utf-8"))
    options.target.write_text(render(build(views)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
