"""What the cmdlets with -Path and -LiteralPath share."""

from __future__ import annotations

from exoshell.cmdlets.providers.paths import place_of, resolve
from exoshell.command.declaration import BY_NAME, BY_VALUE, Cmdlet, P, Param
from exoshell.values.errors import PowerShellError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Place = tuple[str, str]


def path_param(pipe: int = BY_VALUE | BY_NAME, mandatory: bool = True, **more: Any) -> Param:
    return Param(
        "string[]",
        "The paths; wildcards are allowed.",
        sets={"Path": P(0, mandatory, pipe)},
        wildcards=True,
        **more,
    )


def literal_param(set_name: str = "LiteralPath", **more: Any) -> Param:
    return Param(
        "string[]",
        "The paths, taken as they are.",
        sets={set_name: P(None, True, BY_NAME)},
        aliases=("PSPath", "LP"),
        **more,
    )


class PathCmdlet(Cmdlet):
    """Resolves what -Path and -LiteralPath name; -Include, -Exclude and -Filter choose among it."""

    def texts(self) -> Iterator[tuple[str, bool]]:
        """Every path given, with whether it is literal."""
        path, literal = getattr(self, "path", None), getattr(self, "literal_path", None)
        for text in path or ():
            yield text, False
        for text in literal or ():
            yield text, True

    def places(self) -> Iterator[Place]:
        """The existing places; what is not found is a non-terminating error."""
        force = bool(getattr(self, "force", False))
        for text, literal in self.texts():
            try:
                found = resolve(self.session, text, literal=literal, force=force)
            except PowerShellError as error:
                self.write_error(error)
                continue
            for place in found:
                if self.is_chosen(place):
                    yield place

    def is_chosen(self, place: Place) -> bool:
        name = place[1].rstrip("/").rpartition("/")[2]
        return self.is_chosen_name(name)

    def is_chosen_name(self, name: str) -> bool:
        """Whether -Include, -Exclude and -Filter let a name pass."""
        include, exclude = getattr(self, "include", None), getattr(self, "exclude", None)
        filter_ = getattr(self, "filter", None)
        if not include and not exclude and not filter_:
            return True
        from exoshell.values.wildcard import compile_wildcard

        if include and not any(compile_wildcard(text, True).matches(name) for text in include):
            return False
        if exclude and any(compile_wildcard(text, True).matches(name) for text in exclude):
            return False
        return not filter_ or compile_wildcard(filter_, False).matches(name)

    def target(self, text: str) -> Place:
        """The place that a text without wildcards means, existing or not."""
        return place_of(self.session, text)
