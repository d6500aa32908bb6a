"""The pages of the sign-in authority: plain HTML forms that a person or a program can fill in."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import urlencode, urlsplit

from exoshell.emulator import accounts, grants
from exoshell.emulator.tenant import Tenant
from exoshell.emulator.wire import Request, Response

_STYLE = (
    "body{font:16px system-ui,sans-serif;background:#f2f2f2;margin:0}main{background:#fff;max-width:24rem;margin:10vh "
    "auto;padding:2rem 2.5rem;box-shadow:0 2px 6px #0003}input{display:block;width:100%;box-sizing:border-box;"
    "margin:.5rem 0 1rem;padding:.4rem;border:0;border-bottom:1px solid #666;font:inherit}button{background:#0067b8;"
    "color:#fff;border:0;padding:.5rem 2rem;font:inherit}.error{color:#c00}.hint{color:#555;font-size:.85rem}"
)


def page(title: str, content: str) -> str:
    """A whole page."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{escape(title)}</h1>{content}</main></body></html>"
    )


def form(
    action: str, hidden: dict[str, str], fields: list[tuple[str, str, str, str]], submit: str, error: str = ""
) -> str:
    """A form: hidden values, fields as (name, label, type, value), the button, and what went wrong before."""
    parts = [f'<form method="post" action="{escape(action)}">']
    if error:
        parts.append(f'<p class="error" role="alert">{escape(error)}</p>')
    parts += [f'<input type="hidden" name="{escape(k)}" value="{escape(v)}">' for k, v in hidden.items()]
    for name, label, kind, value in fields:
        shown = f' value="{escape(value)}"' if value else ""
        parts.append(f'<label for="{name}">{escape(label)}</label>'
                     f'<input id="{name}" name="{name}" type="{kind}"{shown} autocomplete="off" autofocus required>')  # fmt: skip
    parts.append(f'<button type="submit">{escape(submit)}</button></form>')
    return "".join(parts)


# ---- signing in ----


def authorize(tenant: Tenant, request: Request) -> Response:
    """The authorize page and its steps: account, password, second factor, redirection."""
    if request.method == "GET":
        return _begin(tenant, request)
    fields = request.form()
    flow_id = fields.get("flow", "")
    flow = grants.look(tenant, flow_id, "flow")
    if flow is None:
        return Response.of_html(
            page("Sign in", '<p class="error">This sign-in has timed out. Start it again.</p>'), 400
        )
    return _step(tenant, request, flow_id, flow, fields)


def _begin(tenant: Tenant, request: Request) -> Response:
    from exoshell.emulator.signin import PUBLIC_CLIENTS

    query = request.query
    client_id = query.get("client_id", "")
    known = accounts.application(tenant, client_id)
    if client_id.lower() not in PUBLIC_CLIENTS and known is None:
        return _problem(
            f"AADSTS700016: Application with identifier '{client_id}' was not found in the directory."
        )
    if not _may_return_to(query.get("redirect_uri", ""), known):
        return _problem(f"AADSTS50011: The redirect URI '{query.get('redirect_uri', '')}' specified in the request does "
                        "not match the redirect URIs configured for the application.")  # fmt: skip
    if query.get("response_type", "code") != "code":
        return _problem("AADSTS700054: response_type is not enabled for the application.")
    flow_id = grants.code()
    flow = {
        "kind": "flow", "client_id": client_id, "redirect_uri": query["redirect_uri"], "state": query.get("state", ""),
        "scope": query.get("scope", ""), "nonce": query.get("nonce", ""), "mode": query.get("response_mode", "query"),
        "challenge": query.get("code_challenge", ""), "method": query.get("code_challenge_method", "plain"),
        "user": "", "proved": False, "hint": query.get("login_hint", ""),
    }  # fmt: skip
    grants.keep(tenant, flow_id, flow, 900)
    return _form_for(request, flow_id, flow)


def _problem(text: str) -> Response:
    return Response.of_html(page("Sign in", f'<p class="error" role="alert">{escape(text)}</p>'), 400)


def _may_return_to(address: str, known: dict[str, Any] | None) -> bool:
    parts = urlsplit(address)
    if parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1"):
        return True
    if parts.path.endswith("/oauth2/nativeclient") or address == "urn:ietf:wg:oauth:2.0:oob":
        return True
    return known is not None and address in known.get("redirect_uris", [])


def _form_for(request: Request, flow_id: str, flow: dict[str, Any], error: str = "") -> Response:
    hidden = {"flow": flow_id}
    if flow["proved"]:
        content = form(
            request.path, hidden, [("otc", "Code from your authenticator app", "text", "")], "Verify", error
        )
        return Response.of_html(page("Verify your identity", content))
    fields = [("login", "Account", "email", flow["hint"]), ("passwd", "Password", "password", "")]
    return Response.of_html(page("Sign in", form(request.path, hidden, fields, "Sign in", error)))


def _step(
    tenant: Tenant, request: Request, flow_id: str, flow: dict[str, Any], fields: dict[str, str]
) -> Response:
    from exoshell.emulator.signin import Refusal, check_password

    if "cancel" in fields:
        return _return_with(tenant, flow_id, flow, {"error": "access_denied", "error_description":
                            "AADSTS65004: User declined to consent to access the app."})  # fmt: skip
    if not flow["proved"]:
        user = fields.get("login", "").strip()
        try:
            check_password(tenant, user, fields.get("passwd", ""))
        except Refusal as refusal:
            flow["hint"] = user
            return _form_for(request, flow_id, flow, f"AADSTS{refusal.number}: {refusal.text}")
        flow.update(user=user, proved=True)
        grants.keep(tenant, flow_id, flow, 900)
        if (accounts.account(tenant, user) or {}).get("mfa"):
            return _form_for(request, flow_id, flow)
    elif not grants.second_factor_fits(tenant, flow["user"], fields.get("otc", "")):
        return _form_for(
            request, flow_id, flow, "AADSTS500121: Authentication failed during strong authentication."
        )
    key = grants.code()
    grants.keep(tenant, key, {**flow, "kind": "code"}, 600)
    info = {"code": key, "session_state": tenant.guid_of(f"session|{flow['user']}")}
    return _return_with(tenant, flow_id, flow, info)


def _return_with(tenant: Tenant, flow_id: str, flow: dict[str, Any], info: dict[str, str]) -> Response:
    grants.take(tenant, flow_id, "flow")
    if flow["state"]:
        info["state"] = flow["state"]
    address = flow["redirect_uri"]
    if flow["mode"] == "form_post":
        content = form(address, info, [], "Continue")
        script = "<script>document.forms[0].submit()</script>"
        return Response.of_html(page("Working…", content + script))
    joint = "#" if flow["mode"] == "fragment" else "&" if "?" in address else "?"
    return Response.redirect(address + joint + urlencode(info))


# ---- device codes ----


def device(tenant: Tenant, request: Request) -> Response:
    """The page where somebody enters the code that a device shows, and then signs in."""
    if request.method == "GET":
        return _device_form(request, request.query.get("otc", ""))
    fields = request.form()
    found = grants.device_by_user_code(tenant, fields.get("user_code", ""))
    if found is None:
        return _device_form(request, "", "That code didn't work. Check the code and try again.")
    key, flow = found
    if "login" not in fields:
        return _device_login(request, fields["user_code"])
    return _device_step(tenant, request, key, flow, fields)


def _device_form(request: Request, value: str, error: str = "") -> Response:
    content = form(request.path, {}, [("user_code", "Enter the code displayed on your app or device", "text", value)],
                   "Next", error)  # fmt: skip
    return Response.of_html(page("Enter code", content))


def _device_login(
    request: Request, user_code: str, error: str = "", user: str = "", more: bool = False
) -> Response:
    hidden = {"user_code": user_code}
    fields = [("login", "Account", "email", user), ("passwd", "Password", "password", "")]
    if more:
        fields = [("login", "Account", "email", user), ("passwd", "Password", "password", ""),
                  ("otc", "Code from your authenticator app", "text", "")]  # fmt: skip
    return Response.of_html(page("Sign in", form(request.path, hidden, fields, "Sign in", error)))


def _device_step(
    tenant: Tenant, request: Request, key: str, flow: dict[str, Any], fields: dict[str, str]
) -> Response:
    from exoshell.emulator.signin import Refusal, check_password

    user = fields["login"].strip()
    known = accounts.account(tenant, user) or {}
    if known.get("mfa") and not grants.second_factor_fits(tenant, user, fields.get("otc", "")):
        wrong = "AADSTS500121: Authentication failed during strong authentication." if "otc" in fields else ""
        return _device_login(request, fields["user_code"], wrong, user, more=True)
    try:
        check_password(tenant, user, fields.get("passwd", ""))
    except Refusal as refusal:
        return _device_login(request, fields["user_code"], f"AADSTS{refusal.number}: {refusal.text}", user)
    grants.keep(tenant, key, {**flow, "user": user}, 900)
    return Response.of_html(
        page("Signed in", "<p>You have signed in on your device. You may now close this window.</p>")
    )
