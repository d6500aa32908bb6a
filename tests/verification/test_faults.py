"""Every fault that the emulated service can play, met by a read, a long listing, a change and a batch: nothing lost, nothing doubled."""

from __future__ import annotations

from typing import Any

import pytest

from exoshell.emulator import faults
from exoshell.values.errors import PowerShellError

from .conftest import Shell

FAULTS: dict[str, dict[str, Any]] = {
    "401": {"status": 401},
    "429": {"status": 429, "retry_after": 2},
    "429 without a time": {"status": 429},
    "500 passing": {"status": 500},
    "503": {"status": 503, "retry_after": 1},
    "504": {"status": 504},
    "break": {"status": "break"},
    "slow": {"status": "slow", "seconds": 0.01},
    "redirect": {"status": "redirect"},
    "reset": {"status": "reset"},
}
LOST_ANSWER = {"break", "reset"}  # the client cannot know whether the change was made
READ = "Get-Mailbox adele"
LISTING = "Get-Mailbox -ResultSize Unlimited"
CHANGE = "Set-Mailbox adele -CustomAttribute1 changed"
BATCH = "'adele', 'john', 'nobody', 'user1' | Get-Mailbox"
CHANGING_BATCH = "'adele', 'john', 'nobody', 'user1' | Set-Mailbox -CustomAttribute2 changed"


@pytest.fixture
def connected(shell: Shell) -> Shell:
    shell.connect("-PageSize 5")
    return shell


def switch(shell: Shell, *rules: dict[str, Any]) -> None:
    faults.reset(shell.tenant)
    shell.tenant.change_settings(faults=list(rules) or None)


def guids(rows: list[Any]) -> list[str]:
    return [str(row.notes["Guid"]) for row in rows]


def attempt(shell: Shell, line: str) -> tuple[list[Any], list[Any]]:
    try:
        rows = shell.run(line)
    except PowerShellError as error:
        return [], [error.record]
    return rows, shell.errors()


def changed(shell: Shell, number: int) -> list[str]:
    """The aliases of the mailboxes whose custom attribute was changed, straight from the store."""
    sql = f"SELECT alias FROM recipient WHERE customattribute{number} = 'changed' ORDER BY alias"
    return [row[0] for row in shell.tenant.store.connection.execute(sql)]


def audited(shell: Shell, operation: str) -> int:
    sql = "SELECT count(*) FROM audit WHERE operation = ?"
    return int(shell.tenant.store.connection.execute(sql, (operation,)).fetchone()[0])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_single_read_recovers_in_silence(connected: Shell, fault: str) -> None:
    switch(connected, {**FAULTS[fault], "every": 1, "times": 1})
    rows, records = attempt(connected, READ)
    assert [row.notes["Alias"] for row in rows] == ["adele"] and records == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_long_listing_loses_and_doubles_nothing(connected: Shell, fault: str) -> None:
    whole = guids(connected.run(LISTING))
    switch(connected, {**FAULTS[fault], "every": 3})
    rows, records = attempt(connected, LISTING)
    assert records == [] and guids(rows) == whole and len(set(whole)) == len(whole) > 20


@pytest.mark.parametrize("fault", FAULTS)
def test_a_change_is_made_once_or_its_fate_is_told(connected: Shell, fault: str) -> None:
    before = audited(connected, "Set-Mailbox")
    switch(connected, {**FAULTS[fault], "every": 1, "times": 1})
    connected.sent.clear()
    _, records = attempt(connected, CHANGE)
    switch(connected)
    if fault in LOST_ANSWER:
        assert len(records) == 1 and len(connected.changing()) == 1, "it is not sent again"
        assert fault == "reset" or changed(connected, 1) == ["adele"]
        assert "look before you repeat" in str(records[0].exception.message), records
    else:
        assert records == [] and changed(connected, 1) == ["adele"]
    assert audited(connected, "Set-Mailbox") - before == len(changed(connected, 1)) <= 1


@pytest.mark.parametrize("fault", FAULTS)
def test_a_batch_of_reads_gives_each_answer_once_and_in_order(connected: Shell, fault: str) -> None:
    switch(connected, {**FAULTS[fault], "every": 2})
    rows, records = attempt(connected, BATCH)
    assert [row.notes["Alias"] for row in rows] == ["adele", "john", "user1"]
    assert len(records) == 1 and "nobody" in str(records[0].exception.message)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("every", [1, 2, 3])
def test_a_batch_of_changes_makes_each_once(connected: Shell, fault: str, every: int) -> None:
    before = audited(connected, "Set-Mailbox")
    switch(connected, {**FAULTS[fault], "every": every, "times": 1})
    _, records = attempt(connected, CHANGING_BATCH)
    switch(connected)
    made = changed(connected, 2)
    assert audited(connected, "Set-Mailbox") - before == len(made) == len(set(made))
    if fault not in LOST_ANSWER:
        assert made == ["adele", "john", "user1"] and len(records) == 1
    else:
        told = " ".join(str(record.exception.message) for record in records)
        assert set(made) >= {"adele", "john", "user1"} or "look before you repeat" in told, (made, told)


@pytest.mark.parametrize("fault", ["429", "500 passing", "503", "504", "reset", "break"])
def test_a_fault_that_stays_is_an_error_in_the_end(connected: Shell, fault: str) -> None:
    switch(connected, FAULTS[fault])
    connected.sent.clear()
    rows, records = attempt(connected, READ)
    assert rows == [] and len(records) == 1 and records[0].full_id and 2 <= len(connected.sent) <= 7
    assert str(records[0].exception.message).strip()


def test_a_token_that_is_refused_twice_is_an_error_and_no_loop(connected: Shell) -> None:
    switch(connected, {"status": 401})
    connected.sent.clear()
    _, records = attempt(connected, READ)
    assert len(records) == 1 and len(connected.sent) == 2


def test_an_error_of_the_service_itself_is_not_repeated(connected: Shell) -> None:
    switch(connected, {"status": 500, "exception": "System.NullReferenceException", "text": "It broke."})
    connected.sent.clear()
    _, records = attempt(connected, CHANGE)
    assert (
        len(records) == 1
        and len(connected.changing()) == 1
        and "It broke." in str(records[0].exception.message)
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_a_listing_with_five_percent_faults_equals_the_one_without(connected: Shell, fault: str) -> None:
    connection = connected.service.connections.last()
    connection.page_size = 1
    whole = guids(connected.run(LISTING))
    switch(connected, {**FAULTS[fault], "chance": 0.05})
    for _ in range(2):
        rows, records = attempt(connected, LISTING)
        assert records == [] and guids(rows) == whole
    retried = connection.transport.counters
    assert fault == "slow" or retried.retries + retried.renewals + retried.redirects > 0, "a fault was met"


def test_many_kinds_of_faults_at_once_leave_every_change_made_once(connected: Shell) -> None:
    rules = [{**FAULTS[name], "every": 5 + n} for n, name in enumerate(FAULTS) if name not in LOST_ANSWER]
    before = audited(connected, "Set-Mailbox")
    switch(connected, *rules)
    names = [row.notes["Alias"] for row in connected.run(LISTING)][:20]
    for name in names:
        _, records = attempt(connected, f"Set-Mailbox '{name}' -CustomAttribute3 changed")
        assert records == [], name
    switch(connected)
    assert sorted(name.lower() for name in names) == changed(connected, 3)
    assert audited(connected, "Set-Mailbox") - before == len(names)


def test_the_waits_follow_the_service(connected: Shell) -> None:
    waits: list[float] = []
    connected.service.connections.last().transport.wait = waits.append
    switch(connected, {"status": 429, "retry_after": 17, "times": 1}, {"status": 503, "times": 1})
    assert attempt(connected, READ)[1] == []
    assert waits[0] == 17 and len(waits) == 2 and waits[1] > 0


def test_a_limit_on_requests_slows_a_listing_and_cuts_nothing(connected: Shell) -> None:
    whole = guids(connected.run(LISTING))
    faults.reset(connected.tenant)
    connected.tenant.change_settings(rate_limit={"requests": 3, "seconds": 60}, clock="2026-06-15T10:00:00Z")
    connection = connected.service.connections.last()

    def wait(seconds: float) -> None:
        assert 0 < seconds <= 60
        connected.tenant.change_settings(clock=f"2026-06-15T10:0{connection.transport.counters.retries}:00Z")

    connection.transport.wait = wait
    rows, records = attempt(connected, LISTING)
    assert records == [] and guids(rows) == whole and connection.transport.counters.retries >= 1


def test_a_batch_that_comes_back_short_reads_again_and_changes_nothing_twice(connected: Shell) -> None:
    import json

    http = connected.service.connections.last().transport.session
    send = http.request

    def request(method: str, url: str, **options: Any) -> Any:
        answer = send(method, url, **options)
        if url.endswith("$batch"):
            content = json.loads(answer.content)
            del content["responses"][1]
            answer._content = json.dumps(content).encode()
        return answer

    http.request = request
    rows, records = attempt(connected, BATCH)
    assert [row.notes["Alias"] for row in rows] == ["adele", "john", "user1"] and len(records) == 1
    before = audited(connected, "Set-Mailbox")
    _, records = attempt(connected, CHANGING_BATCH)
    assert audited(connected, "Set-Mailbox") - before == 3 and changed(connected, 2) == [
        "adele",
        "john",
        "user1",
    ]
    assert any("look before you repeat" in str(record.exception.message) for record in records)
