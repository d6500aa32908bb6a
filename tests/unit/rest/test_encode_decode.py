"""Parameters to the wire, rows from it."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exoshell.rest.decode import Decoder, decoder
from exoshell.rest.encode import encode_parameters, encrypt_secret, filter_text
from exoshell.values.collections import ArrayList, Hashtable
from exoshell.values.datetime import UTC, DateTime
from exoshell.values.guid import Guid
from exoshell.values.numbers import Byte, Int64
from exoshell.values.objects import PSCustomObject
from exoshell.values.secure_string import SecureString
from exoshell.values.sizes import ByteQuantifiedSize, Unlimited


def test_plain_values_go_as_they_are():
    sent = encode_parameters(
        "set-mailbox", {"identity": "ada", "HiddenFromAddressListsEnabled": True, "ForwardingAddress": None}
    )
    assert sent == {"Identity": "ada", "HiddenFromAddressListsEnabled": True, "ForwardingAddress": None}


def test_switches_of_the_shell_stay_here():
    assert (
        encode_parameters("Set-Mailbox", {"WhatIf": True, "Confirm": False, "UseCustomRouting": True}) == {}
    )


def test_hashtables_are_marked_at_every_level():
    table = Hashtable([("Add", ["a", "b"]), ("Inner", Hashtable([("x", 1)]))])
    sent = encode_parameters("Set-Mailbox", {"EmailAddresses": table})["EmailAddresses"]
    assert sent["@odata.type"] == "#Exchange.GenericHashTable" and sent["Add"] == ["a", "b"]
    assert sent["Inner"] == {"@odata.type": "#Exchange.GenericHashTable", "x": 1}


def test_arrays_of_hashtables_and_of_bytes_are_marked_beside():
    sent = encode_parameters("Set-X", {"P": [Hashtable([("a", 1)])], "B": [Byte(1), Byte(255)]})
    assert sent["P@odata.type"] == "#Collection(Exchange.GenericHashTable)"
    assert sent["B"] == {
        "@odata.type": "#Exchange.ByteArrayType",
        "Data": base64.b64encode(b"\x01\xff").decode(),
    }


def test_dates_go_as_utc_with_seven_digits():
    moment = DateTime.of(2024, 1, 31, 8, 7, 47, 1, UTC)
    sent = encode_parameters("Get-MessageTraceV2", {"StartDate": moment, "EndDate": "2/1/2024"})
    assert sent["StartDate"] == "2024-01-31T08:07:47.0000001Z" and sent["EndDate"].endswith("Z")


def test_filters_lose_their_system_values_and_typographic_quotes():
    assert (
        filter_text("A -eq $true -and (B -eq ($False)) -or C -eq $null")
        == "A -eq 'True' -and (B -eq 'False') -or C -eq $null"
    )
    assert filter_text("Name -like ‘a*’") == "Name -like 'a*'"


def test_objects_go_by_what_names_them():
    mailbox = decoder("Get-Mailbox").decode(
        {"Identity": "Ada", "Guid": "11111111-1111-1111-1111-111111111111"}
    )
    row = PSCustomObject({"Identity": "ada@x", "Other": 1})
    assert (
        encode_parameters("Set-Mailbox", {"Identity": mailbox})["Identity"]
        == "11111111-1111-1111-1111-111111111111"
    )
    assert encode_parameters("Set-Mailbox", {"Identity": row})["Identity"] == "ada@x"


def test_secrets_are_sealed_when_there_is_a_key():
    from cryptography.hazmat.primitives.asymmetric import padding, rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    numbers = key.public_key().public_numbers()

    def text(value):
        return base64.b64encode(value.to_bytes((value.bit_length() + 7) // 8, "big")).decode()

    xml = f"<RSAKeyValue><Modulus>{text(numbers.n)}</Modulus><Exponent>{text(numbers.e)}</Exponent></RSAKeyValue>"
    sealed = encrypt_secret("päss", xml)
    assert key.decrypt(base64.b64decode(sealed), padding.PKCS1v15()).decode() == "päss"
    assert encode_parameters("New-Mailbox", {"Password": SecureString("hush")})["Password"] == "hush"


ROW = {
    "Name": "ada",
    "Guid@data.type": "System.Guid",
    "Guid@odata.type": "#Guid",
    "Guid": "8a1f0000-0000-0000-0000-000000000001",
    "ProhibitSendQuota": "99 GB (106,300,440,576 bytes)",
    "ProhibitSendReceiveQuota": "Unlimited",
    "MaxSendSize": "35 MB (36,700,160 bytes)",
    "EmailAddresses@odata.type": "#Collection(String)",
    "EmailAddresses": ["SMTP:ada@x"],
    "WhenCreated@data.type": "System.DateTime",
    "WhenCreated": "2024-01-31T08:07:47.0000000+00:00",
    "WhenCreatedUTC@data.type": "System.DateTime",
    "WhenCreatedUTC": "2024-01-31T08:07:47.0000000Z",
    "RetainDeletedItemsFor": "14.00:00:00",
    "IsMailboxEnabled": True,
    "Big@data.type": "System.Int64",
    "Big": 5,
    "Nothing": None,
}


def test_rows_become_typed_objects_without_their_sidecars():
    made = Decoder("Get-Mailbox").decode(ROW)
    notes = made.notes
    assert list(notes) == [key for key in ROW if "@" not in key]
    assert (
        type(notes["Guid"]) is Guid
        and type(notes["Big"]) is Int64
        and type(notes["EmailAddresses"]) is ArrayList
    )
    assert (
        type(notes["ProhibitSendQuota"]) is Unlimited
        and notes["ProhibitSendQuota"].value.bytes == 106300440576
    )
    assert (
        notes["ProhibitSendReceiveQuota"].is_unlimited
        and str(notes["ProhibitSendReceiveQuota"]) == "Unlimited"
    )
    assert (
        notes["WhenCreatedUTC"].kind == UTC
        and notes["WhenCreated"].to_utc().ticks == notes["WhenCreatedUTC"].ticks
    )
    assert str(notes["RetainDeletedItemsFor"]) == "14.00:00:00"
    assert (
        made.type_names[0] == "Deserialized.Microsoft.Exchange.Data.Directory.Management.Mailbox"
        and made.type_names.text == "ada"
    )


def test_a_decoder_notices_rows_of_another_shape():
    decode = Decoder("Get-Mailbox").decode
    assert list(decode({"A": 1}).notes) == ["A"] and list(decode({"B": 1, "A": 2}).notes) == ["B", "A"]


def test_byte_counts_of_the_odata_family_are_sizes():
    notes = (
        Decoder("Get-EXOMailboxStatistics")
        .decode({"TotalItemSize": 1288490189, "ItemCount": 3, "LastLogonTime": "2024-01-31T08:07:47Z"})
        .notes
    )
    assert (
        type(notes["TotalItemSize"]) is ByteQuantifiedSize
        and str(notes["TotalItemSize"]) == "1.2 GB (1,288,490,189 bytes)"
    )
    assert type(notes["LastLogonTime"]) is DateTime


def test_sizes_are_recognized_where_the_schema_takes_them_for_numbers():
    decode = Decoder("Get-MailboxStatistics").decode
    notes = decode(
        {"TotalItemSize": "1.431 GB (1,536,505,683 bytes)", "ItemCount": 3, "SystemMessageSize": 7}
    ).notes
    assert type(notes["TotalItemSize"]) is ByteQuantifiedSize and notes["SystemMessageSize"] == 7
    assert (
        notes["TotalItemSize"]
        > decode({"TotalItemSize": "949.1 MB (995,244,338 bytes)"}).notes["TotalItemSize"]
    )


@pytest.mark.parametrize("text", ["soon", "", "1/2/2024"])
def test_text_that_is_no_date_stays_text(text):
    assert Decoder("Get-MailboxStatistics").decode({"LastLogonTime": text}).notes["LastLogonTime"] == text


@given(
    st.dictionaries(
        st.text(min_size=1).filter(lambda t: "@" not in t),
        st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(),
        max_size=6,
    )
)
def test_unknown_properties_keep_their_values(row):
    notes = Decoder("Get-Nothing").decode(row).notes
    assert {k: v for k, v in notes.items() if not isinstance(v, DateTime)} == {
        k: row[k] for k in notes if not isinstance(notes[k], DateTime)
    }
