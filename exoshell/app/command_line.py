"""`exoshell …`: from the arguments to an exit code. Wires host, session, script runner and prompt; the exit codes are pwsh's."""

from __future__ import annotations

import os
import sys

from exoshell.base.env import Host

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from exoshell.app.options import Options
    from exoshell.runtime.session import Session

SUBCOMMANDS = frozenset(("tenant", "check", "plan", "apply", "undo", "journal", "profile"))
INTERRUPTED = 130
FAILED = 1
INTERNAL = 70  # EX_SOFTWARE of sysexits

USAGE = """
Usage: exoshell [-Login] [[-File] <filePath> [args]]
                [-Command { - | <script-block> [-args <arg-array>]
                              | <string> [<CommandParameters>] } ]
                [-CommandWithArgs <string> [<CommandParameters>]
                [-EncodedCommand <Base64EncodedCommand>]
                [-ExecutionPolicy <ExecutionPolicy>] [-InputFormat {Text | XML}]
                [-Interactive] [-NoExit] [-NoLogo] [-NonInteractive] [-NoProfile]
                [-NoProfileLoadTime] [-OutputFormat {Text | XML}]
                [-SettingsFile <filePath>] [-Version] [-WorkingDirectory <directoryPath>]
                [--tenant <name or file> [--connect]]

       exoshell tenant new | list | info | serve | reset | export | import | diff
       exoshell check | plan | apply | undo | journal | profile
       exoshell -h | -Help | -? | /?
"""


def run(argv: list[str], host: Host | None = None, folder: str | None = None) -> int:
    """Run one command line (`argv[0]` is the program) and return its exit code."""
    real = host is None
    if host is None:
        host = make_host()
    try:
        code = _run(argv[1:], host, folder or os.getcwd())
        host.flush()
    except BrokenPipeError:
        code = 1
        if real:  # nobody reads any more; keep the interpreter from trying again at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:
        if not real or host.environ.get("EXOSHELL_DEBUG"):
            raise
        code = INTERNAL
        _complain(host, internal_error(error))
    except OSError as error:
        code = FAILED
        _complain(host, f"exoshell: writing the output failed: {error.strerror or error}\n")
        if real:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return code & 0xFF


def internal_error(error: Exception) -> str:
    """A failure of the shell itself, in one sentence: never a traceback (EXOSHELL_DEBUG=1 shows it)."""
    return (
        f"exoshell: an internal error stopped the shell ({type(error).__name__}: {error}). This is a defect of exoshell; "
        "EXOSHELL_DEBUG=1 shows where it happened.\n"
    )


def _complain(host: Host, text: str) -> None:
    try:
        host.stderr.write(text)
        host.stderr.flush()
    except OSError:
        return


def make_host() -> Host:
    """The process's own streams as UTF-8 text; the width of the terminal, 120 in a pipe unless COLUMNS tells another."""
    out, err = sys.stdout, sys.stderr
    for stream in (out, err):
        if stream is not None:
            stream.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr]
    if sys.stdin is not None:
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    width = height = None
    colour = False
    if out is not None and out.isatty():
        try:
            size = os.get_terminal_size(out.fileno())
            width, height = (size.columns or None), (size.lines or None)
        except OSError:
            width = None
        colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Host(width=width, height=height or 50, colour=colour)


def _run(arguments: list[str], host: Host, folder: str) -> int:
    if arguments and arguments[0] in SUBCOMMANDS:
        from exoshell.app.subcommands import run_subcommand

        return run_subcommand(arguments, host, folder)
    from exoshell.app.options import UsageError, parse

    try:
        options = parse(arguments)
        check(options, folder)
        return dispatch(options, host, folder)
    except UsageError as error:
        host.err(error.message if error.message.endswith("\n") else error.message + "\n")
        if error.usage:
            host.out(USAGE)
        return error.code


def check(options: Options, folder: str) -> None:
    """What must be right before anything starts."""
    from exoshell.app.options import EXIT_INITIALIZATION, UsageError, not_a_script

    if options.settings_file is not None:
        path = os.path.join(folder, options.settings_file)
        if not os.path.exists(path):
            raise UsageError(
                f"The argument '{path}' passed to the -SettingsFile does not exist. Provide the path to an existing json file "
                "as an argument to the -SettingsFile parameter.",
                usage=False,
            )
    if options.configuration_file is not None and not os.path.exists(
        os.path.join(folder, options.configuration_file)
    ):
        raise UsageError(
            "The shell cannot be started. A failure occurred during initialization:\n"
            f"The provided configuration file '{options.configuration_file}' does not exist.",
            EXIT_INITIALIZATION,
            usage=False,
        )
    if options.mode == "file" and not os.path.isfile(os.path.join(folder, options.file)):
        raise not_a_script(options.file)


def dispatch(options: Options, host: Host, folder: str) -> int:
    if options.mode == "version":
        from exoshell.base.version import PRODUCT, SHELL_VERSION

        host.out(f"{PRODUCT} {SHELL_VERSION}\n")
        return 0
    if options.mode == "help":
        host.out(USAGE)
        return 0
    host.interactive = not options.non_interactive
    session = make_session(host, folder, options)
    try:
        if not options.no_profile:
            load_profiles(session)
        return _finish(session, options, host, _start(session, options, host, folder))
    finally:
        session.close()


def load_profiles(session: Session) -> None:
    """Run the user's profile scripts; an error in one is shown and does not keep the shell from starting."""
    environ = session.host.environ
    home = environ.get("XDG_CONFIG_HOME") or os.path.join(
        environ.get("HOME") or os.path.expanduser("~"), ".config"
    )
    for name in ("profile.ps1", "Microsoft.PowerShell_profile.ps1"):
        path = os.path.join(home, "powershell", name)
        if os.path.isfile(path) and not session.exit_requested:
            session.run_file(path)


def _start(session: Session, options: Options, host: Host, folder: str) -> int:
    from exoshell.script.start import run_command, run_file, run_lines

    if options.mode == "file":
        return run_file(session, os.path.join(folder, options.file), options.arguments)
    if options.mode == "command":
        return run_command(session, options.text, options.arguments if options.with_arguments else None)
    if options.mode == "stdin":
        return run_lines(session, prompt=False)
    return start_interactive(session, options, host)


def _finish(session: Session, options: Options, host: Host, code: int) -> int:
    """`-NoExit` goes on at the prompt once its command has run."""
    if options.no_exit and options.mode in ("command", "file") and not session.exit_requested:
        options.no_logo = True
        return start_interactive(session, options, host)
    return code if session.exit_code is None else session.exit_code


def start_interactive(session: Session, options: Options, host: Host) -> int:
    """The prompt: on a terminal with editing, otherwise line by line with an echo."""
    if is_terminal(host):
        from exoshell.repl import run_prompt

        return run_prompt(session, banner=not options.no_logo)
    from exoshell.script.start import run_lines

    if not options.no_logo:
        from exoshell.base.version import PRODUCT, SHELL_VERSION

        host.out(f"{PRODUCT} {SHELL_VERSION}\n")
    return run_lines(session, prompt=True)


def is_terminal(host: Host) -> bool:
    try:
        return bool(host.stdin.isatty() and host.stdout.isatty())
    except (AttributeError, ValueError):
        return False


def make_session(host: Host, folder: str, options: Any = None) -> Session:
    """A fresh session in a folder, with the Exchange service (or an emulated tenant) at hand for whoever asks for it."""
    from exoshell.runtime.session import Session

    if "PSModulePath" not in host.environ:
        host.environ["PSModulePath"] = module_path(host.environ)
    session = Session(host, location=folder)
    console = sys.modules.get("exoshell.dotnet.environment")
    if console is not None:  # another shell of this process may have set the console's properties
        console.reset_console()
    session.services["exchange_factory"] = lambda: _exchange(session, options)
    session.services["file_path"] = lambda text: _file_path(session, text)
    if options is not None:
        if options.working_directory is not None:
            enter(session, options.working_directory)
        tenant = options.tenant or host.environ.get("EXOSHELL_TENANT")
        if tenant:
            from exoshell.app.exchange import use_tenant

            use_tenant(session, tenant, connect=options.connect)
        elif options.connect:
            from exoshell.app.options import UsageError

            raise UsageError(
                "The option --connect signs in to an emulated tenant: name it with --tenant, as in --tenant demo --connect",
                usage=False,
            )
    return session


def enter(session: Session, path: str) -> None:
    """-WorkingDirectory: a folder that is not there is an error, and the shell stays where it is."""
    if os.path.isdir(session.full_path(path)):
        session.set_working_directory(path)
    else:
        session.host.err(f"Set-Location: Cannot find path '{path}' because it does not exist.\n")


def module_path(environ: Any) -> str:
    """The default of $env:PSModulePath."""
    data = environ.get("XDG_DATA_HOME") or os.path.join(
        environ.get("HOME") or os.path.expanduser("~"), ".local", "share"
    )
    shared = "/usr/local/share/powershell/Modules"
    return os.pathsep.join(
        (
            os.path.join(data, "powershell", "Modules"),
            shared,
            os.path.join(os.path.dirname(os.path.dirname(__file__)), "modules"),
        )
    )


def _file_path(session: Session, text: str) -> str:
    """The file that a redirection means: drives and wildcards count as for -FilePath."""
    from exoshell.cmdlets.providers.paths import file_path

    return file_path(session, text)


def _exchange(session: Session, options: Any) -> Any:
    from exoshell.app.exchange import make_exchange

    return make_exchange(session)
