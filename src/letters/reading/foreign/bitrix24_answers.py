"""Saved answers of the Bitrix24 REST interface as records, each of a sort that its fields tell.

An answer is `{"result": ..., "total": ..., "next": ...}`: the result is a list, `items` of one,
one `item`, or the record itself; a batch holds the results of several questions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from letters.errors import N_, DataError
from letters.model.origin import Origin
from letters.reading.cells import shown
from letters.reading.foreign.bitrix24_parties import COMPANY, Record
from letters.reading.foreign.file import File
from letters.reading.foreign.found import Control

INVOICE = "31"  # the CRM's type of a smart invoice
_MARKS = (b'"time"', b'"RQ_', b'"ENTITY_TYPE_ID"', b'"entityTypeId"', b'"ACCOUNT_NUMBER"',
          b'"accountNumber"', b'"error_description"')  # fmt: skip


@dataclass(slots=True)
class Answer:
    """The records of one question; `total` is how many there are, on all pages."""

    sort: str
    records: list[Record]
    total: int | None
    origin: Origin
    entity: str = ""


def is_answer(file: File) -> bool:
    data = file.data
    if data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t")[:1] not in {b"{", b"["}:
        return False
    return b'"result"' in data and any(mark in data for mark in _MARKS)


def answers_in(file: File) -> Iterator[Answer]:
    root = file.json
    count = 0
    for answer in root if isinstance(root, list) else [root]:
        for value, total in _results(answer):
            records = []
            for each in _listed(value):
                count += 1
                records.append(Record(each, Origin(file.source, count)))
            entity = answer.get("entityId") if isinstance(answer, dict) else None
            for sort in dict.fromkeys(map(_sort, records)) or ("",):
                same = [each for each in records if _sort(each) == sort]
                alone = len(same) == len(records)
                yield Answer(
                    sort, same, total if alone else None, Origin(file.source, count),
                    str(entity or ""),
                )  # fmt: skip


def _results(answer: object) -> Iterator[tuple[object, int | None]]:
    """The results of an answer, or those inside the answer of a batch, with their totals."""
    if not isinstance(answer, dict) or ("result" not in answer and "error" not in answer):
        raise DataError(
            N_("this JSON is no answer of Bitrix24: it has no “result”"),
            N_("save the whole answer of the method, from its first brace to its last"),
        )
    if "error" in answer and "result" not in answer:
        raise DataError(
            N_("Bitrix24 answered with an error: {error}"),
            N_("correct the request, and save its answer again"),
            error=shown(str(answer.get("error_description") or answer["error"])),
        )
    result = answer["result"]
    if isinstance(result, dict) and isinstance(result.get("result"), dict | list):
        totals = result.get("result_total")
        inner = result["result"]
        pairs = inner.items() if isinstance(inner, dict) else enumerate(inner)
        for name, value in pairs:
            yield value, _count(totals.get(name) if isinstance(totals, dict) else None)
    else:
        yield result, _count(answer.get("total"))


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _listed(value: object) -> list[Mapping[str, Any]]:
    """The records of a result: a list, `items`, one `item`, or the record itself."""
    if isinstance(value, dict):
        inner = value.get("items", value.get("item", value.get("payments", value)))
        value = inner if isinstance(inner, list) else [inner]
    return [each for each in value if isinstance(each, dict) and each] if value else []  # type: ignore[attr-defined]


def _sort(record: Record) -> str:
    """What a record is, by its fields: an answer does not say which method it answers."""
    names = record.data.keys()
    entity = record.text("entityTypeId")
    smart = {"opportunity", "accountNumber"} <= names and not entity
    tests = {
        "account": bool(names & {"RQ_ACC_NUM", "RQ_BIK"}),
        "requisite": bool(names & {"RQ_INN", "RQ_COMPANY_NAME"}),
        "address": {"ADDRESS_1", "TYPE_ID"} <= names,
        "old_invoice": {"ACCOUNT_NUMBER", "PRICE"} <= names,
        "payment": {"paid", "sum"} <= names,
        "invoice": smart or (entity == INVOICE and "opportunity" in names),
        "company": entity == COMPANY
        or ("TITLE" in names and not names & {"STAGE_ID", "STATUS_ID"}),
        "contact": "LAST_NAME" in names and not names & {"STATUS_ID", "TITLE"},
    }
    return next((sort for sort, holds in tests.items() if holds), "")


def page_controls(answers: Sequence[Answer]) -> Iterator[Control]:
    """The pages of a list together must hold as many records as its answers state."""
    pages: dict[tuple[str, int], set[str]] = {}
    for number, answer in enumerate(answers):
        if answer.total is not None and answer.total > len(answer.records):
            known = pages.setdefault((answer.sort, answer.total), set())
            known |= {
                each.text("id", "ID") or f"{number}.{row}"
                for row, each in enumerate(answer.records)
            }
            place = answer.origin
    for (_, total), known in pages.items():
        yield Control(N_("number of records"), Decimal(total), Decimal(len(known)), place)
