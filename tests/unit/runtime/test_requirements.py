"""`#requires` lines of script files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.runtime.test_session import run


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("-Version 5.1", "ran"),
        ("-Version 5.2", "ScriptRequiresUnmatchedPSVersion"),
        ("-Version 99", "ScriptRequiresUnmatchedPSVersion"),
        ("-PSEdition Core", "ran"),
        ("-PSEdition Desktop", "ScriptRequiresUnmatchedPSEdition"),
        ("-Modules NoSuchModule", "ScriptRequiresMissingModules"),
        ("-Modules Microsoft.PowerShell.Utility", "ran"),
        (
            "-Modules @{ ModuleName = 'Microsoft.PowerShell.Utility'; ModuleVersion = '99.0' }",
            "ScriptRequiresMissingModules",
        ),
    ],
)
def test_requires(tmp_path: Path, line: str, wanted: str) -> None:
    (tmp_path / "s.ps1").write_text(f"'ran'\n#requires {line}\n")
    out, _, _ = run("try { ./s.ps1 } catch { $_.FullyQualifiedErrorId }", str(tmp_path))
    assert out.strip() == wanted
