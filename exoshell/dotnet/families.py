"""Which module of this package implements which .NET types."""

from __future__ import annotations

FAMILIES: dict[str, str] = {
    "objects": "System.Object System.Management.Automation.PSObject System.Management.Automation.PSCustomObject",
    "strings": "System.String System.StringComparer",
    "lists": "System.Array System.Collections.Generic.List`1 System.Collections.ArrayList "
    "System.Collections.ObjectModel.Collection`1 System.Collections.ObjectModel.ReadOnlyCollection`1 "
    "System.Collections.ObjectModel.ObservableCollection`1 System.Collections.Specialized.StringCollection",
    "dictionaries": "System.Collections.Hashtable System.Collections.Specialized.OrderedDictionary "
    "System.Collections.Generic.Dictionary`2 System.Collections.Generic.OrderedDictionary`2 "
    "System.Collections.Concurrent.ConcurrentDictionary`2 System.Collections.SortedList System.Collections.Generic.SortedList`2 "
    "System.Collections.Generic.SortedDictionary`2 System.Collections.Specialized.StringDictionary "
    "System.Collections.DictionaryEntry System.Collections.Generic.KeyValuePair`2 System.Collections.Hashtable+KeyCollection "
    "System.Collections.Hashtable+ValueCollection "
    "System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection "
    "System.Collections.Generic.Dictionary`2+KeyCollection System.Collections.Generic.Dictionary`2+ValueCollection "
    "System.Collections.SortedList+KeyList System.Collections.SortedList+ValueList",
    "sets": "System.Collections.Generic.HashSet`1 System.Collections.Generic.SortedSet`1 System.Collections.Queue "
    "System.Collections.Generic.Queue`1 System.Collections.Concurrent.ConcurrentQueue`1 System.Collections.Stack "
    "System.Collections.Generic.Stack`1 System.Collections.Concurrent.ConcurrentStack`1 "
    "System.Collections.Concurrent.ConcurrentBag`1 System.Collections.Generic.PriorityQueue`2 "
    "System.Collections.Generic.LinkedList`1 System.Collections.Generic.LinkedListNode`1 "
    "System.Collections.Specialized.NameValueCollection System.Collections.BitArray",
    "enumerators": "System.Collections.IEnumerator System.Collections.IDictionaryEnumerator System.CharEnumerator",
    "delegates": "System.Delegate",
    "sizes": "Microsoft.Exchange.Data.ByteQuantifiedSize Microsoft.Exchange.Data.Unlimited",
    "certificates": "System.Security.Cryptography.X509Certificates.X509Certificate2",
}

INHERITED: frozenset[str] = frozenset(("System.Exception",))
"""Types whose constructor makes their derived types too."""
