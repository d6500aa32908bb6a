"""Invoke-WebRequest: sends a request and gives the answer as an object."""

from __future__ import annotations

from exoshell.cmdlets.web.request_command import RequestCommand
from exoshell.command.declaration import cmdlet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from exoshell.cmdlets.web.transport import Outgoing
    from exoshell.dotnet.http import ResponseMessage, WebResponse


@cmdlet(
    "Invoke",
    "WebRequest",
    default_set="StandardMethod",
    output=("Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject",),
)
class InvokeWebRequest(RequestCommand):
    """Gets content from a web page or service."""

    def give(self, response: ResponseMessage, outgoing: Outgoing) -> None:
        path = self.save(response)
        if path is None or self.pass_thru:
            made = make_response(response)
            made.out_file = path
            self.write(made)


def make_response(response: ResponseMessage) -> WebResponse:
    """The object of an answer; its content is text where its type says so."""
    from exoshell.cmdlets.web.contents import decode_text, is_text, media_of
    from exoshell.cmdlets.web.header_checks import parse_links
    from exoshell.dotnet.http import WebResponse
    from exoshell.values import types
    from exoshell.values.collections import Dictionary

    links = Dictionary(parse_links(response.headers.all("Link")).items(), False, types.STRING, types.STRING)
    if not is_text(media_of(response.content_type)):
        return WebResponse(response, None, "utf-8", links)
    text, encoding = decode_text(response.content.data, response.content_type)
    return WebResponse(response, text, encoding, links)
