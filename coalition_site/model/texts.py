"""The texts of the forms: what the worksheet prints, and what letters say around their wording."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coalition_site.model.vocabulary_changes import WorksheetChanges


@dataclass(frozen=True, slots=True)
class PartTexts:
    """One of the worksheet's five parts: its title, and our own help text."""

    title: str
    help: str


@dataclass(frozen=True, slots=True)
class TableTexts:
    """One of the worksheet's four tables: its title, its column heads, and its worked examples."""

    title: str
    heads: tuple[str, ...]
    examples: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FormTexts:
    """What the printed worksheet says around its own texts; words in braces stand for what is put in."""

    marking: str
    page: str
    of: str
    box: str
    box_text: str
    cell: str
    row: str
    role: str
    groups: str
    areas: str
    assets: str
    strengths: str
    barriers: str
    example: str
    how: str
    how_large: str
    heart: str
    wheel: str
    wheel_filled: str
    nobody_yet: str
    nothing_yet: str
    credit: str


@dataclass(frozen=True, slots=True)
class BrowserPageTexts:
    """What the form in the browser shows around the worksheet's texts; words in braces stand for what is put in."""

    description: str
    skip: str
    lead: str
    no_script: str
    desk: str
    save: str
    open: str
    print: str
    clear: str
    undo: str
    file: str
    privacy: str
    share: str
    share_to: str
    languages: str
    parts: str
    fill_in: str
    hint_lists: str
    hint_roles: str
    where: str
    not_chosen: str
    which: str
    choose: str
    remove: str
    remove_which: str
    add: str
    add_where: str
    ours: str


@dataclass(frozen=True, slots=True)
class BrowserTexts:
    """The form in the browser: what it shows, and what it answers when it is used, by name."""

    page: BrowserPageTexts
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WorksheetTexts:
    """The worksheet's own texts in one language, in English word for word; `questions` by list name."""

    title: str
    toolkit: str
    figure: str
    parts: tuple[PartTexts, ...]
    questions: Mapping[str, str]
    tables: tuple[TableTexts, ...]
    form: FormTexts
    browser: BrowserTexts


@dataclass(frozen=True, slots=True)
class LetterTexts:
    """What letters of one language say by themselves.

    `names` are the names of missing values, by placeholder; `labels` stand on call sheets and agreements.
    """

    salutation: str
    closing: str
    draft: str
    subject: str
    date: str
    gap: str
    names: Mapping[str, str]
    labels: Mapping[str, str]

    def gap_for(self, placeholder: str) -> str:
        """The marked gap that stands for a missing value, such as `[place of the meeting needed]`."""
        return self.gap.replace("{what}", self.names.get(placeholder, placeholder))


@dataclass(frozen=True, slots=True)
class Texts:
    """The worksheet's texts in English, what a coalition changes in them, and those of letters by language."""

    worksheet: WorksheetTexts
    letters: Mapping[str, LetterTexts]
    changes: WorksheetChanges = field(default_factory=WorksheetChanges.model_construct)

    def letter(self, language: str) -> LetterTexts:
        """The letter texts of a language, of its main language, or English."""
        return self.letters.get(language) or self.letters.get(language.partition("-")[0]) or self.letters["en"]
