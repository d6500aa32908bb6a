"""Background jobs: a block run by a session of its own in a thread; its streams are collected."""

from __future__ import annotations

from exoshell.dotnet.table import table
from exoshell.runtime.runspaces import USING, using_values
from exoshell.runtime.scope import U
from exoshell.runtime.streams import Streams
from exoshell.values.errors import ControlFlow, NetException, PowerShellError, ps_error
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

BACKGROUND = "System.Management.Automation.PSRemotingJob"
THREAD = "Microsoft.PowerShell.ThreadJob.ThreadJob"
TASKS = "System.Management.Automation.PSTasks.PSTaskJob"
TYPES = {"BackgroundJob": BACKGROUND, "ThreadJob": THREAD, "PSTaskJob": TASKS}
STACK_SIZE = 64 * 1024 * 1024


class Job(NetObject):
    """A job. `output` and the lists of the streams grow while it runs; `state`: Running, Completed, Failed or Stopped."""

    __slots__ = (
        "number",
        "name",
        "state",
        "output",
        "records",
        "command",
        "kind",
        "reason",
        "thread",
        "type_name_",
        "received",
        "children",
    )

    def __init__(self, number: int, name: str, command: str, kind: str) -> None:
        from exoshell.values.types import PSType, find_type

        self.number, self.name, self.command, self.kind = number, name, command, kind
        self.state = "Running"
        self.output: list[Any] = []
        self.records: dict[str, list[Any]] = {
            "error": [],
            "warning": [],
            "verbose": [],
            "debug": [],
            "information": [],
        }
        self.reason: NetException | None = None
        self.thread: Any = None
        self.received = False
        self.children: list[Job] | None = None  # None: the job is its own only child
        full_name = TYPES[kind]
        self.ps_type = find_type(full_name) or PSType(full_name, "class", "System.Object")
        register(full_name)
        self.extension = None

    @property
    def has_more_data(self) -> bool:
        return bool(self.output or any(self.records.values())) or self.state == "Running"

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the end; False where it does not come in time."""
        self.thread.join(timeout)
        return not self.thread.is_alive()

    def take(self, keep: bool = False) -> tuple[list[Any], dict[str, list[Any]]]:
        """What has come so far; gone afterwards unless kept."""
        output, records = list(self.output), {k: list(v) for k, v in self.records.items()}
        if not keep:
            self.output.clear()
            for held in self.records.values():
                held.clear()
        return output, records


def table_of(session: Any) -> dict[int, Job]:
    """The session's jobs by number."""
    return session.services.setdefault("jobs", {})  # type: ignore[no-any-return]


def start(
    session: Any,
    block: Any,
    kind: str,
    name: str | None = None,
    arguments: Any = (),
    scope: Any = None,
    input: Any = None,
    location: str | None = None,
    variables: dict[str, Any] | None = None,
) -> Job:
    """Start a block as a job."""
    import threading

    jobs = table_of(session)
    number = session.services.get("last job", 0) + (2 if kind == "BackgroundJob" else 1)
    session.services["last job"] = number
    job = Job(number, name or f"Job{number}", block.text, kind)
    handed = using_values(scope or session.scope, block)
    jobs[number] = job
    before = threading.stack_size(STACK_SIZE)
    try:
        job.thread = threading.Thread(
            target=run,
            args=(session, job, block, list(arguments or ()), handed, input, location, variables),
            daemon=True,
        )
        job.thread.start()
    finally:
        threading.stack_size(before)
    return job


def run(
    parent: Any,
    job: Job,
    block: Any,
    arguments: list[Any],
    handed: dict[str, Any],
    input: Any,
    location: str | None,
    variables: Any = None,
    item: Any = U,
) -> None:
    """The job's thread."""
    from exoshell.runtime.invoke import invoke_block
    from exoshell.runtime.script_block import ScriptBlock
    from exoshell.runtime.session import Session

    session = Session(parent.host, location=location or parent.location, finders=parent.commands.finders)
    session.commands.builtin_aliases = parent.commands.builtin_aliases
    session.services.update({k: v for k, v in parent.services.items() if k not in ("jobs", "locations")})
    session.enter_thread()
    records = job.records
    session.streams = Streams(
        records["error"].append,
        records["warning"].append,
        records["verbose"].append,
        records["debug"].append,
        records["information"].append,
    )
    held = session.global_scope.vars = session.global_scope.vars or {}
    held[USING] = handed
    for name, value in (variables or {}).items():
        held.setdefault(name, value)
    out = job.output.append if job.kind != "BackgroundJob" else crossing(job.output.append)
    try:
        invoke_block(session, ScriptBlock(block.site, session, None), arguments, item, input=input, out=out)
        job.state = "Completed"
    except PowerShellError as error:
        job.reason = error.record.exception
        if error.by_throw:
            job.state = "Failed"
        else:
            records["error"].append(error.record)
            job.state = "Completed"
    except ControlFlow:
        job.state = "Completed"
    except Exception as error:
        job.reason = NetException("System.Exception", str(error))
        job.state = "Failed"


def crossing(write: Any) -> Any:
    """Objects of a background job come out of another process: copies without methods, with the id of where they ran."""
    from exoshell.dotnet.clixml_reader import read_objects
    from exoshell.dotnet.clixml_writer import serialize
    from exoshell.values.guid import Guid
    from exoshell.values.objects import PSCustomObject

    runspace = Guid.new()

    def out(value: Any) -> None:
        if value is None or type(value) in (str, int, bool, float):
            write(value)
            return
        for copy in read_objects(serialize(value)):
            if isinstance(copy, PSCustomObject):
                copy.notes["RunspaceId"] = runspace
            write(copy)

    return out


def start_tasks(session: Any, block: Any, items: list[Any], limit: int, scope: Any = None) -> Job:
    """`ForEach-Object -Parallel -AsJob`: a job with a child for every item, `limit` of them at a time."""
    import threading

    jobs = table_of(session)
    number = session.services["last job"] = session.services.get("last job", 0) + 1
    job = jobs[number] = Job(number, f"Job{number}", block.text, "PSTaskJob")
    handed = using_values(scope or session.scope, block)
    job.children = [
        Job(number + 1 + i, f"Job{number + 1 + i}", block.text, "PSTaskJob") for i in range(len(items))
    ]
    session.services["last job"] = number + len(items)
    waiting = list(zip(job.children, items, strict=True))[::-1]

    def work() -> None:
        while waiting:
            try:
                child, item = waiting.pop()
            except IndexError:
                return
            child.output = job.output
            child.records = job.records
            run(session, child, block, [], handed, None, None, None, item)

    def oversee() -> None:
        threads = [threading.Thread(target=work, daemon=True) for _ in range(max(1, min(limit, len(items))))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        failed = [c for c in job.children or () if c.state == "Failed"]
        job.reason = failed[0].reason if failed else None
        job.state = "Failed" if failed else "Completed"

    before = threading.stack_size(STACK_SIZE)
    try:
        job.thread = threading.Thread(target=oversee, daemon=True)
        job.thread.start()
    finally:
        threading.stack_size(before)
    return job


def start_job(S: Any, text: str) -> Job:
    """`command &`."""
    from exoshell.runtime.scripts import script_block, source_of

    session = S.session
    block = script_block(session, source_of(text))
    handed = {n: S.get(n) for n in _variable_names(text) if S.get(n) is not None}
    return start(session, block, "BackgroundJob", scope=S, variables=handed)


def _variable_names(text: str) -> list[str]:
    import re

    return [n.lower() for n in re.findall(r"\$(\w+)", text)]


def not_found(error_id: str, what: str, value: Any, command: str) -> PowerShellError:
    """There is no such job."""
    return ps_error(
        error_id,
        f"The command cannot find a job with the job ID {value}. Verify the value of the Id parameter and then try the command again."
        if what == "ID"
        else f"The command cannot find the job because the job {what} {value} was not found. Verify the value of the {command} parameter, and then try the "
        "command again.",
        exception="System.Management.Automation.PSArgumentException",
        category="ObjectNotFound",
        target=value,
    )


_registered: set[str] = set()


def register(type_name: str) -> None:
    """Fill the member table of a job type."""
    if type_name in _registered:
        return
    _registered.add(type_name)
    members = table(type_name)
    members.add_properties(
        {
            "Id": lambda o: o.number,
            "Name": lambda o: o.name,
            "PSJobTypeName": lambda o: o.kind,
            "State": lambda o: o.state,
            "HasMoreData": lambda o: o.has_more_data,
            "Location": lambda o: "localhost" if o.kind == "BackgroundJob" else "PowerShell",
            "Command": lambda o: o.command,
            "ChildJobs": lambda o: (
                o.children if o.children is not None else [] if o.kind == "ThreadJob" else [o]
            ),
            "Output": lambda o: o.output,
            "Error": lambda o: o.records["error"],
            "Warning": lambda o: o.records["warning"],
            "Verbose": lambda o: o.records["verbose"],
            "Debug": lambda o: o.records["debug"],
            "Information": lambda o: o.records["information"],
            "JobStateInfo": _state_info,
            "StatusMessage": lambda o: "",
            "Finished": lambda o: None,
        }
    )


def _state_info(job: Job) -> Any:
    from exoshell.values.objects import PSCustomObject

    return PSCustomObject(
        {"State": job.state, "Reason": job.reason}, ["System.Management.Automation.JobStateInfo"]
    )
