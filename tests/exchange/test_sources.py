import gzip
import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loyaltytui.exchange.reading import FILE_LIMIT, LISTED_LIMIT, Tally
from loyaltytui.exchange.sources import KINDS, SourceError, Unreadable, read_source

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{}\r\nEND:VCARD\r\n"
TABLE = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAnn,Ode,,,,,\n"
GOOGLE = """\
First Name,Middle Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value
Kim,,Vale,* myContacts,* Work,kim@vale.example
"""


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def zipped(member: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo(member), "x")
    return packed.getvalue()


def names(path: Path, kind: str = "") -> list[str]:
    return [contact.name for contact in read_source(path, kind).contacts]


@pytest.mark.parametrize("kind", ["", "vcard", "linkedin"])
def test_the_kind_is_told_by_content_not_by_name(tmp_path: Path, kind: str) -> None:
    cards = written(tmp_path / "cards.csv", CARD.format("Bo"))
    table = written(tmp_path / "table.vcf", TABLE)
    if kind != "linkedin":
        assert (names(cards, kind), read_source(cards).kind) == (["Bo"], "vcard")
    if kind != "vcard":
        assert (names(table, kind), read_source(table).kind) == (["Ann Ode"], "linkedin")


def test_a_folder_is_read_with_its_subfolders_but_no_deeper(tmp_path: Path) -> None:
    written(tmp_path / "b.vcf", CARD.format("B") + CARD.format("C"))
    written(tmp_path / "a.txt", CARD.format("A"))
    written(tmp_path / "friends" / "d.vcf", CARD.format("D"))
    written(tmp_path / "friends" / "deeper" / "e.vcf", CARD.format("E"))
    written(tmp_path / ".hidden" / "f.vcf", CARD.format("F"))
    written(tmp_path / ".props", CARD.format("G"))
    assert names(tmp_path) == ["A", "B", "C", "D"]


def test_a_problem_in_a_folder_names_its_file_and_line(tmp_path: Path) -> None:
    written(tmp_path / "good.vcf", CARD.format("A"))
    written(
        tmp_path / "team" / "bad.vcf", "\r\n" + CARD.format("T").replace("END", "KIND:group\nEND")
    )
    written(tmp_path / "team" / "broken.vcf", "nothing")
    written(tmp_path / "color", "#ff0000")
    written(tmp_path / "prices.csv", "Name,Price\nPump,900\n")
    reading = read_source(tmp_path)
    assert [contact.name for contact in reading.contacts] == ["A"]
    assert reading.unreadable == (
        Unreadable("team/bad.vcf", 2, "a group, not a person"),
        Unreadable("team/broken.vcf", 1, "the file holds no contacts that can be read"),
    )
    assert reading.dropped == (("other file", 2),)


def test_a_folder_of_several_programs_files_is_read_whole(tmp_path: Path) -> None:
    written(tmp_path / "z.vcf", CARD.format("A"))
    written(tmp_path / "Connections.csv", TABLE)
    written(tmp_path / "google.csv", GOOGLE)
    reading = read_source(tmp_path)
    assert [contact.name for contact in reading.contacts] == ["A", "Ann Ode", "Kim Vale"]
    assert (reading.kind, reading.dropped, len(reading.tables)) == ("", (), 2)


def test_a_folder_with_a_table_alone_is_read_as_that(tmp_path: Path) -> None:
    written(tmp_path / "Connections.csv", TABLE)
    written(tmp_path / "Messages.csv", "FROM,TO\na,b\n")
    reading = read_source(tmp_path)
    assert (reading.kind, reading.dropped) == ("linkedin", (("other file", 1),))


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "is empty"),
        (zipped("cards.vcf"), "unpack it"),
        (zipped("xl/workbook.xml"), "save its sheet as CSV"),
        # A fixed time: two workers must collect the same cases.
        (gzip.compress(b"x", mtime=0), "unpack it"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "is a picture"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"SQLite format 3\0", "is a database"),
        (b"\x01\x02\0\x03" * 100, "is no text file"),
        (b"From,To\nAnn,1\n", "neither vCards nor a table"),
        ("From,To\nAnn,1\n".encode("utf-16"), "neither vCards nor a table"),
    ],
)
def test_what_cannot_be_imported_is_refused_with_advice(
    tmp_path: Path, content: bytes, advice: str
) -> None:
    path = tmp_path / "given"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=advice) as refused:
        read_source(path)
    sentence = str(refused.value)
    assert sentence.startswith(str(path))
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_missing_path_an_empty_folder_and_an_unknown_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is not there"):
        read_source(tmp_path / "none.vcf")
    with pytest.raises(SourceError, match="no contacts in"):
        read_source(tmp_path)
    with pytest.raises(SourceError, match="say vcard, linkedin, google"):
        read_source(tmp_path, "fax")
    with pytest.raises(SourceError, match="cannot be read"):
        read_source(tmp_path / ("x" * 5000))


def test_a_source_of_another_kind_than_named_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="import it as vcard"):
        read_source(written(tmp_path / "a.vcf", CARD.format("A")), "linkedin")


def test_a_file_beyond_all_measure_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.vcf"
    with path.open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    with pytest.raises(SourceError, match="larger than 200 MB"):
        read_source(path)


def test_problems_without_end_are_counted_not_listed() -> None:
    tally = Tally("x")
    for line in range(LISTED_LIMIT + 5):
        tally.lose(line, "bad")
    assert (len(tally.unreadable), tally.dropped) == (LISTED_LIMIT, {"problem not listed": 5})


@settings(max_examples=60)
@given(st.binary(max_size=400), st.sampled_from([b"", CARD.encode(), TABLE.encode()]))
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes, start: bytes) -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(start + data)
        file.flush()
        try:
            reading = read_source(Path(file.name))
        except SourceError:
            return
        assert reading.kind in KINDS
