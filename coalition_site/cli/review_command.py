"""`coalition review`: what a partner looks over once a year, as a packet to send."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_site.cli.letter_commands import checked_content
from coalition_site.cli.options import (
    CONTENT_PROBLEMS,
    SYSTEM_MISSING,
    Project,
    Today,
    day_of,
    fail,
    plural,
    refusals,
    say,
)
from coalition_site.problems import Refused, Unavailable

if TYPE_CHECKING:
    from coalition_site.jobs.review_packet import Packet
    from coalition_site.model.coalition import Coalition


def review(
    partner: Annotated[
        str, typer.Argument(metavar="[PARTNER]", help="The partner's id.", show_default="none: say who is due")
    ] = "",
    due: Annotated[bool, typer.Option("--due", help="Make a packet for each partner that is due.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where to write.", show_default="build/reviews in the coalition's folder"),
    ] = None,
    project: Project = Path(),
    today: Today = "",
) -> None:
    """Make the packet of a partner's yearly review: its profile, a form that is filled in, and a letter.

    In the partner's language: what everybody may read, what was said to them alone, a form as PDF and for the browser,
    and a letter that asks for it, on paper, for word processors and as a mail draft. Nothing of the team's is in it,
    and nothing is sent. What comes back is brought in with coalition import. Examples: coalition review radio-bosque;
    coalition review --due
    """
    from coalition_site.derive.letters.review import reviews_due

    day = day_of(today)
    _, coalition = checked_content(project, day)
    waiting = reviews_due(coalition, day)
    if not partner and not due:
        say("\n".join(_due_lines(coalition, waiting)))
        return
    ids = waiting if due else (_known(coalition, partner),)
    folder = output if output is not None else _in_build(project)
    for partner_id in ids:
        say("\n".join(_packet_lines(_made(project, coalition, partner_id, folder / partner_id, today))))
    if not ids:
        say("No partner is due for a review.")


def _in_build(project: Path) -> Path:
    """The folder of packets in build/, which a build that comes later takes for its own."""
    from coalition_site.publish.output.folder import own_folder

    try:
        with refusals("Nothing was made."):
            own_folder(project / "build")
    except OSError as error:
        fail(f"{project / 'build'} could not be written: {error.strerror or error}", CONTENT_PROBLEMS)
    return project / "build" / "reviews"


def _known(coalition: "Coalition", written: str) -> str:
    from coalition_site.model.reading import nearest

    partner_id = written.removesuffix(".md")
    if partner_id not in coalition.partners:
        near = nearest(partner_id, list(coalition.partners))
        hint = f"did you mean {near}?" if near else "ids are the names of the files in content/partners, without .md"
        fail(f"there is no partner {written!r}; {hint}\nNothing was made.", CONTENT_PROBLEMS)
    return partner_id


def _made(project: Path, coalition: "Coalition", partner_id: str, folder: Path, today: str) -> "Packet":
    from coalition_site.jobs.review_packet import make_packet

    try:
        return make_packet(project, coalition, partner_id, folder, day_of(today))
    except Unavailable as error:
        fail(f"{error}\nNothing was made.", SYSTEM_MISSING)
    except Refused as error:
        fail(f"{partner_id}: {error}\nNothing was made for it.", CONTENT_PROBLEMS)
    except OSError as error:
        fail(f"{folder} could not be written: {error.strerror or error}", CONTENT_PROBLEMS)


def _due_lines(coalition: "Coalition", waiting: tuple[str, ...]) -> list[str]:
    if not waiting:
        return ["No partner is due for a review: each was asked within a year."]
    lines = [f"{plural(len(waiting), 'partner is', 'partners are')} due for a review:"]
    for partner_id in waiting:
        reviewed = coalition.partners[partner_id].listing.reviewed
        lines.append(f"  {partner_id} ({f'last on {reviewed}' if reviewed else 'never'})")
    return [*lines, "A packet for one: coalition review PARTNER; for all of them: coalition review --due"]


def _packet_lines(packet: "Packet") -> list[str]:
    lines = [f"The review of {packet.name}, for {packet.member}, in {packet.folder}:"]
    lines += [f"  {name}: {what}" for name, what in packet.files.items()]
    return [*lines, "Now send it yourself: this program sends nothing. What comes back: coalition import FILE"]
