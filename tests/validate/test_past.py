"""Earlier content with mistakes: what is understood, and what is said to be unknown."""

from coalition_site.read.changed_files import with_files
from coalition_site.read.content import Content
from coalition_site.validate.past import Past, past_coalition
from tests.support.building import SMALL
from tests.support.making import make_settings
from tests.support.repositories import partner_file

INVITES = "- member: Ana Ruiz\n  partner: clinic\n  sender: jo\n  status: sent\n"
GOOD = {"coalition.yml": SMALL, "invites.yml": INVITES, "partners/clinic.md": partner_file("Clinic")}


def _past(changed: dict[str, str] | None = None) -> Past | None:
    files = GOOD | (changed or {})
    data = {f"content/{name}": text.encode() for name, text in files.items()}
    return past_coalition(with_files(Content(), data))


def _known(past: Past | None) -> Past:
    assert past is not None
    return past


def test_good_content_is_known_whole() -> None:
    past = _known(_past())
    assert (past.unknown, past.needs_known, past.invites_known, past.complete) == (frozenset(), True, True, True)
    assert list(past.coalition.partners) == ["clinic"]
    assert [invite.member for invite in past.coalition.invites] == ["Ana Ruiz"]


def test_rules_between_files_are_not_held_against_the_past() -> None:
    past = _known(_past({"invites.yml": INVITES.replace("clinic", "nobody").replace("jo", "somebody")}))
    assert past.complete
    assert [invite.partner for invite in past.coalition.invites] == ["nobody"]


def test_each_file_with_a_mistake_is_unknown_alone() -> None:
    past = _known(
        _past(
            {
                "partners/wrong.md": partner_file("Wrong", type="Busines"),
                "partners/broken.md": "no front matter",
                "needs.yml": "areas: [Housing stabilty]",
                "invites.yml": INVITES + "- member: Bo\n  sender: jo\n  status: soon\n",
            }
        )
    )
    assert past.unknown == {"wrong", "broken"}
    assert (past.needs_known, past.invites_known, past.complete) == (False, False, False)
    assert list(past.coalition.partners) == ["clinic"]


def test_a_file_that_was_not_read_is_unknown() -> None:
    content = with_files(Content(), {"content/coalition.yml": SMALL.encode()})
    past = _known(past_coalition(content, {"content/partners/big.md", "content/needs.yml"}))
    assert past.unknown == {"big"}
    assert (past.needs_known, past.invites_known) == (False, True)


def test_other_settings_stand_in_for_wrong_ones() -> None:
    for wrong in ("schema_version: 9\n", "- broken: [\n", SMALL + "brand:\n  accent: '#ffff00'\n"):
        files = GOOD | {"coalition.yml": wrong}
        content = with_files(Content(), {f"content/{name}": text.encode() for name, text in files.items()})
        assert past_coalition(content) is None
        past = _known(past_coalition(content, settings=make_settings()))
        assert past.complete
        assert list(past.coalition.partners) == ["clinic"]


def test_without_settings_or_vocabulary_nothing_is_understood() -> None:
    assert _past({"coalition.yml": "schema_version: 9\n"}) is None
    assert _past({"coalition.yml": "- broken: [\n"}) is None
    assert _past({"vocabulary.yml": "groups: everything\n"}) is None


def test_warnings_make_nothing_unknown() -> None:
    assert _known(_past({"partners/clinic.md": partner_file("Clinic") + "<b>bold</b>\n"})).complete


def test_an_option_of_the_time_is_understood() -> None:
    past = _known(
        _past(
            {
                "vocabulary.yml": "areas:\n  Broadband:\n    pillar: High-Quality Education\n",
                "needs.yml": "areas: [Broadband]",
            }
        )
    )
    assert past.complete
    assert len(past.coalition.needs.areas) == 1
