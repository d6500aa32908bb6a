"""Which module of this package implements which .NET types."""

from __future__ import annotations

FAMILIES: dict[str, str] = {
    "objects": "System.Object System.Management.Automation.PSObject System.Management.Automation.PSCustomObject",
    "strings": "System.String System.StringComparer",
    "lists": (
        "System.Collections.Generic.List`1 System.Collections.ArrayList "
        "System.Collections.ObjectModel.Collection`1 System.Collections.ObjectModel.ReadOnlyCollection`1 "
        "System.Collections.ObjectModel.ObservableCollection`1 "
        "System.Collections.Specialized.StringCollection"
    ),
    "dictionaries": (
        "System.Collections.Hashtable System.Collections.Specialized.OrderedDictionary "
        "System.Collections.Generic.Dictionary`2 System.Collections.Generic.OrderedDictionary`2 "
        "System.Collections.Concurrent.ConcurrentDictionary`2 System.Collections.SortedList "
        "System.Collections.Generic.SortedList`2 System.Collections.Generic.SortedDictionary`2 "
        "System.Collections.Specialized.StringDictionary System.Collections.DictionaryEntry "
        "System.Collections.Generic.KeyValuePair`2 System.Collections.Hashtable+KeyCollection "
        "System.Collections.Hashtable+ValueCollection "
        "System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection "
        "System.Collections.Generic.Dictionary`2+KeyCollection "
        "System.Collections.Generic.Dictionary`2+ValueCollection System.Collections.SortedList+KeyList "
        "System.Collections.SortedList+ValueList"
    ),
    "sets": (
        "System.Collections.Generic.HashSet`1 System.Collections.Generic.SortedSet`1 System.Collections.Queue "
        "System.Collections.Generic.Queue`1 System.Collections.Concurrent.ConcurrentQueue`1 "
        "System.Collections.Stack System.Collections.Generic.Stack`1 "
        "System.Collections.Concurrent.ConcurrentStack`1 System.Collections.Concurrent.ConcurrentBag`1 "
        "System.Collections.Generic.PriorityQueue`2 System.Collections.Generic.LinkedList`1 "
        "System.Collections.Generic.LinkedListNode`1"
    ),
    "enumerators": (
        "System.Collections.IEnumerator System.Collections.IDictionaryEnumerator System.CharEnumerator "
        "System.Collections.Hashtable+HashtableEnumerator "
        "System.Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator"
    ),
    "delegates": "System.Delegate",
    "dates": "System.DateTime System.TimeSpan",
    "zones": "System.DateTimeOffset System.DateOnly System.TimeOnly System.TimeZoneInfo",
    "numerics": (
        "System.SByte System.Byte System.Int16 System.UInt16 System.Int32 System.UInt32 System.Int64 "
        "System.UInt64 System.Single System.Double System.Decimal System.Numerics.BigInteger System.Boolean "
        "System.Management.Automation.SwitchParameter"
    ),
    "math": "System.Math",
    "characters": "System.Char System.Globalization.CharUnicodeInfo",
    "tuples": (
        "System.Tuple System.ValueTuple System.Nullable`1 System.Lazy`1 System.Tuple`1 System.Tuple`2 "
        "System.Tuple`3 System.Tuple`4 System.Tuple`5 System.Tuple`6 System.Tuple`7 System.ValueTuple`1 "
        "System.ValueTuple`2 System.ValueTuple`3 System.ValueTuple`4 System.ValueTuple`5 System.ValueTuple`6 "
        "System.ValueTuple`7"
    ),
    "identity": "System.Guid System.Version System.Management.Automation.SemanticVersion",
    "convert": "System.Convert System.BitConverter System.Random System.DBNull",
    "reflection": (
        "System.Type System.Enum System.Activator System.Reflection.Assembly System.Reflection.MethodInfo "
        "System.AppDomain System.GC"
    ),
    "exceptions": (
        "System.Exception System.Management.Automation.ErrorRecord "
        "System.Management.Automation.ErrorCategoryInfo System.Management.Automation.ErrorDetails"
    ),
    "member_tables": (
        "System.Management.Automation.PSMemberSet "
        "System.Management.Automation.PSMemberInfoIntegratingCollection`1 "
        "System.Management.Automation.PSMemberInfoCollection`1 "
        "System.Management.Automation.ReadOnlyPSMemberInfoCollection`1 "
        "System.Management.Automation.PSNoteProperty System.Management.Automation.PSScriptProperty "
        "System.Management.Automation.PSAliasProperty System.Management.Automation.PSCodeProperty "
        "System.Management.Automation.PSProperty System.Management.Automation.PSPropertySet "
        "System.Management.Automation.PSMethod System.Management.Automation.PSMethod`1 "
        "System.Management.Automation.PSScriptMethod System.Management.Automation.PSCodeMethod "
        "System.Management.Automation.PSParameterizedProperty System.Management.Automation.PSReference"
    ),
    "regexes": (
        "System.Text.RegularExpressions.Regex System.Text.RegularExpressions.Match "
        "System.Text.RegularExpressions.Group System.Text.RegularExpressions.Capture "
        "System.Text.RegularExpressions.MatchCollection System.Text.RegularExpressions.GroupCollection "
        "System.Text.RegularExpressions.CaptureCollection"
    ),
    "text": (
        "System.Text.StringBuilder System.Text.Encoding System.Text.UTF8Encoding System.Text.UnicodeEncoding "
        "System.Text.ASCIIEncoding System.Text.UTF32Encoding"
    ),
    "xml": (
        "System.Xml.XmlNode System.Xml.XmlElement System.Xml.XmlAttribute "
        "System.Xml.XmlCharacterData System.Xml.XmlNodeList "
        "System.Xml.XmlAttributeCollection System.Xml.XmlNamespaceManager System.Xml.NameTable "
        "System.Xml.XPath.XPathNavigator "
        ""
    ),
    "hosts": (
        "System.Management.Automation.Host.ChoiceDescription System.Management.Automation.Host.Coordinates "
        "System.Management.Automation.Host.Size System.Management.Automation.Host.Rectangle"
    ),
    "linq": (
        "System.Linq.Enumerable System.Linq.IGrouping`2 System.Collections.Comparer "
        "System.Collections.CaseInsensitiveComparer"
    ),
    "xml_documents": "System.Xml.XmlDocument System.Xml.XmlDeclaration",
    "xml_writers": "System.Xml.XmlWriterSettings System.Xml.XmlWriter System.Xml.XmlTextWriter System.Xml.XmlConvert",
    "web": (
        "System.Uri System.UriBuilder System.Web.HttpUtility System.Net.WebUtility "
        "System.Net.ServicePointManager"
    ),
    "http": "Microsoft.PowerShell.Commands.WebResponseObject Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject "
    "System.Net.Http.HttpResponseMessage System.Net.Http.HttpRequestMessage System.Net.Http.HttpMethod",
    "http_headers": " ".join(
        "System.Net.Http.Headers." + name
        for name in (
            "HttpResponseHeaders HttpRequestHeaders HttpContentHeaders AuthenticationHeaderValue MediaTypeHeaderValue "
            "ContentDispositionHeaderValue RetryConditionHeaderValue EntityTagHeaderValue HttpHeaderValueCollection"
        ).split()
    ),
    "http_contents": " ".join(
        "System.Net.Http." + name
        for name in (
            "StringContent FormUrlEncodedContent ByteArrayContent StreamContent MultipartFormDataContent HttpConnectionResponseContent"
        ).split()
    )
    + " System.Threading.Tasks.Task",
    "cookies": "System.Net.Cookie System.Net.CookieCollection System.Net.CookieContainer Microsoft.PowerShell.Commands.WebRequestSession",
    "mail": "System.Net.Mail.MailAddress System.Net.Mail.MailAddressCollection System.Net.Mail.MailMessage",
    "cultures": (
        "System.Globalization.CultureInfo System.Globalization.NumberFormatInfo "
        "System.Globalization.DateTimeFormatInfo System.Globalization.TextInfo "
        "System.Globalization.CompareInfo System.Globalization.Calendar "
        "System.Globalization.GregorianCalendar System.Globalization.ISOWeek System.Globalization.RegionInfo "
        "System.Globalization.IdnMapping"
    ),
    "io": "System.IO.Path System.IO.File System.IO.Directory",
    "streams": (
        "System.IO.Stream System.IO.MemoryStream System.IO.FileStream System.IO.TextReader "
        "System.IO.TextWriter System.IO.StreamReader System.IO.StreamWriter System.IO.StringReader "
        "System.IO.StringWriter System.IO.BinaryReader System.IO.BinaryWriter "
        "System.IO.Compression.GZipStream System.IO.Compression.DeflateStream "
        "System.IO.Compression.ZLibStream"
    ),
    "security": (
        "System.Security.SecureString System.Management.Automation.PSCredential System.Net.NetworkCredential "
        "System.Runtime.InteropServices.Marshal System.IntPtr System.Security.Principal.WindowsIdentity "
        "System.Security.SecurityElement System.Security.Cryptography.HashAlgorithm "
        "System.Security.Cryptography.MD5 System.Security.Cryptography.SHA1 "
        "System.Security.Cryptography.SHA256 System.Security.Cryptography.SHA384 "
        "System.Security.Cryptography.SHA512 System.Security.Cryptography.HMACMD5 "
        "System.Security.Cryptography.HMACSHA1 System.Security.Cryptography.HMACSHA256 "
        "System.Security.Cryptography.HMACSHA384 System.Security.Cryptography.HMACSHA512 "
        "System.Security.Cryptography.MD5CryptoServiceProvider "
        "System.Security.Cryptography.SHA1CryptoServiceProvider "
        "System.Security.Cryptography.SHA256CryptoServiceProvider "
        "System.Security.Cryptography.SHA512CryptoServiceProvider System.Security.Cryptography.SHA1Managed "
        "System.Security.Cryptography.SHA256Managed System.Security.Cryptography.SHA512Managed "
        "System.Security.Cryptography.SHA384Managed System.Security.Cryptography.RandomNumberGenerator "
        "System.Security.Cryptography.RNGCryptoServiceProvider"
    ),
    "environment": (
        "System.Environment System.Console System.Console+Out System.OperatingSystem "
        "System.Runtime.InteropServices.RuntimeInformation System.Runtime.InteropServices.OSPlatform "
        "System.Diagnostics.Stopwatch"
    ),
    "drives": (
        "System.Management.Automation.PSDriveInfo System.Management.Automation.ProviderInfo "
        "System.Management.Automation.WildcardPattern"
    ),
    "sizes": "Microsoft.Exchange.Data.ByteQuantifiedSize Microsoft.Exchange.Data.Unlimited",
    "serializer": "System.Management.Automation.PSSerializer",
    "certificates": "System.Security.Cryptography.X509Certificates.X509Certificate2",
    "array_members": "System.Array",
    "addresses": "System.Net.IPAddress System.Net.Dns System.Net.IPHostEntry",
    "file_info": "System.IO.FileSystemInfo System.IO.FileInfo System.IO.DirectoryInfo",
    "processes": (
        "System.Threading.Thread System.Threading.Interlocked System.Threading.Monitor System.Threading.Mutex "
        "System.Diagnostics.Process"
    ),
    "name_values": "System.Collections.Specialized.NameValueCollection System.Collections.BitArray",
}

INHERITED: frozenset[str] = frozenset(("System.Exception", "System.Delegate"))
"""Types whose constructor makes their derived types too."""
