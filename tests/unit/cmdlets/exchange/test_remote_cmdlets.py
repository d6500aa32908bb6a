"""Catalogue cmdlets: what they declare, what they ask of the service, in which order they answer."""

import io

import pytest

from exoshell.base.env import Host as BaseHost
from exoshell.cmdlets import remote
from exoshell.cmdlets.remote.odata_filter import to_odata
from exoshell.schema import catalog
from exoshell.values.errors import PowerShellError, ps_error


class Scope:
    def __init__(self, **values):
        self.values = values

    def get(self, name):
        return self.values.get(name.lower())

    def set(self, name, value):
        self.values[name.lower()] = value


class Session:
    def __init__(self, service, host):
        self.host = host
        self.services = {"exchange": service}
        self.global_scope = Scope()

    def flush_output(self):
        pass


class Host(BaseHost):
    """A console with prepared answers."""

    def __init__(self, *answers):
        super().__init__(
            io.StringIO("".join(f"{answer}\n" for answer in answers)), io.StringIO(), io.StringIO()
        )

    @property
    def text(self):
        return self.stdout.getvalue()


class Context:
    what_if = confirm = confirm_all = None

    def __init__(self, info, service, piped, host):
        self.info, self.session, self.expecting_input, self.host = info, Session(service, host), piped, host
        self.scope = Scope(confirmpreference="High", whatifpreference=False)
        self.errors, self.warnings, self.verbose = [], [], []

    def write_error(self, error):
        self.errors.append(error)

    def write_warning(self, text):
        self.warnings.append(text)

    def write_verbose(self, text):
        self.verbose.append(text)


class Outcome:
    def __init__(self, rows, error=None):
        self.rows, self.error, self.warnings = rows, error, []


class Service:
    """Answers every call with its identity; identities that start with `bad` are errors."""

    def __init__(self, connected=True):
        self.log, self.is_connected = [], connected

    def connected(self, prefix="", cmdlet=""):
        return self.is_connected

    def title(self, prefix=""):
        return "contoso.onmicrosoft.com"

    def prepare(self, cmdlet, parameters, prefix="", limit=None, what_if=False):
        return (cmdlet, dict(parameters), prefix, limit, what_if)

    def run(self, call, warn):
        self.log.append(("run", call))
        yield from self._answer(call).rows
        if self._answer(call).error is not None:
            raise self._answer(call).error

    parallel = 0

    def start(self, work, argument):
        if not self.parallel:
            return lambda: work(argument)
        self.log.append(("start", len(argument)))
        result = work(argument)
        return lambda: result

    def run_batch(self, calls):
        self.log.append(("batch", [call[1].get("Identity") for call in calls]))
        return [self._answer(call) for call in calls]

    def _answer(self, call):
        identity = str(call[1].get("Identity"))
        return Outcome([], ps_error("Bad", identity)) if identity.startswith("bad") else Outcome([identity])

    def confirmation(self, call):
        assert call[4]
        self.log.append(("ask", call[0]))
        return f'Doing it to "{call[1].get("Identity")}".'


def run(name, inputs=({},), service=None, piped=False, host=None, confirm=None, what_if=None):
    """(output, context, service) of a cmdlet that is bound to each of `inputs` in turn."""
    info = remote.find(name)
    service = service or Service()
    cmdlet, output = info.factory(), []
    cmdlet.context = Context(info, service, piped, host or Host())
    cmdlet.context.confirm, cmdlet.context.what_if = confirm, what_if
    cmdlet.write, cmdlet.bound = output.append, {}
    cmdlet.parameter_set = ""
    cmdlet.bound = dict(inputs[0]) if inputs and not piped else {}
    cmdlet.begin()
    for bound in inputs:
        cmdlet.bound = dict(bound)
        cmdlet.process()
    cmdlet.end()
    cmdlet.close()
    return output, cmdlet.context, service


def test_every_catalogue_cmdlet_has_an_info_with_consistent_sets():
    for name in catalog.names():
        info = remote.find(name)
        assert info.name == name and info.factory is not None
        for parameter in info.parameters.values():
            assert parameter.key not in ("whatif", "confirm") or not info.should_process
            assert set(parameter.sets) <= {*info.sets, "__AllParameterSets"}


def test_what_exchange_online_lacks_is_left_out():
    assert "domaincontroller" not in remote.find("Get-Mailbox").parameters
    assert "domaincontroller" in remote.find("Get-ExchangeServer").parameters
    assert remote.find("Get-Mailbx") is None


def test_positions_and_pipeline_follow_the_catalogue():
    identity = remote.find("Set-Mailbox").parameters["identity"]
    data = identity.sets["Identity"]
    assert data.position == 0 and data.mandatory and data.by_value and data.by_name
    assert remote.find("Set-Mailbox").impact == "Medium" and remote.find("Remove-Mailbox").impact == "High"


def test_forms_in_use_bind_beside_the_documented_ones():
    info = remote.find("Remove-Mailbox")
    assert info.parameters["permanent"].is_switch and info.parameters["permanentvalue"].hidden
    assert not remote.find("Get-MailTrafficSummaryReport").parameters["category"].mandatory_somewhere
    _, context, _ = run("Get-MailTrafficSummaryReport")
    assert "documented form" in context.verbose[0]
    _, _, service = run(
        "Remove-Mailbox", [{"Identity": "a", "Permanent": True, "PermanentValue": False}], confirm=False
    )
    assert service.log[0][1][1] == {"Identity": "a", "Permanent": False}


def test_a_prefix_makes_other_names():
    info = remote.find("get-contosomailbox", "Contoso")
    assert info.name == "Get-ContosoMailbox" and info.factory.remote_name == "Get-Mailbox"
    assert remote.find("Get-ContosoEXOMailbox", "Contoso") is None
    assert remote.find("Get-Mailbox", "Contoso") is None


def test_without_a_connection_the_error_says_what_to_do():
    with pytest.raises(PowerShellError, match="Connect-ExchangeOnline"):
        run("Get-Mailbox", service=Service(connected=False))


def test_piped_input_goes_out_in_tens_and_comes_back_in_order():
    names = [{"Identity": f"u{n}"} for n in range(23)]
    output, _, service = run("Get-MailboxStatistics", names, piped=True)
    assert output == [f"u{n}" for n in range(23)]
    assert [len(items) for kind, items in service.log if kind == "batch"] == [10, 10, 3]


def test_batches_under_way_are_delivered_in_order():
    service = Service()
    service.parallel = 2
    names = [{"Identity": f"u{n}"} for n in range(45)]
    output, _, _ = run("Get-MailboxStatistics", names, piped=True, service=service)
    assert output == [f"u{n}" for n in range(45)]
    assert [kind for kind, _ in service.log].count("start") == 5


def test_a_failure_behind_the_cmdlet_is_not_its_own():
    info = remote.find("Get-Mailbox")
    cmdlet = info.factory()
    cmdlet.context = Context(info, Service(), False, Host())

    def fail(row):
        raise ps_error("Downstream", "behind")

    cmdlet.write, cmdlet.bound = fail, {"Identity": "a"}
    cmdlet.begin()
    with pytest.raises(PowerShellError, match="behind"):
        cmdlet.process()
    assert cmdlet.context.errors == []


def test_one_bad_item_of_a_batch_is_an_error_and_the_rest_go_on():
    output, context, _ = run(
        "Get-Mailbox", [{"Identity": "a"}, {"Identity": "bad"}, {"Identity": "c"}], piped=True
    )
    assert output == ["a", "c"] and [str(e) for e in context.errors] == ["bad"]
    assert context.session.global_scope.get("EXO_LastExecutionStatus") is False


def test_what_if_prints_the_services_words_and_sends_nothing():
    host = Host()
    output, _, service = run("Set-Mailbox", [{"Identity": "a"}], what_if=True, host=host)
    assert (
        output == []
        and host.text == 'What if: Doing it to "a".\n'
        and service.log == [("ask", "Set-Mailbox")]
    )


def test_destroying_cmdlets_ask_with_the_tenants_name():
    host = Host("y")
    output, _, service = run("Remove-Mailbox", [{"Identity": "a"}], host=host)
    assert output == ["a"] and "contoso.onmicrosoft.com" in host.text and 'Doing it to "a".' in host.text
    output, _, service = run("Remove-Mailbox", [{"Identity": "a"}], host=Host("n"))
    assert output == [] and [kind for kind, _ in service.log] == ["ask"]


def test_confirm_false_does_not_ask_and_yes_to_all_asks_once():
    output, _, service = run("Remove-Mailbox", [{"Identity": "a"}], confirm=False)
    assert output == ["a"] and [kind for kind, _ in service.log] == ["run"]
    output, _, service = run("Remove-Mailbox", [{"Identity": n} for n in "abc"], piped=True, host=Host("a"))
    assert sorted(output) == ["a", "b", "c"] and [kind for kind, _ in service.log].count("ask") == 1


@pytest.mark.parametrize(
    ("opath", "expected"),
    [
        ("Alias -eq 'ada'", "Alias eq 'ada'"),
        ("Alias -like 'a*'", "startswith(Alias,'a')"),
        ("Alias -like '*a'", "endswith(Alias,'a')"),
        ("alias -like '*a*'", "contains(Alias,'a')"),
        ("Alias -notlike 'a*'", "not (startswith(Alias,'a'))"),
        ("DisplayName -eq 'O''Neil'", "DisplayName eq 'O''Neil'"),
        ("LitigationHoldEnabled -eq $true", "LitigationHoldEnabled eq true"),
        ("LitigationHoldEnabled -eq 'False'", "LitigationHoldEnabled eq false"),
        ("ForwardingAddress -ne $null", "ForwardingAddress ne null"),
        (
            "ExchangeGuid -eq '8a1f0000-0000-0000-0000-000000000001'",
            "ExchangeGuid eq 8a1f0000-0000-0000-0000-000000000001",
        ),
        (
            "Alias -eq 'a' -and (Name -eq 'b' -or Name -eq 'c')",
            "Alias eq 'a' and (Name eq 'b' or Name eq 'c')",
        ),
        ("-not (Alias -eq 'a')", "not (Alias eq 'a')"),
    ],
)
def test_opath_becomes_odata(opath, expected):
    assert to_odata(opath, "Mailbox") == expected


@pytest.mark.parametrize("wrong", ["Alias -eq", "Alias -like 'a*b'", "Alias 'a'"])
def test_a_filter_without_an_odata_form_is_an_error(wrong):
    with pytest.raises(PowerShellError):
        to_odata(wrong, "Mailbox")
