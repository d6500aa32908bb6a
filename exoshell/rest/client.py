"""Calls: one cmdlet as InvokeCommand, the Get-EXO* family as OData, several calls as one batch.

Rows come out as the JSON objects of the wire; `decode` turns them into typed values.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from exoshell.rest import guard
from exoshell.rest.connection import Connection
from exoshell.rest.errors import ServiceError, read_error
from exoshell.rest.transport import Request, Response, Transport, retry_after
from exoshell.schema import catalog

MAX_PAGE = 1000
DEFAULT_RESULT_SIZE = 1000
MAX_BATCH = 10
UNLIMITED = None  # a result size without a bound
MORE_RESULTS = "There are more results available than are currently displayed"
CLIENT_NAME = "ExoManagementModule"
CLIENT_VERSION = "3.9.2"

Row = dict[str, Any]


@dataclass
class Call:
    """One call of a cmdlet; `parameters` as encoded for the wire. `limit`: most rows wanted (UNLIMITED for all)."""

    cmdlet: str
    parameters: dict[str, Any]
    limit: int | None = DEFAULT_RESULT_SIZE
    select: tuple[str, ...] = ()
    anchor: str = ""
    mode: str = guard.OPEN


@dataclass
class Outcome:
    """What one call of a batch gave."""

    call: Call
    rows: list[Row] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    error: ServiceError | None = None


def has_result_size(cmdlet: str) -> bool:
    """Whether the cmdlet has a -ResultSize; others are followed to their last page."""
    row = catalog.load().get(cmdlet)
    return row is not None and any(p["name"] == "ResultSize" for p in row["params"])


def limit_of(value: Any) -> int | None:
    """The number of rows that a -ResultSize means: `Unlimited` (any case) is UNLIMITED.

    Raises ValueError for anything that is no positive number.
    """
    text = str(value).strip()
    if text.lower() == "unlimited":
        return UNLIMITED
    number = int(text)
    if number <= 0:
        raise ValueError(text)
    return number


class Client:
    """Speaks for one connection."""

    def __init__(self, connection: Connection, transport: Transport) -> None:
        self.connection, self.transport = connection, transport
        self.warn: Callable[[str], None] = lambda text: None

    # -- InvokeCommand ---------------------------------------------------------------------------------------------------------

    def invoke(self, call: Call, warn: Callable[[str], None] | None = None) -> Iterator[Row]:
        """The rows of a call, page by page as they are taken. Warnings go to `warn` when their page arrives.

        Raises ServiceError, guard.Blocked, auth.SignInError.
        """
        warn = warn or self.warn
        url, remaining = self._command_url(call), call.limit
        request_id = str(uuid.uuid4())
        while True:
            page = MAX_PAGE if remaining is None else min(remaining, MAX_PAGE)
            response = self._send(call, url, min(page, self.connection.page_size), request_id)
            rows, link, warnings = read_page(response.data)
            more = bool(link) and (remaining is None or remaining > len(rows))
            for text in warnings:
                if not (more and text.startswith(MORE_RESULTS)):
                    warn(text)
            if remaining is None:
                yield from rows
            else:
                yield from rows[:remaining]
                remaining -= len(rows)
            if not more:
                return
            url = str(link)

    def confirmation(self, call: Call) -> str:
        """What the call would do, in the service's words; nothing is done. '' when the service says nothing."""
        asked = Call(
            call.cmdlet,
            {**call.parameters, "Confirm": True},
            call.limit,
            anchor=call.anchor,
            mode=guard.VALIDATE_ONLY,
        )
        response = self._send(asked, self._command_url(asked), MAX_PAGE, str(uuid.uuid4()))
        data = response.data if isinstance(response.data, dict) else {}
        message = data.get("@adminapi.confirmationmessage") or ""
        return "\n".join(map(str, message)) if isinstance(message, list) else str(message)

    def _send(self, call: Call, url: str, page: int, request_id: str) -> Response:
        request = Request(
            "POST",
            url,
            self._headers(call.cmdlet, request_id, page, call.anchor),
            body_of(call),
            cmdlet=call.cmdlet,
            changing=catalog.effect(call.cmdlet) != catalog.READ,
            mode=call.mode,
        )
        return self.transport.send(request)

    def _command_url(self, call: Call) -> str:
        query = "?" + urlencode({"$select": ",".join(call.select)}, safe=",$") if call.select else ""
        return f"{self.connection.api}/InvokeCommand{query}"

    def _headers(
        self, cmdlet: str, request_id: str, page: int, anchor: str = "", batch: bool = False
    ) -> dict[str, str]:
        connection = self.connection
        headers = {
            "Accept": "application/json",
            "Accept-Charset": "UTF-8",
            "Accept-Encoding": "gzip",
            "X-CmdletName": cmdlet,
            "X-ResponseFormat": "json",
            "X-SerializationLevel": "Partial",
            "X-ClientApplication": CLIENT_NAME,
            "X-ClientModuleVersion": CLIENT_VERSION,
            "client-request-id": request_id,
            "connection-id": connection.connection_id,
            "X-AnchorMailbox": anchor or connection.anchor,
            "Prefer": f"odata.maxpagesize={page}" + (";odata.continue-on-error" if batch else ""),
        }
        if anchor:
            headers["parameter-based-routing"] = "true"
        return headers

    # -- $batch ----------------------------------------------------------------------------------------------------------------

    def batch(self, calls: Sequence[Call]) -> list[Outcome]:
        """The outcomes of up to MAX_BATCH calls, in the order of the calls. An item that failed for a passing reason is sent again
        alone; further pages are fetched item by item."""
        if len(calls) > MAX_BATCH:
            raise ValueError(f"a batch takes {MAX_BATCH} calls at most")
        if len(calls) == 1:
            return [self._alone(calls[0])]
        request_id = str(uuid.uuid4())
        items = []
        for number, call in enumerate(calls):
            page = min(call.limit or MAX_PAGE, MAX_PAGE, self.connection.page_size)
            headers = self._headers(call.cmdlet, request_id, page, call.anchor, batch=True)
            headers["Content-Type"] = "application/json;odata.metadata=minimal"
            items.append(
                {
                    "id": str(number),
                    "method": "POST",
                    "url": self._command_url(call),
                    "headers": headers,
                    "body": body_of(call),
                }
            )
        changing = any(catalog.effect(call.cmdlet) != catalog.READ for call in calls)
        request = Request(
            "POST",
            f"{self.connection.api}/$batch",
            self._headers(calls[0].cmdlet, request_id, MAX_PAGE, batch=True),
            {"requests": items},
            cmdlet=calls[0].cmdlet,
            changing=changing,
            mode=guard.OPEN if all(call.mode == guard.OPEN for call in calls) else guard.VALIDATE_ONLY,
        )
        answer = self.transport.send(request).data or {}
        by_id = {str(item.get("id")): item for item in answer.get("responses", ())}
        return [self._item(call, by_id.get(str(number))) for number, call in enumerate(calls)]

    def _item(self, call: Call, item: Row | None) -> Outcome:
        if item is None:
            return self._unanswered(call)
        status, headers, body = int(item.get("status", 0)), item.get("headers") or {}, item.get("body")
        if status >= 400:
            import json

            error = read_error(
                status,
                headers,
                json.dumps(body, separators=(",", ":")).encode() if body else b"",
                call.cmdlet,
            )
            if status in (429, 401, 502, 503, 504) or error.transient:
                self.transport.wait(retry_after(headers) or 0.0)
                return self._alone(call)
            return Outcome(call, error=error)
        if status >= 300:  # at another address, which is found when the call goes out by itself
            return self._alone(call)
        rows, link, warnings = read_page(body)
        outcome = Outcome(call, rows, warnings)
        if link and (call.limit is None or call.limit > len(rows)):
            self._rest(outcome, str(link))
        return outcome

    def _unanswered(self, call: Call) -> Outcome:
        """A batch came back without this item: a read is asked again, a change whose fate is unknown is not made twice."""
        if catalog.effect(call.cmdlet) == catalog.READ:
            return self._alone(call)
        text = "The service did not answer this part of a batch. The request may have been carried out; look before you repeat it."
        return Outcome(
            call,
            error=ServiceError(
                0, sentence=text, text=text, cmdlet=call.cmdlet, detail_code="ConnectionError"
            ),
        )

    def _rest(self, outcome: Outcome, link: str) -> None:
        """The further pages of one item."""
        call = outcome.call
        outcome.warnings = [w for w in outcome.warnings if not w.startswith(MORE_RESULTS)]
        request_id = str(uuid.uuid4())
        while link:
            left = MAX_PAGE if call.limit is None else call.limit - len(outcome.rows)
            if left <= 0:
                break
            rows, next_link, warnings = read_page(
                self._send(call, link, min(left, self.connection.page_size), request_id).data
            )
            outcome.rows += rows
            outcome.warnings += [w for w in warnings if not w.startswith(MORE_RESULTS)]
            link = str(next_link or "")
        if call.limit is not None:
            del outcome.rows[call.limit :]

    def _alone(self, call: Call) -> Outcome:
        outcome = Outcome(call)
        try:
            outcome.rows = list(self.invoke(call, outcome.warnings.append))
        except ServiceError as error:
            outcome.error = error
        return outcome

    # -- OData -----------------------------------------------------------------------------------------------------------------

    def query(
        self, cmdlet: str, path: str, options: dict[str, str], limit: int | None, anchor: str = ""
    ) -> Iterator[Row]:
        """The rows of an OData address (relative to the tenant), following next links up to `limit`. A single entity is one row."""
        page = MAX_PAGE if limit is None else min(limit, MAX_PAGE)
        url = self._odata_url(path, options)
        request_id, remaining = str(uuid.uuid4()), limit
        headers = self._headers(cmdlet, request_id, min(page, self.connection.page_size), anchor)
        while True:
            try:
                data = self.transport.send(Request("GET", url, headers, cmdlet=cmdlet)).data
            except ServiceError as error:
                error.odata = True
                raise
            rows, link, warnings = read_page(data)
            for text in warnings:
                self.warn(text)
            yield from rows if remaining is None else rows[:remaining]
            if remaining is not None:
                remaining -= len(rows)
                if remaining <= 0:
                    return
            if not link:
                return
            url = str(link)

    def query_batch(
        self, cmdlet: str, reads: Sequence[tuple[str, dict[str, str]]]
    ) -> list[tuple[list[Row], ServiceError | None]]:
        """(rows, error) of each of up to MAX_BATCH OData addresses, in order; asked in one request."""
        request_id = str(uuid.uuid4())
        items = [
            {
                "id": str(number),
                "method": "GET",
                "url": self._odata_url(path, options),
                "headers": self._headers(cmdlet, request_id, self.connection.page_size, batch=True),
            }
            for number, (path, options) in enumerate(reads)
        ]
        request = Request(
            "POST",
            f"{self.connection.api}/$batch",
            self._headers(cmdlet, request_id, MAX_PAGE, batch=True),
            {"requests": items},
            cmdlet=cmdlet,
        )
        answer = self.transport.send(request).data or {}
        by_id = {str(item.get("id")): item for item in answer.get("responses", ())}
        return [
            self._odata_item(cmdlet, read, by_id.get(str(number)) or {}) for number, read in enumerate(reads)
        ]

    def _odata_item(
        self, cmdlet: str, read: tuple[str, dict[str, str]], item: Row
    ) -> tuple[list[Row], ServiceError | None]:
        status, body = int(item.get("status", 0)), item.get("body")
        if status and status < 400 and not (isinstance(body, dict) and body.get("@odata.nextLink")):
            return read_page(body)[0], None
        if status >= 400:
            import json

            error = read_error(
                status,
                item.get("headers") or {},
                json.dumps(body, separators=(",", ":")).encode() if body else b"",
                cmdlet,
            )
            if status not in (429, 401, 502, 503, 504) and not error.transient:
                error.odata = True
                return [], error
            self.transport.wait(retry_after(item.get("headers") or {}) or 0.0)
        try:  # further pages, a passing trouble, or an item without an answer
            return list(self.query(cmdlet, read[0], read[1], UNLIMITED)), None
        except ServiceError as error:
            return [], error

    def _odata_url(self, path: str, options: dict[str, str]) -> str:
        query = "&".join(
            f"{quote(k, safe='$')}={quote(v, safe=chr(39) + '(),/:@$*')}" for k, v in options.items()
        )
        return f"{self.connection.api}/{path}" + (f"{'&' if '?' in path else '?'}{query}" if query else "")

    def end_session(self) -> None:
        """Tells an emulated service that the session is over, so that it does not count any more. (The real one is not told: a session is
        a client's affair there.)"""
        url = f"{self.connection.cloud.rest}/AdminApi/v1.0/{self.connection.tenant}/EXOModuleFile"
        headers = self._headers("Disconnect-ExchangeOnline", str(uuid.uuid4()), MAX_PAGE)
        self.transport.send(Request("DELETE", url, headers, cmdlet="Disconnect-ExchangeOnline"))

    # -- discovery -------------------------------------------------------------------------------------------------------------

    def discover(self, commands: Sequence[str] = ()) -> Row:
        """The row that the service gives at connect time: the cmdlets this caller may use (`exportedCmdlets`) and the session's code.
        The call also finds the regional host."""
        connection = self.connection
        headers = self._headers("Connect-ExchangeOnline", str(uuid.uuid4()), MAX_PAGE)
        headers["CommandName"] = ",".join(commands) or "*"
        headers["exomodule-version"] = CLIENT_VERSION
        headers["is-cloud-shell-environment"] = "False"
        url = f"{connection.cloud.rest}/AdminApi/v1.0/{connection.tenant}/EXOModuleFile?Version={CLIENT_VERSION}"
        response = self.transport.send(Request("GET", url, headers, cmdlet="Connect-ExchangeOnline"))
        rows, _, _ = read_page(response.data)
        return rows[0] if rows else {}


def body_of(call: Call) -> Row:
    """The JSON body of a call. Without a word on confirmation a call of a changing cmdlet says that it is confirmed."""
    parameters = dict(call.parameters)
    if catalog.should_process(call.cmdlet):
        parameters.setdefault("Confirm", False)
    return {
        "CmdletInput": {
            "CmdletName": catalog.load().spelling(call.cmdlet) or call.cmdlet,
            "Parameters": parameters,
        }
    }


def read_page(data: Any) -> tuple[list[Row], str | None, list[str]]:
    """(rows, next link, warnings) of an answer; every form of 'nothing' is no rows, a bare entity is one."""
    if not isinstance(data, dict):
        return [], None, []
    warnings = [str(text) for text in data.get("@adminapi.warnings") or ()]
    link = data.get("@odata.nextLink")
    if "value" not in data:
        bare = {k: v for k, v in data.items() if not k.startswith(("@odata.", "@adminapi.", "adminapi."))}
        return ([bare] if bare else []), link, warnings
    value = data["value"]
    if value is None:
        return [], link, warnings
    rows = value if isinstance(value, list) else [value]
    return [row if isinstance(row, dict) else {"Value": row} for row in rows], link, warnings
