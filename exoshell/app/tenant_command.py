"""`exoshell tenant new | list | info | serve | reset | export | import | diff`: emulated tenants as files."""

from __future__ import annotations

import argparse
import sqlite3
from pathlib import Path
from typing import Any

from exoshell.base.env import Host

BAD_ARGUMENT = 64
FAILED = 1


class _Parser(argparse.ArgumentParser):
    """Writes to the host and does not end the process."""

    host: Host

    def _print_message(self, message: str, file: Any = None) -> None:
        if message:
            self.host.out(message)

    def error(self, message: str) -> Any:
        raise _BadArguments(f"{self.prog}: {message}\n{self.format_usage()}")


class _BadArguments(Exception):
    pass


def make_parser(host: Host) -> argparse.ArgumentParser:
    _Parser.host = host
    parser = _Parser(
        prog="exoshell tenant", description="Emulated tenants: whole Exchange Online organizations in a file."
    )
    words = parser.add_subparsers(dest="word", required=True, parser_class=_Parser)
    new = words.add_parser("new", help="make a tenant")
    new.add_argument("file", help="its file, or a name")
    new.add_argument("--mailboxes", type=int, default=1200, help="how many mailboxes (1200)")
    new.add_argument("--seed", default="contoso", help="what names, sizes and dates are drawn from")
    new.add_argument(
        "--domain",
        action="append",
        default=[],
        help="an accepted domain; the first .onmicrosoft.com one is the initial domain",
    )
    new.add_argument(
        "--admin", action="append", default=[], help="a global administrator's user principal name"
    )
    words.add_parser("list", help="the tenants that are called by name")
    for word, text in (("info", "what a tenant holds"), ("reset", "make a tenant anew as it was made first")):
        words.add_parser(word, help=text).add_argument("tenant", help="a name or a file")
    serve = words.add_parser("serve", help="answer over HTTPS, for other clients")
    serve.add_argument("tenant", help="a name or a file")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen at (127.0.0.1)")
    serve.add_argument("--port", type=int, default=8443, help="the port (8443; 0 takes a free one)")
    export = words.add_parser("export", help="write a tenant as readable text files")
    export.add_argument("tenant")
    export.add_argument("folder")
    import_ = words.add_parser("import", help="make a tenant from its text files")
    import_.add_argument("folder")
    import_.add_argument("file")
    diff = words.add_parser("diff", help="what differs between two tenants")
    diff.add_argument("first")
    diff.add_argument("second")
    return parser


def run_tenant(arguments: list[str], host: Host, folder: str) -> int:
    """Run `exoshell tenant …`; the exit code is 0, 1 (it failed, and says why) or 64 (the arguments are wrong)."""
    from exoshell.emulator.tenants import TenantError

    try:
        options = make_parser(host).parse_args(arguments)
    except _BadArguments as error:
        host.err(str(error))
        return BAD_ARGUMENT
    except SystemExit as done:  # --help
        return int(done.code or 0)
    try:
        return int(WORDS[options.word](options, host, Path(folder)))
    except FileExistsError as error:
        host.err(
            f"exoshell tenant {options.word}: there is already a file {error}; remove it or take another name\n"
        )
        return FAILED
    except (TenantError, OSError, ValueError, sqlite3.Error) as error:
        host.err(f"exoshell tenant {options.word}: {error}\n")
        return FAILED


def _place(text: str, folder: Path) -> str:
    """A file as given is relative to the working folder; a bare name stays a name."""
    from exoshell.emulator.tenants import path_of

    path = path_of(text)
    return str(folder / path) if str(path) == text else text


def _new(options: argparse.Namespace, host: Host, folder: Path) -> int:
    from exoshell.emulator import tenants

    if options.mailboxes < 0:
        raise ValueError("the number of mailboxes cannot be negative")
    given: dict[str, Any] = {}
    if options.domain:
        given["domains"] = options.domain
    if options.admin:
        given["admins"] = options.admin
    elif options.domain:
        given["admins"] = [f"admin@{domain}" for domain in options.domain]
    tenant = tenants.create(
        _place(options.file, folder), mailboxes=options.mailboxes, seed=options.seed, people=True, **given
    )
    facts = tenants.info(tenant)
    host.out(
        f"{facts['path']}: {facts['mailboxes']} mailboxes in {facts['initial_domain']}; sign in as {facts['admins'][0]}\n"
    )
    tenant.store.close()
    return 0


def _list(options: argparse.Namespace, host: Host, folder: Path) -> int:
    from tabulate import tabulate

    from exoshell.emulator import tenants

    rows = [
        [r["name"], r.get("domain", r.get("problem", "")), r.get("mailboxes", ""), r["path"]]
        for r in tenants.list_tenants()
    ]
    host.out(tabulate(rows, ["Name", "Domain", "Mailboxes", "File"], disable_numparse=True) + "\n")
    return 0


def _info(options: argparse.Namespace, host: Host, folder: Path) -> int:
    from tabulate import tabulate

    from exoshell.emulator import tenants

    facts = tenants.info(tenants.open(_place(options.tenant, folder)))
    rows = [(name, _shown(value)) for name, value in facts.items()]
    host.out(tabulate(rows, tablefmt="plain", disable_numparse=True) + "\n")
    return 0


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k} {v}" for k, v in value.items())
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _reset(options: argparse.Namespace, host: Host, folder: Path) -> int:
    from exoshell.emulator import tenants

    tenant = tenants.reset(_place(options.tenant, folder))
    host.out(f"{tenant.store.path}: made anew\n")
    return 0


def _serve(options: argparse.Namespace, host: Host, folder: Path) -> int:
    from exoshell.emulator import tenants
    from exoshell.emulator.serve import serve

    return int(
        serve(
            tenants.open(_place(options.tenant, folder)), host=options.host, port=options.port, say=host.out
        )
        or 0
    )


def _export(options: argparse.Namespace, host: Host, folder: Path) -> int:
    from exoshell.emulator import tenants

    target = tenants.export_tenant(tenants.open(_place(options.tenant, folder)), folder / options.folder)
    host.out(f"{target}\n")
    return 0


def _import(options: argparse.Namespace, host: Host, folder: Path) -> int:
    from exoshell.emulator import tenants

    tenant = tenants.import_tenant(folder / options.folder, _place(options.file, folder))
    host.out(f"{tenant.store.path}\n")
    return 0


def _diff(options: argparse.Namespace, host: Host, folder: Path) -> int:
    from exoshell.emulator import tenants

    first, second = (tenants.open(_place(text, folder)) for text in (options.first, options.second))
    entries = tenants.diff(first, second)
    if entries:
        host.out(tenants.diff_text(entries) + "\n")
    return FAILED if entries else 0


WORDS = {
    "new": _new,
    "list": _list,
    "info": _info,
    "reset": _reset,
    "serve": _serve,
    "export": _export,
    "import": _import,
    "diff": _diff,
}
