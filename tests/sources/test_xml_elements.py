"""XML as a stream: bounded, and nothing in it is expanded or fetched."""

import io

import pytest

from caselint.errors import SourceError
from caselint.sources import xml_elements
from caselint.sources.xml_elements import elements

BOMB = """<?xml version="1.0"?>
<!-- laughs -->
<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<m><Child>&c;</Child></m>"""
EXTERNAL = '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]><m><Child>&a;</Child></m>'


def stream(data):
    return io.BufferedReader(io.BytesIO(data.encode() if isinstance(data, str) else data))


def texts(data):
    return [element.text for element in elements(stream(data), ("Child",))]


def fault(data):
    read = []
    with pytest.raises(SourceError) as caught:
        read.extend(element.text for element in elements(stream(data), ("Child",)))
    return caught.value.message


@pytest.mark.parametrize("data", [BOMB, EXTERNAL, BOMB.encode("utf-16"), "\n" + EXTERNAL.strip()])
def test_a_document_type_is_refused_before_anything_is_read(data):
    assert "document type declaration" in fault(data)


def test_a_document_type_after_a_long_comment_is_refused_all_the_same():
    data = f"<!-- {'x' * 100_000} -->{EXTERNAL}"

    assert "document type declaration" in fault(data)


def test_many_comments_before_the_root_take_no_time_to_look_through():
    assert texts("<!-- a --> <?b c?>" * 4000 + "<m><Child>1</Child></m>") == ["1"]


def test_an_entity_that_nobody_defined_is_no_well_formed_xml():
    assert fault("<m>\n<Child>&a;</Child></m>") == "not well-formed XML (line 2)"


def test_what_stands_before_a_fault_is_read():
    read = []
    with pytest.raises(SourceError, match=r"not well-formed XML \(line 3\)"):
        read.extend(
            element.text
            for element in elements(
                stream("<m><Child>1</Child>\n<Child>2</Child>\n<Child>3</b></m>"), ("Child",)
            )
        )
    assert read == ["1", "2"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<m><Child>1</Child>\n<Child>", "the XML ends before its last element does (line 2)"),
        ("<m><Child", "the XML ends before its last element does (line 1)"),
        (b"<m><Child>\xff</Child></m>", "the text is not in the encoding that the XML declares"),
        ("<a>" * 1000, "the XML is nested too deeply, or one text in it is too long (line 1)"),
        ("no XML", "not well-formed XML (line 1)"),
        (b"\x1f\x8b\x08\0\0\0\0\0", "not well-formed XML (line 1)"),
    ],
)
def test_faults_are_said_in_our_words(data, message):
    assert fault(data).startswith(message)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("Windows-1252", "cp1252"),
        ("ISO-8859-1", "latin-1"),
    ],
)
def test_declared_encodings_are_read(declared, encoding):
    data = f'<?xml version="1.0" encoding="{declared}"?><m><Child>Zoë</Child></m>'

    assert texts(data.encode(encoding)) == ["Zoë"]


def test_namespaces_are_ignored():
    assert texts('<x:m xmlns:x="urn:x"><x:Child>1</x:Child></x:m>') == ["1"]


def test_comments_within_a_text_do_not_cut_it():
    assert texts("<m><Child>2026-<!-- at last -->01-02</Child></m>") == ["2026-01-02"]


def test_what_was_handed_on_is_forgotten(monkeypatch):
    monkeypatch.setattr(xml_elements, "_PIECE", 20)
    data = "<m>" + "<Children><Child><a/></Child><junk/></Children>" * 50 + "</m>"

    sizes = [
        sum(1 for _ in element.getroottree().iter())
        for element in elements(stream(data), ("Child",))
    ]

    assert len(sizes) == 50
    assert max(sizes) <= 8


def test_more_than_the_bound_without_an_element_is_refused(monkeypatch):
    monkeypatch.setattr(xml_elements, "LARGEST", 1000)
    monkeypatch.setattr(xml_elements, "_PIECE", 100)
    read = []
    data = "<m><Child>1</Child>" + "<junk/>" * 1000 + "<Child>2</Child></m>"

    with pytest.raises(SourceError, match="more than 1,000 bytes without the end of a Child"):
        read.extend(element.text for element in elements(stream(data), ("Child",)))
    assert read == ["1"]
