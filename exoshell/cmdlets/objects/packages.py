"""Installing modules and package providers: everything that this shell can use is built in, so these commands find their work done."""

from __future__ import annotations

from exoshell.cmdlets.objects.builtin_modules import BUILTIN, find_builtin
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, Param
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.objects import PSCustomObject


class PackageCommand(Cmdlet):
    """Base: the parameters that scripts give, none of which changes anything."""

    name = Param("string[]", "The names.", position=0, pipe=BY_VALUE | BY_NAME)
    minimum_version = Param("string", "The lowest version.")
    maximum_version = Param("string", "The highest version.")
    required_version = Param("string", "The version.", aliases=("Version",))
    repository = Param("string[]", "The repositories.")
    scope = Param("string", "For whom: CurrentUser or AllUsers.")
    credential = Param("System.Object", "The user and password.")
    proxy = Param("System.Object", "The proxy server.")
    allow_clobber = Param("switch", "Allow commands of the same name.")
    allow_prerelease = Param("switch", "Versions before their release too.")
    accept_license = Param("switch", "Accept the license.")
    skip_publisher_check = Param("switch", "Do not compare publishers.")
    trust_repository = Param("switch", "Do not ask.")
    force = Param("switch", "Do it where it would otherwise be refused.")
    pass_thru = Param("switch", "Give what was installed.")
    all_versions = Param("switch", "Every version.")
    installation_policy = Param("string", "Trusted or Untrusted.")
    source_location = Param("string", "Where a repository is.")
    path = Param("string", "The folder.")

    def names(self) -> list[str]:
        return list(self.name or [])

    def built_in(self, name: str) -> bool:
        """Whether the module is part of the shell; otherwise a warning says that it is not there."""
        if find_builtin(self.session, name) is not None:
            return True
        self.warn(f"The module '{name}' is not available in this shell; nothing was installed.")
        return False

    def row(self, name: str) -> PSCustomObject:
        """What is known of a built-in module as an installed package."""
        known = next(k for k in BUILTIN if k.lower() == name.lower())
        return PSCustomObject(
            {
                "Version": BUILTIN[known][0],
                "Name": known,
                "Repository": "built in",
                "Description": "Part of this shell.",
                "Type": "Module",
                "InstalledLocation": "",
            }
        )


def no_match(name: str) -> PowerShellError:
    return ps_error(
        "NoMatchFoundForCriteria",
        f"No match was found for the specified search criteria and module name '{name}'.",
        exception="System.Exception",
        category="ObjectNotFound",
        target=name,
    )
