"""Options are spelled, abbreviated and refused as pwsh does it."""

from __future__ import annotations

import pytest

from exoshell.app.options import UsageError, parse


def test_bare_name_is_a_script_and_takes_the_rest() -> None:
    options = parse(["-NoProfile", "./run.ps1", "-Name", "x", "-NoProfile"])
    assert (options.mode, options.file, options.arguments) == (
        "file",
        "./run.ps1",
        ["-Name", "x", "-NoProfile"],
    )


def test_command_joins_all_that_follows() -> None:
    options = parse(["-nop", "-c", "'a';", "'b'"])
    assert (options.mode, options.text, options.no_profile) == ("command", "'a'; 'b'", True)


@pytest.mark.parametrize("spelling", ["-nop", "-NoProf", "/noprofile", "-NOPROFILE"])
def test_abbreviations(spelling: str) -> None:
    assert parse([spelling]).no_profile


def test_encoded_command_is_utf16_in_base64() -> None:
    assert parse(["-enc", "JwDpACcAOwAgADEAIAArACAAMQA="]).text == "'é'; 1 + 1"


def test_tenant_and_connect_are_ours() -> None:
    options = parse(["--tenant", "demo", "--connect"])
    assert (options.tenant, options.connect, options.mode) == ("demo", True, "interactive")


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (["-Command"], "A command must follow -Command", 64),
        (["--nope"], "The argument '--nope' is not recognized as the name of a script file", 64),
        (["-no", "-c", "1"], "-noprofileloadtime", 64),
        (["-ExecutionPolicy", "Sometimes"], "Invalid ExecutionPolicy value 'Sometimes'.", 64),
        (["-EncodedCommand", "not base64!"], "not properly encoded", 64),
        (["--tenant"], "needs the name of an emulated tenant", 64),
        (["-WindowStyle", "Hidden"], "not implemented on this platform", 64),
    ],
)
def test_bad_command_lines_say_what_is_wrong(arguments: list[str], message: str, code: int) -> None:
    with pytest.raises(UsageError) as caught:
        parse(arguments)
    assert message in caught.value.message
    assert caught.value.code == code
