"""Call sites and pipelines: from a command's name and values to running stages."""

from __future__ import annotations

from exoshell.runtime.scope import U
from exoshell.runtime.script_block import CallInfo, ScriptBlock
from exoshell.runtime.stages import CmdletStage, FunctionStage, Stage
from exoshell.values.errors import ControlFlow, PowerShellError, StopUpstream, ps_error
from exoshell.values.null import AUTOMATION_NULL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Nothing:
    """The type of NOTHING: a pipeline without a value in front."""

    __slots__ = ()


NOTHING = Nothing()


class Site:
    """A command as written at one place. `layout`: one entry an argument (kind, name, span, text); `redirections`: specifications whose file
    names are the last values; `fn`: what runs it while the session's command generation is `gen`."""

    __slots__ = (
        "unit",
        "name",
        "operator",
        "layout",
        "redirections",
        "span",
        "status",
        "fn",
        "gen",
        "plans",
        "arguments",
        "file_count",
        "parens",
    )

    def __init__(
        self,
        unit: Any,
        name: str | None,
        operator: str,
        layout: Any,
        redirections: Any,
        span: tuple[int, int],
        status: bool = False,
        parens: bool = False,
    ) -> None:
        self.unit = unit
        self.name = name
        self.operator = operator
        self.layout = layout
        self.redirections = redirections
        self.span = span
        self.status = status
        self.parens = parens
        self.fn: Any = None
        self.gen: Any = None
        self.plans: dict[Any, Any] = {}
        self.arguments: Any = None
        self.file_count = sum(1 for r in redirections if r[0] == "file")

    def find(self, X: Any) -> Callable[..., None]:
        """Resolve the command for the present state of the session; kept until commands change."""
        fn = resolve(X, self)
        if self.parens and X.strict_used and X.scope.strictness() >= 2:
            return call_with_parens(self)
        self.fn = fn
        self.gen = X.gen
        return fn

    def plan_for(self, info: Any) -> Any:
        """The binder's plan of this call for a command."""
        found = self.plans.get(info)
        if found is None:
            from exoshell.binder import plan

            if len(self.plans) > 8:
                self.plans.clear()
            found = self.plans[info] = plan(info, self.binder_arguments())
        return found

    def binder_arguments(self) -> Any:
        if self.arguments is None:
            from exoshell.binder import NAME, NAMED, SPLAT, VALUE, Argument

            kinds = {"-": NAME, ":": NAMED, "@": SPLAT}
            made = []
            dashes = False
            for kind, name, span, text in self.layout:
                if kind == "-" and text == "--" and not dashes:
                    dashes = True
                    continue
                if kind == "-" and dashes:
                    kind, name = "=", None
                made.append(Argument(kinds.get(kind, VALUE), name, text, span))
            self.arguments = tuple(made)
        return self.arguments

    def split(self, values: Any) -> tuple[Any, Any, Any]:
        """(command value or None, binder values parallel to the arguments, redirection places)."""
        values = list(values)
        head = values.pop(0) if self.name is None else None
        places: list[Any] = []
        if self.file_count:
            places = values[-self.file_count :]
            values = values[: -self.file_count]
        if any(entry[0] == "-" for entry in self.layout):
            parallel: list[Any] = []
            rest = iter(values)
            dashes = False
            for entry in self.layout:
                if entry[0] != "-":
                    parallel.append(next(rest))
                elif entry[3] == "--" and not dashes:
                    dashes = True  # the end of parameters: what follows is taken as it stands
                else:
                    parallel.append(entry[3] if dashes else None)
            values = parallel
        if any(entry[0] == "n" and entry[3] for entry in self.layout):
            for i, entry in enumerate(self.layout):
                if entry[0] == "n" and entry[3]:
                    values[i] = number_with_text(values[i], entry[3])
        return head, values, places


def call_with_parens(site: Site) -> Any:
    """Strict mode 2: a function called like a method."""

    def run(X: Any, out: Any, *values: Any) -> None:
        command = X.commands.find(site.name, X.scope)
        if command is not None and command.kind == "Function":
            raise ps_error(
                "StrictModeFunctionCallWithParens",
                "The function or command was called as if it were a method. Parameters should be separated by spaces. For information about parameters, "
                "see the about_Parameters Help topic.",
                category="InvalidOperation",
            )
        run_single(X, site, command, out, values)

    return run


EACH_NAMES = ("foreach-object", "foreach", "%")


class FusedSite:
    """Neighbouring Where-Object and ForEach-Object that are compiled into one function; `ok` while the names mean the built-in cmdlets."""

    __slots__ = ("sites", "gen", "state", "name", "layout", "redirections")

    def __init__(self, sites: tuple[Site, ...]) -> None:
        self.sites = sites
        self.gen: Any = None
        self.state = False
        self.name = ""
        self.redirections = ()

    def ok(self, X: Any) -> bool:
        if self.gen is not X.gen:
            self.state = all(_is_builtin(X, site.name) for site in self.sites)
            self.gen = X.gen
        return self.state

    def attach(self, error: PowerShellError) -> None:
        """An error leaves the function: it gets the name of the last cmdlet, whose block it is that fails as a whole."""
        record = error.record
        if record.command is None and not error.by_throw and record.invocation is not None:
            each = str(self.sites[-1].name).lower() in EACH_NAMES
            name = "ForEach" if each else "Where"
            record.command = f"Microsoft.PowerShell.Commands.{name}ObjectCommand"
            record.activity = record.activity or f"{name}-Object"


def _is_builtin(X: Any, name: str | None) -> bool:
    command = X.commands.find(name, X.scope)
    return (
        command is not None
        and command.kind == "Cmdlet"
        and command.name in ("Where-Object", "ForEach-Object")
    )


class FusedStage(Stage):
    """What runs a fused function: `function(item, out)`."""

    def __init__(self, function: Any, site: FusedSite) -> None:
        self.function = function
        self.site = site

    def process(self, item: Any) -> None:
        self.processor()(item)

    def processor(self) -> Any:
        function, out, site = self.function, self.out, self.site

        def process(item: Any) -> None:
            try:
                function(item, out)
            except PowerShellError as error:
                site.attach(error)
                raise

        return process


def number_with_text(value: Any, text: str) -> Any:
    """A numeric literal argument that gives its own text back when it is bound as one."""
    return value


# --- resolving ------------------------------------------------------------------------------------------------------------


def resolve(X: Any, site: Site) -> Callable[..., None]:
    """What runs the site: `fn(X, out, *values)`."""
    if site.name is None:
        return lambda X, out, *values: run_single(X, site, None, out, values)
    command = X.commands.find(site.name, X.scope)
    if command is None:
        return lambda X, out, *values: run_single(X, site, None, out, values)
    if command.kind in ("Function", "Filter") and not site.operator:
        direct = direct_function(X, site, command)
        if direct is not None:
            return direct

    def slow(X: Any, out: Any, *values: Any) -> None:
        run_single(X, site, command, out, values)

    if command.kind == "Function" and command.cmdlet_binding and not site.operator:
        from exoshell.runtime.quick_calls import quick_call

        return quick_call(X, site, command, slow) or slow
    return slow


def direct_function(X: Any, site: Site, command: Any) -> Callable[..., None] | None:
    """The compiled body itself where positional arguments are all there is to bind."""
    if (
        site.redirections
        or site.status
        or any(entry[0] not in "=bqnv" or (entry[0] == "n" and entry[3]) for entry in site.layout)
    ):
        return None
    block = command.factory
    if block.captured is not None or block.module is not X.scope.module:
        return None
    unit = block.unit("new")
    if unit.kind != "body" or len(site.layout) > len(unit.parameters):
        return None
    flags = unit.flags
    if "advanced" in flags or "call" in flags or "args" in flags or "input" in flags:
        return None
    if "typed" in flags:
        quick = quick_classes(command)
        if quick is None:
            return None
        quick = quick[: len(site.layout)]
        body = unit.body

        def typed(X: Any, out: Any, *values: Any) -> None:
            for value, wanted in zip(values, quick):
                if wanted is not None and type(value) is not wanted:
                    run_single(X, site, command, out, values)
                    return
            body(X, out, *values)

        return typed
    return unit.body  # type: ignore[no-any-return]


def quick_classes(command: Any) -> list[Any] | None:
    """For each parameter the class whose values need no conversion (None: any value); None where a parameter has checks."""
    from exoshell.binder.plan import ANYTHING, quick_class

    result: list[Any] = []
    for parameter in command.parameters.values():
        quick = quick_class(parameter)
        if quick is None:
            return None
        result.append(None if quick is ANYTHING else quick)
    return result


# --- running --------------------------------------------------------------------------------------------------------------


def run_single(X: Any, site: Site, command: Any, out: Any, values: Any) -> None:
    """One command that is a whole pipeline."""
    stage = make_stage(X, site, command, values, False, out)
    run_stages(X, [stage], out, NOTHING)


def run_pipeline(X: Any, out: Any, source: Any, parts: Any, redirect: Any = None) -> None:
    """Several commands, or a value and commands. `parts`: (site, values) pairs."""
    if redirect is not None and not parts:
        write_redirected(X, out, source, redirect)
        return
    stages: list[Stage] = []
    scope = X.scope
    expecting = source is not NOTHING
    try:
        last = len(parts) - 1
        for i, (site, values) in enumerate(parts):
            if site.__class__ is FusedSite:
                if i == last == 0:
                    run_fused(X, site, values[0], source, out)
                    return
                stages.append(FusedStage(values[0], site))
                continue
            command = X.commands.find(site.name, scope) if site.name is not None else None
            stages.append(make_stage(X, site, command, values, expecting, out if i == last else None))
            expecting = True
    except BaseException:
        for stage in stages:
            stage.close()
        X.ok = False
        raise
    run_stages(X, stages, out, source)


def run_fused(X: Any, site: FusedSite, function: Any, source: Any, out: Any) -> None:
    """A pipeline of a value and one fused function."""
    from exoshell.runtime.values_flow import items_of

    items = items_of(source)
    X.ok = True
    try:
        for item in (source,) if items is None else items:
            function(item, out)
    except PowerShellError as error:
        site.attach(error)
        raise
    X.ok = True


def write_redirected(X: Any, out: Any, source: Any, redirect: Any) -> None:
    """An expression with redirections."""
    from exoshell.runtime.streams import Redirected
    from exoshell.runtime.values_flow import emit

    target = Redirected(X, redirect[0], redirect[1], out)
    try:
        emit(source, target.out)
    finally:
        target.close()


def run_stages(X: Any, stages: list[Any], out: Any, source: Any) -> None:
    """Begin all, push every item, end all, close all; sets `$?`."""
    scope, streams = X.scope, X.streams
    last = len(stages) - 1
    stopped = -1
    X.ok = True
    try:
        for i in range(last):
            stages[i].connect(stages[i + 1].first)
        stages[last].connect(out)
        try:
            for stage in stages:
                if not stage.begun:
                    stage.start()
            for i in range(last - 1, -1, -1):
                stages[i].connect(stages[i + 1].processor())
            if source is not NOTHING:
                feed(source, stages[0].processor())
            elif True:
                stages[0].alone()
        except StopUpstream as stop:
            stopped = position(stages, stop)
        first = stopped + 1 if stopped >= 0 else 0
        while first <= last:
            try:
                stages[first].finish()
                first += 1
            except StopUpstream as stop:
                found = position(stages, stop)
                first = max(first, found) + 1 if found >= first else first + 1
    except ControlFlow:
        raise
    except BaseException:
        X.ok = False
        raise
    finally:
        X.scope, X.streams = scope, streams
        failed = False
        for stage in stages:
            stage.close()
            failed = failed or stage.failed
        if failed:
            X.ok = False
        elif stages[last].is_command:
            X.ok = X.ok if stages[last].keeps_status else True


def position(stages: list[Any], stop: StopUpstream) -> int:
    """Which stage asked for the early end; raised again where it is not one of these."""
    owner = getattr(stop, "stage", None)
    for i, stage in enumerate(stages):
        if stage is owner or getattr(stage, "context", None) is owner:
            return i
    raise stop


def feed(source: Any, process: Any) -> None:
    """Push a value's items."""
    kind = type(source)
    if kind is list or kind is range:
        for item in source:
            process(item)
        return
    from exoshell.runtime.values_flow import items_of

    items = items_of(source)
    if items is None:
        process(source)
    else:
        for item in items:
            process(item)


def make_stage(X: Any, site: Site, command: Any, values: Any, expecting: bool, out: Any) -> Any:
    """The stage that runs one command with its values."""
    head, arguments, places = site.split(values)
    if command is None:
        if getattr(head, "type_name", None) == "System.Management.Automation.PSModuleInfo":
            return module_stage(X, site, head, arguments, places, expecting)
        command = resolve_head(X, site, head)
    if (
        command is not None
        and any(e[0] == "-" and e[1] == "?" for e in site.layout)
        and hasattr(command, "name")
    ):
        return help_stage(X, site, command, places)
    if type(command) is ScriptBlock:
        return FunctionStage(X, site, block_info(X, command), command, arguments, places, expecting)
    kind = command.kind
    if kind == "Cmdlet":
        return CmdletStage(X, site, command, arguments, places, expecting)
    if kind in ("Function", "Filter", "ExternalScript"):
        return FunctionStage(X, site, command, command.factory, arguments, places, expecting)
    if kind == "Script":
        from exoshell.runtime.scripts import script_stage

        return script_stage(X, site, command, arguments, places, expecting)
    from exoshell.runtime.native import NativeStage

    return NativeStage(X, site, command, arguments, places, expecting)


def help_stage(X: Any, site: Site, command: Any, places: Any) -> Any:
    """`command -?`: its help."""
    asked = Site(site.unit, "Get-Help", "", (("=", None, site.span, None),), site.redirections, site.span)
    return CmdletStage(X, asked, X.commands.find("Get-Help", X.scope), [command.name], places, False)


def module_stage(X: Any, site: Site, module: Any, arguments: list[Any], places: Any, expecting: bool) -> Any:
    """`& $module { … }`: the block runs as one of the module's."""
    if not arguments or not isinstance(arguments[0], ScriptBlock):
        raise ps_error(
            "BadExpression", "A script block is expected behind the module.", category="InvalidOperation"
        )
    block = module.bound(arguments[0])
    rest = Site(site.unit, None, site.operator, site.layout[1:], site.redirections, site.span, site.status)
    outer, X.scope = X.scope, module.scope
    try:
        return FunctionStage(X, rest, block_info(X, block), block, arguments[1:], places, expecting)
    finally:
        X.scope = outer


def block_info(X: Any, block: ScriptBlock) -> Any:
    from exoshell.runtime.functions import info_of

    return info_of(X, block, "")


def resolve_head(X: Any, site: Site, head: Any) -> Any:
    """The command that a name or value stands for."""
    from exoshell.command.info import CommandInfo
    from exoshell.values.objects import PSObject

    if type(head) is PSObject:
        head = head.base
    if isinstance(head, (ScriptBlock, CommandInfo)):
        return head.factory if isinstance(head, CommandInfo) and head.kind == "Alias" else head
    from exoshell.values.conversion import to_text

    if not site.name:
        if head is None or head is AUTOMATION_NULL or to_text(head) == "":
            if site.name == "":
                head = ""
            raise ps_error(
                "BadExpression",
                f"The expression after '{site.operator or '&'}' in a pipeline element produced an object that was not valid. It must result in a command "
                "name, a script block, or a CommandInfo object.",
                category="InvalidOperation",
                target=None if head is AUTOMATION_NULL else head,
            )
        wrapped = X.commands.command_of(head)
        if wrapped is not None:
            return wrapped
        name = to_text(head)
    else:
        name = site.name
    command = X.commands.find(name, X.scope)
    if command is None:
        raise X.commands.not_found(X.commands.final_name(name, X.scope))
    return command


def invoke_block(
    X: Any,
    block: ScriptBlock,
    args: Any,
    item: Any = U,
    this: Any = U,
    input: Any = None,
    out: Any = None,
    dot: bool = False,
) -> list[Any]:
    """Run a block as `& block args`, with `$_` and `$this` set where given; its output as a list."""
    result: list[Any] = []
    presets: dict[str, Any] = {}
    if item is not U:
        presets["_"] = item
    if this is not U:
        presets["this"] = this
    if args or dot:
        site = Site(
            None, None, "." if dot else "&", tuple(("=", None, (0, 0), None) for _ in args), (), (0, 0)
        )
    else:
        site = PLAIN_SITE
    if dot:
        site = Site(None, None, ".", site.layout, (), (0, 0))
    stage = FunctionStage(
        X, site, block_info(X, block), block, list(args), (), input is not None, presets or None
    )
    run_stages(X, [stage], out or result.append, NOTHING if input is None else input)
    return result


PLAIN_SITE = Site(None, None, "&", (), (), (0, 0))

__all__ = [
    "CallInfo",
    "NOTHING",
    "PowerShellError",
    "Site",
    "invoke_block",
    "run_pipeline",
    "run_single",
    "run_stages",
]
