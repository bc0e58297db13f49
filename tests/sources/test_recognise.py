"""Which format a file is in, by its first bytes."""

import gzip

import pytest

from caselint.errors import SourceError
from caselint.sources import recognise

from .inputs import case_line, census, identified

NATIVE = case_line("A")
CENSUS = census(identified("A"))


@pytest.mark.parametrize("text", [NATIVE, "\n \t" + NATIVE, "{\n", "[" + NATIVE + "]"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_json_is_the_native_form(text, encoding):
    assert recognise(text.encode(encoding)).name == "native"


@pytest.mark.parametrize(
    "text",
    [
        CENSUS,
        "\n  " + CENSUS,
        "<!-- a comment -->" + CENSUS,
        census(identified("A"), root="CensusReturn"),
        '<c:Message xmlns:c="urn:x"><c:Child><c:LAchildID>1</c:LAchildID></c:Child></c:Message>',
        "<Message><Header><Collection> CIN </Collection></Header></Message>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_xml_with_a_child_of_the_census_is_the_census(text, encoding):
    assert recognise(text.encode(encoding)).name == "cin_census"


@pytest.mark.parametrize(
    ("head", "why"),
    [
        (b"", "the file is empty"),
        (b" \n\t ", "nothing but white space"),
        (b"PK\x03\x04rest", "a zip archive or an Excel workbook, which caselint does not read"),
        (gzip.compress(b"{}", mtime=0), "compressed with gzip, which caselint does not read"),
        (b"<html></html>", "XML, but not recognised as a Children in Need census"),
        (b"<!DOCTYPE html><html></html>", "document type declaration"),
        (b"name,date\n", "not in a format that caselint recognises"),
        (bytes(range(256)), "not in a format that caselint recognises"),
        (b"\0" * 64, "not in a format that caselint recognises"),
    ],
)
def test_what_is_no_format_is_said_plainly(head, why):
    with pytest.raises(SourceError, match=why):
        recognise(head)
