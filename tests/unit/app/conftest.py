"""An emulated tenant in memory, once a module, and a service on top of it."""

import pytest

from exoshell.app.exchange import emulated_service
from exoshell.emulator import tenants


class Screen:
    def __init__(self):
        self.shown, self.warned = [], []

    def show(self, text):
        self.shown.append(text)

    def warn(self, text):
        self.warned.append(text)

    def verbose(self, text):
        pass

    def ask(self, prompt):
        return None

    ask_secret = ask


@pytest.fixture
def screen():
    return Screen()


@pytest.fixture(scope="module")
def tenant():
    made = tenants.create(":memory:", mailboxes=30, people=True)
    yield made
    made.store.close()


@pytest.fixture
def service(tenant, tmp_path):
    return emulated_service(tenant, str(tmp_path))
