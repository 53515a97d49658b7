"""`coalition add`: what is written is whole, explained and valid, and stands over nothing that was there."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import Result

from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import Invite, Status
from coalition_site.model.keys import Keys, keys_of
from coalition_site.model.page import PageFrontMatter
from coalition_site.model.partner import PartnerFrontMatter
from coalition_site.problems import describe
from coalition_site.read.changed_files import with_files
from coalition_site.read.team_folder import read_project
from coalition_site.starter.answers import Answers
from coalition_site.validate.project import check, check_content
from tests.support.commented_examples import WAYS, examples, used
from tests.support.hostile import texts
from tests.support.starting import RIVER_TOWN, TODAY, files_of, new_coalition, run

DAY = date(2026, 11, 23)
# Names that are hard for YAML, for ids and for file names; each is a whole project, so not the whole corpus.
HARD = ("yaml-", "path-", "letters-", "emphasis", "starter-", "script-element", "template-expression")
NAMES = [text for name, text in texts().items() if name.startswith(HARD)]
PARTNER = "content/partners/river-library.md"
INVITES = "content/invites.yml"
LEAST_EXAMPLES = 20


def river(folder: Path, *words: str, language: str = "en") -> Path:
    answers = Answers(RIVER_TOWN.name, RIVER_TOWN.community, RIVER_TOWN.contact, RIVER_TOWN.email, language)
    return new_coalition(folder / "river", *words, answers=answers)


def add(project: Path, *words: str) -> Result:
    return run("add", words[0], "--project", str(project), "--today", TODAY, *words[1:])


def added(project: Path, *words: str) -> str:
    done = add(project, *words)
    assert done.exit_code == 0, done.output
    return done.stdout


def refused(project: Path, *words: str) -> str:
    """What is said when nothing is added; nothing may have changed."""
    before = files_of(project.parent)
    done = add(project, *words)
    assert done.exit_code == 1, done.output
    assert done.stderr.endswith("Nothing was written.\n")
    assert files_of(project.parent) == before
    return done.stderr


def coalition_in(project: Path) -> Coalition:
    checked = check(project, DAY)
    coalition = checked.validated.coalition
    assert coalition is not None, [describe(each, checked.line_at) for each in checked.validated.problems]
    return coalition


def codes(project: Path) -> list[str]:
    """What is wrong, but for words that no native speaker has read."""
    return [each.code for each in check(project, DAY).validated.problems if each.code != "words-unread"]


def keys_in(keys: Keys | None) -> Iterator[str]:
    for name, below in ((keys.fields if keys is not None else None) or {}).items():
        yield name
        yield from keys_in(below)
    if keys is not None:
        yield from keys_in(keys.each) if keys.each is not None else ()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_each_commented_example_of_what_was_added_works(
    tmp_path: Path, language: str, way: Callable[[str], str]
) -> None:
    project = river(tmp_path, "--empty", language=language)
    before = set(files_of(project))
    added(project, "partner", "River Library")
    added(project, "page", "How we decide", "--audience", "public")
    added(project, "invite", "Ada Moreno", "--partner", "river-library")
    assert codes(project) == []
    found = 0
    for path in sorted({*set(files_of(project)) - before, INVITES}):
        text = (project / path).read_text(encoding="utf-8")
        all_of_file = list(examples(text))
        for numbers in [*all_of_file, tuple(number for each in all_of_file for number in each)]:
            after = used(text, numbers, way)
            checked = check_content(with_files(read_project(project), {path: after.encode()}), DAY)
            found_wrong = [each for each in checked.validated.problems if each.code != "words-unread"]
            assert [describe(each, checked.line_at) for each in found_wrong] == [], after
        found += len(all_of_file)
    assert found >= LEAST_EXAMPLES


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_key_is_there_or_explained(tmp_path: Path, language: str) -> None:
    project = river(tmp_path, "--empty", language=language)
    added(project, "partner", "River Library")
    added(project, "page", "About")
    added(project, "invite", "Ada Moreno", "--partner", "river-library")
    for path, model in (
        (PARTNER, PartnerFrontMatter),
        ("content/pages/about.md", PageFrontMatter),
        (INVITES, Invite),
    ):
        text = (project / path).read_text(encoding="utf-8")
        assert [key for key in keys_in(keys_of(model)) if f"{key}:" not in text] == []


def test_what_the_examples_of_a_partner_say_is_read(tmp_path: Path) -> None:
    project = river(tmp_path, "--empty")
    added(project, "partner", "River Library", "--type", "Other: Library", "--relationship", "Existing")
    text = (project / PARTNER).read_text(encoding="utf-8")
    whole = used(text, tuple(number for each in examples(text) for number in each), WAYS["the sign"])
    (project / PARTNER).write_text(f"{whole}A library.", encoding="utf-8")
    partner = coalition_in(project).partners["river-library"]
    assert (str(partner.type.text), str(partner.relationship), partner.profile) == ("Library", "existing", "A library.")
    assert (partner.listing.consent, partner.listing.reviewed) == (DAY, DAY)
    assert [role.person for role in partner.outreach.roles] == ["Director"]
    assert [person.phone for person in partner.team.people] == ["(555) 555-0142"]
    assert (len(partner.serves), len(partner.works_on), len(partner.assets), len(partner.initiatives)) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    "name",
    [
        *NAMES[::4],
        *(pytest.param(name, marks=pytest.mark.slow("more names")) for place in (1, 2, 3) for name in NAMES[place::4]),
        *("王小明", "Анна Иванова", "김민수", "مركز الجيران", "…", "Con", "x" * 300),
    ],
)
def test_any_name_comes_out_as_it_was_typed(tmp_path: Path, name: str) -> None:
    project = river(tmp_path, "--empty")
    for words in (("partner", "--", name), ("page", "--", name), ("invite", "--", name)):
        added(project, *words)
    coalition = coalition_in(project)
    one_line = " ".join(name.split())
    assert [partner.name.plain for partner in coalition.partners.values()] == [one_line]
    assert [page.title for page in coalition.pages] == [one_line]
    assert [invite.member for invite in coalition.invites] == [one_line]
    assert set(codes(project)) <= {"sign-unprintable"}


@pytest.mark.parametrize("name", ["", "  ", "a\u202eb", "a\x00b"])
def test_a_name_that_cannot_be_seen_is_refused(tmp_path: Path, name: str) -> None:
    project = river(tmp_path, "--empty")
    for kind in ("partner", "page", "invite"):
        refused(project, kind, name)


def test_nothing_is_overwritten_and_the_sentence_works_when_followed(tmp_path: Path) -> None:
    project = river(tmp_path)
    added(project, "partner", "River Library")
    assert f"{PARTNER} is a partner of this name already" in refused(project, "partner", "river  LIBRARY")
    said = refused(project, "partner", "River: Library!")
    assert "there is a partner file river-library.md already" in said
    for _ in range(2):
        following = said.partition("add --id ")[2].split()[0]
        said_now = added(project, "partner", "River: Library!", "--id", following)
        assert f"Written: content/partners/{following}.md" in said_now
        said = refused(project, "partner", "River: Library!", "--id", "river-library")
    assert {"river-library", "river-library-2", "river-library-3"} <= coalition_in(project).partners.keys()
    assert "add --id bad-name" in refused(project, "partner", "New", "--id", "Bad Name")
    added(project, "page", "About")
    assert "there is a page file about.md already" in refused(project, "page", "About")


def test_a_file_that_is_not_read_is_not_overwritten_either(tmp_path: Path) -> None:
    project = river(tmp_path, "--empty")
    (project / "content/partners").mkdir()
    (project / "content/partners/river-library.md").symlink_to(tmp_path / "elsewhere.md")
    done = add(project, "partner", "River Library")
    assert done.exit_code == 1
    assert not (tmp_path / "elsewhere.md").exists()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("partner", "New", "--type", "Nonprofi"), 'did you mean "Nonprofit"?'),
        (("partner", "New", "--type", "Other"), "write what it stands for"),
        (("partner", "New", "--relationship", "exsisting"), "did you mean existing?"),
        (("page", "New", "--audience", "staff"), "add --audience public or --audience team"),
        (("invite", "New", "--partner", "example-bakry"), "did you mean --partner example-bakery?"),
        (("invite", "New", "--partner", "Xyz"), 'write it first: coalition add partner "Xyz"'),
        (("invite", "New", "--sender", "jo-parc"), "did you mean --sender jo-park?"),
        (("invite", "New", "--sender", "Xyz"), "content/coalition.yml has jo-park"),
        (("invite", "New", "--status", "darfted"), 'did you mean --status "drafted"?'),
        (("invite", "New", "--status", "x"), "possible are idea, drafted, sent, no answer"),
        (("invite", "Sam Example"), "Sam Example is invited already"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_type(tmp_path: Path, words: tuple[str, ...], hint: str) -> None:
    assert hint in refused(river(tmp_path), *words)


def test_an_invite_finds_partner_and_sender(tmp_path: Path) -> None:
    project = river(tmp_path)
    settings = project / "content/coalition.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("senders:\n", "senders:\n  ana:\n    name: Ana Ruiz\n"), encoding="utf-8")
    before = (project / INVITES).read_bytes()
    (project / INVITES).write_bytes(before.replace(b"- member: Sam Example", b"- member: Sam Other"))
    said = added(project, "invite", "sam example")
    assert "partner: sam example is a contact there" in said
    assert "sender: the first of 2" in said
    added(project, "invite", "New", "--partner", "Example Bakery", "--sender", "Jo Park", "--status", "Keep Informed")
    added(project, "invite", "sam example", "--partner", "")
    last = [(each.member, each.partner, each.sender, each.status) for each in coalition_in(project).invites[-3:]]
    assert last == [
        ("sam example", "example-bakery", "ana", Status.IDEA),
        ("New", "example-bakery", "jo-park", Status.KEEP_INFORMED),
        ("sam example", "", "ana", Status.IDEA),
    ]


def test_what_is_said_leads_to_the_lines(tmp_path: Path) -> None:
    project = river(tmp_path)
    said = added(project, "invite", "New") + added(project, "partner", "New") + added(project, "page", "New")
    places = [line.split() for line in said.splitlines() if line.startswith("  content/")]
    assert len(places) == 8
    for place, key, *_ in places:
        path, _, number = place.rpartition(":")
        line = (project / path).read_text(encoding="utf-8").splitlines()[int(number) - 1]
        assert line.lstrip(" #").startswith(key)
    from_line = int(said.partition("from line ")[2].split()[0])
    assert (project / INVITES).read_text(encoding="utf-8").splitlines()[from_line - 1] == "- member: New"


BEFORE = {
    "examples": None,
    "empty": b"",
    "only comments": b"# Ours\n\n# More\n",
    "empty list": b"[]\n",
    "empty list and comments": b"# Ours\n[ ]  # nobody yet\n",
    "no line end": b"- member: Bo\n  sender: jo-park\n  status: idea",
    "windows": b"\xef\xbb\xbf# Ours\r\n- member: Bo\r\n  sender: 'jo-park'\r\n  status: idea\r\n\r\n# The end\r\n",
    "set in": b"  - member: Bo\n    sender: jo-park\n    status: idea # so far\n",
    "capital letters": b"- Member: Bo\n  Sender: jo-park\n  Status: idea\n",
}


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
def test_every_byte_of_invites_stays(tmp_path: Path, before: bytes | None) -> None:
    project = river(tmp_path)
    if before is not None:
        (project / INVITES).write_bytes(before)
    there = (project / INVITES).read_bytes()
    count = len(coalition_in(project).invites)
    added(project, "invite", "Ada Moreno")
    added(project, "invite", "Bea Lopez")
    after = (project / INVITES).read_bytes()
    members = [invite.member for invite in coalition_in(project).invites]
    assert members[count:] == ["Ada Moreno", "Bea Lopez"]
    remaining = iter(after.splitlines())
    kept = [line for line in there.splitlines() if line.strip() and not line.startswith(b"[")]
    assert all(line in remaining for line in kept), after.decode()
    assert (b"\r\n" in there) == (b"\r\n" in after)
    assert after.count(b"\n") == after.count(b"\r\n") or b"\r" not in after
    assert after.startswith(b"\xef\xbb\xbf") == there.startswith(b"\xef\xbb\xbf")
    assert b"# nobody yet" not in there or b"# nobody yet" in after


def test_invites_that_are_not_there_are_begun(tmp_path: Path) -> None:
    project = river(tmp_path, "--empty")
    (project / INVITES).unlink()
    added(project, "invite", "Ada Moreno")
    text = (project / INVITES).read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.vscode/schemas/invites.json\n# Part 5")
    assert "Dana Reyes" not in text
    assert [invite.member for invite in coalition_in(project).invites] == ["Ada Moreno"]


def test_a_list_in_brackets_is_left_alone(tmp_path: Path) -> None:
    project = river(tmp_path, "--empty")
    (project / INVITES).write_text("[{member: Bo, sender: jo-park, status: idea}]\n", encoding="utf-8")
    assert f"{INVITES}:1:1: " in refused(project, "invite", "Ada Moreno")


def test_it_works_after_the_examples_are_removed(tmp_path: Path) -> None:
    project = river(tmp_path)
    assert run("remove-examples", "--project", str(project)).exit_code == 0
    added(project, "partner", "River Library")
    added(project, "invite", "Ada Moreno", "--partner", "river-library")
    added(project, "page", "About")
    assert list(coalition_in(project).partners) == ["river-library"]
    assert run("remove-examples", "--project", str(project)).stdout == "There are no examples here.\n"
    assert (project / PARTNER).exists()


def test_what_was_added_among_examples_stays_when_they_go(tmp_path: Path) -> None:
    project = river(tmp_path)
    added(project, "partner", "River Library")
    assert run("remove-examples", "--project", str(project)).exit_code == 0
    assert list(coalition_in(project).partners) == ["river-library"]


def test_what_is_not_public_goes_to_the_team(tmp_path: Path) -> None:
    project = river(tmp_path)
    assert run("team-folder", "../team", "--project", str(project)).exit_code == 0
    content = files_of(project)
    said = added(project, "partner", "River Library")
    assert "Written: ../team/partners/river-library.md" in said
    added(project, "invite", "Ada Moreno", "--partner", "river-library")
    added(project, "page", "Among us")
    added(project, "page", "For all", "--audience", "public")
    new = set(files_of(project)) - set(content)
    assert {path for path in new if path.startswith("content/")} == {PARTNER, "content/pages/for-all.md"}
    assert "Ada Moreno" in (tmp_path / "team/invites.yml").read_text(encoding="utf-8")
    assert (tmp_path / "team/pages/among-us.md").exists()
    public, team = (
        (folder / "partners/river-library.md").read_text(encoding="utf-8")
        for folder in (project / "content", tmp_path / "team")
    )
    assert not any(f"{key}:" in public for key in ("outreach", "team", "how", "people"))
    for text, path in ((public, PARTNER), (team, "../team/partners/river-library.md")):
        for numbers in examples(text):
            after = used(text, numbers, WAYS["the sign"])
            checked = check_content(with_files(read_project(project), {path: after.encode()}), DAY)
            problems = [each for each in checked.validated.problems if each.code != "words-unread"]
            assert [describe(each, checked.line_at) for each in problems] == [], after
    assert codes(project) == []
    assert "there is a page file among-us.md already" in refused(project, "page", "Among us", "--audience", "public")


def test_without_the_teams_folder_only_what_is_public_is_added(tmp_path: Path) -> None:
    project = river(tmp_path)
    assert run("team-folder", "../team", "--project", str(project)).exit_code == 0
    (tmp_path / "team").rename(tmp_path / "away")
    said = added(project, "partner", "River Library")
    assert "The team's folder ../team is not here: nothing was written there." in said
    assert not (tmp_path / "team").exists()
    added(project, "page", "For all", "--audience", "public")
    assert "the team's folder ../team is not here" in refused(project, "page", "Among us")
    assert "invites stand there" in refused(project, "invite", "Ada Moreno")


def test_wrong_content_is_told_and_nothing_is_added(tmp_path: Path) -> None:
    project = river(tmp_path)
    (project / "content/needs.yml").write_text("groups: [Yung people]\n", encoding="utf-8")
    done = add(project, "partner", "River Library")
    assert done.exit_code == 1
    assert 'did you mean "Young people"?' in done.output
    assert not (project / PARTNER).exists()


def test_hidden_options_are_not_proposed(tmp_path: Path) -> None:
    project = river(tmp_path, "--empty")
    (project / "content/vocabulary.yml").write_text(
        "types:\n  Local government:\n    hide: yes\n  Tribal government:\n    label: 'Tribes: all'\n", encoding="utf-8"
    )
    added(project, "partner", "River Library")
    text = (project / PARTNER).read_text(encoding="utf-8")
    assert 'type: "Tribes: all"' in text
    assert "Local government" not in text
