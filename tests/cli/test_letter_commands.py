"""`coalition letters` and `coalition sent` as people meet them, on copies of the included content."""

import os
import shlex
import shutil
import subprocess
import sys
from datetime import date
from difflib import ndiff
from pathlib import Path

import pytest

import coalition_site.jobs.record_sent
from coalition_site.derive.letters.sent import kept_copies, sent_letters
from coalition_site.edit.whole_files import write_change
from coalition_site.jobs.record_sent import Sending, planned_sending
from coalition_site.problems import Refused
from coalition_site.render.artifacts import Artifact
from coalition_site.render.letter_text import text_of_view
from coalition_site.validate.project import check
from tests.support.building import PROJECT, TODAY, coalition_of
from tests.support.command_line import coalition
from tests.support.gate import pdf_text, pdf_ua_failures

NOON = "1795435200"
"""November 23, 2026, 12:00 UTC."""
STEP = "\n  history:\n    - {day: 2026-11-23, what: sent, by: Ruth Ann Calloway}"
HALE = "2026-11-23-gordon-hale.forest-city-property-owners-council.invitation"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    shutil.rmtree(tmp_path / "content" / "sent")
    return tmp_path


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands in for the PDF engine where the PDF is not what is looked at."""

    def stand_in(document: Artifact, *_given: object) -> bytes:
        return b"%PDF-" + document.html.encode()

    monkeypatch.setattr(coalition_site.jobs.record_sent, "document_bytes", stand_in)


def _run(town: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return coalition(*words, "--project", str(town), SOURCE_DATE_EPOCH=NOON)


def _invites(town: Path) -> Path:
    return town / "content" / "invites.yml"


def _changed_lines(town: Path) -> list[str]:
    """The lines that differ, without the history, which every step gets a line in."""
    return [line for line in _all_changed_lines(town) if not line.startswith(("+   history:", "+     - {day:"))]


def _all_changed_lines(town: Path) -> list[str]:
    before, after = ((each / "content" / "invites.yml").read_bytes().decode() for each in (PROJECT, town))
    return [
        line for line in ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)) if line[0] in "+-"
    ]


def _files(town: Path) -> dict[str, bytes]:
    return {str(file.relative_to(town)): file.read_bytes() for file in town.rglob("*") if file.is_file()}


def _record(town: Path, member: str, day: date | None = None, *, with_gaps: bool = False) -> None:
    checked, coalition = check(town, TODAY), coalition_of(town)
    number = [invite.member for invite in coalition.invites].index(member)
    sending = Sending(number, day, TODAY, with_gaps=with_gaps)
    write_change(town, planned_sending(town, checked, coalition, sending)[1])


def test_a_letter_is_kept_as_sent_and_the_day_is_written_down(town: Path) -> None:
    done = _run(town, "sent", "  gordon   HALE ")
    assert done.returncode == 0, done.stderr
    assert "recorded as sent on 2026-11-23" in done.stdout
    assert "Now send it yourself" in done.stdout
    assert _all_changed_lines(town) == [
        "-   status: drafted\n",
        "+   status: sent\n",
        "+   sent: 2026-11-23\n",
        "+   history:\n",
        "+     - {day: 2026-11-23, what: sent, by: Ruth Ann Calloway}\n",
    ]
    new = {name.removeprefix("content/sent/") for name in set(_files(town)) - set(_files(PROJECT / "content"))}
    assert {name for name in new if "gordon" in name} == {f"{HALE}.pdf", f"{HALE}.txt"}
    pdf = town / "content" / "sent" / f"{HALE}.pdf"
    assert pdf_ua_failures(pdf) == []
    printed = " ".join(pdf_text(pdf).split())
    assert "November 23, 2026" in printed
    assert "DRAFT" not in printed
    text = (town / "content" / "sent" / f"{HALE}.txt").read_bytes().decode()
    assert text.startswith("November 23, 2026\n\nGordon Hale\nForest City Property Owners Council\n88 Summit View")
    assert text.endswith("\n\nRuth Ann Calloway\nMayor\nCity of Forest City\n")
    assert "\r" not in text
    assert all(" ".join(line.split()) in printed for line in text.split("\n\n"))


def test_a_second_time_changes_nothing_and_says_so(town: Path) -> None:
    assert _run(town, "sent", "Gordon Hale").returncode == 0
    before = _files(town)
    again = _run(town, "sent", "Gordon Hale")
    assert again.returncode == 0
    assert "nothing was changed" in again.stdout
    assert _files(town) == before
    shutil.rmtree(town / "content" / "sent")
    assert _run(town, "sent", "Gordon Hale").returncode == 0
    assert _files(town) == before


@pytest.mark.usefixtures("quick")
def test_a_day_on_record_stays_where_no_other_is_named(town: Path) -> None:
    _record(town, "Dr. Priya Raman")
    assert _changed_lines(town) == []
    _record(town, "Dr. Priya Raman", date(2026, 11, 20))
    assert _changed_lines(town) == ["-   sent: 2026-11-09\n", "+   sent: 2026-11-20\n"]
    days = sorted(file.name[:10] for file in (town / "content" / "sent").glob("*.pdf"))
    assert days == ["2026-11-09", "2026-11-20"]


@pytest.mark.parametrize(
    ("member", "wording", "lines"),
    [
        ("Dana Reyes", "thank-you", []),
        ("Malik Johnson", "follow-up", []),
        ("Chief Ronald Stecker", "keep-informed", ["+   sent: 2026-11-23\n"]),
    ],
)
@pytest.mark.usefixtures("quick")
def test_sent_stays_the_day_of_the_invitation(town: Path, member: str, wording: str, lines: list[str]) -> None:
    _record(town, member)
    assert _changed_lines(town) == lines
    assert [file.stem.rpartition(".")[2] for file in (town / "content" / "sent").glob("*.pdf")] == [wording]
    before = _files(town)
    _record(town, member)
    assert _files(town) == before


@pytest.mark.usefixtures("quick")
def test_a_file_saved_on_windows_stays_one(town: Path) -> None:
    text = _invites(town).read_bytes().decode().rstrip("\n")
    _invites(town).write_bytes(("\ufeff" + text).replace("\n", "\r\n").encode())
    _record(town, "Gordon Hale")
    entry = text.index("- member: Gordon Hale")
    changed = text[:entry] + text[entry:].replace("status: drafted", f"status: sent\n  sent: 2026-11-23{STEP}", 1)
    assert _invites(town).read_bytes() == ("\ufeff" + changed).replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Gordon Hail"], 'did you mean "Gordon Hale"?'),
        (["Nobody At All"], "nobody called"),
        (["Noor Haddad"], "calls for no letter"),
        (["Judge Helen Abara"], "calls for no letter"),
        (["Deandre Pitts"], 'street address; content/invites.yml: address of "Deandre Pitts"'),
        (["Gordon Hale", "--partner", "st-brigid-hospital"], "--partner forest-city-property-owners-council"),
    ],
)
def test_what_cannot_be_recorded_is_1_and_writes_nothing(town: Path, words: list[str], said: str) -> None:
    before = _files(town)
    done = _run(town, "sent", *words)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert _files(town) == before


def test_gaps_that_are_meant_are_recorded(town: Path) -> None:
    assert _run(town, "sent", "Deandre Pitts", "--with-gaps").returncode == 0
    assert "[street address needed]" in next((town / "content" / "sent").glob("*.txt")).read_text(encoding="utf-8")


def test_a_day_to_come_is_wrong_usage(town: Path) -> None:
    assert _run(town, "sent", "Gordon Hale", "--date", "2026-11-24").returncode == 2
    assert _run(town, "sent", "Gordon Hale", "--date", "soon").returncode == 2


def test_wrong_content_is_said_first(town: Path) -> None:
    (town / "content" / "needs.yml").write_text("areas: everything\n", encoding="utf-8")
    for words in (["sent", "Gordon Hale"], ["letters"]):
        done = _run(town, *words)
        assert done.returncode == 1
        assert "content/needs.yml:1:8: error[" in done.stdout
    assert not (town / "content" / "sent").exists()


def test_two_of_one_name_are_told_apart_by_their_partners(town: Path) -> None:
    with _invites(town).open("a", encoding="utf-8", newline="") as stream:
        stream.write("- member: gordon hale\n  sender: luis-arrieta\n  status: drafted\n  address: [1 Elm Street]\n")
    asked = _run(town, "sent", "Gordon Hale")
    assert asked.returncode == 1
    assert '--partner forest-city-property-owners-council or --partner ""' in asked.stderr
    assert _run(town, "sent", "Gordon Hale", "--partner", "").returncode == 0
    assert (
        _invites(town)
        .read_text(encoding="utf-8")
        .endswith(
            "  status: sent\n  sent: 2026-11-23"
            + STEP.replace("Ruth Ann Calloway", "Luis Arrieta")
            + "\n  address: [1 Elm Street]\n"
        )
    )
    assert (town / "content" / "sent" / "2026-11-23-gordon-hale.invitation.pdf").exists()
    assert _run(town, "sent", "Gordon Hale", "--partner", "forest-city-property-owners-council").returncode == 0
    assert len(kept_copies(coalition_of(town))) == 2


def test_an_entry_that_cannot_be_edited_is_refused_with_the_words_to_write(town: Path) -> None:
    with _invites(town).open("a", encoding="utf-8", newline="") as stream:
        stream.write("- ? member\n  : Bo Ek\n  ? sender\n  : luis-arrieta\n  ? status\n  : drafted\n")
        stream.write("  ? address\n  : [1 Elm Street]\n")
    before = _files(town)
    done = _run(town, "sent", "Bo Ek")
    assert done.returncode == 1
    assert "write there yourself: status: sent; write there yourself: sent: 2026-11-23" in done.stderr
    assert _files(town) == before


@pytest.mark.usefixtures("quick")
def test_what_was_sent_stays_and_later_builds_see_that_the_draft_differs(town: Path) -> None:
    _record(town, "Gordon Hale")
    before = _files(town)
    letters = sent_letters(coalition_of(town), text_of_view)
    assert (letters["gordon-hale"].copy, letters["gordon-hale"].differs) == (f"{HALE}.pdf", False)
    partner = town / "content" / "partners" / "forest-city-property-owners-council.md"
    text = partner.read_text(encoding="utf-8")
    partner.write_text(text.replace("without anyone asking", "unasked"), encoding="utf-8")
    assert sent_letters(coalition_of(town), text_of_view)["gordon-hale"].differs
    done = _run(town, "sent", "Gordon Hale")
    assert done.returncode == 0
    assert "It would read differently now" in done.stdout
    listed = next(line for line in _run(town, "letters").stdout.splitlines() if line.startswith("Gordon Hale"))
    assert "reads differently now" in listed
    changed = {name for name, data in _files(town).items() if before.get(name) != data}
    assert changed == {"content/partners/forest-city-property-owners-council.md"}


@pytest.mark.usefixtures("quick")
def test_a_copy_that_says_something_else_is_not_overwritten(town: Path) -> None:
    _record(town, "Gordon Hale")
    kept = (town / "content" / "sent" / f"{HALE}.pdf").read_bytes()
    shutil.copyfile(PROJECT / "content" / "invites.yml", _invites(town))
    partner = town / "content" / "partners" / "forest-city-property-owners-council.md"
    text = partner.read_text(encoding="utf-8")
    partner.write_text(text.replace("without anyone asking", "unasked"), encoding="utf-8")
    with pytest.raises(Refused, match="what was sent stays as sent"):
        _record(town, "Gordon Hale")
    assert (town / "content" / "sent" / f"{HALE}.pdf").read_bytes() == kept
    assert _changed_lines(town) == []


@pytest.mark.parametrize("turn", [0, 1, 2])
@pytest.mark.usefixtures("quick")
def test_a_full_disk_leaves_all_as_it_was_and_the_next_run_makes_it_good(
    town: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    real, turns = os.replace, iter(range(10))

    def replace(source: Path, target: Path) -> None:
        if next(turns) == turn:
            raise OSError(28, "No space left on device")
        real(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace)
        with pytest.raises(Refused, match="No space left"):
            _record(town, "Gordon Hale")
    assert _changed_lines(town) == []
    assert check(town, TODAY).validated.coalition is not None
    assert not (town / "content" / "sent").exists()
    _record(town, "Gordon Hale")
    assert len(_changed_lines(town)) == 3
    assert sorted(file.name for file in (town / "content" / "sent").iterdir()) == [f"{HALE}.pdf", f"{HALE}.txt"]


@pytest.mark.usefixtures("quick")
def test_every_language_is_read_again_as_it_was_kept(town: Path) -> None:
    settings = town / "content" / "coalition.yml"
    text = settings.read_text(encoding="utf-8")
    offered = "\nlanguages:\n  - en\n  - es\n"
    assert offered in text
    settings.write_text(text.replace(offered, f"{offered}  - ar\n  - vi\n"), encoding="utf-8")
    for language, member in (("ar", "Gordon Hale"), ("vi", "Kevin O'Malley"), ("es", "Jerome Whitlock")):
        invites = _invites(town).read_text(encoding="utf-8")
        assert f"- member: {member}\n" in invites
        changed = invites.replace(f"- member: {member}\n", f"- member: {member}\n  language: {language}\n")
        _invites(town).write_text(changed, encoding="utf-8")
        _record(town, member)
    letters = sent_letters(coalition_of(town), text_of_view)
    assert len(letters) == 3
    assert all(letter.copy and not letter.differs for letter in letters.values())


def test_letters_are_listed_with_what_is_missing(town: Path) -> None:
    done = _run(town, "letters")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["Member", "Wording", "Language", "Status", "Gaps"]
    pitts = next(line for line in lines if line.startswith("Deandre Pitts"))
    assert pitts.endswith("  street address")
    assert "(better: invitation-skeptical)" in next(line for line in lines if line.startswith("Gordon Hale"))
    assert lines[-1] == "24 letters, 1 with gaps."


def test_strict_names_each_gap_and_where_to_fill_it(town: Path) -> None:
    said = 'the letter to Deandre Pitts lacks the street address; content/invites.yml: address of "Deandre Pitts"'
    listed = _run(town, "letters", "--strict")
    assert listed.returncode == 1
    assert said in listed.stderr
    built = _run(town, "build", "--strict")
    assert built.returncode == 1
    assert said in built.stderr
    assert not (town / "build").exists()
    text = _invites(town).read_text(encoding="utf-8")
    filled = text.replace(
        "  letter: invitation-resident\n", "  letter: invitation-resident\n  address: [1 Elm Street]\n", 1
    )
    _invites(town).write_text(filled, encoding="utf-8")
    assert _run(town, "letters", "--strict").returncode == 0


def test_a_preview_is_plain_text_with_gaps_in_brackets(town: Path) -> None:
    done = _run(town, "letters", "--preview", "deandre pitts")
    assert done.returncode == 0
    assert done.stdout.startswith("[date of sending]\n\nDeandre Pitts\n[street address needed]\n\nA seat for you")
    assert "**" not in done.stdout
    assert "\x1b" not in done.stdout
    assert "did you mean" in _run(town, "letters", "--preview", "Deandre Pits").stderr
    assert _run(town, "letters", "--preview", "Noor Haddad").returncode == 1


@pytest.mark.skipif(shutil.which("script") is None, reason="nothing here makes a terminal")
def test_on_a_terminal_gaps_are_reversed_and_words_are_whole(town: Path) -> None:
    command = [sys.executable, "-m", "coalition_site", "letters", "--preview", "Deandre Pitts", "--project", str(town)]
    given = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    given |= {"PYTHONPATH": str(PROJECT), "TERM": "xterm", "COLUMNS": "60"}
    done = subprocess.run(
        ["script", "-qec", shlex.join(command), "/dev/null"], capture_output=True, text=True, env=given, check=False
    )
    assert done.returncode == 0
    assert "\x1b[1;7m[street address needed]\x1b[0m" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines() if "\x1b" not in line) <= 60


def test_a_call_and_its_answer_change_single_lines(town: Path) -> None:
    done = _run(town, "called", "walter lindqvist", "--note", "His board: December 3", "--by", "imani-brooks")
    assert done.returncode == 0
    assert "Next follow-up: 2026-11-30; proposed" in done.stdout
    assert _all_changed_lines(town) == [
        "-   status: sent\n",
        "+   status: no answer\n",
        "-   follow_up: 2026-11-16\n",
        '+     - {day: 2026-11-23, what: called, by: Imani Brooks, note: "His board: December 3"}\n',
    ]
    again = _run(town, "called", "walter lindqvist", "--note", "His board: December 3", "--by", "imani-brooks")
    assert "nothing was changed" in again.stdout
    done = _run(town, "answered", "Walter Lindqvist", "later", "2026-12-04")
    assert "Next follow-up: 2026-12-04." in done.stdout
    done = _run(town, "answered", "Walter Lindqvist", "accepted", "--note", "gladly")
    assert "Next: a thank-you" in done.stdout
    assert [line for line in _changed_lines(town) if "status" in line or "answered" in line or "follow" in line] == [
        "-   status: sent\n",
        "+   status: accepted\n",
        "-   follow_up: 2026-11-16\n",
        "+   answered: 2026-11-23\n",
    ]
    (walter,) = [each for each in coalition_of(town).invites if each.member == "Walter Lindqvist"]
    assert [(str(step.what), step.note) for step in walter.history[-3:]] == [
        ("called", "His board: December 3"),
        ("answered", "later"),
        ("answered", "accepted: gladly"),
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["called", "Dana Reyes"], 1, 'coalition answered "Dana Reyes"'),
        (["called", "Walter Lindqvist", "--follow-up", "2026-11-20"], 2, "does not lie after 2026-11-23"),
        (["answered", "Walter Lindqvist", "accepted", "2026-11-24"], 2, "lies after today"),
        (["answered", "Walter Lindqvist", "accepted", "2026-10-01"], 1, "error[date-order]"),
        (["answered", "Walter Lindqvist", "maybe"], 2, "later"),
    ],
)
def test_a_step_that_cannot_be_recorded_changes_nothing(town: Path, words: list[str], code: int, said: str) -> None:
    before = _files(town)
    done = _run(town, *words)
    assert (done.returncode, said in done.stderr) == (code, True)
    assert _files(town) == before


def test_a_call_sheet_is_not_sent_as_a_letter(town: Path) -> None:
    invites = _invites(town)
    text = invites.read_text(encoding="utf-8").replace("  status: drafted\n", "  status: drafted\n  via: phone\n", 1)
    invites.write_text(text, encoding="utf-8")
    calls = (each for each in coalition_of(town).invites if each.via == "phone")
    member = next(each.member for each in calls if each.status == "drafted")
    done = _run(town, "sent", member, "--with-gaps")
    assert (done.returncode, f'coalition called "{member}"' in done.stderr) == (1, True)
