"""Historical searches and reports that run in the background."""

from __future__ import annotations

from exoshell.emulator import noun_view, objects
from exoshell.emulator.call import Call, Result, handles
from exoshell.emulator.objects import Entry

NOUN = "HistoricalSearch"


def _row(call: Call, entry: Entry) -> dict[str, object]:
    return {
        **noun_view.values(call.tenant, entry),
        "JobId": entry.guid,
        "Identity": entry.guid,
        "SubmitDate": entry.doc["WhenCreated"],
    }


@handles("Start-HistoricalSearch")
def start(call: Call) -> Result:
    """Starts a search; it is done at the next look."""
    doc = {k: v for k, v in call.args.items() if v is not None}
    doc.update(Name=call.tenant.new_guid(), Status="NotStarted", Rows=0)
    made = objects.add(call.tenant, NOUN, doc)
    return Result([_row(call, made)], noun_view.view(call.tenant, NOUN))


@handles("Get-HistoricalSearch")
def get(call: Call) -> Result:
    """Lists searches."""
    job = call.args.get("JobId")
    found = [objects.find(call.tenant, NOUN, job)] if job else objects.every(call.tenant, NOUN)
    rows = []
    for entry in found:
        row = _row(call, entry)
        if entry.doc["Status"] == "NotStarted":
            row.update(
                Status="Done",
                Rows=call.tenant.number_of(entry.guid, 900),
                JobProgress="100",
                CompletionDate=call.tenant.stamp(),
            )
        rows.append(row)
    return Result(rows, noun_view.view(call.tenant, NOUN))


@handles("Stop-HistoricalSearch")
def stop(call: Call) -> None:
    """Stops a search."""
    entry = objects.find(call.tenant, NOUN, call.args["JobId"])
    entry.doc["Status"] = "Cancelled"
    objects.save(call.tenant, entry)
