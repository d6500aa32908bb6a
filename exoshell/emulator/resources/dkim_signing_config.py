"""DKIM signing of domains."""

from __future__ import annotations

from exoshell.emulator import noun_view, objects
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.errors import already_exists, not_found

NOUN = "DkimSigningConfig"


@handles("New-DkimSigningConfig")
def new_config(call: Call) -> Result:
    """Starts signing a domain."""
    domain = str(call.args["DomainName"])
    if objects.lookup(call.tenant, "AcceptedDomain", domain) is None:
        raise not_found(domain, call.tenant.server)
    if objects.lookup(call.tenant, NOUN, domain):
        raise already_exists(domain)
    stem, initial = domain.replace(".", "-"), call.tenant.initial_domain
    size = call.args.get("KeySize") or 1024
    made = objects.add(call.tenant, NOUN, {
        "Name": domain, "Domain": domain, "Enabled": bool(call.args.get("Enabled")), "Status": "CnameMissing", "Algorithm": "RsaSHA256",
        "Selector1KeySize": size, "Selector2KeySize": size, "Selector1CNAME": f"selector1-{stem}._domainkey.{initial}",
        "Selector2CNAME": f"selector2-{stem}._domainkey.{initial}", "HeaderCanonicalization": call.args.get("HeaderCanonicalization") or "Relaxed",
        "BodyCanonicalization": call.args.get("BodyCanonicalization") or "Relaxed", "KeyCreationTime": call.tenant.stamp(),
    })  # fmt: skip
    return Result([noun_view.values(call.tenant, made)], noun_view.view(call.tenant, NOUN))


@handles("Rotate-DkimSigningConfig")
def rotate(call: Call) -> None:
    """Changes to the other selector."""
    entry = objects.find(call.tenant, NOUN, call.args["Identity"])
    before = entry.doc.get("SelectorBeforeRotateOnDate") or "selector1"
    after = "selector2" if before == "selector1" else "selector1"
    entry.doc.update(
        SelectorBeforeRotateOnDate=before, SelectorAfterRotateOnDate=after, RotateOnDate=call.tenant.stamp()
    )
    if call.args.get("KeySize"):
        entry.doc[f"{after.capitalize()}KeySize"] = call.args["KeySize"]
    objects.save(call.tenant, entry)
