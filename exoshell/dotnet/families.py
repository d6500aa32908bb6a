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
    "enumerators": "System.Collections.IEnumerator System.Collections.IDictionaryEnumerator System.CharEnumerator "
    "System.Collections.Hashtable+HashtableEnumerator System.Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator",
    "delegates": "System.Delegate",
    "dates": "System.DateTime System.TimeSpan",
    "zones": "System.DateTimeOffset System.DateOnly System.TimeOnly System.TimeZoneInfo",
    "numerics": "System.SByte System.Byte System.Int16 System.UInt16 System.Int32 System.UInt32 System.Int64 System.UInt64 "
    "System.Single System.Double System.Decimal System.Numerics.BigInteger System.Boolean "
    "System.Management.Automation.SwitchParameter",
    "math": "System.Math",
    "characters": "System.Char",
    "tuples": "System.Tuple System.ValueTuple System.Nullable`1 System.Lazy`1 "
    + " ".join(f"System.{kind}`{count}" for kind in ("Tuple", "ValueTuple") for count in range(1, 8)),
    "identity": "System.Guid System.Version System.Management.Automation.SemanticVersion",
    "convert": "System.Convert System.BitConverter System.Random System.DBNull",
    "reflection": "System.Type System.Enum System.Activator System.Reflection.Assembly System.Reflection.MethodInfo System.AppDomain System.GC",
    "exceptions": "System.Exception System.Management.Automation.ErrorRecord System.Management.Automation.ErrorCategoryInfo "
    "System.Management.Automation.ErrorDetails",
    "member_tables": " ".join(
        "System.Management.Automation." + name
        for name in (
            "PSMemberSet PSMemberInfoIntegratingCollection`1 PSMemberInfoCollection`1 ReadOnlyPSMemberInfoCollection`1 PSNoteProperty "
            "PSScriptProperty PSAliasProperty PSCodeProperty PSProperty PSPropertySet PSMethod PSMethod`1 PSScriptMethod PSCodeMethod "
            "PSParameterizedProperty PSReference"
        ).split()
    ),
    "regexes": " ".join(
        "System.Text.RegularExpressions." + name
        for name in "Regex Match Group Capture MatchCollection GroupCollection CaptureCollection".split()
    ),
    "text": "System.Text.StringBuilder System.Text.Encoding System.Text.UTF8Encoding System.Text.UnicodeEncoding "
    "System.Text.ASCIIEncoding System.Text.UTF32Encoding",
    "xml": " ".join(
        "System.Xml." + name
        for name in (
            "XmlNode XmlDocument XmlElement XmlAttribute XmlCharacterData XmlDeclaration XmlNodeList "
            "XmlAttributeCollection XmlNamespaceManager NameTable XPath.XPathNavigator XmlWriterSettings XmlWriter XmlTextWriter XmlConvert"
        ).split()
    ),
    "hosts": " ".join("System.Management.Automation.Host." + name for name in "ChoiceDescription Coordinates Size Rectangle".split()),
    "linq": "System.Linq.Enumerable System.Linq.IGrouping`2 System.Collections.Comparer System.Collections.CaseInsensitiveComparer",
    "web": "System.Uri System.UriBuilder System.Web.HttpUtility System.Net.WebUtility System.Net.ServicePointManager System.Net.IPAddress "
    "System.Net.Dns System.Net.IPHostEntry",
    "mail": "System.Net.Mail.MailAddress System.Net.Mail.MailAddressCollection System.Net.Mail.MailMessage",
    "cultures": " ".join(
        "System.Globalization." + name
        for name in (
            "CultureInfo NumberFormatInfo DateTimeFormatInfo TextInfo CompareInfo Calendar GregorianCalendar ISOWeek RegionInfo IdnMapping"
        ).split()
    ),
    "io": "System.IO.Path System.IO.File System.IO.Directory System.IO.FileSystemInfo System.IO.FileInfo System.IO.DirectoryInfo",
    "streams": "System.IO.Stream System.IO.MemoryStream System.IO.FileStream System.IO.TextReader System.IO.TextWriter "
    "System.IO.StreamReader System.IO.StreamWriter System.IO.StringReader System.IO.StringWriter System.IO.BinaryReader "
    "System.IO.BinaryWriter System.IO.Compression.GZipStream System.IO.Compression.DeflateStream System.IO.Compression.ZLibStream",
    "security": "System.Security.SecureString System.Management.Automation.PSCredential System.Net.NetworkCredential "
    "System.Runtime.InteropServices.Marshal System.IntPtr System.Security.Principal.WindowsIdentity System.Security.SecurityElement "
    + " ".join(
        "System.Security.Cryptography." + name
        for name in (
            "HashAlgorithm MD5 SHA1 SHA256 SHA384 SHA512 HMACMD5 HMACSHA1 HMACSHA256 HMACSHA384 HMACSHA512 MD5CryptoServiceProvider "
            "SHA1CryptoServiceProvider SHA256CryptoServiceProvider SHA512CryptoServiceProvider SHA1Managed SHA256Managed SHA512Managed "
            "SHA384Managed RandomNumberGenerator RNGCryptoServiceProvider"
        ).split()
    ),
    "environment": "System.Environment System.Console System.Console+Out System.OperatingSystem "
    "System.Runtime.InteropServices.RuntimeInformation System.Runtime.InteropServices.OSPlatform System.Diagnostics.Stopwatch "
    "System.Threading.Thread System.Threading.Interlocked System.Threading.Monitor System.Threading.Mutex System.Diagnostics.Process",
    "drives": "System.Management.Automation.PSDriveInfo System.Management.Automation.ProviderInfo System.Management.Automation.WildcardPattern",
    "sizes": "Microsoft.Exchange.Data.ByteQuantifiedSize Microsoft.Exchange.Data.Unlimited",
    "serializer": "System.Management.Automation.PSSerializer",
    "certificates": "System.Security.Cryptography.X509Certificates.X509Certificate2",
}

INHERITED: frozenset[str] = frozenset(("System.Exception", "System.Delegate"))
"""Types whose constructor makes their derived types too."""
