import pytest

from caselint.reports.pipelines.places import Place, place_of


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("exports/C-104.json", Place("exports/C-104.json")),
        ("exports/all.jsonl:12", Place("exports/all.jsonl", 12)),
        ("tables/person.csv:3", Place("tables/person.csv", 3)),
        ("../cin.xml: Child[2]", Place("../cin.xml", None, "Child[2]")),
        ("/srv/exports/a b.json", Place("file:///srv/exports/a%20b.json")),
        (r"C:\exports\a.json", Place("file:///C:/exports/a.json")),
        (r"exports\a.jsonl:7", Place("exports/a.jsonl", 7)),
        (r"\\host\share\a.json", Place("file://host/share/a.json")),
        ("a.json:0", Place("a.json")),
        ("", Place("")),
    ],
)
def test_a_place_is_a_file_and_where_in_it(said, place):
    assert place_of(said) == place


@pytest.mark.parametrize(
    "said", ["javascript:alert(1)", "data:text/html,<b>", "http://evil.example"]
)
def test_what_looks_like_a_scheme_is_a_name_of_a_file(said):
    assert ":" not in place_of(said).file
