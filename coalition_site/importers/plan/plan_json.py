"""A plan as data, for programs and pages: the same columns, questions, records and remarks that people are shown."""

import json
from dataclasses import asdict
from typing import Any

from coalition_site.importers.plan.plan import Plan, PlannedFile, PublicValue
from coalition_site.importers.proposals import Question, TableReading
from coalition_site.importers.sources import Source

Data = dict[str, Any]


def plan_data(plan: Plan, written: list[str], receipts: list[str]) -> Data:
    """The plan as lists and maps; `written` are the files that were written, none where nobody agreed yet.

    `receipts` are the files of what partners are told of their reviews.
    """
    return {
        "public": [_public(value) for value in plan.public],
        "tables": [_table(table) for table in plan.tables],
        "questions": [_question(question) for question in plan.questions],
        "records": [_record(file) for file in plan.files],
        "unchanged": {what: count for what, count in plan.unchanged.items() if count},
        "remarks": [
            {"kind": str(remark.kind), **_source(remark.source), "text": remark.text} for remark in plan.remarks
        ],
        "nothing_read": plan.nothing_read,
        "written": written,
        "receipts": receipts,
    }


def plan_json(plan: Plan, written: list[str], receipts: list[str]) -> str:
    """The plan as JSON."""
    return json.dumps(plan_data(plan, written, receipts), ensure_ascii=False, indent=2)


def _source(source: Source) -> Data:
    return {"file": source.file, "sheet": source.sheet, "row": source.row}


def _public(value: PublicValue) -> Data:
    """What everybody could read; `shown` says when: "at once", or "once named"."""
    return {
        "shown": str(value.shown),
        "key": value.key,
        "partner": value.partner,
        "texts": list(value.texts),
        "cells": [{**_source(cell), "cell": cell.cell} for cell in value.cells],
        "source": value.source,
        "from_list": value.from_list,
    }


def _table(table: TableReading) -> Data:
    columns = [
        {**asdict(column), "means": column.means or "notes", "samples": list(column.samples)}
        for column in table.columns
    ]
    return {**_source(table.source), "rows": table.rows, "program": table.program, "columns": columns}


def _question(question: Question) -> Data:
    return {
        "about": str(question.about),
        "words": question.words,
        "choices": list(question.choices),
        "proposed": question.proposed,
        "samples": list(question.samples),
        "rows": question.count,
    }


def _record(file: PlannedFile) -> Data:
    record: Data = {"path": file.path, "what": file.what, "name": file.name, "source": file.source}
    if file.whole is not None:
        return {**record, "new": True, "values": file.whole, "body": file.body}
    changes = [
        {"key": difference.key, "old": difference.old, "new": list(difference.new)} for difference in file.differences
    ]
    return {**record, "new": False, "changes": changes}
