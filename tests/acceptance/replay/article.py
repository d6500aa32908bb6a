"""Runs the acceptance commands, each on a copy of one prepared emulated tenant, through the real command line in process."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conformance.replay.result import read_rows
from tests.conformance.replay.shell import OutOfTime, run_command_line, time_limit

DATA = Path(__file__).resolve().parent.parent / "data"
DOMAINS = ["contoso.onmicrosoft.com", "contoso.com", "domain.com", "yourdomain.com", "example.com"]
ADMINS = ["admin@contoso.onmicrosoft.com", "admin@yourdomain.com", "admin@domain.com"]
APP_ID = "22222222-3333-4444-5555-666666666666"
CONNECT = "Connect-ExchangeOnline -UserPrincipalName admin@yourdomain.com -ShowBanner:$false\n"
# what the cases take for given: a certificate of the tenant's app in the shell's own store
CERTIFICATE = """$cert = New-SelfSignedCertificate -Subject 'CN=acceptance' -CertStoreLocation 'Cert:\\CurrentUser\\My' -KeyExportPolicy Exportable
$null = Export-Certificate -Cert $cert -FilePath (Join-Path $PWD app.cer)
$cert.Thumbprint
"""


@dataclass
class Outcome:
    id: str
    ok: bool
    out: str
    err: str
    missing: list[str]


class Tenants:
    """The prepared tenants: with John Doe's mailbox and, for the cases that create it, without."""

    def __init__(self, folder: Path) -> None:
        from exoshell.emulator import tenants

        self.folder = folder
        setup = (DATA / "setup.ps1").read_text(encoding="utf-8")
        without = "\n".join(line for line in setup.split("\n") if "johndoe@domain.com" not in line)
        for name, text in (("with", setup), ("without", without)):
            path = folder / f"{name}.db"
            tenants.create(str(path), mailboxes=1200, seed=1, domains=DOMAINS, admins=ADMINS)
            script = folder / f"{name}.ps1"
            script.write_text(text, encoding="utf-8")
            out, err, code = run(path, script, folder, folder / "home")
            if code or err:
                raise RuntimeError(f"setup.ps1 failed ({code}): {err.decode()[:2000]}{out.decode()[:500]}")
        self.thumbprint = self.register_certificate(tenants)

    def register_certificate(self, tenants: Any) -> str:
        script = self.folder / "certificate.ps1"
        script.write_text(CERTIFICATE, encoding="utf-8")
        out, err, code = run(self.folder / "with.db", script, self.folder, self.folder / "home")
        if code or err:
            raise RuntimeError(f"no certificate ({code}): {err.decode()[:2000]}")
        from exoshell.emulator.accounts import register_certificate

        for name in ("with", "without"):
            tenant = tenants.open(str(self.folder / f"{name}.db"))
            register_certificate(tenant, APP_ID, (self.folder / "app.cer").read_bytes())
            tenants.checkpoint(tenant)
            tenant.store.close()
        return out.decode().split()[-1]


def run(tenant: Path, script: Path, folder: Path, home: Path) -> tuple[bytes, bytes, int]:
    home.mkdir(exist_ok=True)
    arguments = ["--tenant", str(tenant), "-NoProfile", "-NonInteractive", "-File", str(script)]
    environment: dict[str, str | None] = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
    }
    return run_command_line(arguments, folder, environment=environment)


def load(data: Path = DATA) -> list[dict[str, Any]]:
    return read_rows(data / "article.jsonl")


def creates_john(row: dict[str, Any]) -> bool:
    return "New-Mailbox" in row["script"] and "johndoe@domain.com" in row["script"]


def limit_sessions(path: Path, number: int) -> None:
    """Switches the tenant's classic limit of concurrent sessions on."""
    from exoshell.emulator import tenants

    tenant = tenants.open(str(path))
    tenant.change_settings(session_limit=number)
    tenants.checkpoint(tenant)
    tenant.store.close()


def run_case(row: dict[str, Any], prepared: Tenants) -> Outcome:
    folder = Path(tempfile.mkdtemp(prefix="article-"))
    try:
        tenant = folder / "tenant.db"
        shutil.copyfile(prepared.folder / ("without.db" if creates_john(row) else "with.db"), tenant)
        if row["id"] == "session-limit":
            limit_sessions(tenant, 3)
        shutil.copytree(prepared.folder / "home", folder / "home")
        head = f"$CertificateThumbprint = '{prepared.thumbprint}'; $AppId = '{APP_ID}'\n" + (
            CONNECT if row["connect"] else ""
        )
        script = folder / "case.ps1"
        script.write_text(head + row["script"], encoding="utf-8")
        try:
            with time_limit(60):
                out, err, _ = run(tenant, script, folder, folder / "home")
        except OutOfTime:
            out, err = b"", b"(out of time)"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return judge(row, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))


def judge(row: dict[str, Any], out: str, err: str) -> Outcome:
    missing = [pattern for pattern in row.get("stdout", []) if not re.search(pattern, out, re.MULTILINE)]
    if "error" in row:
        if not re.search(row["error"], re.sub(r"\s+(\|\s)?", " ", err)) and not re.search(row["error"], err):
            missing.append("error: " + row["error"])
    elif err.strip():
        missing.append("no error")
    if "Traceback" in err:
        missing.append("no traceback")
    return Outcome(row["id"], not missing, out, err, missing)


def run_all(rows: list[dict[str, Any]]) -> Iterator[Outcome]:
    folder = Path(tempfile.mkdtemp(prefix="acceptance-"))
    try:
        os.chmod(folder, 0o700)
        prepared = Tenants(folder)
        for row in rows:
            try:
                yield run_case(row, prepared)
            except Exception as error:
                yield Outcome(row["id"], False, "", f"{type(error).__name__}: {error}", ["a crash"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
