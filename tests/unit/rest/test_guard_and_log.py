"""What may leave, and what is written down of it."""

import json

import pytest

from exoshell.rest import guard
from exoshell.rest.log import RequestLog, hide

URL = "https://outlook.office365.com/adminapi/beta/x/InvokeCommand"
BATCH = "https://outlook.office365.com/adminapi/beta/x/$batch"


def body(name, **parameters):
    return json.dumps({"CmdletInput": {"CmdletName": name, "Parameters": parameters}}).encode()


def allowed(mode, method="POST", url=URL, content=None):
    try:
        guard.check(mode, method, url, content)
    except guard.Blocked:
        return False
    return True


@pytest.mark.parametrize("mode", [guard.READ_ONLY, guard.VALIDATE_ONLY])
def test_reads_and_questions_pass_and_changes_do_not(mode):
    assert allowed(mode, "GET")
    assert allowed(mode, content=body("Get-Mailbox"))
    assert allowed(mode, content=body("set-mailbox", Confirm=True))
    assert allowed(mode, content=body("Set-Mailbox", confirm=True))
    assert not allowed(mode, content=body("Set-Mailbox"))
    assert not allowed(mode, content=body("Set-Mailbox", Confirm="true"))
    assert not allowed(mode, content=body("Set-Mailbox", Confirm=False))
    assert not allowed(mode, content=body("Frobnicate-Tenant", Confirm=True))
    assert not allowed(mode, content=b"not json")
    assert not allowed(mode, "PATCH", content=b"{}")
    assert not allowed(mode, "DELETE")


def test_a_batch_is_as_harmless_as_its_worst_item():
    def batch(*names):
        items = [{"method": "POST", "url": URL, "body": json.loads(body(name))} for name in names]
        return json.dumps({"requests": items}).encode()

    assert allowed(guard.READ_ONLY, url=BATCH, content=batch("Get-Mailbox", "Get-User"))
    assert not allowed(guard.READ_ONLY, url=BATCH, content=batch("Get-Mailbox", "Remove-Mailbox"))
    assert allowed(guard.OPEN, url=BATCH, content=batch("Remove-Mailbox"))


def test_secrets_are_blotted_out_by_name_and_form():
    token = "eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln"
    seen = json.dumps(
        hide(
            {
                "Password": "p",
                "Authorization": f"Bearer {token}",
                "Note": f"x {token}",
                "Nested": [{"ClientSecret": "s"}],
            }
        )
    )
    assert token not in seen and '"p"' not in seen and '"s"' not in seen and "x ***" in seen
    assert hide({"ResetPasswordOnNextLogon": True})["ResetPasswordOnNextLogon"] is True


def test_the_log_is_private_and_has_parameters_only_when_asked(tmp_path):
    log = RequestLog(str(tmp_path), "Default")
    log.write(cmdlet="Set-Mailbox", parameters={"Identity": "ada"})
    assert "ada" not in log.path.read_text() and log.path.stat().st_mode & 0o777 == 0o600
    log.level = "all"
    log.write(cmdlet="Set-Mailbox", parameters={"Identity": "ada", "Password": "hush"})
    text = log.path.read_text()
    assert "ada" in text and "hush" not in text
