"""Domains, policies and other configuration of an invented tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exoshell.emulator.demo import Builder


def build(builder: Builder) -> None:
    """Adds it all."""
    for domain in builder.domains:
        initial = domain == builder.tenant.initial_domain
        builder.object("AcceptedDomain", {
            "Name": domain, "DomainName": domain, "DomainType": "Authoritative", "InitialDomain": initial,
            "Default": domain == (builder.domains[1] if len(builder.domains) > 1 else domain),
            "AuthenticationType": "Managed", "AddressBookEnabled": True,
        })  # fmt: skip
