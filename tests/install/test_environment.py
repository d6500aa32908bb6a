"""The set-up script repairs what was left half made and picks up changed dependencies."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module, working on a folder of its own, with installing replaced by a note."""
    spec = importlib.util.spec_from_file_location("environment_under_test", SCRIPTS / "environment.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("run", "test"):
        (tmp_path / f"{name}.lock").write_text("nothing")
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "SCRIPTS", tmp_path / ".venv" / "bin")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "LOCKS", {"run": tmp_path / "run.lock", "test": tmp_path / "test.lock"})
    module.commands = []  # type: ignore[attr-defined]

    def note(command: list[str], what: str) -> None:
        module.commands.append(what)  # type: ignore[attr-defined]
        if command[1:3] == ["-m", "venv"]:
            (tmp_path / ".venv" / "bin").mkdir(parents=True)
            os.symlink(sys.executable, tmp_path / ".venv" / "bin" / "python")

    monkeypatch.setattr(module, "run", note)
    return module


def test_first_start_makes_it_and_the_second_does_nothing(environment: ModuleType) -> None:
    assert environment.main(["run"]) == 0
    assert environment.commands == [
        "Making the environment",
        "Installing the locked dependencies",
        "Installing exoshell",
        "Compiling exoshell",
    ]
    environment.commands.clear()
    assert environment.main(["run"]) == 0
    assert environment.commands == []


def test_half_made_environment_is_begun_again(environment: ModuleType) -> None:
    leftover = environment.VENV / "bin" / "leftover"
    leftover.parent.mkdir(parents=True)
    leftover.write_text("")
    assert environment.main(["run"]) == 0
    assert not leftover.exists()
    assert environment.is_made("run")


def test_changed_lock_is_picked_up(environment: ModuleType) -> None:
    environment.main(["run"])
    environment.commands.clear()
    environment.LOCKS["run"].write_text("something else")
    assert environment.main(["run"]) == 0
    assert environment.commands == [
        "Installing the locked dependencies",
        "Installing exoshell",
        "Compiling exoshell",
    ]


def test_failed_installation_leaves_no_stamp(
    environment: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = environment.run

    def fail(command: list[str], what: str) -> None:
        if what.startswith("Installing the locked"):
            raise environment.SetupError("no index reached")
        good(command, what)

    monkeypatch.setattr(environment, "run", fail)
    assert environment.main(["run"]) == 1
    assert "no index reached" in capsys.readouterr().err
    assert not environment.is_made("run")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_wheel_installs_into_an_empty_environment_and_starts(tmp_path: Path) -> None:
    root = SCRIPTS.parent
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(root)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("exoshell-*.whl")
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "env")], check=True)
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run(
        [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "-r",
            str(SCRIPTS / "requirements-run.lock"),
        ],
        check=True,
    )
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)], check=True)
    done = subprocess.run(
        [
            str(tmp_path / "env" / "bin" / "exoshell"),
            "-NoProfile",
            "-Command",
            "1..3 | ForEach-Object { $_ * 2 }",
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("2\n4\n6\n", "", 0)
