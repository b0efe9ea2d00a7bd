"""Leaving with everything: JSON, a table, vCards and a ZIP with photos, for its owner alone, who was just verified."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import vobject
from flask import Flask
from sqlalchemy import func, select

from server.domain.csv_file import BOM, csv_file
from server.domain.zip_file import zip_file
from server.store.auth_models import Session
from server.store.database import db
from server.store.models import KINDS
from server.store.records import table_of
from tests.ceremonies import MANY, Visitor
from tests.clients import Browser, Clock, sign_in
from tests.figures import figure
from tests.people import ITO, SATO
from tests.server.belongings import Belongings
from tests.server.devices import fresh_id
from tests.server.strangers import Hall

FILES = ("enishi.json", "contacts.csv", "contacts.vcf", "enishi.zip")
OURS, THEIRS = "鈴木", "内緒話"
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'=", "''+", "'-", "'＠")
CELLS = tuple(
    sign + rest for sign in SIGNS for rest in ("1+1", 'HYPERLINK("https://evil.example";"x")')
)


@pytest.fixture
def ours(any_app: Flask, clock: Clock) -> Belongings:
    """Sato's things, on a server where Ito has as many."""
    Belongings(any_app, clock, ITO, THEIRS)
    return Belongings(any_app, clock, SATO, OURS)


@pytest.fixture
def visitor(make_app: Callable[..., Flask], one_database: str) -> Visitor:
    someone = Visitor(make_app(one_database, **MANY))
    someone.sign_up()
    return someone


def _get(ours: Belongings, name: str) -> Any:
    answer = sign_in(ours.app, SATO).get(f"/api/export/{name}")
    assert answer.status_code == 200, answer.text
    return answer


def _document(ours: Belongings) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_get(ours, "enishi.json").text)
    return found


def _table(ours: Belongings) -> list[dict[str, str]]:
    text = _get(ours, "contacts.csv").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _zip(ours: Belongings) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(_get(ours, "enishi.zip").data))


def _count(ours: Belongings, kind: str, *, is_alive: bool) -> int:
    table = table_of(kind)
    is_there = table.c.deleted_at == "" if is_alive else table.c.deleted_at != ""
    query = select(func.count()).select_from(table).where(table.c.account_id == SATO.id, is_there)
    with ours.app.app_context():
        return int(db.session.scalar(query) or 0)


def test_the_document_holds_every_record_of_every_kind(ours: Belongings) -> None:
    ours.meet(family_name="田中")
    thrown = ours.trash("contact")
    held = _document(ours)
    counts = {kind: len(held["records"][kind]) for kind in KINDS}
    assert counts == {kind: _count(ours, kind, is_alive=True) for kind in KINDS}
    assert all(counts.values())
    assert {kind: len(held["trash"][kind]) for kind in KINDS} == {
        kind: _count(ours, kind, is_alive=False) for kind in KINDS
    }
    assert [each["id"] for each in held["trash"]["contact"]] == [thrown]
    by_id = {each["id"]: each for each in held["records"]["contact"]}
    assert by_id[ours.ids["contact"]]["tels"][0] == {"kind": "mobile", "number": "+81-90-1111-2222"}
    figure("export", f"{len(counts)} of {len(KINDS)} kinds, {sum(counts.values())} records")


def test_the_document_says_whose_it_is_and_holds_no_key(ours: Belongings) -> None:
    Hall(ours.app, ours.clock).share_card()
    held = _document(ours)
    assert held["account"]["display_name"] == SATO.display_name
    assert [each["device_label"] for each in held["devices"]] == ["satoのスマホ"]
    assert [each["kind"] for each in held["public_links"]] == ["card"]
    with ours.app.app_context():
        secrets = [row[0] for row in db.session.execute(select(Session.token_hash))]
    assert not [each for each in secrets if each in json.dumps(held)]


def test_what_somebody_erased_is_in_no_file(ours: Belongings) -> None:
    gone = ours.trash("contact", erased=True)
    assert gone not in json.dumps(_document(ours))


def test_nothing_of_another_account_is_in_any_file(ours: Belongings) -> None:
    with _zip(ours) as archive:
        texts = [archive.read(name) for name in archive.namelist()]
    texts += [_get(ours, name).data for name in FILES[:3]]
    told = [text for text in texts if THEIRS.encode() in text or ITO.id.encode() in text]
    kept = [text for text in texts if OURS.encode() in text]
    figure("export", f"{len(texts)} files, {len(told)} hold anything of the other account")
    assert (len(texts), len(kept), told) == (7, 7, [])


def test_the_archive_holds_the_three_files_and_the_bytes_of_every_photo(ours: Belongings) -> None:
    with _zip(ours) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        photo = archive.read(f"photos/{ours.sha256}.jpg")
        held = json.loads(archive.read("enishi.json"))
        dated = {each.date_time for each in archive.infolist()}
    assert names[:3] == ["enishi.json", "enishi-contacts.csv", "enishi-contacts.vcf"]
    assert names[3:] == [each["file"] for each in held["photo_files"]]
    assert photo == ours.photo
    assert dated == {(2025, 11, 20, 19, 42, 0)}
    (told,) = held["photo_files"]
    assert (told["sha256"], told["byte_count"]) == (ours.sha256, len(ours.photo))
    assert sign_in(ours.app, SATO).get(told["url"]).data == ours.photo


def test_a_photo_that_went_while_the_archive_was_made_is_left_out(ours: Belongings) -> None:
    folder = ours.app.extensions["enishi"].settings.photo_folder / SATO.id
    for file in folder.rglob("*.jpg"):
        file.unlink()
    with _zip(ours) as archive:
        assert len(archive.namelist()) == 3


def test_the_page_says_how_many_photos_have_not_come_yet(ours: Belongings) -> None:
    page = sign_in(ours.app, SATO)
    words = "撮った端末にしかない写真があります（1）"
    assert words not in page.get("/settings").text
    ours.write(ours.change("photo", fresh_id(), sha256="ab" * 32, side="back"))
    assert [words in page.get(path).text for path in ("/settings", "/settings/deletion")] == [
        True
    ] * 2
    assert len(_document(ours)["photo_files"]) == 1


def test_of_many_photos_one_is_in_memory_at_a_time() -> None:
    taken = []

    def photos() -> Iterator[tuple[str, bytes]]:
        for number in range(3):
            taken.append(number)
            yield f"{number}.jpg", bytes(100_000)

    sent = []
    for piece in zip_file(photos(), "2025-11-20", "19:42"):
        sent.append((len(taken), len(piece) > 100_000))
    assert sent == [(1, True), (2, True), (3, True), (3, False)]


def test_the_table_has_a_line_for_each_person_with_when_they_were_met(ours: Belongings) -> None:
    ours.meet(family_name="青木", phonetic_family_name="あおき", offers=["検査", "設計"])
    ours.trash("contact")
    first, second = _table(ours)
    assert (first["姓"], first["できること"], first["できること 2"]) == ("青木", "検査", "設計")
    told = (
        "姓",
        "せい（よみ）",
        "会社",
        "メール",
        "メール 2",
        "電話（代表）",
        "会った日",
        "交流会",
        "メモ",
    )
    assert [second[label] for label in told] == [
        "鈴木", "すずき", "北辰製作所", "ichiro@hokushin.example", "suzuki@ie.example", "03-1111-2222",
        "2025-11-20", "鈴木の会", "鈴木のメモ",
    ]  # fmt: skip


def test_the_table_opens_in_excel(ours: Belongings) -> None:
    """UTF-8 needs its mark there, and RFC 4180 ends lines with CRLF."""
    ours.meet(family_name="𠮷野", note='一行目\n"二行目", 三行目')
    data = _get(ours, "contacts.csv").data
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert {each["メモ"] for each in _table(ours)} >= {'一行目\n"二行目", 三行目'}


def test_c34_no_cell_is_a_formula_and_each_can_be_read_back() -> None:
    text = csv_file([[cell] for cell in CELLS]).removeprefix(BOM)
    found = [row[0] for row in csv.reader(io.StringIO(text, newline=""))]
    neutral = [cell for cell in found if cell.startswith("'")]
    equal = [cell for cell, kept in zip(found, CELLS, strict=True) if cell[1:] == kept]
    figure(
        "C34",
        f"{len(neutral)} of {len(CELLS)} neutral in the file, {len(equal)} of {len(CELLS)} equal without it",
    )
    assert (len(CELLS), neutral, equal) == (30, found, found)


def test_what_somebody_wrote_on_a_card_never_runs(ours: Belongings) -> None:
    ours.meet(family_name="=1+1", emails=["@SUM(A1)"], tels=[{"kind": "fax", "number": "+81-3"}])
    row = next(each for each in _table(ours) if each["姓"] != OURS)
    assert [row["姓"], row["メール"], row["電話（FAX）"]] == ["'=1+1", "'@SUM(A1)", "'+81-3"]


def test_the_cards_are_read_by_a_parser_that_is_not_ours_with_readings_and_notes(
    ours: Belongings,
) -> None:
    ours.meet(
        family_name="田中",
        given_name="美咲",
        phonetic_family_name="たなか",
        note="検査; 設計,\n二行目",
    )
    ours.trash("contact")
    first, second = vobject.readComponents(_get(ours, "contacts.vcf").text)
    assert (first.n.value.family, first.n.value.given) == ("鈴木", "一郎")
    assert first.contents["x-phonetic-last-name"][0].value == "すずき"
    assert first.version.value == "3.0"
    assert {each.value for each in first.contents["tel"]} == {"+81-90-1111-2222", "03-1111-2222"}
    assert second.note.value == "検査; 設計,\n二行目"


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_saved_never_shown_and_never_kept_on_the_way(name: str, ours: Belongings) -> None:
    answer = _get(ours, name)
    ending = name.split(".")[1]
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="enishi')
    assert answer.headers["Content-Disposition"].endswith(f'-2025-11-20.{ending}"')
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "html" not in answer.mimetype
    assert "script" not in answer.mimetype


def test_every_file_asks_for_the_person_after_five_minutes(visitor: Visitor, clock: Clock) -> None:
    def ask() -> list[int]:
        return [visitor.browser.get(f"/api/export/{name}").status_code for name in FILES]

    assert set(ask()) == {200}
    clock.move(minutes=5)
    stale = ask()
    told = visitor.browser.get("/api/export/enishi.json").get_json()
    figure("C69", f"{stale.count(403)} of {len(stale)} exports ask again")
    assert (set(stale), told["error"]["key"]) == ({403}, "errors.needs_step_up")
    visitor.step_up()
    assert set(ask()) == {200}
    visitor.sign_out()
    assert set(ask()) == {401}


def test_an_access_token_takes_no_file_along(visitor: Visitor) -> None:
    page = visitor.browser.post(
        "/settings/tokens", headers={"HX-Request": "true"}, data={"name": "x"}
    ).text
    secret = page.split('id="secret"')[1].split('value="')[1].split('"')[0]
    bearer = {"Authorization": f"Bearer {secret}"}
    answers = [
        Browser(visitor.browser.application).get(f"/api/export/{name}", headers=bearer)
        for name in FILES
    ]
    assert {answer.status_code for answer in answers} == {403}


def test_an_account_exports_only_so_often(
    make_app: Callable[..., Flask], one_database: str, clock: Clock
) -> None:
    someone = Visitor(make_app(one_database, EXPORTS_PER_HOUR=2, **MANY))
    someone.sign_up()
    answers = [someone.browser.get("/api/export/contacts.csv") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 3600
    clock.move(hours=1)
    someone.step_up()
    assert someone.browser.get("/api/export/contacts.csv").status_code == 200
