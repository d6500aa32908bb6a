"""Makes the environment `.venv` in the project's root with the locked dependencies, or repairs it. Standard library only.

usage: environment.py run|test [PROGRAM ARG ...]

`run` installs what the shell needs, `test` what the tests need besides. A stamp written last says what the environment was made from, so
an interrupted set-up is begun again and changed dependencies are picked up. With a PROGRAM it is started afterwards (used on Windows).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
LOCKS = {
    "run": ROOT / "scripts" / "requirements-run.lock",
    "test": ROOT / "scripts" / "requirements-test.lock",
}


class SetupError(Exception):
    """What stops the set-up, in words for the person who started it."""


def wanted(kind: str) -> str:
    """A digest of everything that decides what the environment holds."""
    digest = hashlib.sha256(f"{kind} {sys.version_info[:2]}".encode())
    for path in (LOCKS[kind], ROOT / "pyproject.toml", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def stamp(kind: str) -> Path:
    return VENV / f"exoshell-{kind}.stamp"


def is_made(kind: str) -> bool:
    try:
        return PYTHON.exists() and stamp(kind).read_text() == wanted(kind)
    except OSError:
        return False


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """One set-up at a time; the lock goes with the process that holds it."""
    with open(ROOT / ".venv.lock", "w") as handle:
        if os.name == "nt":
            import msvcrt

            while True:
                with contextlib.suppress(OSError):
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
                    break
                time.sleep(0.5)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def run(command: list[str], what: str) -> None:
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        raise SetupError(f"{what} failed:\n{done.stdout.strip()[-4000:]}")


def make_venv() -> list[str]:
    """Make an empty environment; the command that installs into it."""
    has_stdlib = (
        subprocess.run(
            [sys.executable, "-c", "import venv, ensurepip"], capture_output=True, check=False
        ).returncode
        == 0
    )
    uv = shutil.which("uv")
    if has_stdlib:
        run([sys.executable, "-m", "venv", str(VENV)], "Making the environment")
        return [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if uv:
        run([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)], "Making the environment with uv")
        return [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    if shutil.which("virtualenv"):
        run(
            ["virtualenv", "--quiet", "--python", sys.executable, str(VENV)],
            "Making the environment with virtualenv",
        )
        return [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    raise SetupError(
        f"This Python ({sys.executable}) cannot make environments: its modules venv and ensurepip are missing.\n"
        f"Install them (Debian, Ubuntu: apt install python{version}-venv), or install uv or virtualenv, and start again."
    )


def install_command() -> list[str]:
    """The command that installs into the environment that is there."""
    uv = shutil.which("uv")
    has_pip = (
        subprocess.run([str(PYTHON), "-c", "import pip"], capture_output=True, check=False).returncode == 0
    )
    if has_pip or not uv:
        return [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    return [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]


def write_launcher() -> None:
    """Put a launcher that imports nothing but the shell in place of the installer's (which loads regular expressions first)."""
    if os.name == "nt":
        return
    launcher = SCRIPTS / "exoshell"
    temporary = launcher.with_suffix(".new")
    temporary.write_text(
        f"#!{PYTHON}\nimport sys\n\nfrom exoshell.__main__ import main\n\nsys.exit(main())\n"
    )
    temporary.chmod(0o755)
    os.replace(temporary, launcher)


def make(kind: str) -> None:
    """Bring `.venv` to what `kind` needs."""
    half_made = VENV.exists() and not any(stamp(k).exists() for k in LOCKS)
    other_python = (
        PYTHON.exists()
        and subprocess.run(
            [
                str(PYTHON),
                "-c",
                f"import sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})",
            ],
            check=False,
        ).returncode
    )
    if half_made or other_python or (VENV.exists() and not PYTHON.exists()):
        shutil.rmtree(VENV)
    print(
        f"exoshell: making the environment {VENV} ({'first start' if not VENV.exists() else 'dependencies changed'}) …",
        file=sys.stderr,
    )
    install = install_command() if VENV.exists() else make_venv()
    stamp(kind).unlink(missing_ok=True)
    run([*install, "--require-hashes", "-r", str(LOCKS[kind])], "Installing the locked dependencies")
    run([*install, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], "Installing exoshell")
    write_launcher()
    # Also where Python is told not to write byte code (PYTHONDONTWRITEBYTECODE): a start would compile every module anew.
    run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "exoshell")], "Compiling exoshell")
    temporary = stamp(kind).with_suffix(".new")
    temporary.write_text(wanted(kind))
    os.replace(temporary, stamp(kind))
    if kind == "test":  # what the tests need includes what the shell needs
        stamp("run").write_text(wanted("run"))


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in LOCKS:
        print(__doc__, file=sys.stderr)
        return 64
    kind = arguments[0]
    try:
        if not is_made(kind):
            with locked():
                if not is_made(kind):
                    make(kind)
        stamp(kind).touch()
    except SetupError as error:
        print(f"exoshell: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("exoshell: the set-up was interrupted; the next start begins it again.", file=sys.stderr)
        return 130
    if len(arguments) > 1:
        program = SCRIPTS / (arguments[1] + (".exe" if os.name == "nt" else ""))
        return subprocess.run([str(program), *arguments[2:]], check=False).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
