"""Cells of built-in views that are computed. `function(name)` gives the function that a view names."""

from __future__ import annotations

from exoshell.dotnet.access import get_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

GIB = 1 << 30
MIB = 1 << 20
HEAD_LENGTH = 200


def function(name: str) -> Callable[[Any], Any]:
    """The function called `name`, or `name:argument`."""
    kind, _, argument = name.partition(":")
    if argument:
        maker = {"style": _style, "visible": _visible}[kind]
        return lambda value: maker(value, argument)
    return _FUNCTIONS[kind]


def _text(value: Any) -> str:
    from exoshell.format.cells import plain_text

    return "" if value is None else plain_text(value)


def _number(value: float, decimals: int = 2) -> str:
    return f"{value:,.{decimals}f}"


def _nothing(value: Any) -> Any:
    return None


def _own_text(value: Any) -> Any:
    return _text(value)


def _path_leaf(value: Any) -> Any:
    return _text(get_property(value, "Path")).replace("\\", "/").rpartition("/")[2]


def _path_folder(value: Any) -> Any:
    return _text(get_property(value, "Path")).replace("\\", "/").rpartition("/")[0]


def _signature_line(value: Any) -> Any:
    return f"{_path_leaf(value)}: {_text(get_property(value, 'Status'))}"


def _parent_path(value: Any) -> Any:
    path = _text(get_property(value, "PSParentPath"))
    if not path:
        return _text(get_property(value, "DirectoryName"))
    return path.partition("::")[2] if "::" in path else path


def _file_time(value: Any) -> Any:
    from exoshell.values.text import net_text

    when = get_property(value, "LastWriteTime")
    if when is None:
        return None
    return f"{net_text(when, None, 'd')} {net_text(when, None, 'HH:mm')}"


def _process_npm(value: Any) -> Any:
    return round((get_property(value, "NPM") or 0) / 1024)


def _process_pm(value: Any) -> Any:
    return _number((get_property(value, "PM") or 0) / MIB)


def _process_ws(value: Any) -> Any:
    return _number((get_property(value, "WS") or 0) / MIB)


def _process_cpu(value: Any) -> Any:
    return _number(get_property(value, "CPU") or 0.0)


def _process_start(value: Any) -> Any:
    from exoshell.values.text import net_text

    return net_text(get_property(value, "StartTime"), None, "d")


def _method_overloads(value: Any) -> Any:
    definitions = get_property(value, "OverloadDefinitions")
    return "\n".join(map(_text, definitions)) if isinstance(definitions, list) else _text(definitions)


def _task_result(value: Any) -> Any:
    return get_property(value, "Result") if get_property(value, "IsCompleted") else None


def _history_duration(value: Any) -> Any:
    spent = get_property(value, "Duration")
    total = float(get_property(spent, "TotalSeconds"))
    minutes, seconds = divmod(total, 60)
    hours, minutes = divmod(int(minutes), 60)
    if total >= 36000:
        return f"{round(total / 3600)}:{minutes:02d}:{seconds:06.3f}"
    if hours:
        return f"{hours}:{minutes:02d}:{seconds:06.3f}"
    if minutes:
        return f"{minutes}:{seconds:06.3f}"
    return f"{seconds:.3f}"


def _match_text(value: Any) -> Any:
    shown = getattr(value, "console_text", None)
    return shown() if shown is not None else get_property(value, "Line")


def _command_name(value: Any) -> Any:
    if _text(get_property(value, "CommandType")) == "Alias":
        return get_property(value, "DisplayName")
    return get_property(value, "Name")


def _drive_size(value: Any, which: str) -> Any:
    used, free = get_property(value, "Used"), get_property(value, "Free")
    if not used and not free:
        return None
    return f"{(get_property(value, which) or 0) / GIB:,.2f}"


def _drive_root(value: Any) -> Any:
    return get_property(value, "DisplayRoot") or get_property(value, "Root")


def _runspace_computer(value: Any) -> Any:
    connection = get_property(value, "ConnectionInfo")
    return "localhost" if connection is None else get_property(connection, "ComputerName")


def _runspace_kind(value: Any) -> Any:
    return "Local" if get_property(value, "ConnectionInfo") is None else "Remote"


def _script_leaf(value: Any) -> Any:
    return _text(get_property(value, "Script")).replace("\\", "/").rpartition("/")[2]


def _module_folder(value: Any) -> Any:
    folder = _text(get_property(value, "ModuleBase")).replace("\\", "/")
    parent, _, leaf = folder.rpartition("/")
    if leaf.replace(".", "").isdigit():
        parent = parent.rpartition("/")[0]
    return parent


def _module_prerelease(value: Any) -> Any:
    data = get_property(value, "PrivateData")
    listed = None if data is None else get_property(data, "PSData")
    return None if listed is None else get_property(listed, "Prerelease")


def _module_editions(value: Any) -> Any:
    editions = get_property(value, "CompatiblePSEditions")
    if not isinstance(editions, list) or not editions:
        return "Desk"
    return ",".join(sorted(_text(e)[:4] for e in editions))


def _head(value: Any, name: str) -> str:
    text = _text(get_property(value, name))
    return text[:HEAD_LENGTH] + "\u2026" if len(text) >= HEAD_LENGTH else text


def _timed(value: Any, name: str) -> Any:
    return "*" if _text(get_property(value, "Status")) == "TimedOut" else get_property(value, name)


def _trace_host(value: Any) -> Any:
    return get_property(value, "Hostname") or "*"


def _readable(text: str) -> str:
    return text.replace("\x1b", "`e")


def _style(value: Any, path: str) -> Any:
    found = value
    for name in path.split("."):
        found = get_property(found, name)
    text = _text(found)
    return f"{text}{_readable(text)}\x1b[0m"


def _visible(value: Any, name: str) -> Any:
    return _readable(_text(get_property(value, name)))


def _style_extensions(value: Any) -> Any:
    table = get_property(value, "Extension")
    lines = []
    for name in get_property(table, "Keys") or ():
        text = _text(get_property(table, name))
        lines.append(f'{text}{_text(name):<8} = "{_readable(text)}"\x1b[0m')
    return "\n".join(lines)


def _style_extension_names(value: Any) -> Any:
    table = get_property(get_property(value, "FileInfo"), "Extension")
    return ",".join(map(_text, get_property(table, "Keys") or ()))


def _error_text(value: Any) -> Any:
    from exoshell.format.errors import error_lines

    return "\n".join(error_lines(value))


def _error_details(value: Any) -> Any:
    from exoshell.format.error_details import detail_lines

    return "\n".join(detail_lines(value))


_FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "nothing": _nothing,
    "own_text": _own_text,
    "path_leaf": _path_leaf,
    "path_folder": _path_folder,
    "signature_line": _signature_line,
    "parent_path": _parent_path,
    "file_time": _file_time,
    "process_npm": _process_npm,
    "process_pm": _process_pm,
    "process_ws": _process_ws,
    "process_cpu": _process_cpu,
    "process_start": _process_start,
    "method_overloads": _method_overloads,
    "task_result": _task_result,
    "history_duration": _history_duration,
    "match_text": _match_text,
    "command_name": _command_name,
    "drive_used": lambda value: _drive_size(value, "Used"),
    "drive_free": lambda value: _drive_size(value, "Free"),
    "drive_root": _drive_root,
    "runspace_computer": _runspace_computer,
    "runspace_kind": _runspace_kind,
    "runspace_availability": lambda value: get_property(value, "RunspaceAvailability"),
    "script_leaf": _script_leaf,
    "module_folder": _module_folder,
    "module_prerelease": _module_prerelease,
    "module_editions": _module_editions,
    "content_head": lambda value: _head(value, "Content"),
    "raw_content_head": lambda value: _head(value, "RawContent"),
    "ping_latency": lambda value: _timed(value, "Latency"),
    "ping_size": lambda value: _timed(value, "BufferSize"),
    "trace_host": _trace_host,
    "style_extensions": _style_extensions,
    "style_extension_names": _style_extension_names,
    "error_text": _error_text,
    "error_details": _error_details,
}
