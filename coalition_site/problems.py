"""What is wrong with the content, where, and what to type instead.

Every stage reports with these types; nothing else in the program prints a mistake. The table `KINDS` names every kind
of problem once: its severity and what it means. The documentation and the tests are made from the same table.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


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
    """One kind of problem: how grave it is and what it means, in one sentence."""

    severity: Severity
    meaning: str


def _error(meaning: str) -> Kind:
    return Kind(Severity.ERROR, meaning)


def _warning(meaning: str) -> Kind:
    return Kind(Severity.WARNING, meaning)


KINDS: dict[str, Kind] = {
    # Files
    "content-missing": _error("There is no content folder, or no coalition.yml in it."),
    "file-name": _error("A file name is not made of lower-case letters, digits and single hyphens."),
    "file-extension": _error("A YAML file ends in .yaml; the content format uses .yml."),
    "file-link": _error("A link stands where a file or folder should be; links are not followed."),
    "file-not-plain": _error("Something that is not an ordinary file or folder stands in the content folder."),
    "file-unreadable": _error("A file could not be opened."),
    "file-too-large": _error("A file is larger than the content format allows."),
    "file-stray": _warning("A file does not belong to the content format and is not read."),
    "file-encoding": _error("A file is not UTF-8 text."),
    "sign-unprintable": _warning("A sign is in none of the fonts for documents: pages show it, PDFs cannot be made."),
    "file-character": _error("A text holds an invisible control character."),
    "image-type": _error("An image is not what its name says, or not SVG, PNG, JPEG or WebP."),
    "image-unsafe": _error("An SVG image holds scripts, or refers to something outside itself."),
    # YAML
    "yaml-syntax": _error("A YAML text cannot be read."),
    "yaml-anchor": _error("A YAML anchor, alias or tag is used; the content format has none of them."),
    "yaml-duplicate-key": _error("The same key is written twice."),
    "yaml-key": _error("A key is not a plain word."),
    "yaml-depth": _error("Values are nested too deep."),
    "yaml-documents": _error("A file holds more than one YAML document."),
    "comment-touching": _warning("A '#' after a space begins a comment, and the text behind it is lost."),
    "colour-unquoted": _warning("A colour without quotes is read as a comment."),
    "front-matter": _error("A Markdown file does not begin with front matter between two lines of three hyphens."),
    # Values
    "key-missing": _error("A required key is missing or empty."),
    "key-unknown": _error("A key is not part of the content format."),
    "value-shape": _error("A list, a map or a text stands where another of them is expected."),
    "value-unknown": _error("A value is not one of those that are possible here."),
    "value-date": _error("A date is not written as YYYY-MM-DD, or there is no such day."),
    "value-number": _error("A number is expected."),
    "value-line": _error("A value must stand on one line."),
    "value-email": _error("An e-mail address cannot be one."),
    "value-url": _error("A web address does not begin with http:// or https://."),
    "value-colour": _error("A colour is not written as '#rrggbb'."),
    "colour-contrast": _error("A colour is too pale for text on a light page (WCAG 2.2, 1.4.3)."),
    "value-language": _error("A language code is not known."),
    "value-name": _error("An id is not made of lower-case letters, digits and single hyphens."),
    "schema-version": _error("The content is written for another version of the content format."),
    "option-unknown": _error("An option is not in the worksheet's list."),
    "option-hidden": _error("An option is used that vocabulary.yml hides."),
    "option-text": _error("A fill-in option has no text, or an ordinary option has one."),
    "option-duplicate": _warning("The same option is listed twice."),
    "option-similar": _warning("A free text resembles an option of the worksheet's list."),
    "translation-own": _error("A text in several languages lacks the coalition's own language."),
    "translation-missing": _warning("A text lacks one of the coalition's languages and falls back to its own."),
    # References and rules
    "reference-unknown": _error("Something is referred to that does not exist."),
    "letter-duplicate": _error("Two files hold the same letter in the same language."),
    "invite-duplicate": _error("The same member is invited twice for the same partner."),
    "image-missing": _error("An image or letterhead is named that does not lie in its folder."),
    "date-order": _error("Two dates contradict each other, or a date lies in the future that cannot."),
    "partner-same-name": _warning("Two partners have the same name."),
    "consent-missing": _warning("A partner accepted but has not agreed to be named; it stays unnamed."),
    "consent-expired": _warning("The consent to be named has run out; the partner stays unnamed."),
    "vocabulary-clash": _error("Two options of one list would answer to the same words."),
    # Markdown and letters
    "markdown-html": _warning("Raw HTML in Markdown comes out as visible text."),
    "markdown-link": _warning("A link leads to something that is not http, https, mailto, tel or relative."),
    "placeholder-unknown": _error("A letter names a placeholder that does not exist."),
    "placeholder-audience": _error("A letter names something that its reader may not see."),
    "placeholder-syntax": _error("A letter uses something other than placeholders and simple ifs."),
    # Rendering
    "document-failed": _error("A document could not be made from this content."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: where it is, its code in `KINDS`, what is wrong and what to do, in plain words."""

    position: Position
    code: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """The severity that `KINDS` gives this code."""
        return KINDS[self.code].severity


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line and column."""
    return sorted(set(problems), key=lambda problem: (problem.position, problem.code, problem.message))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def describe(problem: Problem, line_at: Callable[[Position], str | None]) -> str:
    """The problem as people read it: position, severity, code and message, the line with a caret, the hint.

    `line_at` returns the text of the line at a position, or None where there is none to show.
    """
    parts = [f"{problem.position}: {problem.severity}[{problem.code}]: {problem.message}"]
    line = line_at(problem.position)
    if line is not None and line.strip():
        number = str(problem.position.line)
        before = line[: problem.position.column - 1]
        # A tab keeps its width under the line above it; every other character counts as one.
        indent = "".join("\t" if character == "\t" else " " for character in before)
        parts += [f"  {number} | {line}", f"  {' ' * len(number)} | {indent}^"]
    if problem.hint:
        parts.append(f"  hint: {problem.hint}")
    return "\n".join(parts)
