"""Approves sign-ins as a person with a browser would: reads the pages, fills in the forms, follows where they lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from typing import Any, Protocol
from urllib.parse import parse_qsl, urljoin, urlsplit


class Answer(Protocol):
    """What ``get`` and ``post`` give back; ``requests.Response`` fits."""

    status_code: int
    text: str

    @property
    def headers(self) -> Mapping[str, str]: ...


Get = Callable[[str], Any]
Post = Callable[[str, dict[str, str]], Any]


class SignInFailed(Exception):
    """The page says why."""


class _Page(HTMLParser):
    """The first form of a page, and its error text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.action: str | None = None
        self.values: dict[str, str] = {}
        self.error = ""
        self._in_error = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form" and self.action is None:
            self.action = facts.get("action", "")
        elif tag == "input" and facts.get("name"):
            self.values[facts["name"]] = facts.get("value", "")
        self._in_error = facts.get("class") == "error"

    def handle_data(self, data: str) -> None:
        if self._in_error:
            self.error += data

    def handle_endtag(self, tag: str) -> None:
        self._in_error = False


def approve(authorize_url: str, get: Get, post: Post, account: Mapping[str, str]) -> dict[str, str]:
    """Walks the authorize page to its end and gives back what the redirect address would receive.

    ``get(url)`` and ``post(url, fields)`` must not follow redirections.  ``account`` has ``username``,
    ``password`` and, where one is asked for, ``second_factor``.  Raises SignInFailed.
    """
    target = dict(parse_qsl(urlsplit(authorize_url).query)).get("redirect_uri", "")
    url = authorize_url
    response = get(url)
    for _ in range(6):
        if response.status_code in (301, 302, 303):
            url = urljoin(url, response.headers["Location"])
            if _is(url, target):
                parts = urlsplit(url)
                return dict(parse_qsl(parts.query or parts.fragment))
            response = get(url)
            continue
        page = _read(response)
        assert page.action is not None
        url = urljoin(url, page.action)
        if _is(url, target):
            return page.values
        response = post(url, _filled(page, account))
    raise SignInFailed("The sign-in page did not come to an end.")


def approve_device(page_url: str, user_code: str, get: Get, post: Post, account: Mapping[str, str]) -> None:
    """Enters a device's code on its page and signs in there.  Raises SignInFailed."""
    url = page_url
    response = get(url)
    for _ in range(6):
        if response.status_code in (301, 302, 303):
            url = urljoin(url, response.headers["Location"])
            response = get(url)
            continue
        page = _Page(response.text)
        if page.error:
            raise SignInFailed(page.error)
        if page.action is None:
            return
        url = urljoin(url, page.action)
        filled = _filled(page, account)
        if "user_code" in page.values:
            filled["user_code"] = page.values["user_code"] or user_code
        response = post(url, filled)
    raise SignInFailed("The device page did not come to an end.")


def _read(response: Any) -> _Page:
    page = _Page(response.text)
    if page.error:
        raise SignInFailed(page.error)
    if page.action is None:
        raise SignInFailed(f"The sign-in page has no form (HTTP {response.status_code}).")
    return page


def _filled(page: _Page, account: Mapping[str, str]) -> dict[str, str]:
    given = {"login": account.get("username", ""), "passwd": account.get("password", ""),
             "otc": account.get("second_factor", "")}  # fmt: skip
    return {name: given.get(name, value) for name, value in page.values.items()}


def _is(url: str, target: str) -> bool:
    """Whether an address is the redirect address."""
    here, there = urlsplit(url), urlsplit(target)
    return bool(target) and (here.scheme, here.netloc, here.path or "/") == (
        there.scheme,
        there.netloc,
        there.path or "/",
    )
