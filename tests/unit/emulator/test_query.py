"""Filters as SQL and as plain Python mean the same; pages of any size give the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exoshell.emulator import directory, tenants, worlds
from exoshell.emulator.query import matches, to_sql
from exoshell.emulator.recipients import Listing, Recipient
from exoshell.emulator.tenant import Tenant
from exoshell.lang.opath import And, Comparison, Not, Or
from exoshell.lang.opath.nodes import Node

_TEXT = [
    "Name",
    "Alias",
    "DisplayName",
    "CustomAttribute1",
    "Office",
    "UserPrincipalName",
    "SimpleDisplayName",
]
_VALUES = ["adele", "Adele Vance", "Value1", "Berlin", "Headquarters", "b", "zz", "user1"]
_texts = st.sampled_from(_VALUES)
_patterns = st.builds(
    lambda lead, core, tail: lead + core + tail,
    st.sampled_from(["", "*"]),
    _texts,
    st.sampled_from(["", "*"]),
)
_leaves = st.one_of(
    st.builds(Comparison, st.sampled_from(_TEXT), st.sampled_from(["eq", "ne"]), st.one_of(_texts, st.none())),
    st.builds(Comparison, st.sampled_from(_TEXT), st.sampled_from(["like", "notlike"]), _patterns),
    st.builds(Comparison, st.sampled_from(_TEXT), st.sampled_from(["lt", "gt", "le", "ge"]), _texts),
    st.builds(Comparison, st.sampled_from(["AccountDisabled", "LitigationHoldEnabled", "IsShared", "DeliverToMailboxAndForward"]),
              st.sampled_from(["eq", "ne"]), st.booleans()),
    st.builds(Comparison, st.just("WhenCreated"), st.sampled_from(["lt", "gt", "le", "ge"]),
              st.sampled_from(["2021-01-01", "6/15/2023", "2025-02-03T10:00:00Z"])),
    st.builds(Comparison, st.sampled_from(["ProhibitSendQuota", "IssueWarningQuota"]), st.sampled_from(["lt", "gt", "le", "ge", "eq", "ne"]),
              st.sampled_from(["10GB", 53150220288, "99 GB (106,300,440,576 bytes)"])),
    st.builds(Comparison, st.just("RecipientTypeDetails"), st.sampled_from(["eq", "ne"]), st.sampled_from(["SharedMailbox", "UserMailbox"])),
)  # fmt: skip
_trees = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(lambda parts: And(tuple(parts)), st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda parts: Or(tuple(parts)), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def many() -> Iterator[Tenant]:
    tenant = tenants.create(":memory:", mailboxes=150, people=True, clock="2026-06-15T10:00:00Z")
    yield tenant
    tenant.store.close()


@pytest.fixture(scope="module")
def everybody(many: Tenant) -> list[tuple[Recipient, dict[str, Any]]]:
    defaults = {p.name.lower(): p.default for p in directory.view(many, "Mailbox").properties}
    rows = []
    for recipient in Listing(("mailbox",)).everything(many):
        values = {k.lower(): v for k, v in directory.values(many, recipient).items()}
        rows.append((recipient, {**defaults, **values}))
    return rows


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=_trees)
def test_sql_and_python_agree(
    many: Tenant, everybody: list[tuple[Recipient, dict[str, Any]]], tree: Node
) -> None:
    sql, params, narrow = to_sql(tree, worlds.world("Mailbox"))
    found = [r.name for r in Listing(("mailbox",), (0,), sql, params, narrow).everything(many)]
    expected = [
        recipient.name
        for recipient, row in everybody
        if matches(tree, lambda n, row=row: row.get(n.lower()), lambda _: True, list)  # type: ignore[misc]
    ]
    assert found == expected


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(1, 60), order=st.sampled_from(["name", "displayname", "office", "city"]))
def test_any_page_size_gives_the_same_rows(many: Tenant, size: int, order: str) -> None:
    whole = [r.guid for r in Listing(("mailbox", "group"), order=order).everything(many)]
    paged: list[str] = []
    cursor: list[Any] | None = None
    while True:
        page, cursor = Listing(("mailbox", "group"), order=order).page(many, size, cursor)
        paged += [r.guid for r in page]
        if cursor is None:
            break
    assert paged == whole
