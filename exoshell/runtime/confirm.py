"""ShouldProcess, ShouldContinue and prompts for missing parameters."""

from __future__ import annotations

from exoshell.values.errors import ps_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

IMPACTS = {"none": 0, "low": 1, "medium": 2, "high": 3}
NOT_INTERACTIVE = "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available."


def impact_of(value: Any) -> int:
    name = getattr(value, "name", value)
    if isinstance(name, str):
        return IMPACTS.get(name.lower(), 3)
    return int(name) if isinstance(name, int) else 3


def should_process(context: Any, target: str, action: str | None = None, description: str | None = None, warning: str | None = None, caption: str | None = None) -> bool:
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
        context.write_verbose(description)
        return True
    if context.confirm_all == "no":
        return False
    if not must_ask(context):
        context.write_verbose(description)
        return True
    return ask(context, caption or "Confirm", "Are you sure you want to perform this action?\n" + (warning or ""))


def must_ask(context: Any) -> bool:
    if context.confirm is not None:
        return bool(context.confirm)
    if not context.info.should_process:
        return False
    preference = impact_of(context.scope.get("confirmpreference"))
    impact = impact_of(context.info.impact)
    return preference != 0 and impact >= preference


def ask(context: Any, caption: str, message: str, default: str = "Y") -> bool:
    """The confirmation prompt: Yes, Yes to All, No, No to All, Suspend."""
    host = context.host
    if not host.interactive:
        raise ps_error(
            "InvalidOperation" if context.info.kind == "Cmdlet" else "PSInvalidOperationException",
            NOT_INTERACTIVE,
            exception="System.Management.Automation.PSInvalidOperationException",
            category="InvalidOperation",
        )
    host.out(f"\n{caption}\n{message}\n")
    while True:
        answer = host.read_line('[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is "Y"): ')
        if answer is None:
            return False
        choice = answer.strip().lower() or default.lower()
        if choice in ("y", "yes"):
            return True
        if choice in ("a", "yes to all"):
            context.confirm_all = "yes"
            return True
        if choice in ("n", "no"):
            return False
        if choice in ("l", "no to all"):
            context.confirm_all = "no"
            return False
        if choice in ("s", "suspend"):
            from exoshell.values.errors import PipelineStopped

            raise PipelineStopped
        host.out(
            "Y - Continue with only the next step of the operation.\nA - Continue with all the steps of the operation.\nN - Skip this operation and "
            "proceed with the next operation.\nL - Skip this operation and all subsequent operations.\nS - Pause the current pipeline and return to the "
            'command prompt. Type "exit" to resume the pipeline.\n'
        )


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
    host.out(f"\ncmdlet {command.name} at command pipeline position 1\nSupply values for the following parameters:\n")
    answers: dict[str, Any] = {}
    for parameter in parameters:
        name = parameter.name
        if parameter.type_name.endswith("[]"):
            values = []
            while True:
                line = host.read_line(f"{name}[{len(values)}]: ")
                if not line:
                    break
                values.append(line)
            answers[name] = values
            continue
        line = host.read_secret(f"{name}: ") if parameter.type_name.lower().endswith("securestring") else host.read_line(f"{name}: ")
        if line is None:
            return None
        answers[name] = line
    return answers
