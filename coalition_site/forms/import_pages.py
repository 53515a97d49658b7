"""Import as a page: a file comes in, its columns are seen and can be told, the plan is gone through row by row."""

import tempfile
from dataclasses import replace
from pathlib import Path, PurePath

from werkzeug import Request, Response

from coalition_site.derive.words.catalogue import N_
from coalition_site.edit.change import Change
from coalition_site.forms.controls import Sent
from coalition_site.forms.desk import Desk, Importing, PlanRow
from coalition_site.forms.endpoints import Endpoint, Unfit
from coalition_site.importers.formats.open_file import read_filled
from coalition_site.importers.plan.make import plan_import
from coalition_site.importers.plan.memory import remembered
from coalition_site.importers.plan.plan import Plan, PlannedFile, PublicValue
from coalition_site.importers.plan.public_values import NAMED, PROFILE
from coalition_site.importers.plan.receipts import receipts, write_receipts
from coalition_site.importers.plan.write import validated_change
from coalition_site.importers.understand.filled_files import understand
from coalition_site.importers.understand.given_answers import Answers
from coalition_site.importers.understand.head_words import meanings, told_head
from coalition_site.model.coalition import Coalition
from coalition_site.model.needs import Needs
from coalition_site.model.partner import PartnerFrontMatter
from coalition_site.problems import Refused
from coalition_site.records.fields import fields_of, leaves


def show_import(desk: Desk, _request: Request, wrong: str = "", status: int = 200) -> Response:
    """Asks for a file."""
    return desk.shown("import.html", "import", status, plan=None, wrong=wrong)


def bring(desk: Desk, request: Request) -> Response:
    """Reads a file and shows what it would change."""
    words = desk.catalogue
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Unfit(words.gettext("Choose a file first."))
    with tempfile.TemporaryDirectory(prefix="coalition-import-") as folder:
        # The name is shown and says what kind of file it is; nothing else of it is taken.
        name = PurePath(sent.filename.replace("\\", "/")).name.strip(". ") or "file"
        file = Path(folder, name[-120:])
        try:
            file.write_bytes(sent.stream.read())
            desk.importing = Importing(tuple(read_filled(file)))
            plan, _ = _planned(desk)
        except (Refused, OSError, ValueError) as error:
            raise Unfit(str(error).replace(f"{folder}/", "")) from error
    return _shown(desk, plan, frozenset())


def take_plan(desk: Desk, request: Request) -> Response:
    """Plans again with what was told, or writes what was taken."""
    words, session, importing = desk.catalogue, desk.session, desk.importing
    if not importing.filled:
        raise Unfit(words.gettext("Choose a file first."))
    sent = Sent(request.form.to_dict(flat=False))
    before, importing.answers = importing.answers, _answers(sent, importing.answers)
    plan, _ = _planned(desk)
    taken = frozenset(map(str, sent.all("take")))
    left = frozenset(row for number, row in enumerate(importing.rows) if str(number) not in taken)
    if sent.one("write") and importing.answers != before:
        # Nobody has seen yet what the answers make public.
        told = words.gettext("Your answers changed the plan. Look at it again, then write it.")
        return _shown(desk, plan, left, told)
    if not sent.one("write"):
        return _shown(desk, plan, left)
    kept = replace(plan, files=[file for file in plan.files if _row(file) not in left])
    change, coalition = _change(desk, kept), session.coalition
    if change:
        session.write_planned(replace(change, said=words.gettext("A file was imported")))
    desk.importing = Importing()
    written = words.ngettext("%(num)s file was written.", "%(num)s files were written.", len(change.files))
    if not change or coalition is None:
        return desk.leads_to("", written)
    address, told = _receipts(desk, kept, coalition)
    return desk.leads_to(address, told or written)


def _receipts(desk: Desk, plan: Plan, before: Coalition) -> tuple[str, str]:
    """Makes the receipts of the reviews that were written; where the first is shown, and what is to be known."""
    session, after = desk.session, desk.session.coalition
    views = receipts(plan, before, after, session.today) if after is not None else ()
    refused = next((view.name for view in views if view.refused), "")
    told = N_("%(name)s said no: build and publish the site now, so that it names them no longer.")
    try:
        write_receipts(session.project, views, session.today)
    except (Refused, OSError) as error:
        return "", str(error)
    address = f"partner/{views[0].partner_id}/review" if views and desk.whole is not None else ""
    return address, desk.catalogue.gettext(told, name=refused) if refused else ""


def _planned(desk: Desk) -> tuple[Plan, Change]:
    """The plan, and the change of files that it makes, which are right together. Raises Refused."""
    coalition, importing = desk.session.coalition, desk.importing
    if coalition is None:
        raise Refused(desk.catalogue.gettext("The files have mistakes; mend them first."))
    understood = understand(list(importing.filled), coalition, importing.answers)
    plan = plan_import(understood, coalition, desk.session.today)
    return plan, _change(desk, plan)


def _change(desk: Desk, plan: Plan) -> Change:
    session, coalition = desk.session, desk.session.coalition
    change = validated_change(session.project, session.checked, plan, session.today)
    kept = remembered(session.project, plan, coalition) if coalition is not None and change else Change()
    return kept | change


def _shown(desk: Desk, plan: Plan, left: frozenset[PlanRow], wrong: str = "") -> Response:
    desk.importing.rows = tuple(map(_row, plan.files))
    return desk.shown(
        "import.html", "import", plan=plan, wrong=wrong, meanings=tuple(meanings()), left=left, label_of=_label_of
    )


def _row(file: PlannedFile) -> PlanRow:
    return file.path, file.name, file.source


def _label_of(value: PublicValue) -> str:
    """What the forms call a public value, in English, as catalogues find it."""
    of_partner = {NAMED: N_("Consent to be named"), PROFILE: N_("Public profile")}
    if value.partner and value.key in of_partner:
        return of_partner[value.key]
    fields = leaves(fields_of(PartnerFrontMatter if value.partner else Needs))
    return {".".join(keys): field.label for keys, field in fields}[value.key]


def _answers(sent: Sent, before: Answers) -> Answers:
    """What was told of columns and of words, now and before, by what they are found by."""
    told: dict[str, dict[str, str]] = {"column": {**before.columns}, "words": {**before.values}}
    for kind, known in told.items():
        for number, head in enumerate(sent.all(f"{kind}.head")):
            means = sent.at(f"{kind}.means", number).strip()
            if means and means != sent.at(f"{kind}.was", number).strip():
                known[told_head(head)] = means
    return Answers(told["column"], told["words"])


IMPORT_ENDPOINTS = (
    Endpoint("/import", show_import),
    Endpoint("/import", bring, "POST", show_import),
    Endpoint("/import/plan", take_plan, "POST", show_import),
)
