"""System.Version and System.Management.Automation.SemanticVersion."""

from __future__ import annotations

from exoshell.values.errors import ps_error
from exoshell.values.types import register_class

_MAX = 2**31 - 1


def _failure(type_name: str, message: str, parameter: str | None = None) -> Exception:
    text = f"{message} (Parameter '{parameter}')" if parameter else message
    return ps_error(type_name, text, exception=type_name)


class Version:
    """`numbers`: (major, minor, build, revision), -1 where absent. Immutable."""

    __slots__ = ("numbers",)
    type_name = "System.Version"

    def __init__(self, major: int, minor: int, build: int = -1, revision: int = -1) -> None:
        self.numbers = (major, minor, build, revision)

    @classmethod
    def parse(cls, text: str) -> Version:
        """Two to four numbers with dots; raises .NET's exceptions."""
        parts = text.split(".")
        if not 2 <= len(parts) <= 4:
            raise _failure(
                "System.ArgumentException", "Version string portion was too short or too long.", "input"
            )
        numbers: list[int] = []
        for part in parts:
            body = part.strip()
            digits = body[1:] if body[:1] in ("+", "-") else body
            if not (digits.isascii() and digits.isdigit()):
                raise _failure(
                    "System.FormatException", f"The input string '{part}' was not in a correct format."
                )
            number = int(body)
            if number > _MAX or number < -_MAX - 1:
                raise _failure(
                    "System.OverflowException", "Value was either too large or too small for an Int32."
                )
            if number < 0:
                name = ("major", "minor", "build", "revision")[len(numbers)]
                text = f"{name} ('{number}') must be a non-negative value. (Parameter '{name}')\nActual value was {number}."
                raise _failure("System.ArgumentOutOfRangeException", text)
            numbers.append(number)
        return cls(*numbers)

    @property
    def major(self) -> int:
        return self.numbers[0]

    @property
    def minor(self) -> int:
        return self.numbers[1]

    @property
    def build(self) -> int:
        return self.numbers[2]

    @property
    def revision(self) -> int:
        return self.numbers[3]

    def __eq__(self, other: object) -> bool:
        return type(other) is Version and other.numbers == self.numbers

    def __lt__(self, other: Version) -> bool:
        return self.numbers < other.numbers

    def __hash__(self) -> int:
        return hash((Version, self.numbers))

    def __str__(self) -> str:
        return ".".join(str(n) for n in self.numbers if n >= 0)

    def __repr__(self) -> str:
        return f"Version({self})"


class SemanticVersion:
    """major.minor.patch-label+build. Immutable; the build label does not count in comparisons."""

    __slots__ = ("major", "minor", "patch", "pre_release", "build_label")
    type_name = "System.Management.Automation.SemanticVersion"

    def __init__(
        self,
        major: int,
        minor: int = 0,
        patch: int = 0,
        pre_release: str | None = None,
        build_label: str | None = None,
    ) -> None:
        self.major, self.minor, self.patch = major, minor, patch
        self.pre_release, self.build_label = pre_release or None, build_label or None

    @classmethod
    def parse(cls, text: str) -> SemanticVersion:
        """Raises .NET's exceptions."""
        if not text:
            raise _failure("System.FormatException", "The input string '' was not in a correct format.")
        core, plus, build = text.partition("+")
        core, dash, label = core.partition("-")
        parts = core.split(".")
        legal = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-.")
        if (
            len(parts) > 3
            or any(not (p.isascii() and p.isdigit()) for p in parts)
            or (dash and (not label or not legal.issuperset(label)))
            or (plus and (not build or not legal.issuperset(build)))
        ):
            raise _failure(
                "System.FormatException", f"The input string '{text}' was not in a correct format."
            )
        numbers = [int(p) for p in parts] + [0, 0]
        return cls(numbers[0], numbers[1], numbers[2], label, build)

    def sort_key(self) -> tuple[object, ...]:
        """Something that orders versions: a release after its previews, labels part by part, numbers before words."""
        if self.pre_release is None:
            return (self.major, self.minor, self.patch, 1, ())
        parts = tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in self.pre_release.split("."))
        return (self.major, self.minor, self.patch, 0, parts)

    def __eq__(self, other: object) -> bool:
        return type(other) is SemanticVersion and other.sort_key() == self.sort_key()

    def __lt__(self, other: SemanticVersion) -> bool:
        return self.sort_key() < other.sort_key()

    def __hash__(self) -> int:
        return hash((SemanticVersion, self.sort_key()))

    def __str__(self) -> str:
        text = f"{self.major}.{self.minor}.{self.patch}"
        if self.pre_release:
            text += f"-{self.pre_release}"
        return f"{text}+{self.build_label}" if self.build_label else text

    def __repr__(self) -> str:
        return f"SemanticVersion({self})"


register_class(Version, "System.Version")
register_class(SemanticVersion, "System.Management.Automation.SemanticVersion")
