"""`$x[…]`: reading and writing by index or key."""

from __future__ import annotations

from exoshell.dotnet.errors import NetError
from exoshell.values import collections as C
from exoshell.values import types
from exoshell.values.char import Char
from exoshell.values.errors import PowerShellError, ps_error
from exoshell.values.null import AUTOMATION_NULL
from exoshell.values.objects import PSCustomObject, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ORDERED = C.OrderedDictionary


def get_index(obj: Any, index: Any, strict: int = 0) -> Any:
    """`$obj[index]`; a list of indexes gives a list. AUTOMATION_NULL where a scalar has no such element."""
    if type(index) is int and isinstance(obj, list):
        size = len(obj)
        if -size <= index < size:
            return obj[index]
        return _outside(strict)
    if type(obj) is PSObject:
        obj = obj.base
    if obj is None or obj is AUTOMATION_NULL:
        raise null_array()
    if isinstance(obj, C.DictionaryBase):
        return _get_key(obj, index)
    if index is None or index is AUTOMATION_NULL:
        raise null_index()
    if type(index) is PSObject:
        index = index.base
    if isinstance(obj, (list, str)):
        return _get_element(obj, index, strict)
    if type(obj) is C.MultiArray:
        return obj.cells[_cell(obj, index)]
    return _get_other(obj, index)


def null_array() -> PowerShellError:
    """Indexing $null."""
    return ps_error("NullArray", "Cannot index into a null array.", category="InvalidOperation")


def null_index() -> PowerShellError:
    """An index that is $null."""
    return ps_error(
        "NullArrayIndex",
        "Index operation failed; the array index evaluated to null.",
        category="InvalidOperation",
    )


def _outside(strict: int) -> Any:
    if strict >= 3:
        raise out_of_bounds()
    return None


def out_of_bounds() -> PowerShellError:
    """An array index that is not there."""
    return ps_error(
        "System.IndexOutOfRangeException",
        "Index was outside the bounds of the array.",
        exception="System.IndexOutOfRangeException",
        category="OperationStopped",
    )


_INT: Any = None


def _int_type() -> Any:
    global _INT
    if _INT is None:
        _INT = types.named_type("System.Int32")
    return _INT


def _position(index: Any) -> int | None:
    if type(index) is int:
        return index
    from exoshell.values.conversion import try_convert

    found = try_convert(index, _int_type())[1]
    return found if type(found) is int else None


def _get_element(obj: Any, index: Any, strict: int) -> Any:
    """An element of a list or a character of a string."""
    is_text = isinstance(obj, str)
    if isinstance(index, (list, C.PSRange)):
        if type(index) is C.PSRange:
            index = _range_list(index)
        result = []
        for one in index:
            position = _position(one)
            if position is not None and -len(obj) <= position < len(obj):
                result.append(Char(obj[position]) if is_text else obj[position])
            else:
                _outside(strict)
        return result
    position = _position(index)
    if position is None or not -len(obj) <= position < len(obj):
        return _outside(strict)
    return Char(obj[position]) if is_text else obj[position]


def _range_list(value: C.PSRange) -> list[int]:
    step = 1 if value.last >= value.first else -1
    return list(range(value.first, value.last + step, step))


def _cell(array: C.MultiArray, index: Any) -> int:
    positions = index if isinstance(index, list) else [index]
    if len(positions) != len(array.lengths):
        raise ps_error(
            "NeedMultidimensionalIndex",
            f"Array dimensions {len(array.lengths)} and the number of indexes {len(positions)} do not match.",
            category="InvalidOperation",
        )
    offset = 0
    for one, length in zip(positions, array.lengths, strict=True):
        position = _position(one)
        if position is None or not -length <= position < length:
            raise out_of_bounds()
        offset = offset * length + (position + length if position < 0 else position)
    return offset


def _get_key(obj: Any, index: Any) -> Any:
    """A dictionary's value; an ordered one takes an Int32 as position."""
    if index is None or index is AUTOMATION_NULL:
        raise null_index()
    if type(index) is PSObject:
        index = index.base
    if type(index) is C.PSRange:
        index = _range_list(index)
    if type(index) is list:
        if type(obj) is _ORDERED:
            return [v for v in (_ordered(obj, one) for one in index) if v is not access.MISSING]
        found = [_get_key(obj, one) for one in index]
        return [v for v in found if v is not None] if isinstance(obj, C.Dictionary) else found
    if type(obj) is _ORDERED:
        found = _ordered(obj, index)
        return None if found is access.MISSING else found
    if type(obj) is C.Dictionary and obj.key_type is not None and obj.key_type is not types.OBJECT:
        from exoshell.values.conversion import try_convert

        index = try_convert(index, obj.key_type)[1]
        if index is None:
            return None
    return obj.get(index)


def _ordered(obj: Any, index: Any) -> Any:
    if type(index) is int:
        size = len(obj)
        return obj.get_at(index % size) if -size <= index < size else access.MISSING
    found = obj.get(index, access.MISSING)
    return None if found is access.MISSING else found


def _get_other(obj: Any, index: Any) -> Any:
    """Objects with an indexer of their own; any other object is its own element 0."""
    members = access.view(obj)
    for table in members.chain:
        if table.get_item is not None:
            try:
                if isinstance(index, list) and not table.takes_list:
                    return [table.get_item(obj, one) for one in index]
                return table.get_item(obj, index)
            except NetError as error:
                if error.exception.type_name in (
                    "System.ArgumentOutOfRangeException",
                    "System.IndexOutOfRangeException",
                ):
                    return None
                raise ps_error(
                    "GetIndexerFailed",
                    error.exception.message,
                    exception=error.exception.type_name,
                    category="OperationStopped",
                ) from error
    if isinstance(obj, PSCustomObject) and "psgetitem" in obj.notes:
        return obj.notes["psgetitem"]
    position = index if type(index) is int else None
    return obj if position in (0, -1) else AUTOMATION_NULL


# ------------------------------------------------------------------------------------------------------------------------------ write


def set_index(obj: Any, index: Any, value: Any) -> None:
    """`$obj[index] = value`."""
    if type(obj) is PSObject:
        obj = obj.base
    if obj is None or obj is AUTOMATION_NULL:
        raise null_array()
    if index is None or index is AUTOMATION_NULL:
        raise null_index()
    if type(index) is PSObject:
        index = index.base
    if isinstance(obj, C.DictionaryBase):
        _set_key(obj, index, value)
    elif isinstance(obj, list):
        _set_element(obj, index, value)
    elif type(obj) is C.MultiArray:
        obj.cells[_cell(obj, index)] = _converted(value, obj.element_type)
    else:
        _set_other(obj, index, value)


def cannot_index(obj: Any) -> PowerShellError:
    """The type has no indexer that can be written."""
    name = types.type_of(obj).full_name
    if isinstance(obj, PSCustomObject):
        name = "System.Management.Automation.PSObject"
    return ps_error(
        "CannotIndex", f'Unable to index into an object of type "{name}".', category="InvalidOperation"
    )


def _converted(value: Any, target: Any) -> Any:
    if target is None or target is types.OBJECT:
        return None if value is AUTOMATION_NULL else value
    from exoshell.values.conversion import convert

    return convert(value, target)


def _set_key(obj: Any, index: Any, value: Any) -> None:
    if value is AUTOMATION_NULL:
        value = None
    if type(index) is list:
        raise cannot_index(obj)
    if type(obj) is _ORDERED:
        if type(index) is int:
            size = len(obj)
            if not -size <= index < size:
                raise _argument_outside()
            obj.set_at(index % size, value)
            return
        obj.set(index, value)
        obj.names[obj.fold(index)] = index
        return
    if type(obj) is C.Dictionary:
        index = _converted(index, obj.key_type)
        value = _converted(value, obj.value_type)
    obj.set(index, value)


def _argument_outside() -> PowerShellError:
    return ps_error(
        "System.ArgumentOutOfRangeException",
        "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')",
        exception="System.ArgumentOutOfRangeException",
        category="OperationStopped",
    )


def _set_element(obj: list[Any], index: Any, value: Any) -> None:
    if isinstance(index, list):
        raise ps_error(
            "ArraySliceAssignmentFailed",
            f"Array assignment to [{','.join(str(i) for i in index)}] failed because assignment to slices is not supported.",
            category="InvalidOperation",
        )
    position = index
    if type(position) is not int:
        from exoshell.values.conversion import convert

        position = convert(index, _int_type())
    is_array = type(obj) in (list, C.TypedArray)
    if not -len(obj) <= position < len(obj):
        raise out_of_bounds() if is_array else _argument_outside()
    element = getattr(obj, "element_type", None)
    obj[position] = _converted(value, element)
    if hasattr(obj, "changed"):
        obj.changed()


def _set_other(obj: Any, index: Any, value: Any) -> None:
    for table in access.view(obj).chain:
        if table.set_item is not None:
            try:
                table.set_item(obj, index, value)
            except NetError as error:
                raise ps_error(
                    error.exception.type_name,
                    error.exception.message,
                    exception=error.exception.type_name,
                    category="OperationStopped",
                ) from error
            return
    raise cannot_index(obj)


from exoshell.dotnet import access  # noqa: E402  (access takes its functions from here)
