"""Tenants as files: the same seed, two processes, export and import, differences, faults."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from exoshell.emulator import faults, tenants
from exoshell.emulator.faults import ConnectionCut

from .conftest import BASE, CLOCK, Client


def make(path: Path, **more: object) -> tenants.Tenant:
    return tenants.create(path, mailboxes=30, clock=CLOCK, **more)  # type: ignore[arg-type]


def test_the_same_seed_gives_the_same_tenant(tmp_path: Path) -> None:
    one, two, other = make(tmp_path / "a.t"), make(tmp_path / "b.t"), make(tmp_path / "c.t", seed="else")
    assert tenants.diff(one, two) == []
    assert tenants.diff(one, other)
    assert one.id == two.id != other.id


def test_a_tenant_without_persons_lets_them_be_made(tmp_path: Path) -> None:
    client = Client(make(tmp_path / "a.t"))
    client.error("Get-Mailbox", Identity="adele")
    client.rows(
        "New-Mailbox", Name="Adele Vance", MicrosoftOnlineServicesID="adele@contoso.com", Password="x"
    )
    assert client.rows("Get-Mailbox", Identity="adele")


def test_export_and_import_give_the_same_tenant(tmp_path: Path) -> None:
    one = make(tmp_path / "a.t")
    Client(one).rows("Set-Mailbox", Identity="admin@domain.com", Office="X")
    folder = tenants.export_tenant(one, tmp_path / "text")
    two = tenants.import_tenant(folder, tmp_path / "b.t")
    assert tenants.diff(one, two) == []
    assert Client(two).rows("Get-Mailbox", Identity="admin@domain.com")[0]["Office"] == "X"


def test_diff_says_what_changed(tmp_path: Path) -> None:
    one, two = make(tmp_path / "a.t"), make(tmp_path / "b.t")
    Client(two).rows("Set-Mailbox", Identity="admin@domain.com", Office="X")
    Client(two).rows("New-TransportRule", Name="N", DeleteMessage=True, SubjectContainsWords=["x"])
    entries = tenants.diff(one, two)
    assert [(e["what"], e["change"]) for e in entries] == [("TransportRule", "added"), ("mailbox", "changed")]
    assert entries[1]["properties"] == {"Office": {"old": None, "new": "X"}}
    assert '    Office: null -> "X"' in tenants.diff_text(entries)


def test_reset_brings_the_first_state_back(tmp_path: Path) -> None:
    first = make(tmp_path / "a.t")
    twin = make(tmp_path / "b.t")
    Client(first).rows("Remove-Mailbox", Identity="admin@domain.com", PermanentlyDelete=True)
    first.store.close()
    assert tenants.diff(tenants.reset(tmp_path / "a.t"), twin) == []


def test_what_is_no_tenant(tmp_path: Path) -> None:
    (tmp_path / "x.t").write_text("no database at all, and long enough to be looked at" * 30)
    with pytest.raises(tenants.TenantError):
        tenants.open(tmp_path / "x.t")
    with pytest.raises(FileNotFoundError):
        tenants.open(tmp_path / "y.t")
    make(tmp_path / "z.t")
    with pytest.raises(FileExistsError):
        make(tmp_path / "z.t")


def test_open_is_quick(tmp_path: Path) -> None:
    make(tmp_path / "a.t").store.close()
    start = time.perf_counter()
    tenants.open(tmp_path / "a.t").facts  # noqa: B018
    assert time.perf_counter() - start < 0.05


def _write(path: str, name: str, count: int, acknowledged: object) -> None:
    client = Client(tenants.open(path))
    for number in range(count):
        client.rows("New-MailContact", Name=f"{name} {number}", ExternalEmailAddress=f"{name}{number}@x.com")
        acknowledged.value = number + 1  # type: ignore[attr-defined]


def test_two_processes_write_at_the_same_time(tmp_path: Path) -> None:
    path = tmp_path / "a.t"
    make(path).store.close()
    context = multiprocessing.get_context("spawn")
    done = [context.Value("i", 0) for _ in range(2)]
    writers = [context.Process(target=_write, args=(str(path), f"w{n}", 15, done[n])) for n in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    names = {
        row["Name"] for row in Client(tenants.open(path)).rows("Get-MailContact", ResultSize="Unlimited")
    }
    assert {f"w{n} {i}" for n in range(2) for i in range(15)} <= names


def test_a_killed_writer_loses_nothing_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "a.t"
    make(path).store.close()
    context = multiprocessing.get_context("spawn")
    done = context.Value("i", 0)
    writer = context.Process(target=_write, args=(str(path), "k", 100000, done))
    writer.start()
    while done.value < 5:
        time.sleep(0.01)
    assert writer.pid is not None
    os.kill(writer.pid, signal.SIGKILL)
    writer.join(10)
    names = {
        row["Name"] for row in Client(tenants.open(path)).rows("Get-MailContact", ResultSize="Unlimited")
    }
    assert {f"k {i}" for i in range(done.value)} <= names


@pytest.fixture
def faulty(client: Client) -> Client:
    faults.reset(client.tenant)
    return client


def test_throttling(faulty: Client) -> None:
    faulty.tenant.change_settings(faults=[{"status": 429, "every": 2, "retry_after": 7}])
    answers = [faulty.invoke("Get-AcceptedDomain") for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 429, 200, 429]
    assert answers[1].headers["Retry-After"] == "7"


def test_faults_end_and_choose(faulty: Client) -> None:
    faulty.tenant.change_settings(faults=[{"status": 503, "times": 1, "cmdlet": "Get-AcceptedDomain"}])
    assert faulty.invoke("Get-RemoteDomain").status_code == 200
    assert [faulty.invoke("Get-AcceptedDomain").status_code for _ in range(2)] == [503, 200]


def test_chances_follow_the_seed(faulty: Client) -> None:
    faulty.tenant.change_settings(faults=[{"status": 500, "chance": 0.5}])
    first = [faulty.invoke("Get-AcceptedDomain").status_code for _ in range(12)]
    faults.reset(faulty.tenant)
    assert first == [faulty.invoke("Get-AcceptedDomain").status_code for _ in range(12)]
    assert set(first) == {200, 500}


def test_broken_and_cut_answers(faulty: Client) -> None:
    for status in ("break", "reset"):
        faulty.tenant.change_settings(faults=[{"status": status}])
        with pytest.raises(ConnectionCut):
            faulty.invoke("Get-AcceptedDomain")


def test_revoked_tokens_get_a_claims_challenge(faulty: Client) -> None:
    faulty.tenant.change_settings(revoked_before=int(faulty.tenant.now().timestamp()) + 1)
    answer = faulty.invoke("Get-AcceptedDomain")
    assert answer.status_code == 401 and "claims=" in answer.headers["WWW-Authenticate"]


def test_page_size_can_be_limited(faulty: Client) -> None:
    faulty.tenant.change_settings(max_page_size=7)
    body = faulty.invoke("Get-Mailbox", ResultSize="Unlimited").json()
    assert len(body["value"]) == 7 and "@odata.nextLink" in body


def test_the_classic_session_limit(faulty: Client) -> None:
    faulty.tenant.change_settings(session_limit=3)

    def begin(number: int, method: str = "GET") -> int:
        url = f"{BASE}/EXOModuleFile?Version=3.9.2"
        return faulty.request(method, url, headers={"connection-id": f"c{number}"}).status_code

    assert [begin(n) for n in (1, 2, 3, 4, 1)] == [200, 200, 200, 403, 200]
    assert begin(2, "DELETE") == 204
    assert begin(4) == 200


def test_redirection_to_a_regional_host(faulty: Client) -> None:
    faulty.tenant.change_settings(faults=[{"status": "redirect"}])
    answer = faulty.invoke("Get-AcceptedDomain")
    assert answer.status_code == 302 and "eurprd05.outlook.office365.com" in answer.headers["Location"]
    assert faulty.invoke("Get-AcceptedDomain", url=answer.headers["Location"]).status_code == 200
    assert faulty.application.knows("eurprd05.outlook.office365.com")


def test_a_rate_limit_ends_with_its_span(faulty: Client) -> None:
    faulty.tenant.change_settings(rate_limit={"requests": 2, "seconds": 60}, clock="2026-06-15T10:00:30Z")
    answers = [faulty.invoke("Get-AcceptedDomain") for _ in range(3)]
    assert [a.status_code for a in answers] == [200, 200, 429] and answers[2].headers["Retry-After"] == "30"
    faulty.tenant.change_settings(clock="2026-06-15T10:01:00Z")
    assert faulty.invoke("Get-AcceptedDomain").status_code == 200
