import datetime as dt
import errno
import hashlib
import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from letters.errors import OutputError, RegisterError
from letters.register.issued import Letter, absent, find_same, get, list_issued, mark_signed
from letters.register.issuing import (
    Again,
    AlreadyIssued,
    Draft,
    InTheMaking,
    New,
    finish,
    give_back,
    issue,
    issue_again,
    take,
)
from letters.register.numbering import series_of
from letters.register.settling import recover

CREATED = dt.datetime(2026, 9, 30, 12, 0, tzinfo=dt.UTC)
ACT = Letter(
    kind="reconciliation_act",
    debtor="vektor",
    contracts=("k-1",),
    language="ru",
    date=dt.date(2026, 9, 30),
    as_of=dt.date(2026, 9, 30),
    amount=Decimal("1234567.80"),
    currency="RUB",
    data_sha256="d" * 64,
    template_sha256="e" * 64,
)
PATTERN = "АС-{year}-{seq:04}"


@pytest.fixture
def register(tmp_path):
    return tmp_path / "register.sqlite"


def act(data, **changes):
    return replace(ACT, data_sha256=hashlib.sha256(data.encode()).hexdigest(), **changes)


def make(
    register, letter, *, folder="out", formats=("docx", "pdf"), supersedes="", pattern=PATTERN
):
    series = series_of(pattern, letter.date)
    with issue(register, letter, series, created=CREATED, supersedes=supersedes) as draft:
        for suffix in formats:
            content = f"{draft.number} {suffix}".encode()
            draft.write(Path(folder) / f"{draft.number}.{suffix}", content)
    return draft.number


def hand_over(draft, paths, then):
    for path in paths:
        draft.write(Path(path), path.encode())
    then()


def make_at(register, letter, *paths, then=lambda: None):
    with issue(register, letter, series_of(PATTERN, letter.date), created=CREATED) as draft:
        hand_over(draft, paths, then)


def again_at(register, number, *paths, then=lambda: None):
    with issue_again(register, number) as draft:
        hand_over(draft, paths, then)


def fail():
    raise ZeroDivisionError


def on_disk(register):
    root = register.parent
    files = (path for path in root.rglob("*") if path.is_file() or path.name.startswith("."))
    return sorted(path.relative_to(root).as_posix() for path in files)


def numbers(register, **filters):
    return [one.number for one in list_issued(register, **filters)]


def test_a_letter_its_row_and_its_files_come_together(register):
    number = make(register, ACT)
    issued = get(register, number)
    assert number == "АС-2026-0001"
    assert issued.letter == ACT
    assert (issued.status, issued.created, issued.supersedes) == ("issued", CREATED, "")
    assert on_disk(register) == [
        "out/АС-2026-0001.docx",
        "out/АС-2026-0001.pdf",
        "register.sqlite",
    ]
    for file in issued.files:
        content = file.located(register).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file.sha256


def test_public_fields(register):
    number = make(register, ACT, formats=("docx",))
    assert get(register, number).public() == {
        "number": "АС-2026-0001",
        "kind": "reconciliation_act",
        "language": "ru",
        "date": "2026-09-30",
        "as_of": "2026-09-30",
        "debtor": "vektor",
        "contract": "k-1",
        "contracts": ["k-1"],
        "amount": "1234567.80",
        "currency": "RUB",
        "files": [
            {
                "path": "out/АС-2026-0001.docx",
                "sha256": hashlib.sha256("АС-2026-0001 docx".encode()).hexdigest(),
            }
        ],
        "data_sha256": "d" * 64,
        "template_sha256": "e" * 64,
        "status": "issued",
        "supersedes": None,
        "created": "2026-09-30T12:00:00+00:00",
        "signed": None,
    }


def test_merged_contracts_have_no_single_contract(register):
    number = make(register, act("merged", contracts=("k-1", "k-2")))
    public = get(register, number).public()
    assert (public["contract"], public["contracts"]) == (None, ["k-1", "k-2"])


def test_numbers_run_by_series(register):
    made = [
        make(register, act("a")),
        make(register, act("b")),
        make(register, act("c", date=dt.date(2027, 1, 10))),
        make(register, act("d"), pattern="ПР-{year}-{seq:04}"),
        make(register, act("e")),
    ]
    assert made == [
        "АС-2026-0001",
        "АС-2026-0002",
        "АС-2027-0001",
        "ПР-2026-0001",
        "АС-2026-0003",
    ]


def test_two_kinds_with_one_pattern_share_the_numbers(register):
    make(register, act("a"))
    assert make(register, act("b", kind="demand_letter")) == "АС-2026-0002"


def test_patterns_that_meet_in_a_number_are_refused(register):
    make(register, act("a"), pattern="1{seq}")
    for data in range(10):
        make(register, act(str(data)), pattern="{seq}")
    with pytest.raises(RegisterError, match="11 was given to a letter under another pattern"):
        make(register, act("eleventh"), pattern="{seq}")
    assert numbers(register) == ["11", *map(str, range(1, 11))]


def test_filters(register):
    make(register, act("a"))
    make(register, act("b", debtor="rossa", contracts=("k-2", "k-3")))
    make(register, act("c", kind="demand_letter", contracts=("k-3",)))
    assert numbers(register, debtor="rossa") == ["АС-2026-0002"]
    assert numbers(register, kind="demand_letter") == ["АС-2026-0003"]
    assert numbers(register, contract="k-3") == ["АС-2026-0002", "АС-2026-0003"]
    assert numbers(register, status="superseded") == []


def test_a_register_that_does_not_exist_reads_as_empty_and_is_not_made(register):
    recover(register)
    assert list_issued(register) == ()
    assert find_same(register, ACT) is None
    with pytest.raises(RegisterError, match="no letter was issued under the number X-1"):
        get(register, "X-1")
    assert on_disk(register) == []


def test_a_float_is_no_amount(register):
    with pytest.raises(TypeError, match="never a float"):
        make(register, replace(ACT, amount=1.5))
    assert on_disk(register) == ["register.sqlite"]


@pytest.mark.parametrize(
    "change",
    [
        {"data_sha256": "0" * 64},
        {"template_sha256": "0" * 64},
        {"kind": "demand_letter"},
        {"debtor": "rossa"},
        {"contracts": ("k-1", "k-2")},
        {"language": "zh"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_letter_is_not_the_same(register, change):
    make(register, ACT)
    assert find_same(register, replace(ACT, **change)) is None
    assert make(register, replace(ACT, **change)) == "АС-2026-0002"


def test_the_same_letter_is_named_and_not_issued_twice(register):
    number = make(register, ACT)
    tomorrow = replace(ACT, date=dt.date(2026, 10, 1))
    assert find_same(register, tomorrow).number == number
    with pytest.raises(AlreadyIssued, match="under the number АС-2026-0001") as refusal:
        make(register, tomorrow)
    assert refusal.value.params["number"] == number
    assert numbers(register) == [number]


def test_reissue_supersedes_the_old_letter(register):
    old = make(register, ACT)
    new = make(register, ACT, supersedes=old)
    assert new == "АС-2026-0002"
    assert get(register, old).status == "superseded"
    assert get(register, new).supersedes == old
    assert find_same(register, ACT).number == new
    assert all(absent(register, get(register, number)) == () for number in (old, new))


def test_only_a_letter_in_force_is_superseded(register):
    old = make(register, ACT)
    make(register, ACT, supersedes=old)
    with pytest.raises(AlreadyIssued, match="АС-2026-0002"):
        make(register, ACT, supersedes=old)
    with pytest.raises(RegisterError, match=r"no letter in force .* АС-2026-0001"):
        make(register, act("other"), supersedes=old)


def test_a_letter_in_the_making_is_not_made_by_another(register):
    series = series_of(PATTERN, ACT.date)
    with issue(register, ACT, series, created=CREATED) as draft:
        with pytest.raises(InTheMaking, match="by another run at this moment"):
            make(register, ACT)
        assert numbers(register) == []
        assert make(register, act("other")) == "АС-2026-0002"
        draft.write(Path("out/1.docx"), b"one")
    assert numbers(register) == ["АС-2026-0001", "АС-2026-0002"]


def test_a_letter_that_fails_gives_its_number_to_the_next(register):
    with pytest.raises(ZeroDivisionError):
        make_at(register, ACT, "out/1.docx", then=fail)
    assert on_disk(register) == ["register.sqlite"]
    assert make(register, act("next")) == "АС-2026-0001"


def test_the_lowest_free_number_goes_first(register):
    series = series_of(PATTERN, ACT.date)
    for _ in range(2):
        with (
            pytest.raises(KeyboardInterrupt),
            issue(register, act("x"), series, created=CREATED),
            issue(register, act("y"), series, created=CREATED),
        ):
            raise KeyboardInterrupt
    assert [make(register, act(data)) for data in "abc"] == [
        "АС-2026-0001",
        "АС-2026-0002",
        "АС-2026-0003",
    ]


def test_a_letter_without_a_file_is_not_issued(register):
    with pytest.raises(ValueError, match="without a file"):
        make(register, ACT, formats=())
    assert numbers(register) == []


def test_a_file_that_is_there_is_not_overwritten(register):
    (register.parent / "out").mkdir()
    (register.parent / "out/АС-2026-0001.pdf").write_text("somebody's own")
    with pytest.raises(OutputError, match=r"already a file out/АС-2026-0001\.pdf"):
        make(register, ACT)
    assert on_disk(register) == ["out/АС-2026-0001.pdf", "register.sqlite"]


def test_a_path_of_another_letter_is_not_taken_even_when_its_file_is_gone(register):
    make_at(register, act("a"), "out/same.docx")
    (register.parent / "out/same.docx").unlink()
    with pytest.raises(RegisterError, match=r"out/same\.docx belongs to the letter АС-2026-0001"):
        make_at(register, act("b"), "out/same.docx")
    assert numbers(register) == ["АС-2026-0001"]


def test_files_outside_the_workspace_stand_with_their_full_path(tmp_path):
    register = tmp_path / "work" / "register.sqlite"
    register.parent.mkdir()
    number = make(register, ACT, folder=tmp_path / "work" / ".." / "elsewhere", formats=("pdf",))
    (file,) = get(register, number).files
    assert file.path == str(tmp_path / "elsewhere" / "АС-2026-0001.pdf")
    assert file.located(register).is_file()


def test_a_workspace_can_be_moved(tmp_path):
    register = tmp_path / "old" / "register.sqlite"
    register.parent.mkdir()
    number = make(register, ACT)
    moved = register.parent.rename(tmp_path / "new") / "register.sqlite"
    assert absent(moved, get(moved, number)) == ()


def test_equal_contents_are_two_files(register):
    with issue(register, ACT, series_of("{seq}", ACT.date), created=CREATED) as draft:
        draft.write(Path("out/1.docx"), b"equal")
        draft.write(Path("out/1.pdf"), b"equal")
    assert on_disk(register) == ["out/1.docx", "out/1.pdf", "register.sqlite"]


def test_a_folder_that_cannot_be_made_withdraws_the_letter(register):
    old = make(register, ACT)
    (register.parent / "blocked").write_text("a file where a folder should be")
    with pytest.raises(OutputError, match=r"blocked.* cannot be written"):
        make(register, ACT, folder="blocked", supersedes=old)
    assert numbers(register) == [old]
    assert get(register, old).status == "issued"
    assert make(register, act("next")) == "АС-2026-0002"


def test_the_second_file_failing_takes_the_first_away(register):
    (register.parent / "blocked").write_text("a file where a folder should be")
    with pytest.raises(OutputError, match="blocked"):
        make_at(register, ACT, "a/1.docx", "blocked/1.pdf")
    assert on_disk(register) == ["blocked", "register.sqlite"]
    assert numbers(register) == []


def test_a_full_disk_leaves_nothing(register, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    make(register, ACT)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="No space left on device"):
            make(register, act("b"))
    assert numbers(register) == ["АС-2026-0001"]
    assert make(register, act("b")) == "АС-2026-0002"
    assert len(on_disk(register)) == 5


def test_another_file_system_is_reached_by_copying(register, monkeypatch):
    whole = Path.replace

    def across(self, target):
        if self.parent != Path(target).parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", across)
    make(register, ACT)
    assert on_disk(register) == [
        "out/АС-2026-0001.docx",
        "out/АС-2026-0001.pdf",
        "register.sqlite",
    ]


def test_deleted_files_are_made_again_under_the_same_number(register):
    number = make(register, ACT)
    (register.parent / "out" / f"{number}.pdf").unlink()
    same = find_same(register, ACT)
    (gone,) = absent(register, same)
    with issue_again(register, same.number) as draft:
        draft.write(Path(gone.path), b"made again")
    assert (draft.number, absent(register, get(register, number))) == (number, ())
    assert {f.path: f.sha256 for f in get(register, number).files}[gone.path] == (
        hashlib.sha256(b"made again").hexdigest()
    )
    assert make(register, act("next")) == "АС-2026-0002"


def test_another_format_joins_the_letter(register):
    number = make(register, ACT, formats=("docx",))
    with issue_again(register, number) as draft:
        draft.write(Path(f"out/{number}.pdf"), b"pdf")
    assert [file.path for file in get(register, number).files] == [
        "out/АС-2026-0001.docx",
        "out/АС-2026-0001.pdf",
    ]


def test_a_lost_file_made_again_elsewhere_is_forgotten(register):
    number = make(register, ACT)
    (register.parent / "out" / f"{number}.pdf").unlink()
    again_at(register, number, "new/letter.pdf")
    issued = get(register, number)
    assert [file.path for file in issued.files] == ["new/letter.pdf", "out/АС-2026-0001.docx"]
    assert absent(register, issued) == ()


def test_files_that_came_back_meanwhile_are_not_made_again(register):
    number = make(register, ACT)
    (register.parent / "out" / f"{number}.pdf").unlink()
    there, missing, unknown = take(
        register, [Again(number, ("docx",)), Again(number, ("pdf",)), Again(number, ("xlsx",))]
    )
    assert outcome(there) == AlreadyIssued
    assert outcome(missing) == number
    assert outcome(unknown) == InTheMaking
    give_back([missing])


def test_making_again_that_fails_keeps_the_number(register):
    number = make(register, ACT, formats=("docx",))
    with pytest.raises(ZeroDivisionError):
        again_at(register, number, f"out/{number}.pdf", then=fail)
    (register.parent / "blocked").write_text("a file where a folder should be")
    with pytest.raises(OutputError, match="blocked"):
        again_at(register, number, "blocked/1.pdf")
    assert get(register, number).status == "issued"
    assert make(register, act("next")) == "АС-2026-0002"


def test_only_a_letter_in_force_is_made_again_and_by_one_at_a_time(register):
    number = make(register, ACT)
    with pytest.raises(RegisterError, match="no letter in force"), issue_again(register, "X"):
        pass
    (register.parent / "out" / f"{number}.pdf").unlink()
    with issue_again(register, number) as draft:
        with (
            pytest.raises(InTheMaking, match="АС-2026-0001 is being made"),
            issue_again(register, number),
        ):
            pass
        draft.write(Path(f"out/{number}.pdf"), b"pdf")
    assert absent(register, get(register, number)) == ()


def test_a_register_replaced_underneath_is_noticed(register):
    make(register, ACT)
    with pytest.raises(RegisterError, match="was replaced while the letter АС-2026-0002"):
        make_at(register, act("b"), "out/2.docx", then=register.unlink)
    assert not (register.parent / "out/2.docx").exists()


def new(letter, *, pattern=PATTERN, supersedes=""):
    series = series_of(pattern, letter.date)
    return New(letter=letter, series=series, created=CREATED, supersedes=supersedes)


def outcome(found):
    return found.number if isinstance(found, Draft) else type(found)


def test_of_several_letters_one_that_cannot_be_taken_stops_none(register):
    make(register, act("issued"))
    series = series_of("X-{seq}", ACT.date)
    with issue(register, act("elsewhere"), series, created=CREATED) as draft:
        draft.write(Path("out/X-1.docx"), b"elsewhere")
        taken = take(
            register,
            [
                new(act("a")), new(act("issued")), new(act("elsewhere")), Again("none"),
                Again("АС-2026-0001"), new(act("x"), supersedes="none"), new(act("b")),
            ],
        )  # fmt: skip
        assert [outcome(found) for found in taken] == [
            "АС-2026-0002", AlreadyIssued, InTheMaking, RegisterError,
            "АС-2026-0001", RegisterError, "АС-2026-0003",
        ]  # fmt: skip
        give_back([found for found in taken if isinstance(found, Draft)])
    assert [make(register, act(data)) for data in "abc"] == [
        "АС-2026-0002", "АС-2026-0003", "АС-2026-0004",
    ]  # fmt: skip


def test_of_several_letters_one_that_cannot_be_finished_stops_none(register):
    (register.parent / "blocked").write_text("a file where a folder should be")
    make_at(register, act("old"), "out/old.docx")
    (register.parent / "out/old.docx").unlink()
    drafts = take(register, [new(act(data)) for data in "abcd"])
    for draft, path in zip(
        drafts, ("out/a.docx", "blocked/b.docx", "out/old.docx", "out/d.docx"), strict=True
    ):
        draft.write(Path(path), path.encode())
    failures = finish(drafts)
    assert [type(failure) for failure in failures] == [
        type(None), OutputError, RegisterError, type(None),
    ]  # fmt: skip
    assert numbers(register) == ["АС-2026-0001", "АС-2026-0002", "АС-2026-0005"]
    assert on_disk(register) == ["blocked", "out/a.docx", "out/d.docx", "register.sqlite"]
    assert [make(register, act(data)) for data in "bc"] == ["АС-2026-0003", "АС-2026-0004"]


def test_what_is_taken_is_given_back_when_the_taking_fails(register):
    with pytest.raises(TypeError, match="never a float"):
        take(register, [new(act("a")), new(replace(ACT, amount=1.5))])
    assert on_disk(register) == ["register.sqlite"]
    assert make(register, act("a")) == "АС-2026-0001"


def test_signing_is_recorded(register):
    number = make(register, ACT)
    assert mark_signed(register, number, dt.date(2026, 10, 5)).signed == dt.date(2026, 10, 5)
    assert get(register, number).public()["signed"] == "2026-10-05"
    with pytest.raises(RegisterError, match="cannot have been signed on 2026-09-29"):
        mark_signed(register, number, dt.date(2026, 9, 29))
    with pytest.raises(RegisterError, match="no letter was issued"):
        mark_signed(register, "X", dt.date(2026, 10, 5))
