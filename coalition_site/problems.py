"""What is wrong with the content, where, and what to type instead.

Every stage reports with these types; nothing else in the program prints a mistake. The table `GROUPS` names every kind
of problem once: its severity, what it means and what to do. docs/problems.md and the tests are made from it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from coalition_site.fixes import Fix

# Characters of a message or hint, and of a content line shown with it. The longest texts of our own are shorter.
_LONGEST_TEXT, _LONGEST_LINE = 600, 200


class Severity(StrEnum):
    """An error stops the build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a content file: path relative to the project folder, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: how grave it is, what it means, and what to do about it, one sentence each or two."""

    severity: Severity
    meaning: str
    remedy: str


def _error(meaning: str, remedy: str) -> Kind:
    return Kind(Severity.ERROR, meaning, remedy)


def _warning(meaning: str, remedy: str) -> Kind:
    return Kind(Severity.WARNING, meaning, remedy)


GROUPS: dict[str, dict[str, Kind]] = {
    "Files": {
        "content-missing": _error(
            "There is no content folder, or no coalition.yml in it.",
            "Run the command in the coalition's folder, or name it with --project; begin with a coalition.yml.",
        ),
        "file-name": _error(
            "A file name is not made of lower-case letters, digits and single hyphens.",
            "Rename the file, for example to elm-street-library.md; the message proposes a name.",
        ),
        "file-extension": _error(
            "A YAML file ends in .yaml; the content format uses .yml.",
            "Rename the file so that it ends in .yml.",
        ),
        "file-link": _error(
            "A link stands where a file or folder should be; links are not followed.",
            "Put the file or folder itself there, instead of a link to it.",
        ),
        "file-not-plain": _error(
            "Something that is not an ordinary file or folder stands in the content folder.",
            "Remove it: pipes, sockets and devices are no content.",
        ),
        "file-unreadable": _error(
            "A file could not be opened.",
            "Check the file's rights, and that it is not open elsewhere.",
        ),
        "file-too-large": _error(
            "A file is larger than the content format allows.",
            "Keep long documents elsewhere and link to them; save a smaller copy of an image.",
        ),
        "file-stray": _warning(
            "A file does not belong to the content format and is not read.",
            "Move it out of content/, or rename it to what it was meant to be.",
        ),
        "file-encoding": _error(
            "A file is not UTF-8 text.",
            'Save the file again, and choose the encoding UTF-8 in the editor\'s "Save as".',
        ),
        "sign-unprintable": _warning(
            "A sign is in none of the fonts here: pages show it, documents have a marked gap in its place.",
            "Install the package that the hint names, or put a font that has the sign into content/fonts.",
        ),
        "merge-unsettled": _error(
            "A merge joined two versions of a passage, and nobody has chosen between them yet.",
            "Keep one of the two, or write what is right, and delete the lines that begin with <<<<<<<, ======= and "
            ">>>>>>>. `coalition edit` shows both versions, with a button for each.",
        ),
        "file-character": _error(
            "A text holds an invisible control character.",
            "Delete it and type the text again; such characters come from copying out of other programs.",
        ),
        "image-too-large": _error(
            "An image has too many pixels, or an SVG too many parts: browsers and PDFs would take minutes to draw it.",
            "Save a smaller copy; export the SVG again as plain SVG, or use a PNG.",
        ),
        "image-type": _error(
            "An image is not what its name says, or not SVG, PNG, JPEG or WebP.",
            "Open it in an image program and export it again.",
        ),
        "font-type": _error(
            "A file in content/fonts is no font, or is damaged.",
            "Get the file again from where it comes from: a TrueType, OpenType or WOFF2 font.",
        ),
        "image-unsafe": _error(
            "An SVG image holds scripts, or refers to something outside itself.",
            "Export it again as plain SVG, or use a PNG.",
        ),
        "letterhead-refused": _error(
            "The letterhead cannot be read, or holds more than headers, footers and styles may.",
            "Save it again as a plain Word document (.docx), or take the line letterhead away.",
        ),
    },
    "YAML": {
        "yaml-syntax": _error(
            "Keys and values cannot be read as they are written: a key, a colon, a space, and the value behind it.",
            "Look at the place that the message names for a quote, colon, bracket or space too many or too few.",
        ),
        "yaml-anchor": _error(
            "A text begins with &, * or !, which are read as signs with a meaning of their own.",
            "Put quotes around the text.",
        ),
        "yaml-duplicate-key": _error(
            "The same key is written twice.",
            "Keep one of the two, or put both values in one list.",
        ),
        "yaml-key": _error(
            "What stands before a colon is not a plain word.",
            "Write one word before the colon; put quotes around a text with brackets or commas.",
        ),
        "yaml-depth": _error(
            "Lists or keys stand within each other too often.",
            "Look for brackets that were typed too often.",
        ),
        "yaml-documents": _error(
            "A line of three hyphens parts a file in two, and only one part is read.",
            "Remove the line of three hyphens in the middle of the file.",
        ),
        "comment-touching": _warning(
            "A '#' after a space begins a comment, and the text behind it is lost.",
            "Put quotes around the whole text, or a space behind the # of a comment.",
        ),
        "colour-unquoted": _warning(
            "A color without quotes is read as a comment.",
            "Put quotes around the color: primary: '#1f5a43'.",
        ),
        "front-matter": _error(
            "A Markdown file does not begin with its keys, between two lines of three hyphens.",
            "Write --- on the first line, then the keys, then --- again, then the text.",
        ),
    },
    "Values": {
        "key-missing": _error(
            "A required key is missing or empty.",
            "Add the key; the hint gives an example.",
        ),
        "key-unknown": _error(
            "A key is not part of the content format.",
            "Correct the key's name; the hint names the keys that are possible at this place.",
        ),
        "key-case": _warning(
            "A key is written with capital letters.",
            "Write keys in small letters; it is read all the same.",
        ),
        "value-shape": _error(
            "A list, a text, or keys with values stand where another of them is expected.",
            "A list has a hyphen before each entry, keys have a colon behind them, a text has neither.",
        ),
        "value-unknown": _error(
            "A value is not one of those that are possible here.",
            "Write one of the words that the message lists.",
        ),
        "value-date": _error(
            "A date is not written as YYYY-MM-DD, or there is no such day.",
            "Write year, month and day with hyphens: 2026-10-05.",
        ),
        "value-time": _error(
            "A day with its hour, or a time zone, is not written as the program reads it.",
            "Write day and hour, like 2027-01-14 17:30, and a zone by its part of the world and city: America/Chicago.",
        ),
        "value-number": _error(
            "A number is expected.",
            "Write digits only: 10.",
        ),
        "value-line": _error(
            "A value must stand on one line.",
            "Remove the line breaks, and the | or > before them.",
        ),
        "value-email": _error(
            "An e-mail address cannot be one.",
            "Write the address alone, as name@example.org.",
        ),
        "email-unwritten": _warning(
            "An e-mail address has no form that every mail program knows: letters outside ASCII before the @, or a "
            "domain of signs that are no letters.",
            "Write another address of the same person, or type it into the mail yourself: drafts are made without it.",
        ),
        "value-url": _error(
            "A web address does not begin with http:// or https://.",
            "Write the whole address, beginning with https://.",
        ),
        "value-colour": _error(
            "A color is not written as '#rrggbb'.",
            "Write it in quotes, as '#1f5a43'.",
        ),
        "colour-contrast": _error(
            "A color is too pale for text on a light page (WCAG 2.2, 1.4.3).",
            "Choose a darker color; the hint names one.",
        ),
        "value-language": _error(
            "A language code is not known.",
            "Write a code such as en, es, ar or vi.",
        ),
        "value-name": _error(
            "An id is not made of lower-case letters, digits and single hyphens.",
            "Write it in small letters with hyphens: rosa-delgado.",
        ),
        "schema-version": _error(
            "The content is written for another version of the content format.",
            "Write schema_version: 1, or install the program that the content was written for.",
        ),
        "option-unknown": _error(
            "An option is not in the worksheet's list.",
            "Write the option as the worksheet does; the hint names the nearest. vocabulary.yml can add an option.",
        ),
        "option-hidden": _error(
            "An option is used that vocabulary.yml hides.",
            "Remove the option here, or the line hide: true in vocabulary.yml.",
        ),
        "option-text": _error(
            "A fill-in option has no text, or an ordinary option has one.",
            'Write a fill-in with its text, as "Other: Veterans", and any other option without one.',
        ),
        "option-duplicate": _warning(
            "The same option is listed twice.",
            "Keep it once.",
        ),
        "option-similar": _warning(
            "A free text resembles an option of the worksheet's list.",
            "Write the option as the hint does, if that is what was meant; else leave it.",
        ),
        "translation-own": _error(
            "A text in several languages lacks the coalition's own language, or what is said to one partner lacks the "
            "language of a letter to it.",
            "Add a line with the language that the message names to the text.",
        ),
        "translation-missing": _warning(
            "A text lacks one of the coalition's languages and falls back to its own.",
            "Add a line with the missing language, or leave it: the coalition's own language is used.",
        ),
        "area-unknown": _error(
            "A file in content/areas is named by no area of the worksheet.",
            "Rename it to an area's id; the message names the nearest, and docs/reference/options.md lists all.",
        ),
        "translation-alone": _error(
            "A file is named as the translation of another that is not there, or not in the same folder.",
            "Write the file that it translates, move it beside that, or remove it; the hint says which.",
        ),
        "translation-duplicate": _error(
            "Two files hold the same page or profile in the same language.",
            "Keep one of the two: the coalition's own language has no language in the file's name.",
        ),
        "translation-differs": _error(
            "A translation says what only its first file may say: keys of a partner, another audience, another order.",
            "Take the keys out of a profile's translation; in a page's, write what the hint says.",
        ),
        "translation-unused": _warning(
            "A page or profile is translated into a language that no site is made in.",
            "Add the language to site_languages in coalition.yml, or leave it: nothing of it is published.",
        ),
        "translation-older": _warning(
            "A text was changed after it was translated, so the translation may still say what was taken out, or lack "
            "what is new. Git tells it, or digests that builds and the editor keep in build/.cache.",
            "Bring the translation up to date. Any change of its file settles it: where nothing is to change, add an "
            "empty line at its end, or press the button in the editor.",
        ),
    },
    "References and rules": {
        "reference-unknown": _error(
            "Something is referred to that does not exist.",
            "Correct the name, or write what it refers to; the hint says where such things stand.",
        ),
        "letter-duplicate": _error(
            "Two files hold the same letter in the same language.",
            "Keep one of the two files.",
        ),
        "invite-duplicate": _error(
            "The same member is invited twice for the same partner.",
            "Keep one of the two entries.",
        ),
        "image-missing": _error(
            "An image, a picture in a text or a letterhead is named that does not lie in its folder.",
            "Put the file there, or correct its name; the ending belongs to it.",
        ),
        "date-order": _error(
            "Two dates contradict each other, or a date lies in the future that cannot.",
            "Check both dates.",
        ),
        "meeting-day": _error(
            "The name of a meeting's file does not begin with the day of the meeting.",
            "Rename the file as the hint says, with its translations, or correct the day in it.",
        ),
        "time-skipped": _error(
            "There is no such hour on that day: clocks skip it when summer time begins.",
            "Write what clocks show then; the hint says it.",
        ),
        "meeting-moved": _warning(
            "A public meeting stands in coalition.yml, where little can be said of it.",
            "Write the file that the hint names, with the lines between the bars, and take meeting: out.",
        ),
        "partner-same-name": _warning(
            "Two partners have the same name.",
            "If they are one partner, keep one file; else tell them apart in the name.",
        ),
        "address-taken": _error(
            "An old address of a partner is that of another page.",
            "Take it away, or give one of the two files another name.",
        ),
        "consent-missing": _warning(
            "A partner accepted but has not agreed to be named; it stays unnamed.",
            "Ask, and write listing: with consent: and the day, or consent: refused.",
        ),
        "consent-contradicts": _error(
            "A day of refusal stands beside a consent to be named, or beside none.",
            "Write consent: refused if they said no; if they said yes after that day, remove the day of refusal.",
        ),
        "consent-refused": _warning(
            "A partner accepted, and its file says that it refused to be named; nobody wrote down that it still does.",
            "Ask again, and write the new day of consent, or with reviewed: the day they refused again.",
        ),
        "consent-expired": _warning(
            "The consent to be named has run out; the partner stays unnamed.",
            "Ask again and write the new date.",
        ),
        "consent-ends": _warning(
            "The consent to be named runs out within 30 days; the site stops naming the partner on the day after.",
            "Ask again and write the new date.",
        ),
        "private-in-public": _error(
            "A public text says something that is kept as private elsewhere in the content.",
            "Take it out of the public text. If it is how people reach a partner, say so below public_contact:. If "
            "everybody may know it all the same, acknowledge: it in coalition.yml, with the reason and the place.",
        ),
        "acknowledge-anywhere": _warning(
            "A value is let pass anywhere on the public site, so the leak check misses it in a wrong place too.",
            "Add where: with the file of the content that may say it, or the page of the site.",
        ),
        "public-name": _warning(
            "A public text names a partner that has not agreed to be named, or no longer.",
            "Leave the name out, or ask, and write listing: with consent: and the day.",
        ),
        "public-link": _warning(
            "A public text links to what only the workbook has; the public page shows the words without the link.",
            "Take the link out, or link to something that everybody may see.",
        ),
        "refused-name": _warning(
            "The name of a person who is not to be named stands in a public key, or in the name of a file.",
            'Write a label such as "Resident, east side" as name, give the file that name, and keep the person\'s own '
            "name in team: people:.",
        ),
        "vocabulary-clash": _error(
            "Two options of one list would answer to the same words.",
            "Choose another label or alias for one of the two.",
        ),
    },
    "The team's own folder": {
        "team-content-folder": _error(
            "The line team_content names something that cannot be the team's own folder.",
            "Name a folder outside content/ and build/, as seen from the coalition's folder: ../river-town-team.",
        ),
        "team-content-absent": _warning(
            "The folder that team_content names is not on this computer, or is empty.",
            "For the public site nothing has to be done. For the workbook and letters, put the folder there.",
        ),
        "team-content-public": _error(
            "Something public stands in the team's own folder.",
            "Move it to the same file in content/; the team's folder holds only what is not public.",
        ),
        "team-content-alone": _error(
            "The team's own folder says something of a partner or need that the content does not have.",
            "Write the partner or need in content/ too, or correct the name.",
        ),
        "team-content-twice": _error(
            "A page lies both in content/ and in the team's own folder.",
            "Rename one of the two.",
        ),
        "team-content-open": _error(
            "Something that is not public stands in content/, though the team has a folder of its own.",
            "Move it to the same file in the team's folder. Without the line team_content, coalition team-folder moves "
            "everything.",
        ),
    },
    "Markdown and letters": {
        "markdown-html": _warning(
            "Raw HTML in Markdown comes out as visible text.",
            "Use Markdown: **bold**, *italic*, [text](address), - lists, ## headings.",
        ),
        "markdown-link": _warning(
            "A link leads to something that is not http, https, mailto, tel or relative.",
            "Use a web address with https://, a mailto: or tel: link, or a page of this site.",
        ),
        "picture-words": _error(
            "A picture in a text has no words for those who cannot see it.",
            "Write between the brackets what it shows: ![Neighbors at a long table](table.jpg).",
        ),
        "picture-outside": _error(
            "A picture in a text does not come from content/images.",
            "Save it into content/images, and write its file name alone; pages load nothing from elsewhere.",
        ),
        "picture-letter": _error(
            "The wording of a letter holds a picture; letters print none but the letterhead's.",
            "Take it out, and put it on a page that the letter links to.",
        ),
        "placeholder-unknown": _error(
            "A letter names a placeholder that does not exist.",
            "Correct the name; the hint names the nearest, or all there are.",
        ),
        "placeholder-audience": _error(
            "A letter names something that its reader may not see.",
            "Write what may be said to the partner under outreach, and use partner.because or partner.message.",
        ),
        "placeholder-syntax": _error(
            "A letter uses something other than placeholders and simple ifs.",
            "Letters know {{ name }} and {% if name %} … {% else %} … {% endif %}, and nothing else.",
        ),
    },
    "Words of the interface": {
        "words-syntax": _error(
            "A file in content/words is no gettext catalogue.",
            "Open it in Poedit and save it again, or mend the line: msgid and msgstr, each with a text in quotes.",
        ),
        "words-lost": _error(
            "A translation lacks a value such as %(name)s or a tag of its message, or has one that is not there.",
            "Copy what stands in the message into the translation, letter by letter; write each plural form.",
        ),
        "words-missing": _warning(
            "The program has no words in a language of the site: English ones stand around the text.",
            "Translate coalition_site/catalogues/messages.pot into content/words/<language>.po, or choose another one.",
        ),
        "words-unread": _warning(
            "The words that pages have around the text were translated, and no native speaker has read them yet.",
            "Ask one to read the pages; put the name behind 'Native reader:' at the top of words/es.po, for Spanish.",
        ),
        "words-unknown": _warning(
            "A message in content/words is none that the program says, so its translation is not used.",
            "Copy the message from coalition_site/catalogues/messages.pot; after an upgrade it may read otherwise.",
        ),
    },
    "Copies of packaged files": {
        "template-changed": _warning(
            "A file copied from the program is behind the program's own, or no record says from which it was copied.",
            "Compare the two; when yours fits, say so with coalition templates and its path, or remove yours.",
        ),
    },
    "Publishing": {
        "private-published": _error(
            "Something that is not public would have stood on the public site, so nothing was published.",
            "Take it out of the template, image or page that the message names. If everybody may know it there, "
            "acknowledge: it in coalition.yml, with the reason and the place.",
        ),
    },
    "Rendering": {
        "document-failed": _error(
            "A document or letter could not be made: it is left out, no page links to it, and everything else is "
            "published.",
            "Change what the message names, and build again.",
        ),
    },
}

KINDS: dict[str, Kind] = {code: kind for kinds in GROUPS.values() for code, kind in kinds.items()}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: where it is, its code in `KINDS`, what is wrong and what to do, in plain words.

    Message and hint are one line each and of a length that can be read, whatever values they quote. `fix` does what the
    hint says, where a machine can. `related` is a second place that it is about.
    """

    position: Position
    code: str
    message: str
    hint: str = ""
    fix: Fix | None = field(default=None, compare=False)
    related: Position | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", _one_line(self.message))
        object.__setattr__(self, "hint", _one_line(self.hint))

    @property
    def severity(self) -> Severity:
        """The severity that `KINDS` gives this code."""
        return KINDS[self.code].severity


def _one_line(text: str) -> str:
    line = " ".join(part.strip() for part in text.splitlines())
    if len(line) <= _LONGEST_TEXT:
        return line
    half = _LONGEST_TEXT // 2
    return f"{line[:half]} … {line[-half:]}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line and column."""
    return sorted(set(problems), key=lambda problem: (problem.position, problem.code, problem.message))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _window(line: str, column: int) -> tuple[str, int]:
    """The part of a very long line around a column, and that column within it."""
    if len(line) <= _LONGEST_LINE:
        return line, column
    begin = max(0, min(column - _LONGEST_LINE // 2, len(line) - _LONGEST_LINE))
    end = begin + _LONGEST_LINE
    before, behind = "…" if begin else "", "…" if end < len(line) else ""
    return f"{before}{line[begin:end]}{behind}", column - begin + len(before)


def describe(problem: Problem, line_at: Callable[[Position], str | None]) -> str:
    """The problem as people read it: position, severity, code and message, the line with a caret, the hint.

    `line_at` returns the text of the line at a position, or None where there is none to show.
    """
    parts = [f"{problem.position}: {problem.severity}[{problem.code}]: {problem.message}"]
    line = line_at(problem.position)
    if line is not None and line.strip():
        number = str(problem.position.line)
        line, column = _window(line, problem.position.column)
        before = line[: column - 1]
        # A tab keeps its width under the line above it; every other character counts as one.
        indent = "".join("\t" if character == "\t" else " " for character in before)
        parts += [f"  {number} | {line}", f"  {' ' * len(number)} | {indent}^"]
    if problem.hint:
        parts.append(f"  hint: {problem.hint}")
    return "\n".join(parts)
