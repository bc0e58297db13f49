"""A package whose bytes depend on what is in it alone."""

from io import BytesIO
from zipfile import ZipFile

from caselint.reports.word.fixed_zip import FIRST_DAY, fixed


def package(*names, day=(2026, 3, 1, 12, 30, 0)):
    from zipfile import ZipInfo

    made = BytesIO()
    with ZipFile(made, "w") as zipped:
        for name in names:
            zipped.writestr(ZipInfo(name, day), f"what {name} holds")
    return made.getvalue()


def test_neither_order_nor_moment_alters_the_bytes():
    one = fixed(package("a.xml", "[Content_Types].xml", "b/c.xml"))
    other = fixed(package("b/c.xml", "a.xml", "[Content_Types].xml", day=(2027, 1, 1, 0, 0, 0)))
    assert one == other


def test_content_types_come_first_and_no_part_is_lost():
    with ZipFile(BytesIO(fixed(package("a.xml", "[Content_Types].xml")))) as zipped:
        assert zipped.namelist() == ["[Content_Types].xml", "a.xml"]
        assert {entry.date_time for entry in zipped.infolist()} == {FIRST_DAY}
        assert zipped.read("a.xml") == b"what a.xml holds"
