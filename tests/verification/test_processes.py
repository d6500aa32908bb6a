"""Two processes that change one tenant's file at the same time, one of them killed: the file stays sound, what was acknowledged stays."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from exoshell.emulator import tenants

WORKER = """
import sys
from exoshell.app.exchange import emulated_service
from exoshell.app.sign_in import QuietScreen
from exoshell.emulator import tenants

file, person, limit = sys.argv[1], sys.argv[2], int(sys.argv[3])
service = emulated_service(tenants.open(file), file + ".home")
service.connect({"UserPrincipalName": "admin@yourdomain.com"}, QuietScreen())
for number in range(1, limit + 1):
    parameters = {"Identity": person, "CustomAttribute7": str(number), "CustomAttribute8": str(number)}
    list(service.run(service.prepare("Set-Mailbox", parameters), print))
    list(service.run(service.prepare("New-MailContact", {"Name": f"{person}-{number}", "ExternalEmailAddress": f"{person}{number}@x.org"}), print))
    print(number, flush=True)
"""


def start(file: Path, person: str, limit: int) -> subprocess.Popen[str]:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", WORKER, str(file), person, str(limit)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=root)


def test_a_killed_process_loses_nothing_that_was_acknowledged(tenant_file: Path) -> None:
    killed, other = start(tenant_file, "adele", 100_000), start(tenant_file, "john", 40)
    assert killed.stdout is not None
    for line in killed.stdout:
        if int(line) >= 25:
            killed.send_signal(signal.SIGKILL)
            break
    rest = killed.stdout.read().split()
    acknowledged = int(rest[-1]) if rest else 25
    out, err = other.communicate(timeout=60)
    killed.wait(10)
    killed.stdout.close()
    if killed.stderr is not None:
        killed.stderr.close()
    assert killed.returncode == -signal.SIGKILL
    assert other.returncode == 0 and out.split()[-1] == "40", err

    tenant = tenants.open(tenant_file)
    connection = tenant.store.connection
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    values = dict(
        connection.execute(
            "SELECT alias, customattribute7 FROM recipient WHERE alias IN ('adele', 'john')"
        ).fetchall()
    )
    both = dict(
        connection.execute(
            "SELECT alias, customattribute8 FROM recipient WHERE alias IN ('adele', 'john')"
        ).fetchall()
    )
    assert values == both, "a change is made as a whole"
    assert values["john"] == "40" and int(values["adele"]) in (acknowledged, acknowledged + 1)
    for person, last in (("adele", acknowledged), ("john", 40)):
        names = {
            r[0]
            for r in connection.execute(
                "SELECT name FROM recipient WHERE name LIKE ? AND state = 0", (f"{person}-%",)
            )
        }
        assert {f"{person}-{n}" for n in range(1, last + 1)} <= names and len(names) <= last + 1
    lost = "SELECT count(*) FROM address WHERE recipient NOT IN (SELECT id FROM recipient)"
    assert connection.execute(lost).fetchone()[0] == 0
    guids = [r[0] for r in connection.execute("SELECT guid FROM recipient")]
    assert len(guids) == len(set(guids))
    tenant.store.close()
