"""What the service says when it refuses, in all its forms."""

import json

import pytest

from exoshell.rest.errors import GENERIC_TEXT, read_error, to_powershell

HEADERS = {
    "request-id": "r1",
    "Date": "Wed, 25 Nov 2026 02:00:00 GMT",
    "X-CalculatedBETarget": "be1.prod.outlook.com",
    "X-ExceptionType": "T.NotFoundException",
}


def error(status=400, headers=None, cmdlet="Get-Mailbox", **inner):
    return read_error(
        status, HEADERS if headers is None else headers, json.dumps({"error": inner}).encode(), cmdlet
    )


def test_the_detail_is_taken_apart_and_shown_whole():
    found = error(
        message="Invalid Operation",
        details=[
            {"code": "Client", "target": "nobody", "message": "Ex6F9304|A.B.NotFoundException|not there"}
        ],
    )
    assert (found.error_id, found.type_name, found.sentence, found.target) == (
        "Ex6F9304",
        "A.B.NotFoundException",
        "not there",
        "nobody",
    )
    record = to_powershell(found).record
    assert record.exception.message == "Ex6F9304|A.B.NotFoundException|not there"
    assert (
        record.full_id
        == "[Server=be1,RequestId=r1,TimeStamp=Wed, 25 Nov 2026 02:00:00 GMT],Write-ErrorMessage"
    )
    assert (record.activity, record.reason, record.target, record.category) == (
        "Get-Mailbox",
        "NotFoundException",
        "nobody",
        "NotSpecified",
    )


def test_without_an_id_the_text_starts_with_the_bar():
    found = error(details=[{"message": "|A.B.C|text | with bars"}])
    assert found.error_id == "" and found.sentence == "text | with bars" and found.text.startswith("|")


def test_without_details_the_inner_exception_speaks():
    found = error(
        message="Invalid Operation",
        innererror={
            "internalexception": {
                "message": "Expired or Invalid pagination request.",
                "type": "System.Exception",
            }
        },
    )
    assert (
        found.sentence == "Expired or Invalid pagination request." and found.type_name == "System.Exception"
    )


def test_the_bare_invalid_operation_is_never_shown():
    assert error(message="Invalid Operation").text == GENERIC_TEXT
    assert error(message="Invalid filter clause").text == "Invalid filter clause"


def test_a_detail_that_is_json_is_recomposed():
    inner = json.dumps({"localizedString": {"stringId": "Ex11"}, "ClassName": "A.B", "Message": "words"})
    assert error(details=[{"message": inner}]).text == "Ex11|A.B|words"


@pytest.mark.parametrize(
    ("code", "category"),
    [("InvalidArgument", "InvalidArgument"), ("13", "ObjectNotFound"), ("Client", "NotSpecified")],
)
def test_the_category_comes_from_the_code(code, category):
    assert error(details=[{"code": code, "message": "x"}]).category == category


def test_a_403_of_nul_bytes_speaks_by_its_headers():
    headers = {
        "x-ms-diagnostics": '2000003;reason="The role is not supported."',
        "X-ExceptionType": "A.Denied",
    }
    found = read_error(403, headers, b"\0" * 16, "Set-Mailbox")
    assert (
        "Access denied" in found.text
        and "The role is not supported." in found.text
        and found.category == "PermissionDenied"
    )
    connect = read_error(403, headers, b"", "Connect-ExchangeOnline")
    assert connect.text == "Access denied. The role is not supported."


def test_other_bodies_are_no_trouble():
    assert "Connect again" in read_error(401, {}, b"", "").text
    assert read_error(429, {}, b"slow down", "").text == "slow down"
    assert read_error(500, {}, b"<html>oops</html>", "").text == GENERIC_TEXT
    assert read_error(500, {}, b'["list"]', "").text == GENERIC_TEXT


def test_transient_types_are_recognized():
    assert error(details=[{"message": "|X.DCOverloadedException|busy"}]).transient
    assert not error(details=[{"message": "|X.Other|busy"}]).transient


def test_the_odata_family_shows_status_and_body():
    found = error(code="BadRequest", message="Invalid filter clause", cmdlet="Get-EXOMailbox")
    found.odata = True
    record = to_powershell(found).record
    assert record.exception.message.startswith(
        "Error while querying REST service. HttpStatusCode=400 ErrorMessage={"
    )
    assert (
        record.full_id
        == "An error occurred while processing this request.,Microsoft.Exchange.Management.RestApiClient.GetExoMailbox"
    )
    assert record.category == "ProtocolError"
