"""Requests that make no sense get an answer of the service's kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exoshell.emulator import coverage, tenants
from exoshell.schema import catalog

from .conftest import BASE, CLOCK, Client

_NAMES = [name for name, state in coverage.table() if state != coverage.NONE]
_scalars = st.one_of(st.none(), st.booleans(), st.integers(-5, 10**12), st.text(max_size=6),
                     st.sampled_from(["adele", "adele:\\Calendar", "*", "Default", "Unlimited", "Sales Team"]))  # fmt: skip
_values = st.one_of(
    _scalars,
    st.lists(_scalars, max_size=3),
    st.dictionaries(st.sampled_from(["Add", "Remove", "@odata.type", "x", "Data"]), _scalars, max_size=2),
)


@pytest.fixture(scope="module")
def shared() -> Iterator[Client]:
    tenant = tenants.create(":memory:", mailboxes=20, people=True, clock=CLOCK)
    yield Client(tenant)
    tenant.store.close()


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_of_any_parameter(shared: Client, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(_NAMES))
    row = catalog.row(name)
    assert row is not None
    known = [p["name"] for p in row["params"] if p.get("exo", True)] or ["Identity"]
    parameters: dict[str, Any] = data.draw(st.dictionaries(st.sampled_from(known), _values, max_size=4))
    if "Identity" in known and data.draw(st.booleans()):
        parameters["Identity"] = "adele"
    answer = shared.invoke(name, **parameters)
    assert answer.status_code in (200, 400, 403, 501), (name, parameters, answer.text[-700:])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"nonsense",
        b'{"CmdletInput": null}',
        b'{"CmdletInput": {"CmdletName": "Get-Mailbox", "Parameters": 5}}',
    ],
)
def test_bodies_that_are_none(shared: Client, body: bytes) -> None:
    assert shared.request("POST", f"{BASE}/InvokeCommand", body).status_code == 400


@pytest.mark.parametrize(
    "path",
    ["/Nothing", "/Mailbox('adele')/Nothing", "/Mailbox('", "/Mailbox(')", "/$nothing", "/Mailbox?$top=x"],
)
def test_paths_that_lead_nowhere(shared: Client, path: str) -> None:
    assert shared.get(path).status_code in (200, 400, 404)


def test_other_methods_and_tenants(shared: Client) -> None:
    assert shared.request("GET", f"{BASE}/InvokeCommand").status_code == 405
    assert shared.request("PATCH", f"{BASE}/Mailbox('adele')").status_code == 405
    other = BASE.replace("contoso.onmicrosoft.com", "fabrikam.com")
    assert shared.request("POST", f"{other}/InvokeCommand", json.dumps({}).encode()).status_code == 403
