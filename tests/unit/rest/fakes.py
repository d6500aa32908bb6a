"""A session that answers from a list, and a connection that uses it."""

import json

import requests
from requests.structures import CaseInsensitiveDict

from exoshell.rest.auth import TokenSource
from exoshell.rest.client import Client
from exoshell.rest.connection import Connection
from exoshell.rest.endpoints import CLOUDS
from exoshell.rest.transport import Transport


class FakeTokens(TokenSource):
    def __init__(self):
        super().__init__()
        self.renewed = []

    def token(self):
        return f"token-{len(self.renewed)}"

    def renew(self, claims=None):
        self.renewed.append(claims)


class FakeSession:
    """`answers`: (status, body, headers) or an exception, taken in turn; `sent` keeps (method, url, headers, parsed body)."""

    def __init__(self, *answers):
        self.answers, self.sent = list(answers), []

    def request(self, method, url, data=None, headers=None, **options):
        self.sent.append((method, url, dict(headers), json.loads(data) if data else None))
        self.options = options
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        status, body, extra = (*answer, {})[:3]
        response = requests.Response()
        response.status_code = status
        response._content = body if isinstance(body, bytes) else json.dumps(body).encode()
        response.headers = CaseInsensitiveDict(extra)
        response.url = url
        return response

    def close(self):
        pass


def make_client(*answers, **facts):
    """(client, session, waits) of a connection to contoso."""
    session, waits = FakeSession(*answers), []
    connection = Connection(CLOUDS["o365default"], FakeTokens(), "contoso.onmicrosoft.com", **facts)
    transport = Transport(session, connection.tokens, connection.cloud, wait=waits.append)
    connection.transport = transport
    connection.client = Client(connection, transport)
    return connection.client, session, waits
