"""ShouldProcess, ShouldContinue and prompts for missing parameters."""

from __future__ import annotations

from exoshell.values.errors import PowerShellError, ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

IMPACTS = {"none": 0, "low": 1, "medium": 2, "high": 3}
NOT_INTERACTIVE = "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available."


def not_interactive(error_id: str) -> PowerShellError:
    """Nobody can be asked."""
    return ps_error(
        error_id,
        NOT_INTERACTIVE,
        exception="System.Management.Automation.PSInvalidOperationException",
        category="InvalidOperation",
    )


def impact_of(value: Any) -> int:
    name = getattr(value, "name", value)
    if isinstance(name, str):
        return IMPACTS.get(name.lower(), 3)
    return int(name) if isinstance(name, int) else 3


def should_process(
    context: Any,
    target: str,
    action: str | None = None,
    description: str | None = None,
    warning: str | None = None,
    caption: str | None = None,
) -> bool:
    """Whether to act: what -WhatIf, -Confirm, -Verbose and the preferences say."""
    from exoshell.values.conversion import to_bool

    info = context.info
    if description is None:
        operation = action if action is not None else info.name
        description = f'Performing the operation "{operation}" on target "{target}".'
        warning = f'Performing the operation "{operation}" on target "{target}".'
        caption = "Confirm"
    what_if = context.what_if
    if what_if is None:
        what_if = to_bool(context.scope.get("whatifpreference")) if info.should_process else False
    if what_if:
        context.session.flush_output()
        context.session.host.out(f"What if: {description}\n")
        return False
    if context.confirm_all == "yes":
        announce(context, description)
        return True
    if context.confirm_all == "no":
        return False
    if not must_ask(context):
        announce(context, description)
        return True
    return ask(
        context, caption or "Confirm", "Are you sure you want to perform this action?\n" + (warning or "")
    )


def announce(context: Any, description: str) -> None:
    """Say what is done: only a command that was called with -Verbose does, an inherited preference is not enough."""
    if context.actions is not None and "verbosepreference" in context.actions:
        context.write_verbose(description)


def must_ask(context: Any) -> bool:
    if context.confirm is not None:
        return bool(context.confirm)
    if not context.info.should_process:
        return False
    preference = impact_of(context.scope.get("confirmpreference"))
    impact = impact_of(context.info.impact)
    return preference != 0 and impact >= preference


def ask(context: Any, caption: str, message: str) -> bool:
    """The confirmation prompt: Yes, Yes to All, No, No to All, Suspend."""
    host = context.host
    if not host.interactive:
        raise not_interactive(
            "InvalidOperation" if context.info.kind == "Cmdlet" else "PSInvalidOperationException"
        )
    from exoshell.runtime.choices import YES_NO, choose

    chosen = choose(host, caption, message, YES_NO)
    if chosen == 4:
        from exoshell.values.errors import PipelineStopped

        raise PipelineStopped
    if chosen in (1, 3):
        context.confirm_all = "yes" if chosen == 1 else "no"
    return chosen in (0, 1)


def should_continue(context: Any, query: str, caption: str) -> bool:
    """ShouldContinue always asks."""
    if context.confirm_all == "yes":
        return True
    if context.confirm_all == "no":
        return False
    return ask(context, caption, query)


def prompt_parameters(context: Any, command: Any, parameters: list[Any]) -> dict[str, Any] | None:
    """Ask for missing mandatory parameters one by one."""
    host = context.host
    host.out(
        f"\ncmdlet {command.name} at command pipeline position 1\nSupply values for the following parameters:\n"
    )
    if any(data.help_message for parameter in parameters for data in parameter.set_list):
        host.out("(Type !? for Help.)\n")
    answers: dict[str, Any] = {}
    for parameter in parameters:
        answer = ask_value(host, parameter)
        if answer is None:
            return None
        answers[parameter.name] = answer
    return answers


def ask_value(host: Any, parameter: Any) -> Any:
    """The value of one parameter: a list is asked item by item until an empty line; what does not convert is asked again."""
    name, type_name = parameter.name, parameter.type_name.lower()
    if type_name.endswith("[]"):
        values: list[Any] = []
        while True:
            line = ask_text(host, f"{name}[{len(values)}]: ", parameter)
            if not line:
                return values
            values.append(line)
    while True:
        if type_name.endswith("securestring"):
            return host.read_secret(f"{name}: ")
        line = ask_text(host, f"{name}: ", parameter)
        if line is None or type_name in (
            "",
            "string",
            "system.string",
            "object",
            "system.object",
            "psobject",
        ):
            return line
        from exoshell.values.conversion import convert
        from exoshell.values.errors import PowerShellError

        try:
            return convert(line, parameter.ps_type)
        except PowerShellError:
            host.out(f'Cannot recognize "{line}" as a {parameter.ps_type.full_name} due to a format error.\n')


def ask_text(host: Any, prompt: str, parameter: Any) -> Any:
    """One answer; `!?` shows the parameter's help."""
    while True:
        line = host.read_line(prompt)
        if line != "!?":
            return line
        text = (
            next((data.help_message for data in parameter.set_list if data.help_message), None)
            or parameter.help
        )
        host.out(f"{text or 'No help is available.'}\n")
