"""Measures an emulated tenant of some size: making it, opening it, single reads, filters, pages and changes.

    python scripts/bench_tenant.py [mailboxes] [file]

The file is made when it is not there, and kept only if it is named.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exoshell.app.exchange import emulated_service  # noqa: E402
from exoshell.app.sign_in import QuietScreen  # noqa: E402
from exoshell.emulator import tenants  # noqa: E402


def measure(label: str, work: Callable[[], Any], repeat: int = 5) -> Any:
    """Runs some work several times; prints the median in milliseconds and what the last run gave."""
    times = []
    result = None
    for _ in range(repeat):
        started = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - started)
    shown = f"  ({result})" if isinstance(result, int | str) else ""
    print(f"{label:<34}{sorted(times)[len(times) // 2] * 1000:12.2f} ms{shown}", flush=True)
    return result


def open_once(file: Path) -> int:
    """Opens, reads the tenant's facts, closes."""
    tenant = tenants.open(file)
    domains = len(tenant.initial_domain)
    tenant.store.close()
    return domains


def run(file: Path, mailboxes: int) -> None:
    if not file.exists():
        measure(
            f"make {mailboxes} mailboxes",
            lambda: tenants.create(file, mailboxes=mailboxes, people=True).store.close(),
            1,
        )
    print(f"{'size of the file':<34}{file.stat().st_size / 1e6:12.1f} MB")
    measure("open", lambda: open_once(file))
    tenant = tenants.open(file)
    service = emulated_service(tenant, str(file.parent / "home"))
    service.connect({"UserPrincipalName": "admin@yourdomain.com"}, QuietScreen())
    numbers = itertools.count()

    def rows(cmdlet: str, limit: Any = None, **parameters: Any) -> int:
        return sum(
            1 for _ in service.run(service.prepare(cmdlet, parameters, limit=limit), lambda text: None)
        )

    measure("Get-Mailbox by alias", lambda: rows("Get-Mailbox", Identity="adele"))
    measure("Get-Mailbox by address", lambda: rows("Get-Mailbox", Identity="adele@contoso.com"))
    measure("Get-Mailbox, first 100", lambda: rows("Get-Mailbox", limit=100))
    measure("Get-Mailbox, first 1000", lambda: rows("Get-Mailbox", limit=1000), 3)
    measure("filter, indexed", lambda: rows("Get-Mailbox", limit=100, Filter="Alias -eq 'adele'"))
    measure(
        "filter, start of a name", lambda: rows("Get-Mailbox", limit=100, Filter="DisplayName -like 'adele*'")
    )
    measure(
        "filter, not indexed, first 10",
        lambda: rows("Get-Mailbox", limit=10, Filter="HiddenFromAddressListsEnabled -eq $true"),
        3,
    )
    measure("Get-Recipient, -ANR", lambda: rows("Get-Recipient", limit=50, Anr="adele"), 3)
    measure("Set-Mailbox", lambda: rows("Set-Mailbox", Identity="adele", CustomAttribute9=str(next(numbers))))
    if mailboxes <= 50_000:
        measure("Get-Mailbox, all", lambda: rows("Get-Mailbox", limit="Unlimited"), 1)
    service.close()
    tenant.store.close()


def main() -> int:
    mailboxes = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    if len(sys.argv) > 2:
        run(Path(sys.argv[2]), mailboxes)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("EXOSHELL_HOME", folder)
        run(Path(folder) / "bench.exotenant", mailboxes)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
