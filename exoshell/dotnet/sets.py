"""HashSet, SortedSet, queues, stacks, LinkedList, the concurrent bags."""

from __future__ import annotations

from exoshell.dotnet.enumerators import Enumerator
from exoshell.dotnet.equality import comparer_function, fold_function, index_of, net_compare, net_equals
from exoshell.dotnet.errors import net_error
from exoshell.dotnet.lists import _elements
from exoshell.dotnet.table import MemberTable, table
from exoshell.values import types
from exoshell.values.collections import TypedArray
from exoshell.values.objects import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class HashSet(NetObject):
    """System.Collections.Generic.HashSet: `entries` folded item -> item; `compare` keeps a SortedSet in order."""

    __slots__ = ("entries", "fold", "compare", "comparer")

    def __init__(self, ps_type: Any, items: Any = (), comparer: Any = None, compare: Any = None) -> None:
        self.ps_type = ps_type
        self.extension = None
        self.comparer = comparer
        self.fold = fold_function(comparer)
        self.compare = compare
        self.entries: dict[Any, Any] = {}
        for item in items:
            self.entries.setdefault(self.fold(item), item)
        self.arrange()

    def arrange(self) -> None:
        """Restores the order of a sorted set."""
        if self.compare is not None:
            from functools import cmp_to_key

            compare = self.compare
            by_value: Any = cmp_to_key(lambda a, b: compare(a[1], b[1]))  # type: ignore[index]
            self.entries = dict(sorted(self.entries.items(), key=by_value))

    def enumerate(self) -> list[Any]:
        return list(self.entries.values())

    def add(self, item: Any) -> bool:
        """Adds an item; False where an equal one is there."""
        folded = self.fold(item)
        if folded in self.entries:
            return False
        self.entries[folded] = item
        self.arrange()
        return True

    def folded(self, items: Any) -> dict[Any, Any]:
        return {self.fold(i): i for i in _elements(items)}


class Queue(NetObject):
    """Queues, stacks and concurrent collections: `items` in the order in which they are enumerated from the first in."""

    __slots__ = ("items", "backwards")

    def __init__(self, ps_type: Any, items: Any = (), backwards: bool = False) -> None:
        from collections import deque

        self.items: Any = deque(items)
        self.backwards = backwards  # a stack enumerates from the last in
        self.ps_type = ps_type
        self.extension = None

    def enumerate(self) -> list[Any]:
        return list(reversed(self.items)) if self.backwards else list(self.items)


HASH_SET = table("System.Collections.Generic.HashSet`1")
SORTED_SET = table("System.Collections.Generic.SortedSet`1")


def remove(owner: HashSet, item: Any) -> bool:
    return owner.entries.pop(owner.fold(item), owner) is not owner


def union_with(owner: HashSet, other: Any) -> None:
    for item in _elements(other):
        owner.entries.setdefault(owner.fold(item), item)
    owner.arrange()


def intersect_with(owner: HashSet, other: Any) -> None:
    kept = owner.folded(other)
    owner.entries = {k: v for k, v in owner.entries.items() if k in kept}


def except_with(owner: HashSet, other: Any) -> None:
    for key in owner.folded(other):
        owner.entries.pop(key, None)


def symmetric_except_with(owner: HashSet, other: Any) -> None:
    for key, item in owner.folded(other).items():
        if owner.entries.pop(key, owner) is owner:
            owner.entries[key] = item
    owner.arrange()


def remove_where(owner: HashSet, match: Any) -> int:
    gone = [k for k, v in owner.entries.items() if match(v)]
    for key in gone:
        del owner.entries[key]
    return len(gone)


def try_get(owner: HashSet, item: Any, result: Any) -> bool:
    found = owner.fold(item) in owner.entries
    result.value = owner.entries.get(owner.fold(item))
    return found


def copy_to(owner: Any, target: list[Any], index: int = 0, count: int | None = None) -> None:
    items = owner.enumerate()[: count if count is not None else None]
    target[index : index + len(items)] = items


for _table in (HASH_SET, SORTED_SET):
    _table.add_methods(
        {
            "Add": HashSet.add,
            "Contains": lambda s, item: s.fold(item) in s.entries,
            "Remove": remove,
            "Clear": lambda s: s.entries.clear(),
            "UnionWith": union_with,
            "IntersectWith": intersect_with,
            "ExceptWith": except_with,
            "SymmetricExceptWith": symmetric_except_with,
            "IsSubsetOf": lambda s, other: set(s.entries) <= set(s.folded(other)),
            "IsProperSubsetOf": lambda s, other: set(s.entries) < set(s.folded(other)),
            "IsSupersetOf": lambda s, other: set(s.entries) >= set(s.folded(other)),
            "IsProperSupersetOf": lambda s, other: set(s.entries) > set(s.folded(other)),
            "Overlaps": lambda s, other: bool(set(s.entries) & set(s.folded(other))),
            "SetEquals": lambda s, other: set(s.entries) == set(s.folded(other)),
            "RemoveWhere": remove_where,
            "TryGetValue": try_get,
            "CopyTo": copy_to,
            "GetEnumerator": lambda s: Enumerator(s.enumerate()),
            "TrimExcess": lambda s, capacity=0: None,
            "EnsureCapacity": lambda s, capacity: max(capacity, len(s.entries)),
        }
    )
    _table.add_properties(
        {
            "Count": lambda s: len(s.entries),
            "Capacity": lambda s: len(s.entries),
            "Comparer": lambda s: s.comparer,
        }
    )


@HASH_SET.new()
def new_hash_set(ps_type: Any, *args: Any) -> Any:
    """HashSet[T]([collection,] [comparer])."""
    items, comparer = _collection_and_comparer(args)
    return HashSet(ps_type, items, comparer)


def _collection_and_comparer(args: tuple[Any, ...]) -> tuple[list[Any], Any]:
    items: list[Any] = []
    comparer = None
    for value in args:
        if type(value) is int or value is None:
            continue
        if isinstance(value, (list, HashSet, Queue)) or hasattr(value, "enumerate"):
            items = _elements(value)
        else:
            comparer = value
    return items, comparer


@SORTED_SET.new()
def new_sorted_set(ps_type: Any, *args: Any) -> Any:
    """SortedSet[T]([collection,] [comparer])."""
    items, comparer = _collection_and_comparer(args)
    return HashSet(ps_type, items, comparer, comparer_function(comparer) or net_compare)


def get_view_between(owner: HashSet, low: Any, high: Any) -> Any:
    """GetViewBetween (a copy)."""
    compare = owner.compare
    assert compare is not None
    items = [i for i in owner.enumerate() if compare(low, i) <= 0 and compare(i, high) <= 0]
    return HashSet(owner.ps_type, items, owner.comparer, compare)


SORTED_SET.add_methods({"GetViewBetween": get_view_between, "Reverse": lambda s: s.enumerate()[::-1]})
SORTED_SET.add_properties(
    {"Min": lambda s: next(iter(s.enumerate()), None), "Max": lambda s: next(iter(s.enumerate()[::-1]), None)}
)

# -------------------------------------------------------------------------------------------------------------------- queues and stacks


def _take(owner: Queue, kind: str, peek: bool = False) -> Any:
    if not owner.items:
        raise net_error("System.InvalidOperationException", f"{kind} empty.")
    if kind == "Stack":
        return owner.items[-1] if peek else owner.items.pop()
    return owner.items[0] if peek else owner.items.popleft()


def _try_take(owner: Queue, result: Any, kind: str, peek: bool = False) -> bool:
    if not owner.items:
        from exoshell.dotnet.access import default_value

        arguments = owner.ps_type.arguments
        result.value = default_value(arguments[0]) if arguments else None
        return False
    result.value = _take(owner, kind, peek)
    return True


def _array(owner: Queue) -> Any:
    arguments = owner.ps_type.arguments
    items = owner.enumerate()
    return items if not arguments or arguments[0] is types.OBJECT else TypedArray(items, arguments[0])


def _shared(target: MemberTable) -> None:
    target.add_methods(
        {
            "Clear": lambda q: q.items.clear(),
            "Contains": lambda q, value: index_of(list(q.items), value) >= 0,
            "ToArray": _array,
            "Clone": lambda q: Queue(q.ps_type, q.items, q.backwards),
            "CopyTo": copy_to,
            "GetEnumerator": lambda q: Enumerator(q.enumerate()),
            "TrimExcess": lambda q, capacity=0: None,
            "TrimToSize": lambda q: None,
            "EnsureCapacity": lambda q, capacity: max(capacity, len(q.items)),
        }
    )
    target.add_properties(
        {
            "Count": lambda q: len(q.items),
            "IsEmpty": lambda q: not q.items,
            "IsSynchronized": lambda q: False,
            "SyncRoot": lambda q: q,
            "Capacity": lambda q: len(q.items),
        }
    )


def _queue_table(name: str) -> None:
    target = table(name)
    _shared(target)
    target.add_methods(
        {
            "Enqueue": lambda q, value: q.items.append(value),
            "Dequeue": lambda q: _take(q, "Queue"),
            "Peek": lambda q: _take(q, "Queue", True),
            "TryDequeue": lambda q, result: _try_take(q, result, "Queue"),
            "TryPeek": lambda q, result: _try_take(q, result, "Queue", True),
        }
    )
    target.new()(
        lambda ps_type, *args: Queue(ps_type, _elements(args[0]) if args and type(args[0]) is not int else ())
    )


def _stack_table(name: str, *signatures: str) -> None:
    target = table(name)
    _shared(target)
    target.add_methods(
        {
            "Push": lambda q, value: q.items.append(value),
            "Pop": lambda q: _take(q, "Stack"),
            "Peek": lambda q: _take(q, "Stack", True),
            "TryPop": lambda q, result: _try_take(q, result, "Stack"),
            "TryPeek": lambda q, result: _try_take(q, result, "Stack", True),
        },
    )
    target.new(*signatures)(
        lambda ps_type, *args: Queue(
            ps_type, _elements(args[0]) if args and type(args[0]) is not int else (), True
        )
    )


for _name in (
    "System.Collections.Queue",
    "System.Collections.Generic.Queue`1",
    "System.Collections.Concurrent.ConcurrentQueue`1",
):
    _queue_table(_name)
_stack_table("System.Collections.Stack")
_stack_table("System.Collections.Generic.Stack`1")
_stack_table("System.Collections.Concurrent.ConcurrentStack`1", "void new()")
for _name, _void in (
    ("System.Collections.Stack", "void Push(System.Object obj)"),
    ("System.Collections.Concurrent.ConcurrentStack`1", "void Push(!0 item)"),
):
    table(_name).methods["push"].signatures = [_void]

BAG = table("System.Collections.Concurrent.ConcurrentBag`1")
_shared(BAG)
BAG.add_methods(
    {
        "Add": lambda q, value: q.items.append(value),
        "TryTake": lambda q, result: _try_take(q, result, "Stack"),
        "TryPeek": lambda q, result: _try_take(q, result, "Stack", True),
    }
)
BAG.new()(lambda ps_type, *args: Queue(ps_type, _elements(args[0]) if args else (), True))


class PriorityQueue(NetObject):
    """System.Collections.Generic.PriorityQueue: `heap` of (priority key, number, element, priority)."""

    __slots__ = ("items",)

    def __init__(self, ps_type: Any) -> None:
        self.items: list[tuple[Any, Any]] = []
        self.ps_type = ps_type
        self.extension = None

    def first(self) -> int:
        """Position of the element with the lowest priority."""
        if not self.items:
            raise net_error("System.InvalidOperationException", "Queue empty.")
        best = 0
        for position in range(1, len(self.items)):
            if net_compare(self.items[position][1], self.items[best][1]) < 0:
                best = position
        return best


PRIORITY = table("System.Collections.Generic.PriorityQueue`2")
PRIORITY.new()(lambda ps_type, *args: PriorityQueue(ps_type))


def try_dequeue(queue: PriorityQueue, element: Any, priority: Any) -> bool:
    if not queue.items:
        return False
    element.value, priority.value = queue.items.pop(queue.first())
    return True


PRIORITY.add_methods(
    {
        "Enqueue": lambda q, element, priority: q.items.append((element, priority)),
        "Dequeue": lambda q: q.items.pop(q.first())[0],
        "Peek": lambda q: q.items[q.first()][0],
        "TryDequeue": try_dequeue,
        "Clear": lambda q: q.items.clear(),
    }
)
PRIORITY.add_properties({"Count": lambda q: len(q.items)})

# ---------------------------------------------------------------------------------------------------------------------------- linked lists


class LinkedList(NetObject):
    """System.Collections.Generic.LinkedList: its nodes in order."""

    __slots__ = ("nodes",)

    def __init__(self, ps_type: Any) -> None:
        self.nodes: list[LinkedListNode] = []
        self.ps_type = ps_type
        self.extension = None

    def enumerate(self) -> list[Any]:
        return [node.value for node in self.nodes]

    def place(self, position: int, value: Any) -> LinkedListNode:
        """Inserts a value (or a node) at a position."""
        node = value if isinstance(value, LinkedListNode) else LinkedListNode(value)
        node.owner = self
        node.ps_type = types.make_generic(
            "System.Collections.Generic.LinkedListNode`1", self.ps_type.arguments
        )
        self.nodes.insert(position, node)
        return node


class LinkedListNode(NetObject):
    """A node: `owner` is its list or None."""

    __slots__ = ("value", "owner")
    type_name = "System.Collections.Generic.LinkedListNode`1"

    def __init__(self, value: Any) -> None:
        self.value = value
        self.owner: LinkedList | None = None
        self.extension = None
        self.ps_type = None

    def neighbour(self, step: int) -> Any:
        if self.owner is None:
            return None
        position = self.owner.nodes.index(self) + step
        return self.owner.nodes[position] if 0 <= position < len(self.owner.nodes) else None


LINKED = table("System.Collections.Generic.LinkedList`1")
NODE = table("System.Collections.Generic.LinkedListNode`1")


@LINKED.new()
def new_linked_list(ps_type: Any, items: Any = ()) -> Any:
    made = LinkedList(ps_type)
    for item in _elements(items) if items != () else ():
        made.place(len(made.nodes), item)
    return made


def remove_node(owner: LinkedList, value: Any) -> Any:
    """Remove(value) tells whether it was there; Remove(node) gives nothing."""
    if isinstance(value, LinkedListNode):
        owner.nodes.remove(value)
        return True
    found = next((n for n in owner.nodes if net_equals(n.value, value)), None)
    if found is not None:
        owner.nodes.remove(found)
    return found is not None


def remove_end(owner: LinkedList, position: int) -> None:
    if not owner.nodes:
        raise net_error("System.InvalidOperationException", "The LinkedList is empty.")
    owner.nodes.pop(position)


LINKED.add_methods(
    {
        "AddFirst": lambda s, value: s.place(0, value),
        "AddLast": lambda s, value: s.place(len(s.nodes), value),
        "AddAfter": lambda s, node, value: s.place(s.nodes.index(node) + 1, value),
        "AddBefore": lambda s, node, value: s.place(s.nodes.index(node), value),
        "Find": lambda s, value: next((n for n in s.nodes if net_equals(n.value, value)), None),
        "FindLast": lambda s, value: next((n for n in reversed(s.nodes) if net_equals(n.value, value)), None),
        "Contains": lambda s, value: any(net_equals(n.value, value) for n in s.nodes),
        "Remove": remove_node,
        "RemoveFirst": lambda s: remove_end(s, 0),
        "RemoveLast": lambda s: remove_end(s, -1),
        "Clear": lambda s: s.nodes.clear(),
        "CopyTo": copy_to,
        "GetEnumerator": lambda s: Enumerator(s.enumerate()),
    }
)
LINKED.add_properties(
    {
        "Count": lambda s: len(s.nodes),
        "First": lambda s: s.nodes[0] if s.nodes else None,
        "Last": lambda s: s.nodes[-1] if s.nodes else None,
    }
)
NODE.add_fields({"Value": "value", "List": "owner"})
NODE.add_properties({"Next": lambda n: n.neighbour(1), "Previous": lambda n: n.neighbour(-1)})
