"""Checking a JSON value against a JSON schema."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def check(value: Any, schema: Any) -> list[tuple[str, str]]:
    """What is wrong with a value, as (message, JSON pointer); both are as `json.loads` gives them."""
    return list(Schema(schema).findings(value, schema, ""))


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    if isinstance(value, (int, float)):
        return "integer" if float(value).is_integer() else "number"
    return "array" if isinstance(value, list) else "object"


def _equal(left: Any, right: Any) -> bool:
    if isinstance(left, bool) != isinstance(right, bool):
        return False
    return bool(left == right)


class Schema:
    """A schema document; `$ref` is looked up inside it."""

    __slots__ = ("root",)

    def __init__(self, root: Any) -> None:
        self.root = root

    def findings(self, value: Any, schema: Any, path: str) -> Iterator[tuple[str, str]]:
        """What is wrong with a value under a part of the schema."""
        if schema is True or schema is None:
            return
        if schema is False:
            yield "All values fail against the false schema", path
            return
        if "$ref" in schema:
            yield from self.findings(value, self.resolve(schema["$ref"]), path)
        yield from self.general(value, schema, path)
        if isinstance(value, dict):
            yield from self.members(value, schema, path)
        elif isinstance(value, list):
            yield from self.elements(value, schema, path)
        elif isinstance(value, str):
            yield from self.text(value, schema, path)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield from self.number(value, schema, path)
        yield from self.combined(value, schema, path)

    def resolve(self, reference: str) -> Any:
        """The part of the document that a local reference names."""
        part = self.root
        for name in reference.lstrip("#").strip("/").split("/"):
            if name:
                name = name.replace("~1", "/").replace("~0", "~")
                part = part[int(name)] if isinstance(part, list) else part.get(name, True)
        return part

    def fits(self, value: Any, schema: Any) -> bool:
        return next(self.findings(value, schema, ""), None) is None

    def general(self, value: Any, schema: Any, path: str) -> Iterator[tuple[str, str]]:
        """type, enum, const."""
        wanted = schema.get("type")
        if wanted is not None:
            names = wanted if isinstance(wanted, list) else [wanted]
            kind = _kind(value)
            if kind not in names and not (kind == "integer" and "number" in names):
                yield f'Value is "{kind}" but should be "{" or ".join(names)}"', path
        if "enum" in schema and not any(_equal(value, v) for v in schema["enum"]):
            yield "Value should match one of the values specified by the enum", path
        if "const" in schema and not _equal(value, schema["const"]):
            import json

            yield f"Expected {json.dumps(json.dumps(schema['const']))}", path

    def members(self, value: dict[str, Any], schema: Any, path: str) -> Iterator[tuple[str, str]]:
        """required, properties, patternProperties, additionalProperties, counts, names."""
        import re

        missing = [name for name in schema.get("required", ()) if name not in value]
        if missing:
            names = ", ".join(f'"{n}"' for n in missing)
            yield f"Required properties [{names}] are not present", path
        if len(value) < schema.get("minProperties", 0):
            yield f"Value has fewer than {schema['minProperties']} properties", path
        if "maxProperties" in schema and len(value) > schema["maxProperties"]:
            yield f"Value has more than {schema['maxProperties']} properties", path
        known = schema.get("properties", {})
        patterns = schema.get("patternProperties", {})
        for name, found in value.items():
            place = f"{path}/{name}"
            matched = False
            if name in known:
                matched = True
                yield from self.findings(found, known[name], place)
            for pattern, part in patterns.items():
                if re.search(pattern, name):
                    matched = True
                    yield from self.findings(found, part, place)
            if not matched and "additionalProperties" in schema:
                yield from self.findings(found, schema["additionalProperties"], place)
            if "propertyNames" in schema:
                yield from self.findings(name, schema["propertyNames"], place)

    def elements(self, value: list[Any], schema: Any, path: str) -> Iterator[tuple[str, str]]:
        """items, prefixItems, contains, uniqueItems, counts."""
        if len(value) < schema.get("minItems", 0):
            yield f"Value has fewer than {schema['minItems']} items", path
        if "maxItems" in schema and len(value) > schema["maxItems"]:
            yield f"Value has more than {schema['maxItems']} items", path
        if schema.get("uniqueItems") and any(_equal(a, b) for i, a in enumerate(value) for b in value[:i]):
            yield "Items are not unique", path
        items = schema.get("items")
        first = schema.get("prefixItems", items if isinstance(items, list) else [])
        rest = schema.get("additionalItems") if isinstance(items, list) else items
        for number, found in enumerate(value):
            part = first[number] if number < len(first) else rest
            yield from self.findings(found, part, f"{path}/{number}")
        if "contains" in schema and not any(self.fits(v, schema["contains"]) for v in value):
            yield "Expected array to contain at least 1 item that matched the schema, but it did not", path

    def text(self, value: str, schema: Any, path: str) -> Iterator[tuple[str, str]]:
        """minLength, maxLength, pattern."""
        if len(value) < schema.get("minLength", 0):
            yield f"Value should be at least {schema['minLength']} characters", path
        if "maxLength" in schema and len(value) > schema["maxLength"]:
            yield f"Value should be at most {schema['maxLength']} characters", path
        if "pattern" in schema:
            import re

            if not re.search(schema["pattern"], value):
                yield "The string value is not a match for the indicated regular expression", path

    def number(self, value: float, schema: Any, path: str) -> Iterator[tuple[str, str]]:
        """minimum, maximum, their exclusive forms, multipleOf."""
        if "minimum" in schema and value < schema["minimum"]:
            yield f"{value} should be at least {schema['minimum']}", path
        if "maximum" in schema and value > schema["maximum"]:
            yield f"{value} should be at most {schema['maximum']}", path
        if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
            yield f"{value} should be greater than {schema['exclusiveMinimum']}", path
        if "exclusiveMaximum" in schema and value >= schema["exclusiveMaximum"]:
            yield f"{value} should be less than {schema['exclusiveMaximum']}", path
        if "multipleOf" in schema and (value / schema["multipleOf"]) % 1:
            yield f"{value} should be a multiple of {schema['multipleOf']}", path

    def combined(self, value: Any, schema: Any, path: str) -> Iterator[tuple[str, str]]:
        """allOf, anyOf, oneOf, not, if."""
        for part in schema.get("allOf", ()):
            yield from self.findings(value, part, path)
        if "anyOf" in schema and not any(self.fits(value, part) for part in schema["anyOf"]):
            yield "Expected at least one matching subschema but found none", path
        if "oneOf" in schema:
            count = sum(self.fits(value, part) for part in schema["oneOf"])
            if count != 1:
                yield f"Expected 1 matching subschema but found {count}", path
        if "not" in schema and self.fits(value, schema["not"]):
            yield "The value should not match the schema", path
        if "if" in schema:
            branch = "then" if self.fits(value, schema["if"]) else "else"
            if branch in schema:
                yield from self.findings(value, schema[branch], path)
