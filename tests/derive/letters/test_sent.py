"""Letters that were sent, where gaps are filled, the better fitting wording, and invites by name."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from pydantic import BaseModel

from coalition_site.derive.letters.gap_places import gap_place
from coalition_site.derive.letters.invite_search import find_invite
from coalition_site.derive.letters.sent import invitee_of, kept_copies, sent_letters
from coalition_site.derive.letters.view import LetterView, earlier_slug_of, letter_views
from coalition_site.derive.letters.wording_choice import fitting_wording, proposed_wording
from coalition_site.derive.team.assemble import team_view
from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import Invite
from coalition_site.model.partner import PartnerFrontMatter
from coalition_site.model.sent import SentCopy, parts_of_stem
from coalition_site.model.settings import Sender, Settings
from coalition_site.model.vocabulary import plain
from coalition_site.model.wording import PLACEHOLDERS
from coalition_site.problems import Refused
from tests.support.making import make_coalition, make_invite, make_needs, make_partner, make_wording

WORDINGS = [make_wording("", name=name) for name in ("invitation", "follow-up", "thank-you", "keep-informed")]
KINDS = ("existing", "skeptical", "resident", "official")


def _copy(stem: str, text: str = "words") -> SentCopy:
    parts = parts_of_stem(stem)
    assert parts is not None
    copy = SentCopy(*parts, Path(f"{stem}.pdf"), text)
    assert copy.name == f"{stem}.pdf"
    return copy


def _with_copies(invite: Invite, *stems: str, text: str = "words") -> Coalition:
    copies = {f"{stem}.pdf": _copy(stem, text) for stem in stems}
    partners = [make_partner("one")] if invite.partner else []
    return replace(make_coalition(*partners, invites=[invite], wordings=WORDINGS), sent=copies)


def _say(view: LetterView) -> str:
    return f"{view.sent}\n\n{view.member}"


@pytest.mark.parametrize(
    "name", ["scan", "2026-11-02-ana", "2026-13-02-ana.invitation", "2026-11-02-Ana.invitation", ""]
)
def test_other_files_are_no_copies(name: str) -> None:
    assert parts_of_stem(name) is None


@pytest.mark.parametrize(
    ("entry", "copies", "expected", "earlier"),
    [
        # The letter that `sent` dates: the copy of that day, whatever wording was chosen since.
        ({"status": "sent", "sent": "2026-11-02"}, ["2026-11-02-x.invitation", "2026-11-09-x.invitation"], 0, [1]),
        ({"status": "sent", "sent": "2026-11-02", "letter": "thank-you"}, ["2026-11-02-x.invitation"], 0, []),
        ({"status": "sent", "sent": "2026-11-02"}, ["2026-11-02-x.follow-up", "2026-11-02-x.invitation"], 1, [0]),
        ({"status": "sent", "sent": "2026-11-03"}, ["2026-11-02-x.invitation"], 0, []),
        ({"status": "keep informed", "sent": "2026-11-02"}, ["2026-11-02-x.keep-informed"], 0, []),
        # A letter after it: the copy of its own wording; the invitation is an earlier letter.
        ({"status": "accepted", "sent": "2026-11-02"}, ["2026-11-02-x.invitation"], None, [0]),
        ({"status": "accepted"}, ["2026-11-09-x.thank-you", "2026-11-02-x.invitation"], 0, [1]),
        ({"status": "no answer"}, ["2026-11-09-x.follow-up", "2026-11-16-x.follow-up"], 1, [0]),
        ({"status": "drafted"}, ["2026-11-02-x.invitation"], 0, []),
    ],
)
def test_the_copy_of_the_letter_that_is_due(
    entry: dict[str, str], copies: list[str], expected: int | None, earlier: list[int]
) -> None:
    invite = make_invite("one", **entry)
    stems = [stem.replace("-x.", "-ana-ruiz.one.") for stem in copies]
    (letter,) = sent_letters(_with_copies(invite, *stems), _say).values()
    assert letter.copy == (f"{stems[expected]}.pdf" if expected is not None else "")
    assert letter.earlier == tuple(f"{stems[number]}.pdf" for number in earlier)


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("November 2, 2026\n\nAna Ruiz\n", False),
        ("November 2,\r\n2026 Ana\nRuiz", False),
        ("November 2, 2026\n\nAna Maria Ruiz", True),
        ("", False),
    ],
)
def test_words_are_compared_as_of_the_day_it_was_sent(text: str, differs: bool) -> None:
    invite = make_invite(status="sent", sent="2026-11-02")
    coalition = _with_copies(invite, "2026-11-02-ana-ruiz.invitation", text=text)
    letters = sent_letters(coalition, _say)
    assert letters["ana-ruiz"].differs is differs
    (summary,) = team_view(coalition, date(2026, 11, 23), letters).letters
    assert (summary.sent_copy, summary.differs) == ("2026-11-02-ana-ruiz.invitation.pdf", differs)


def test_copies_belong_to_a_person_and_a_partner_whatever_the_order() -> None:
    invites = [make_invite("one"), make_invite(), make_invite(member="王小明"), make_invite("one", member="王小明")]
    assert [invitee_of(each) for each in invites[:2]] == ["ana-ruiz.one", "ana-ruiz"]
    assert len({invitee_of(each) for each in invites}) == 4
    assert all(_copy(f"2026-11-02-{invitee_of(each)}.invitation").invitee == invitee_of(each) for each in invites)
    coalition = _with_copies(invites[0], "2026-11-02-ana-ruiz.one.invitation", "2026-11-02-ana-ruiz.invitation")
    assert list(kept_copies(coalition)) == ["2026-11-02-ana-ruiz.one.invitation.pdf"]


def _keys(model: type[BaseModel], before: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield f"{before}{name}"
        kinds = [field.annotation, *getattr(field.annotation, "__args__", ())]
        for kind in kinds:
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from _keys(kind, f"{before}{name}.")


def _known(place: str) -> bool:
    """Whether a place is a key that the content format has."""
    path, _, key = place.partition(": ")
    if key.startswith("senders.rosa."):
        return path == "content/coalition.yml" and key.rpartition(".")[2] in Sender.model_fields
    models: dict[str, type[BaseModel]] = {
        "content/coalition.yml": Settings,
        "content/invites.yml": Invite,
        "content/partners/one.md": PartnerFrontMatter,
    }
    return key.partition(" of ")[0] in set(_keys(models[path]))


@pytest.mark.parametrize("partner", ["one", ""])
@pytest.mark.parametrize("gap", [*PLACEHOLDERS, "address"])
def test_every_gap_has_a_place_that_exists(gap: str, partner: str) -> None:
    needs = make_needs(groups=["Young people"], areas=["Housing stability"], assets=["Convening power"])
    coalition = make_coalition(make_partner("one"), needs=needs)
    place = gap_place(gap, make_invite(partner), coalition)
    assert _known(place), place


@pytest.mark.parametrize(
    ("gap", "place"),
    [
        ("address", 'content/invites.yml: address of "Ana Ruiz"'),
        ("partner.because", "content/partners/one.md: outreach.because"),
        ("shared.areas", "content/partners/one.md: works_on"),
        ("shared.groups", "content/needs.yml: groups"),
        ("sender.title", "content/coalition.yml: senders.rosa.title"),
        ("meeting.place", "content/coalition.yml: meeting.place"),
    ],
)
def test_places_of_gaps(gap: str, place: str) -> None:
    coalition = make_coalition(make_partner("one"), needs=make_needs(areas=["Housing stability"]))
    assert gap_place(gap, make_invite("one"), coalition) == place


def test_the_places_stand_beside_the_gaps() -> None:
    wording = make_wording("{{ partner.because }} {{ respond_by }}")
    coalition = make_coalition(make_partner("one"), invites=[make_invite("one")], wordings=[wording])
    (letter,) = team_view(coalition, date(2026, 11, 23)).letters
    assert letter.gap_places == (
        "content/partners/one.md: outreach.because",
        "content/coalition.yml: respond_by",
        'content/invites.yml: address of "Ana Ruiz"',
    )
    assert len(letter.gaps) == len(letter.gap_places)


POTENTIAL = {"relationship": "potential"}


@pytest.mark.parametrize(
    ("member", "partner", "expected"),
    [
        ("Ana Ruiz", {}, "invitation-existing"),
        ("Mayor Ana Ruiz", {"team": {"position": "opposed"}}, "invitation-existing"),
        ("Ana Ruiz", POTENTIAL, "invitation"),
        ("Ana Ruiz", POTENTIAL | {"team": {"position": "skeptical"}}, "invitation-skeptical"),
        ("Ana Ruiz", POTENTIAL | {"team": {"position": "opposed"}}, "invitation-skeptical"),
        ("Ana Ruiz", POTENTIAL | {"team": {"position": "neutral"}}, "invitation"),
        ("Ana Ruiz", POTENTIAL | {"type": "Resident"}, "invitation-resident"),
        ("Ana Ruiz", None, "invitation"),
        ("Councilmember Ana Ruiz", None, "invitation-official"),
        ("council member Ana Ruiz", None, "invitation-official"),
        ("Lieutenant Governor Ruiz", None, "invitation-official"),
        ("Ana Mayor", None, "invitation"),
        ("Mayorga Ruiz", None, "invitation"),
        (
            "Ana Ruiz",
            POTENTIAL | {"team": {"people": [{"name": "Ana Ruiz", "title": "Sheriff"}]}},
            "invitation-official",
        ),
        ("Ana Ruiz", POTENTIAL | {"team": {"people": [{"name": "Bo", "title": "Sheriff"}]}}, "invitation"),
        ("Bo", POTENTIAL | {"team": {"people": [{"name": "Bo", "title": "Mayor's Office liaison"}]}}, "invitation"),
    ],
)
def test_the_wording_that_fits(member: str, partner: dict[str, object] | None, expected: str) -> None:
    made = make_partner("one", **partner) if partner is not None else None
    assert fitting_wording(make_invite("one" if made else "", member=member), made) == expected


def _proposed(invite: Invite, *names: str, language: str = "en") -> str:
    wordings = [make_wording("", name=name) for name in names] + [make_wording("", language="es")]
    coalition = make_coalition(make_partner("one"), invites=[invite], wordings=[*WORDINGS, *wordings])
    (letter,) = letter_views(coalition)
    assert letter.language == language
    return proposed_wording(coalition, invite, letter)


def test_a_better_wording_is_proposed_for_drafts_whose_wording_nobody_chose() -> None:
    kinds = [f"invitation-{kind}" for kind in KINDS]
    assert _proposed(make_invite("one"), *kinds) == "invitation-existing"
    assert not _proposed(make_invite("one", letter="invitation"), *kinds)
    assert not _proposed(make_invite("one", status="sent", sent="2026-11-02"), *kinds)
    assert not _proposed(make_invite("one", status="accepted"), *kinds)
    assert not _proposed(make_invite("one"), "invitation-official")
    assert not _proposed(make_invite("one", language="es"), *kinds, language="es")


def test_invites_are_found_by_name_whatever_the_case_spaces_and_accents_put_together() -> None:
    invites = [make_invite(member="Siobhán O\N{RIGHT SINGLE QUOTATION MARK}Dea"), make_invite(member="Bo")]
    assert find_invite(invites, "  siobha\N{COMBINING ACUTE ACCENT}n  o'dea ", None) == 0
    with pytest.raises(Refused, match='did you mean "Siobhán'):
        find_invite(invites, "Siobhan O'Dea", None)
    with pytest.raises(Refused, match="the names stand in"):
        find_invite(invites, "Zacharias", None)


def test_partners_tell_invites_of_one_name_apart() -> None:
    invites = [make_invite("one"), make_invite("two"), make_invite()]
    assert [find_invite(invites, "Ana Ruiz", partner) for partner in ("two", "", "one")] == [1, 2, 0]
    for wrong in (None, "three"):
        with pytest.raises(Refused, match='--partner one or --partner two or --partner ""'):
            find_invite(invites, "ana ruiz", wrong)


@pytest.mark.parametrize("member", ["Bjørn Straße", "王小明", "Анна Ivanova"])
def test_letters_that_were_kept_under_earlier_file_names_are_found(member: str) -> None:
    invite = make_invite("", member=member, status="sent", sent="2026-11-02")
    digits = sha256(plain(member).encode()).hexdigest()[:8]
    earlier = f"2026-11-02-{earlier_slug_of(member) or f'name-{digits}'}.invitation"
    coalition = _with_copies(invite, earlier, f"2026-11-02-{invitee_of(invite)}.thank-you")
    assert len(kept_copies(coalition)) == 2
    assert invitee_of(invite) not in earlier
