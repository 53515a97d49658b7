"""Terms of the team's pages in words: statuses, standings, positions and all else that is a key in the content.

team_terms(words)["status"]["no answer"]   # sin respuesta
"""

from collections.abc import Mapping
from functools import lru_cache

from coalition_site.derive.rules.consent import Naming
from coalition_site.derive.rules.coverage import Reach, Standing
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.model.invite import Status, Step, Via
from coalition_site.model.partner import Influence, Relationship, Stance

NOT_COUNTED, NOT_KNOWN = "not counted", "not known"
"""Keys of what is said of a partner that does not count, and of what is not known of it."""

STATUS_STEPS: Mapping[str, str] = {
    Status.ACCEPTED: "done",
    Status.SENT: "waiting",
    Status.NO_ANSWER: "waiting",
    Status.DRAFTED: "open",
    Status.IDEA: "open",
    Status.DECLINED: "aside",
    Status.KEEP_INFORMED: "aside",
}
"""How far each status has come: `done`, `waiting` for an answer, `open`, or `aside`, in that order."""


Terms = Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=64)
def team_terms(words: Catalogue) -> Terms:
    """The words for each value, by the kind of value.

    Kinds: `status` of an invitation and what it means (`meaning`), `standing`, `relationship`, `position` and
    `influence` of a partner, two of them with what they are said of (`relationship_of`, `influence_of`), two as heads
    (`positions`, `influences`), why it is named or not (`naming`), how a letter goes (`via`), what was done (`step`),
    how many meet a need (`reach`), who meets it at best (`met_by`).
    """
    return {
        "status": _statuses(words),
        "meaning": _meanings(words),
        "standing": _standings(words),
        "relationship": {
            Relationship.EXISTING: words.pgettext("relationship of a partner", "existing"),
            Relationship.POTENTIAL: words.pgettext("relationship of a partner", "potential"),
            Relationship.FORMER: words.pgettext("relationship of a partner", "former"),
        },
        "relationship_of": _relationships(words),
        "position": _positions(words),
        "positions": {
            Stance.SUPPORTIVE: words.pgettext("position, as a head", "Supportive"),
            Stance.NEUTRAL: words.pgettext("position, as a head", "Neutral"),
            Stance.SKEPTICAL: words.pgettext("position, as a head", "Skeptical"),
            Stance.OPPOSED: words.pgettext("position, as a head", "Opposed"),
        },
        "influence": _influences(words),
        "influences": {
            Influence.HIGH: words.gettext("High influence"),
            Influence.MEDIUM: words.gettext("Medium influence"),
            Influence.LOW: words.gettext("Low influence"),
        },
        "influence_of": {
            Influence.HIGH: words.gettext("high influence"),
            Influence.MEDIUM: words.gettext("medium influence"),
            Influence.LOW: words.gettext("low influence"),
        },
        "naming": _namings(words),
        "via": {
            Via.POST: words.pgettext("how a letter goes", "post"),
            Via.EMAIL: words.pgettext("how a letter goes", "e-mail"),
            Via.PHONE: words.pgettext("how a letter goes", "telephone"),
            Via.IN_PERSON: words.pgettext("how a letter goes", "in person"),
        },
        "step": {
            Step.SENT: words.pgettext("a step of an invitation", "sent"),
            Step.CALLED: words.pgettext("a step of an invitation", "called"),
            Step.MET: words.pgettext("a step of an invitation", "met"),
            Step.ANSWERED: words.pgettext("a step of an invitation", "answered"),
            Step.ASKED_AGAIN: words.pgettext("a step of an invitation", "asked again"),
        },
        "reach": {
            Reach.NOBODY: words.pgettext("how many meet a need", "nobody"),
            Reach.ONLY_ONE: words.pgettext("how many meet a need", "only one"),
            Reach.SEVERAL: words.pgettext("how many meet a need", "several"),
        },
        "met_by": {
            Standing.JOINED: words.pgettext("who meets a need", "somebody who joined"),
            Standing.EXISTING: words.pgettext("who meets a need", "an existing partner"),
            Standing.POTENTIAL: words.pgettext("who meets a need", "potential partners only"),
            Reach.NOBODY: words.pgettext("who meets a need", "nobody"),
        },
    }


def _statuses(words: Catalogue) -> Mapping[str, str]:
    return {
        Status.IDEA: words.pgettext("status of an invitation", "idea"),
        Status.DRAFTED: words.pgettext("status of an invitation", "drafted"),
        Status.SENT: words.pgettext("status of an invitation", "sent"),
        Status.NO_ANSWER: words.pgettext("status of an invitation", "no answer"),
        Status.ACCEPTED: words.pgettext("status of an invitation", "accepted"),
        Status.DECLINED: words.pgettext("status of an invitation", "declined"),
        Status.KEEP_INFORMED: words.pgettext("status of an invitation", "keep informed"),
    }


def _meanings(words: Catalogue) -> Mapping[str, str]:
    return {
        Status.IDEA: words.pgettext("meaning of a status", "thought of"),
        Status.DRAFTED: words.pgettext("meaning of a status", "letter written, not sent"),
        Status.SENT: words.pgettext("meaning of a status", "waiting for an answer"),
        Status.NO_ANSWER: words.pgettext("meaning of a status", "asked again, or to be asked again"),
        Status.ACCEPTED: words.pgettext("meaning of a status", "joined"),
        Status.DECLINED: words.pgettext("meaning of a status", "said no"),
        Status.KEEP_INFORMED: words.pgettext("meaning of a status", "told how it goes, not invited"),
    }


def _standings(words: Catalogue) -> Mapping[str, str]:
    return {
        Standing.JOINED: words.pgettext("how a partner counts", "joined"),
        Standing.EXISTING: words.pgettext("how a partner counts", "existing"),
        Standing.POTENTIAL: words.pgettext("how a partner counts", "potential"),
        NOT_COUNTED: words.pgettext("how a partner counts", "not counted"),
        Reach.NOBODY: words.pgettext("how many meet a need", "nobody"),
    }


def _relationships(words: Catalogue) -> Mapping[str, str]:
    return {
        Relationship.EXISTING: words.gettext("existing partner"),
        Relationship.POTENTIAL: words.gettext("potential partner"),
        Relationship.FORMER: words.gettext("former partner"),
    }


def _positions(words: Catalogue) -> Mapping[str, str]:
    return {
        Stance.SUPPORTIVE: words.pgettext("position of a partner", "supportive"),
        Stance.NEUTRAL: words.pgettext("position of a partner", "neutral"),
        Stance.SKEPTICAL: words.pgettext("position of a partner", "skeptical"),
        Stance.OPPOSED: words.pgettext("position of a partner", "opposed"),
        NOT_KNOWN: words.pgettext("position of a partner", "not known"),
    }


def _influences(words: Catalogue) -> Mapping[str, str]:
    return {
        Influence.HIGH: words.pgettext("influence of a partner", "high"),
        Influence.MEDIUM: words.pgettext("influence of a partner", "medium"),
        Influence.LOW: words.pgettext("influence of a partner", "low"),
        NOT_KNOWN: words.pgettext("influence of a partner", "not known"),
    }


def _namings(words: Catalogue) -> Mapping[str, str]:
    return {
        Naming.NAMED: words.pgettext("why a partner is named or not", "named"),
        Naming.NOT_ASKED: words.pgettext("why a partner is named or not", "not asked yet"),
        Naming.REFUSED: words.pgettext("why a partner is named or not", "refused"),
        Naming.NOT_YET: words.pgettext("why a partner is named or not", "consent begins later"),
        Naming.EXPIRED: words.pgettext("why a partner is named or not", "consent expired"),
        Naming.FORMER: words.pgettext("why a partner is named or not", "former partner"),
        Naming.APART: words.pgettext("why a partner is named or not", "in the team's own folder"),
    }
