"""Wiring: the Exchange service of a session, over the network or an emulated tenant.

This is the only module that knows the client and the emulator both.
"""

from __future__ import annotations

from exoshell.app.options import UsageError
from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.app.service import ExchangeService


def config_folder() -> str:
    """Where certificates, token caches and profiles live."""
    import os

    override = os.environ.get("EXOSHELL_HOME")
    if override:
        return override
    from platformdirs import user_config_dir

    return user_config_dir("exoshell", appauthor=False)


def make_exchange(session: Any) -> ExchangeService:
    """The service of a session: the emulated tenant's if one is in use, else the network's."""
    environ = session.host.environ
    from exoshell.app.service import ExchangeService

    mode = environ.get("EXOSHELL_TOKEN_CACHE", "encrypted").lower()
    name = session.services.get("tenant_name")
    service = (
        ExchangeService(config_folder(), cache_mode=mode)
        if name is None
        else emulated_service(open_tenant(session, name))
    )
    session.closers.append(service.close)
    return service


def emulated_service(tenant: Any, folder: str | None = None) -> ExchangeService:
    """A service whose every request an emulated tenant answers in process."""
    from exoshell.app.emulated import EmulatedBrowser
    from exoshell.app.emulated import make_session as make_emulated_session
    from exoshell.app.service import ExchangeService
    from exoshell.emulator.app import Application

    application = Application(tenant)
    return ExchangeService(
        folder or config_folder(),
        session_factory=lambda: make_emulated_session(application),
        browser_factory=lambda http, notice: EmulatedBrowser(tenant, http),
        emulated=True,
    )


def open_tenant(session: Any, name: str) -> Any:
    """The emulated tenant of a session, opened once."""
    tenant = session.services.get("tenant")
    if tenant is None:
        from exoshell.emulator import tenants

        try:
            tenant = session.services["tenant"] = tenants.open(name)
        except (OSError, tenants.TenantError) as failure:
            raise ps_error(
                "TenantNotOpened",
                f"The tenant '{name}' cannot be opened: {failure}",
                category="OpenError",
                target=name,
            ) from failure
    return tenant


def exchange_of(session: Any) -> ExchangeService:
    """The service of a session, made when first asked for."""
    found = session.services.get("exchange")
    if found is None:
        found = session.services["exchange"] = make_exchange(session)
    return found  # type: ignore[no-any-return]


def use_tenant(session: Any, name: str, connect: bool = False) -> None:
    """From now on the session's every request is answered by an emulated tenant. `connect` signs in its first administrator."""
    from exoshell.app.network_lock import lock_network

    _check_tenant(name)
    session.services["tenant_name"] = name
    lock_network()
    session.services["emulated_hosts"] = _is_service_host
    session.services["http"] = lambda: _emulated_http(session, name)
    if connect:
        from exoshell.app.emulated import first_administrator
        from exoshell.app.sign_in import QuietScreen

        try:
            options = {"UserPrincipalName": first_administrator(open_tenant(session, name))}
            exchange_of(session).connect(options, QuietScreen())
        except PowerShellError as failure:
            raise UsageError(str(failure), usage=False) from failure


def _check_tenant(name: str) -> None:
    """A tenant that is named at the start must be there; `demo` is made when it is first needed."""
    if name == "demo":
        return
    from exoshell.emulator import tenants

    path = tenants.path_of(name)
    if not path.is_file():
        raise UsageError(
            f"There is no tenant '{name}' ({path}). Make one with: exoshell tenant new {name}", usage=False
        )


def _emulated_http(session: Any, name: str) -> Any:
    from exoshell.app.emulated import make_session as make_emulated_session
    from exoshell.emulator.app import Application

    return make_emulated_session(Application(open_tenant(session, name)))


def _is_service_host(host: str) -> bool:
    """Whether an emulated tenant answers for a host."""
    from exoshell.emulator.app import Application

    return Application.knows(
        Application.__new__(Application), host
    )  # the hosts are the same for every tenant
