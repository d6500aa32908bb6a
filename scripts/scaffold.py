"""Prints the skeleton of a new source file.

    python scripts/scaffold.py cmdlet NAME --source DIR

DIR holds core-cmdlets.json (one command a line with its parameters, sets, positions, aliases and checks). The skeleton has every parameter as
a `Param`; where the facts give no help text the parameter's words stand for it and want rewriting.
"""

from __future__ import annotations

import argparse
import json
import keyword
import re
import sys
from pathlib import Path
from typing import Any

RESERVED = {
    "begin",
    "process",
    "end",
    "close",
    "write",
    "info",
    "context",
    "bound",
    "session",
    "debug",
    "verbose",
    "warn",
}
RESERVED |= {
    "property",
    "parameter_set",
    "progress",
    "information",
    "write_error",
    "write_all",
    "should_process",
    "is_bound",
}
TEXTS: dict[str, str] = {}  # "Cmdlet-Name:Parameter" or "Parameter" -> help


def snake(name: str) -> str:
    """The Python attribute for a parameter."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    made = spaced.lower()
    return made + "_" if keyword.iskeyword(made) or made in RESERVED else made


def pascal(attr: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in attr.split("_"))


def place(data: dict[str, Any]) -> list[str]:
    """The keyword arguments of a P."""
    parts = []
    if "pos" in data:
        parts.append(f"position={data['pos']}")
    if data.get("mandatory"):
        parts.append("mandatory=True")
    pipe = [name for key, name in (("value", "BY_VALUE"), ("byname", "BY_NAME")) if data.get(key)]
    if pipe:
        parts.append("pipe=" + " | ".join(pipe))
    if data.get("rest"):
        parts.append("remaining=True")
    return parts


def checks(param: dict[str, Any]) -> list[str]:
    made = []
    if "range" in param:
        value = param["range"]
        made.append(
            f"ValidateRange({value[0]}, {value[1]})"
            if isinstance(value, list)
            else f"ValidateRange(kind={value!r})"
        )
    if "set" in param:
        made.append("ValidateSet(" + ", ".join(json.dumps(v) for v in param["set"]) + ")")
    if "length" in param:
        made.append(f"ValidateLength({param['length'][0]}, {param['length'][1]})")
    if "count" in param:
        made.append(f"ValidateCount({param['count'][0]}, {param['count'][1]})")
    if "pattern" in param:
        made.append(f"ValidatePattern({param['pattern']!r})")
    for key, name in (
        ("notnull", "ValidateNotNull"),
        ("notnullorempty", "ValidateNotNullOrEmpty"),
        ("notnullorwhitespace", "ValidateNotNullOrWhiteSpace"),
    ):
        if param.get(key):
            made.append(name + "()")
    return made


def words(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).capitalize() + "."


def param_lines(command: str, param: dict[str, Any]) -> str:
    """The declaration of one parameter."""
    name, attr = param["name"], snake(param["name"])
    text = TEXTS.get(f"{command}:{name}") or TEXTS.get(name) or words(name)
    arguments = [json.dumps(param["type"]), json.dumps(text, ensure_ascii=False)]
    if pascal(attr) != name:
        arguments.append(f"name={json.dumps(name)}")
    sets = param["in"]
    if list(sets) == ["*"]:
        arguments += place(sets["*"])
    elif len({json.dumps(v, sort_keys=True) for v in sets.values()}) == 1:
        names = ", ".join(json.dumps(s) for s in sets) + ("," if len(sets) == 1 else "")
        arguments += place(next(iter(sets.values()))) + [f"sets=({names})"]
    else:
        inner = ", ".join(f"{json.dumps(s)}: P({', '.join(place(v))})" for s, v in sets.items())
        arguments.append(f"sets={{{inner}}}")
    if param.get("aliases"):
        names = ", ".join(json.dumps(a) for a in param["aliases"]) + (
            "," if len(param["aliases"]) == 1 else ""
        )
        arguments.append(f"aliases=({names})")
    validate = checks(param)
    if validate:
        arguments.append("validate=(" + ", ".join(validate) + ("," if len(validate) == 1 else "") + ")")
    for key, argument in (
        ("allownull", "allow_null"),
        ("allowemptystring", "allow_empty_string"),
        ("allowemptycollection", "allow_empty_collection"),
        ("hidden", "hidden"),
        ("wildcards", "wildcards"),
    ):
        if param.get(key):
            arguments.append(argument + "=True")
    if param.get("completions"):
        arguments.append("completions=(" + ", ".join(json.dumps(c) for c in param["completions"]) + ")")
    return f"    {attr} = Param(" + ", ".join(arguments) + ")"


def skeleton(row: dict[str, Any]) -> str:
    """The text of a module for one cmdlet."""
    verb, _, noun = row["name"].partition("-")
    head = [json.dumps(verb), json.dumps(noun)]
    if row.get("module") and row["module"] != "Microsoft.PowerShell.Utility":
        head.append(f"module={json.dumps(row['module'])}")
    if row.get("default_set"):
        head.append(f"default_set={json.dumps(row['default_set'])}")
    outputs = list(dict.fromkeys(t for o in row.get("output", ()) for t in o["types"]))
    if outputs:
        head.append(
            "output=(" + ", ".join(json.dumps(o) for o in outputs) + ("," if len(outputs) == 1 else "") + ")"
        )
    if row.get("shouldprocess"):
        head.append("should_process=True")
        if row.get("impact", "Medium") != "Medium":
            head.append(f"impact={json.dumps(row['impact'])}")
    usual = f"Microsoft.PowerShell.Commands.{verb}{noun}Command"
    if row.get("class") and row["class"] != usual:
        head.append(f"class_name={json.dumps(row['class'])}")
    own = [
        p
        for p in row.get("params", ())
        if p["name"] not in ("WhatIf", "Confirm") or not row.get("shouldprocess")
    ]
    body = "\n".join(param_lines(row["name"], p) for p in own if not p.get("dynamic"))
    used = sorted(set(re.findall(r"\b(Validate\w+)\(", body)))
    kit = sorted(
        set(re.findall(r"\b(BY_NAME|BY_VALUE|P)\b(?=[ |,)(])", body)) | {"Cmdlet", "Param", "cmdlet"}
    )
    kit = [k for k in kit if k != "P" or " P(" in body]
    lines = [f'"""{row["name"]}."""', "", "from __future__ import annotations", ""]
    if used:
        lines.append(f"from exoshell.command.attributes import {', '.join(used)}")
    lines += [f"from exoshell.command.declaration import {', '.join(kit)}", "", ""]
    lines += [f"@cmdlet({', '.join(head)})", f"class {verb}{noun}(Cmdlet):".replace("-", "")]
    lines += [
        f'    """{TEXTS.get(row["name"], words(noun))}"""',
        "",
        body,
        "",
        "    def process(self) -> None: ...",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", choices=["cmdlet"])
    parser.add_argument("name")
    parser.add_argument("--source", type=Path, required=True)
    options = parser.parse_args()
    rows = json.loads((options.source / "core-cmdlets.json").read_text(encoding="utf-8"))
    for row in rows:
        if row["row"] == "command" and row["name"].lower() == options.name.lower():
            sys.stdout.write(skeleton(row))
            return 0
    sys.stderr.write(f"no facts about {options.name}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
