"""Mobile devices that synchronize with mailboxes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from exoshell.emulator import contents, mailboxes, noun_view, objects
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.errors import not_found
from exoshell.emulator.recipients import Listing, Recipient
from exoshell.emulator.values import keep_date

NOUN = "MobileDevice"
_MODELS = (("iPhone15C2", "iOS 18.5", "iPhone", "Outlook for iOS and Android"), ("Pixel 9", "Android 15", "Android", "Outlook for iOS and Android"),
           ("iPad13C1", "iOS 18.4", "iPad", "Apple-iPad13C1/2206.65"), ("SM-S928B", "Android 14", "Android", "Outlook for iOS and Android"))  # fmt: skip


def devices(call: Call, owner: Recipient) -> list[dict[str, Any]]:
    """The devices of one mailbox with what was done to them."""
    if not owner.doc.get("ContentScale"):
        return []
    rows = []
    changes = {e.name: e.doc for e in objects.every(call.tenant, NOUN, owner.guid)}
    for number in range((0, 1, 1, 2, 0)[contents._random(owner, "devices", 5)]):
        model, system, kind, agent = _MODELS[contents._random(owner, f"model{number}", len(_MODELS))]
        device = f"{call.tenant.guid_of(f'device|{owner.guid}|{number}').replace('-', '').upper()}"
        change = changes.get(device, {})
        if change.get("Removed"):
            continue
        name = f"{kind}§{device}"
        sync = call.tenant.now().replace(minute=0, second=0) - timedelta(
            days=contents._random(owner, f"sync{number}", 60)
        )
        rows.append({
            "Identity": f"{owner.name}\\ExchangeActiveSyncDevices\\{name}", "Name": name, "Id": name, "FriendlyName": f"{owner.name}'s {kind}",
            "DeviceId": device, "DeviceOS": system, "DeviceType": kind, "DeviceModel": model, "DeviceUserAgent": agent, "DeviceID": device,
            "ClientType": "Outlook" if "Outlook" in agent else "EAS", "ClientVersion": "16.1", "UserDisplayName": owner.name,
            "DeviceAccessState": change.get("DeviceAccessState", "Allowed"), "DeviceAccessStateReason": "Global", "IsManaged": False,
            "FirstSyncTime": owner.doc.get("WhenCreated"), "LastSuccessSync": keep_date(sync), "LastSyncAttemptTime": keep_date(sync),
            "Status": change.get("Status", "DeviceOk"), "DeviceFriendlyName": f"{owner.name}'s {kind}", "NumberOfFoldersSynced": 8,
            "DeviceWipeRequestTime": change.get("DeviceWipeRequestTime"), "IsRemoteWipeSupported": True, "IsValid": True,
            "WhenCreated": owner.doc.get("WhenCreated"), "Guid": call.tenant.guid_of(f"device|{device}"), "Owner": owner.guid,
        })  # fmt: skip
    return rows


def _chosen(call: Call) -> list[dict[str, Any]]:
    identity = call.args.get("Identity")
    if call.args.get("Mailbox"):
        return devices(call, mailboxes.find(call.tenant, call.args["Mailbox"]))
    if identity:
        text = str(identity)
        owner = mailboxes.find(call.tenant, text.partition("\\")[0]) if "\\" in text else None
        for candidate in [owner] if owner else Listing(("mailbox",)).everything(call.tenant):
            for row in devices(call, candidate):
                if text.lower() in (
                    row["Identity"].lower(),
                    row["DeviceId"].lower(),
                    row["Guid"],
                    row["Name"].lower(),
                ):
                    return [row]
        raise not_found(identity, call.tenant.server)
    return [row for owner in Listing(("mailbox",)).everything(call.tenant) for row in devices(call, owner)]


@handles("Get-MobileDevice", "Get-ActiveSyncDevice")
def get_device(call: Call) -> Result:
    """Lists devices."""
    rows = _chosen(call)
    if call.args.flag("ActiveSync"):
        rows = [r for r in rows if r["ClientType"] == "EAS"]
    if call.args.flag("OWAforDevices") or call.args.flag("UniversalOutlook"):
        rows = []
    return Result(rows, noun_view.view(call.tenant, NOUN))


@handles("Get-MobileDeviceStatistics", "Get-ActiveSyncDeviceStatistics")
def get_statistics(call: Call) -> Result:
    """Lists devices with their last synchronization."""
    rows = [
        {k: v for k, v in row.items() if k not in ("Owner", "WhenCreated", "Id", "Name")}
        for row in _chosen(call)
    ]
    return Result(rows)


def _keep(call: Call, **facts: Any) -> None:
    for row in _chosen(call):
        entry = objects.lookup(call.tenant, NOUN, row["DeviceId"], row["Owner"])
        if entry is None:
            objects.add(call.tenant, NOUN, {"Name": row["DeviceId"], **facts}, row["Owner"])
        else:
            entry.doc.update(facts)
            objects.save(call.tenant, entry)


@handles("Remove-MobileDevice", "Remove-ActiveSyncDevice")
def remove_device(call: Call) -> None:
    """Ends a device's partnership."""
    _keep(call, Removed=True)


@handles("Clear-MobileDevice", "Clear-ActiveSyncDevice")
def clear_device(call: Call) -> None:
    """Asks a device to wipe itself, or takes that back."""
    if call.args.flag("Cancel"):
        _keep(call, Status="DeviceOk", DeviceWipeRequestTime=None)
    else:
        _keep(call, Status="DeviceWipePending", DeviceWipeRequestTime=call.tenant.stamp())
