"""ForEach-Object: does something with each object of a pipeline."""

from __future__ import annotations

from exoshell.command.attributes import ValidateNotNullOrEmpty, ValidateRange
from exoshell.command.declaration import BY_VALUE, Cmdlet, Param, cmdlet
from exoshell.dotnet.access import call_method
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL


@cmdlet(
    "ForEach",
    "Object",
    module="Microsoft.PowerShell.Core",
    default_set="ScriptBlockSet",
    should_process=True,
    impact="Low",
)
class ForEachObject(Cmdlet):
    """Does something with each object of a pipeline."""

    input_object = Param(
        "psobject",
        "The objects to work on, usually from the pipeline.",
        pipe=BY_VALUE,
        sets=("ScriptBlockSet", "PropertyAndMethodSet", "ParallelParameterSet"),
    )
    begin_ = Param(
        "scriptblock", "The script block that runs before the first object.", sets=("ScriptBlockSet",)
    )
    process_ = Param(
        "scriptblock[]",
        "The script block that runs for each object (`$_`).",
        position=0,
        mandatory=True,
        sets=("ScriptBlockSet",),
        allow_null=True,
        allow_empty_collection=True,
    )
    end_ = Param("scriptblock", "The script block that runs after the last object.", sets=("ScriptBlockSet",))
    remaining_scripts = Param(
        "scriptblock[]",
        "Further script blocks.",
        remaining=True,
        sets=("ScriptBlockSet",),
        allow_null=True,
        allow_empty_collection=True,
    )
    member_name = Param(
        "string",
        "The property to read or method to call on each object.",
        position=0,
        mandatory=True,
        sets=("PropertyAndMethodSet",),
        validate=(ValidateNotNullOrEmpty(),),
    )
    argument_list = Param(
        "System.Object[]",
        "The arguments of the method.",
        remaining=True,
        sets=("PropertyAndMethodSet",),
        aliases=("Args",),
    )
    parallel = Param(
        "scriptblock",
        "The script block that runs for several objects at a time.",
        mandatory=True,
        sets=("ParallelParameterSet",),
    )
    throttle_limit = Param(
        "int",
        "How many run at the same time.",
        sets=("ParallelParameterSet",),
        validate=(ValidateRange(1, 2147483647),),
    )
    timeout_seconds = Param(
        "int",
        "After how many seconds to stop; 0 is never.",
        sets=("ParallelParameterSet",),
        validate=(ValidateRange(0, 2147483),),
    )
    as_job = Param("switch", "Run as a job.", sets=("ParallelParameterSet",))
    use_new_runspace = Param("switch", "Use a new runspace for each object.", sets=("ParallelParameterSet",))

    def begin(self) -> None:
        if self.parameter_set == "ParallelParameterSet":
            self._items: list[Any] = []
            check_parallel(self)
            return
        if self.parameter_set == "PropertyAndMethodSet":
            return
        blocks = [*(self.process_ or []), *(self.remaining_scripts or [])]
        begin, end = self.begin_, self.end_
        if not self.is_bound("Begin") and not self.is_bound("End"):
            if len(blocks) > 1:
                begin, blocks = blocks[0], blocks[1:]
            if len(blocks) > 1:
                end, blocks = blocks[-1], blocks[:-1]
        elif not self.is_bound("Begin") and len(blocks) > 1:
            begin, blocks = blocks[0], blocks[1:]
        elif not self.is_bound("End") and len(blocks) > 1:
            end, blocks = blocks[-1], blocks[:-1]
        self._end_block = end
        emitter = self.context.block_emitter
        self._emitters = [emitter(block) for block in blocks if block is not None]
        if begin is not None:
            emitter(begin)(AUTOMATION_NULL, self.write)

    def process(self) -> None:
        item = self.input_object
        if item is AUTOMATION_NULL:
            return
        if self.parameter_set == "ScriptBlockSet":
            for emit in self._emitters:
                emit(item, self.write)
        elif self.parameter_set == "PropertyAndMethodSet":
            self._member(item)
        elif self.is_bound("InputObject") or self.context.expecting_input:
            self._items.append(item)

    def item_processor(self) -> Callable[[Any], None] | None:
        if self.parameter_set == "ScriptBlockSet" and len(self._emitters) == 1:
            emit, write, attach = self._emitters[0], self.write, self.context.attach

            def process(item: Any) -> None:
                try:
                    emit(item, write)
                except PowerShellError as error:
                    attach(error)
                    raise

            return process
        if self.parameter_set == "PropertyAndMethodSet":
            return self._member
        return None

    def end(self) -> None:
        if self.parameter_set == "ParallelParameterSet":
            if self.as_job:
                from exoshell.runtime.jobs import start_tasks

                limit = self.throttle_limit if self.is_bound("ThrottleLimit") else 5
                self.write(start_tasks(self.session, self.parallel, self._items, limit, self.context.scope))
                return
            from exoshell.cmdlets.objects.runspaces import run_each

            run_each(self, self.parallel, self._items)
        elif self.parameter_set == "ScriptBlockSet" and self._end_block is not None:
            self.context.block_emitter(self._end_block)(AUTOMATION_NULL, self.write)

    def _member(self, item: Any) -> None:
        """Read the property or call the method of `-MemberName`."""
        name = self.member_name
        if item is None:
            self._null_item()
            return
        if self.is_bound("ArgumentList"):
            if self.should_process(
                target_text(item),
                f"Invoke method '{name}' with arguments: {argument_texts(self.argument_list)}",
            ):
                self._call(item, name, list(self.argument_list or []))
            return
        value, kind = find_member(self, item, name)
        if kind == "method":
            if self.should_process(target_text(item), f"Invoke method '{value}'"):
                self._call(item, value, [])
        elif kind == "property":
            if self.should_process(target_text(item), f"Retrieve the value for property '{name}'"):
                self.write_all(value)
        elif self.context.scope.strictness() >= 2:
            self.write_error(
                ps_error(
                    "PropertyOrMethodNotFound",
                    f"The input object '{target_text(item)}' does not contain a property or method named '{name}'.".strip(),
                    exception="System.Management.Automation.PSArgumentException",
                    category="InvalidOperation",
                    target=item,
                )
            )
        else:
            self.write(None)

    def _call(self, item: Any, name: str, arguments: list[Any]) -> None:
        try:
            result = call_method(item, name, arguments, self.session)
        except PowerShellError as error:
            if error.record.error_id == "MethodNotFound":
                error = no_method(name, item)
            else:
                error = method_error(error, item)
            self.write_error(error)
            return
        if result is not AUTOMATION_NULL:
            self.write_all(result)

    def _null_item(self) -> None:
        if self.is_bound("ArgumentList"):
            self.write_error(
                ps_error(
                    "InputObjectIsNull",
                    "The input object is null. The method cannot be called.",
                    exception="System.Management.Automation.PSArgumentNullException",
                    category="InvalidArgument",
                )
            )
        elif self.context.scope.strictness() >= 2:
            self.write_error(
                ps_error(
                    "InputObjectIsNull",
                    "The input object is null.",
                    exception="System.Management.Automation.PSArgumentNullException",
                    category="InvalidArgument",
                )
            )
        else:
            self.write(None)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def target_text(item: Any) -> str:
    from exoshell.values.conversion import to_text

    return f"InputObject: {to_text(item)}"


def argument_texts(arguments: Any) -> str:
    from exoshell.values.conversion import to_text

    return ", ".join(to_text(a) for a in arguments or ())


def find_member(command: ForEachObject, item: Any, name: str) -> tuple[Any, str]:
    """What `-MemberName` means on an object: (value, "property"), (method name, "method") or (None, "")."""
    from exoshell.cmdlets.objects.expressions import all_properties, lookup

    if any(c in "*?[" for c in name):
        from exoshell.values.wildcard import compile_wildcard

        pattern = compile_wildcard(name, True)
        found = [(n, v) for n, v in all_properties(item) if pattern.matches(n)]
        methods = [n for n in method_names(item) if pattern.matches(n)]
        if len(found) + len(methods) > 1:
            shown = "".join(f" {n}" for n, _ in found) + "".join(f" {n}" for n in methods)
            raise ps_error(
                "AmbiguousPropertyOrMethodName",
                f'Input name "{name}" is ambiguous. It can be resolved to multiple matched members. Possible matches include:{shown}.',
                exception="System.Management.Automation.PSArgumentException",
                category="InvalidArgument",
                target=item,
            )
        if found:
            return found[0][1], "property"
        return (methods[0], "method") if methods else (None, "")
    exists, _, value = lookup(item, name)
    if exists:
        return value, "property"
    from exoshell.dotnet.access import find_method

    if find_method(item, name) is not None:
        return name, "method"
    return None, ""


def method_names(item: Any) -> list[str]:
    from exoshell.dotnet.access import view

    return view(item).method_names()


def method_error(error: PowerShellError, item: Any) -> PowerShellError:
    """A failing method is reported and the next object is taken."""
    record = error.record
    if record.target is None:
        record.target = item
    record.error_id = "MethodInvocationError"
    record.category = "InvalidOperation"
    record.target_type = "PSObject"
    return error


def no_method(name: str, item: Any) -> PowerShellError:
    """`-ArgumentList` was given for something that is no method."""
    error = ps_error(
        "MethodNotFound",
        f'Input name "{name}" cannot be resolved to a method.',
        exception="System.Management.Automation.PSArgumentException",
        category="InvalidArgument",
        target=item,
    )
    error.record.target_type = "PSObject"
    return error


def check_parallel(command: ForEachObject) -> None:
    """Some common parameters do not go with -Parallel."""
    if any(
        name in command.bound
        for name in ("ErrorAction", "WarningAction", "InformationAction", "PipelineVariable")
    ):
        raise ps_error(
            "ParallelCommonParametersNotSupported",
            "The following common parameters are not currently supported in the Parallel parameter set:\n"
            "ErrorAction, WarningAction, InformationAction, PipelineVariable",
            exception="System.Management.Automation.PSNotSupportedException",
            category="InvalidOperation",
        )
