"""Output cmdlets through the whole shell."""

import io

import pytest

from exoshell.base.env import Host


@pytest.fixture
def run(tmp_path, monkeypatch):
    from exoshell.runtime.session import Session

    monkeypatch.chdir(tmp_path)

    def lines(text, **environ):
        out = io.StringIO()
        host = Host(
            io.StringIO(),
            out,
            io.StringIO(),
            width=120,
            environ={"NO_COLOR": "1", **environ},
            interactive=False,
        )
        Session(host, str(tmp_path)).run_command(text)
        return out.getvalue().split("\n")[:-1]

    return lines


def test_tables_into_files(run, tmp_path):
    run("[pscustomobject]@{ A = 1; B = 'x' } | Out-File out.txt")
    assert (tmp_path / "out.txt").read_text() == "\nA B\n- -\n1 x\n\n"


def test_groups(run):
    text = "[pscustomobject]@{ D='a'; U='x' }, [pscustomobject]@{ D='b'; U='y' } | Format-Table U -GroupBy D"
    assert run(text) == ["", "   D: a", "", "U", "-", "x", "", "   D: b", "", "U", "-", "y", ""]


def test_calculated_columns(run):
    text = "[pscustomobject]@{ N=2 } | Format-Table @{ n='Twice'; e={ $_.N * 2 }; Alignment='left' }, @{ e='N'; FormatString='0.0' }"
    assert run(text) == ["", "Twice   N", "-----   -", "4     2.0", ""]


def test_errors_of_calculated_columns(run):
    text = "[pscustomobject]@{ N=2 } | Format-Table @{ n='X'; e={ throw 'no' } } -DisplayError"
    assert run(text)[3] == "#ERR"


def test_a_format_file(run, tmp_path):
    (tmp_path / "v.ps1xml").write_text(
        "<Configuration><ViewDefinitions><View><Name>box</Name><ViewSelectedBy><TypeName>My.Box</TypeName></ViewSelectedBy>"
        "<TableControl><TableHeaders><TableColumnHeader><Label>Box</Label><Width>6</Width></TableColumnHeader><TableColumnHeader/>"
        "</TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Name</PropertyName>"
        "</TableColumnItem><TableColumnItem><ScriptBlock>$_.Size * 2</ScriptBlock></TableColumnItem></TableColumnItems></TableRowEntry>"
        "</TableRowEntries></TableControl></View></ViewDefinitions></Configuration>"
    )
    text = "Update-FormatData -PrependPath ./v.ps1xml; [pscustomobject]@{ PSTypeName='My.Box'; Name='Sales'; Size=5 }"
    assert run(text)[1:4] == ["Box    $_.Size * 2", "---    -----------", "Sales  10"]
    assert run("[pscustomobject]@{ PSTypeName='My.Box'; Name='Sales'; Size=5 }")[1] == "Name  Size"


def test_type_data(run):
    text = (
        "Update-TypeData -TypeName My.Box -MemberType ScriptProperty -MemberName Twice -Value { $this.Size * 2 };"
        "[pscustomobject]@{ PSTypeName='My.Box'; Size=5 }"
    )
    assert run(text)[1:4] == ["Size Twice", "---- -----", "   5    10"]


def test_csv_round_trip(run):
    text = "[pscustomobject]@{ A='x,y'; B=$null } | Export-Csv a.csv; Import-Csv a.csv | ForEach-Object { \"[$($_.A)][$($_.B)]\" }"
    assert run(text) == ["[x,y][]"]


def test_append_wants_the_same_columns(run):
    text = "[pscustomobject]@{ A=1 } | Export-Csv a.csv; try { [pscustomobject]@{ B=1 } | Export-Csv a.csv -Append } catch { $_.FullyQualifiedErrorId }"
    assert run(text) == [
        "CannotAppendCsvWithMismatchedPropertyNames,Microsoft.PowerShell.Commands.ExportCsvCommand"
    ]


def test_html(run):
    assert run("[pscustomobject]@{ A='<x>' } | ConvertTo-Html -Fragment")[3] == "<tr><td>&lt;x&gt;</td></tr>"


def test_select_string_in_files(run, tmp_path):
    (tmp_path / "a.log").write_text("one\ntwo\n")
    assert run("Select-String -Path *.log -Pattern 'W'") == ["", "a.log:2:two", ""]
    assert run("Select-String -Path *.log -Pattern 'x' -Quiet") == ["False"]


def test_grid_view_without_anybody_to_ask(run):
    lines = run('$x = [pscustomobject]@{ A=1 } | Out-GridView -PassThru; "[$x]"')
    assert lines[-1] == "[]"
    assert any(line.strip() == "1  1" for line in lines)


def test_custom_layout(run):
    assert run("[pscustomobject]@{ A=1; L=@('p') } | Format-Custom")[1:9] == [
        "class PSCustomObject",
        "{",
        "  A = 1",
        "  L = ",
        "    [",
        "      p",
        "    ]",
        "    ",
    ]


def test_style_decides_about_colour(run):
    text = (
        "$PSStyle.OutputRendering = 'Ansi'; @{ a = 1 } | Out-String -Stream | Select-Object -Skip 1 -First 1"
    )
    assert run(text) == ["\x1b[32;1mName                          \x1b[0m\x1b[32;1m Value\x1b[0m"]
