"""Invoke-RestMethod: sends a request and gives what the answer holds: objects of JSON, a document of XML, items of a feed, or text."""

from __future__ import annotations

from exoshell.cmdlets.web.request_command import RequestCommand
from exoshell.command.attributes import ValidateRange
from exoshell.command.declaration import Param, cmdlet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from exoshell.cmdlets.web.transport import Outgoing
    from exoshell.dotnet.http import ResponseMessage
    from exoshell.dotnet.web import Uri


@cmdlet("Invoke", "RestMethod", default_set="StandardMethod")
class InvokeRestMethod(RequestCommand):
    """Sends a request to a REST service."""

    follow_rel_link = Param("switch", "Ask for the next pages that the answers name.", aliases=("FL",))
    maximum_follow_rel_link = Param(
        "int", "How many pages at most.", aliases=("ML",), validate=(ValidateRange(1, 2147483647),)
    )
    response_headers_variable = Param(
        "string", "The variable that gets the headers of the answer.", aliases=("RHV",)
    )
    status_code_variable = Param("string", "The variable that gets the status code.")

    def run(self, uri: Uri) -> ResponseMessage:
        from urllib.parse import urljoin

        from exoshell.cmdlets.web.header_checks import parse_links
        from exoshell.dotnet.web import Uri

        left = (self.maximum_follow_rel_link or 2147483647) if self.follow_rel_link else 1
        while True:
            response = super().run(uri)
            left -= 1
            following = parse_links(response.headers.all("Link")).get("next") if left > 0 else None
            if following is None:
                return response
            uri = Uri(urljoin(response.request.uri.absolute_uri, following))

    def give(self, response: ResponseMessage, outgoing: Outgoing) -> None:
        from exoshell.cmdlets.web.contents import Feed, decode_text, media_of, read_value

        scope = self.context.scope
        if self.status_code_variable is not None:
            scope.set(str(self.status_code_variable).lower(), response.code)
        if self.response_headers_variable is not None:
            scope.set(str(self.response_headers_variable).lower(), response.header_table())
        path = self.save(response)
        if path is not None and not self.pass_thru:
            return
        text, encoding = decode_text(response.content.data, response.content_type)
        self.verbose(f"Content encoding: {encoding}")
        value = read_value(text, media_of(response.content_type))
        if isinstance(value, Feed):
            self.write_all(list(value))
        else:
            self.write(value)
