"""Import as a page: a file comes in, its columns are seen and can be told, the plan is gone through row by row."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from werkzeug import Request, Response
from werkzeug.routing import Rule

from coalition_site.derive.words.catalogue import N_
from coalition_site.edit.edits import EditRefused
from coalition_site.edit.whole_files import ContentFile
from coalition_site.forms.controls import Sent
from coalition_site.forms.desk import Desk
from coalition_site.importers.formats.open_file import read_filled
from coalition_site.importers.plan.make import plan_import
from coalition_site.importers.plan.memory import memory_file
from coalition_site.importers.plan.plan import Plan, PlannedFile, PublicValue
from coalition_site.importers.plan.public_values import NAMED, PROFILE
from coalition_site.importers.plan.receipts import receipts, write_receipts
from coalition_site.importers.plan.write import validated_files
from coalition_site.importers.sources import Filled, ImportRefused
from coalition_site.importers.understand.filled_files import understand
from coalition_site.importers.understand.given_answers import NO_ANSWERS, Answers
from coalition_site.importers.understand.head_words import meanings, told_head
from coalition_site.model.coalition import Coalition
from coalition_site.model.needs import Needs
from coalition_site.model.partner import PartnerFrontMatter
from coalition_site.publish.output.folder import OutputRefused
from coalition_site.records.fields import fields_of, leaves
from coalition_site.serve.server import redirected

PlanRow = tuple[str, str, str]
"""A row of a plan by its file, its name and where it was read: numbers change when people answer."""


@dataclass(slots=True)
class ImportViews:
    """The page of an import.

    `filled` is what the last file held, `answers` what was told of it, and `rows` what was shown of its plan, for as
    long as the plan is gone through.
    """

    desk: Desk
    filled: tuple[Filled, ...] = ()
    answers: Answers = NO_ANSWERS
    rows: tuple[PlanRow, ...] = ()

    @staticmethod
    def rules() -> list[Rule]:
        """Its addresses."""
        return [
            Rule("/import", endpoint="import", methods=["GET"]),
            Rule("/import", endpoint="bring", methods=["POST"]),
            Rule("/import/plan", endpoint="plan", methods=["POST"]),
        ]

    def views(self) -> dict[str, Callable[..., Response]]:
        """What answers them."""
        return {"import": self.start, "bring": self.bring, "plan": self.plan}

    def start(self, _request: Request, wrong: str = "", status: int = 200) -> Response:
        """Asks for a file."""
        return self.desk.shown("import.html", "import", status, plan=None, wrong=wrong)

    def bring(self, request: Request) -> Response:
        """Reads a file and shows what it would change."""
        words = self.desk.catalogue
        sent = request.files.get("file")
        if sent is None or not sent.filename:
            return self.start(request, words.gettext("Choose a file first."), 422)
        with tempfile.TemporaryDirectory(prefix="coalition-import-") as folder:
            # The name is shown and says what kind of file it is; nothing else of it is taken.
            name = PurePath(sent.filename.replace("\\", "/")).name.strip(". ") or "file"
            file = Path(folder, name[-120:])
            try:
                file.write_bytes(sent.stream.read())
                self.filled = tuple(read_filled(file))
                self.answers = NO_ANSWERS
                plan, _ = self._planned()
            except (ImportRefused, EditRefused, OSError, ValueError) as error:
                return self.start(request, str(error).replace(f"{folder}/", ""), 422)
        return self._shown(plan, frozenset())

    def plan(self, request: Request) -> Response:
        """Plans again with what was told, or writes what was taken."""
        words, session = self.desk.catalogue, self.desk.session
        if not self.filled:
            return self.start(request, words.gettext("Choose a file first."), 422)
        sent = Sent(request.form.to_dict(flat=False))
        before, self.answers = self.answers, _answers(sent, self.answers)
        try:
            plan, _ = self._planned()
            taken = frozenset(map(str, sent.all("take")))
            left = frozenset(row for number, row in enumerate(self.rows) if str(number) not in taken)
            if sent.one("write") and self.answers != before:
                # Nobody has seen yet what the answers make public.
                told = words.gettext("Your answers changed the plan. Look at it again, then write it.")
                return self._shown(plan, left, told)
            if not sent.one("write"):
                return self._shown(plan, left)
            kept = [file for file in plan.files if _row(file) not in left]
            files = self._files(replace(plan, files=kept))
        except (ImportRefused, EditRefused) as error:
            return self.start(request, str(error), 409)
        coalition = session.coalition
        if files:
            session.write_planned(words.gettext("A file was imported"), files)
        self.filled, self.answers = (), NO_ANSWERS
        self.desk.tell(words.ngettext("%(num)s file was written.", "%(num)s files were written.", len(files)))
        told = self._receipts(replace(plan, files=kept), coalition) if files and coalition is not None else ""
        return redirected(f"{self.desk.root}edit/{told}", 303)

    def _receipts(self, plan: Plan, before: Coalition) -> str:
        """Makes the receipts of the reviews that were written; the address of the page that shows the first."""
        session, after = self.desk.session, self.desk.session.coalition
        views = receipts(plan, before, after, session.today) if after is not None else ()
        refused = next((view.name for view in views if view.refused), "")
        if refused:
            told = self.desk.catalogue.gettext(
                "%(name)s said no: build and publish the site now, so that it names them no longer.", name=refused
            )
            self.desk.tell(told)
        try:
            write_receipts(session.project, views, session.today)
        except (OutputRefused, OSError) as error:
            self.desk.tell(str(error))
            return ""
        return f"partner/{views[0].partner_id}/review" if views and self.desk.whole is not None else ""

    def _planned(self) -> tuple[Plan, list[ContentFile]]:
        """The plan, and the files it makes, which are right together. Raises ImportRefused and EditRefused."""
        coalition = self.desk.session.coalition
        if coalition is None:
            raise ImportRefused(self.desk.catalogue.gettext("The files have mistakes; mend them first."))
        plan = plan_import(understand(list(self.filled), coalition, self.answers), coalition, self.desk.session.today)
        return plan, self._files(plan)

    def _files(self, plan: Plan) -> list[ContentFile]:
        session = self.desk.session
        coalition = session.coalition
        files = validated_files(session.project, session.checked, plan, session.today)
        remembered = memory_file(session.project, plan, coalition) if coalition is not None and files else None
        return [*([remembered] if remembered is not None else []), *files]

    def _shown(self, plan: Plan, left: frozenset[PlanRow], wrong: str = "") -> Response:
        self.rows = tuple(map(_row, plan.files))
        return self.desk.shown(
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
