"""Features that are switched on and off a domain: DNSSEC, inbound SMTP DANE, IPv6."""

from __future__ import annotations

from typing import Any

from exoshell.emulator import objects
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.objects import Entry


def _domain(call: Call) -> Entry:
    name = call.args.get("DomainName") or call.args.get("Domain") or call.args.get("Identity") or ""
    return objects.find(call.tenant, "AcceptedDomain", name)


def _switch(call: Call, feature: str, on: bool) -> Result:
    entry = _domain(call)
    features: dict[str, Any] = entry.doc.setdefault("Features", {})
    features[feature] = on
    objects.save(call.tenant, entry)
    row: dict[str, Any] = {"Result": "Success", "ErrorData": None, "Domain": entry.name}
    if feature == "Dnssec" and on:
        row["DnssecMxValue"] = f"{entry.name.replace('.', '-')}.o-v1.mx.microsoft"
    return Result([row])


@handles("Enable-DnssecForVerifiedDomain", "Disable-DnssecForVerifiedDomain")
def dnssec(call: Call) -> Result:
    """Switches DNSSEC of a domain."""
    return _switch(call, "Dnssec", call.verb == "Enable")


@handles("Enable-SmtpDaneInbound", "Disable-SmtpDaneInbound")
def dane(call: Call) -> Result:
    """Switches inbound SMTP DANE of a domain."""
    return _switch(call, "SmtpDane", call.verb == "Enable")


@handles("Enable-IPv6ForAcceptedDomain", "Disable-IPv6ForAcceptedDomain")
def ipv6(call: Call) -> Result:
    """Switches IPv6 of a domain."""
    return _switch(call, "IPv6", call.verb == "Enable")


def _state(call: Call, feature: str, label: str) -> Result:
    entry = _domain(call)
    on = bool(entry.doc.get("Features", {}).get(feature))
    return Result([{"Domain": entry.name, label: "Enabled" if on else "Disabled"}])


@handles("Get-DnssecStatusForVerifiedDomain")
def dnssec_status(call: Call) -> Result:
    """Whether DNSSEC is on."""
    return _state(call, "Dnssec", "DnssecFeatureStatus")


@handles("Get-SmtpDaneInboundStatus")
def dane_status(call: Call) -> Result:
    """Whether inbound SMTP DANE is on."""
    return _state(call, "SmtpDane", "SmtpDaneInboundStatus")


@handles("Get-IPv6StatusForAcceptedDomain")
def ipv6_status(call: Call) -> Result:
    """Whether IPv6 is on."""
    return _state(call, "IPv6", "Status")
