"""Scripts as people write them, run by the shell against an emulated tenant in a file."""

import io
import shutil

import pytest

from exoshell.app import network_lock
from exoshell.app.command_line import run
from exoshell.base.env import Host
from exoshell.emulator import tenants

CONNECT = "Connect-ExchangeOnline -UserPrincipalName admin@yourdomain.com -ShowBanner:$false\n"


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    path = tmp_path_factory.mktemp("tenant") / "base.exotenant"
    tenant = tenants.create(path, mailboxes=25, people=True)
    tenants.checkpoint(tenant)
    tenant.store.close()
    return path


@pytest.fixture
def shell(original, tmp_path, monkeypatch):
    """A function that runs a script and gives (standard output, standard error)."""
    monkeypatch.setenv("EXOSHELL_HOME", str(tmp_path / "home"))
    file = tmp_path / "t.exotenant"
    shutil.copy(original, file)

    def execute(script, answers="", connect=True):
        out, err = io.StringIO(), io.StringIO()
        host = Host(io.StringIO(answers), out, err)
        try:
            run(
                [
                    "exoshell",
                    "--tenant",
                    str(file),
                    "-NoProfile",
                    "-Command",
                    (CONNECT if connect else "") + script,
                ],
                host,
                str(tmp_path),
            )
        finally:
            network_lock.unlock_network()
        return out.getvalue(), err.getvalue()

    return execute


def test_what_if_says_what_would_happen_and_nothing_does(shell):
    out, err = shell(
        "Set-Mailbox adele@contoso.com -CustomAttribute1 x -WhatIf; (Get-Mailbox adele@contoso.com).CustomAttribute1 -eq 'x'"
    )
    assert err == "" and out.splitlines()[0].startswith("What if: ") and out.splitlines()[-1] == "False"


def test_removal_asks_and_no_means_no(shell):
    script = "Remove-Mailbox adele@contoso.com; @(Get-Mailbox adele@contoso.com).Count"
    out, _ = shell(script, "n\n")
    assert "Confirm (contoso.onmicrosoft.com)" in out and out.rstrip().endswith("1")
    out, err = shell("Remove-Mailbox adele@contoso.com; Get-Mailbox adele@contoso.com", "y\n")
    assert "couldn't be found" in out + err


def test_sizes_are_objects_numbers_and_text(shell):
    script = """
    Set-Mailbox adele@contoso.com -ProhibitSendQuota 50GB
    $q = (Get-Mailbox adele@contoso.com).ProhibitSendQuota
    $q; $q.Value.ToMB(); $q -gt 10GB; 10GB -gt $q; $q.ToString().Split('(')[1].Split(' ')[0].Replace(',', '') / 1GB; "$q"
    [int64]($q -replace '(.*\\()|,| [a-z]*\\)', '') / 1GB
    """
    out, err = shell(script)
    text = "50 GB (53,687,091,200 bytes)"
    assert err == "" and out.split("\n")[:7] == [text, "51200", "True", "False", "50", text, "50"]


def test_a_connection_with_a_prefix_has_its_own_names(shell):
    script = """
    Connect-ExchangeOnline -UserPrincipalName admin@domain.com -Prefix Two -ShowBanner:$false
    (Get-TwoMailbox adele@contoso.com).Alias
    Disconnect-ExchangeOnline -ModulePrefix Two -Confirm:$false
    (Get-ConnectionInformation).Count
    Get-TwoMailbox
    """
    out, err = shell(script)
    assert out.split() == ["adele", "1"] and "Get-TwoMailbox" in err


def test_without_a_connection_the_way_to_one_is_named(shell):
    _, err = shell("Get-Mailbox", connect=False)
    assert "Connect-ExchangeOnline" in err
    _, err = shell("Connect-MsolService", connect=False)
    assert "not recognized" in err and "retired" in err and "Graph" in err


def test_sessions_of_the_old_kind_still_connect(shell):
    script = """
    $p = ConvertTo-SecureString 'P@ss1' -AsPlainText -Force
    $c = New-Object System.Management.Automation.PSCredential('admin@domain.com', $p)
    $s = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://outlook.office365.com/powershell-liveid/ -Credential $c -Authentication Basic -AllowRedirection 3>$null
    Import-PSSession $s -DisableNameChecking | Out-Null
    (Get-Mailbox adele@contoso.com).Alias
    (Get-PSSession | Where-Object { $_.ConfigurationName -eq 'Microsoft.Exchange' -and $_.State -eq 'Opened' }).Count
    Get-PSSession | Remove-PSSession
    @(Get-ConnectionInformation).Count
    """
    out, err = shell(script, connect=False)
    assert err == "" and out.split() == ["adele", "1", "0"]


def test_certificates_are_made_kept_exported_and_used(shell, tmp_path):
    script = """
    $c = New-SelfSignedCertificate -DnsName tool.contoso.com -CertStoreLocation Cert:\\CurrentUser\\My -KeyExportPolicy Exportable
    $p = ConvertTo-SecureString -String pw -AsPlainText -Force
    (Export-PfxCertificate -Cert $c -FilePath ./c.pfx -Password $p).Length -gt 500
    (Get-ChildItem Cert:\\CurrentUser\\My).Thumbprint -eq $c.Thumbprint
    (Get-Item "Cert:\\CurrentUser\\My\\$($c.Thumbprint)").Subject
    (Import-PfxCertificate -FilePath ./c.pfx -Password $p -CertStoreLocation Cert:\\LocalMachine\\My).HasPrivateKey
    Remove-Item "Cert:\\CurrentUser\\My\\$($c.Thumbprint)"
    @(Get-ChildItem Cert:\\CurrentUser\\My).Count
    """
    out, err = shell(script, connect=False)
    assert err == "" and out.split("\n")[:5] == ["True", "True", "CN=tool.contoso.com", "True", "0"]
    assert (tmp_path / "c.pfx").stat().st_mode & 0o777 == 0o600


def test_piped_work_goes_out_in_batches(shell):
    script = "Get-Mailbox -ResultSize 12 -WarningAction Ignore | Set-Mailbox -CustomAttribute5 z; (Get-Mailbox -Filter \"CustomAttribute5 -eq 'z'\").Count"
    out, err = shell(script)
    assert err == "" and out.strip() == "12"


def test_the_odata_family_flattens_permissions_and_refuses_an_empty_identity(shell):
    out, err = shell(
        "(Get-EXOMailboxPermission adele@contoso.com)[0].AccessRights; Get-EXOMailbox -Identity $null"
    )
    assert "FullAccess" in out and "because it is null" in err
    out, err = shell(
        "(Get-EXOMailbox adele@contoso.com -Properties CustomAttribute1 -PropertySets Quota).Alias"
    )
    assert err == "" and out.strip() == "adele"


def test_errors_have_the_services_id_and_category(shell):
    script = "try { Get-Mailbox nobody -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Activity }; $EXO_LastExecutionStatus"
    lines = shell(script)[0].split("\n")
    assert (
        lines[0].startswith("[Server=")
        and lines[0].endswith(",Write-ErrorMessage")
        and lines[1:3] == ["Get-Mailbox", "False"]
    )


def test_no_request_leaves_the_machine(shell):
    out, err = shell(
        "try { (New-Object Net.WebClient).DownloadString('https://example.org') } catch { 'blocked' }",
        connect=False,
    )
    assert "blocked" in out + err or "not" in err
