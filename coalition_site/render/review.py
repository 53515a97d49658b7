"""A partner's review as a PDF form and as a form for the browser: the same words and fields in both."""

from pathlib import PurePosixPath

from jinja2 import Environment

from coalition_site.derive.letters.review import ReviewView
from coalition_site.derive.public.view import PublicCoalition
from coalition_site.derive.words.direction import direction_of
from coalition_site.model.review_form import REVIEW_FORMAT, REVIEW_VERSION
from coalition_site.render.artifacts import Artifact
from coalition_site.render.brand import brand_style
from coalition_site.render.environment import trusted
from coalition_site.render.pictures import NO_IMAGES, NO_PICTURES, Pictures
from coalition_site.render.rendering import Rendering
from coalition_site.render.worksheet_form import font_faces, inline_policy, written_part


def review_document(
    review: ReviewView, about: PublicCoalition, environment: Environment, pictures: Pictures = NO_IMAGES
) -> Artifact:
    """review.pdf, with fields; the environment speaks the partner's language."""
    values = {
        "review": review,
        "coalition": about,
        "pictures": pictures.in_texts(review.profile, printed=True),
        "language": review.language,
        "keywords": f"{REVIEW_FORMAT} {REVIEW_VERSION}",
    }
    source = f"the review of {review.partner_id}"
    content = Rendering(environment, "print/review.html", values)
    return Artifact(PurePosixPath("review.pdf"), content, source, forms=True)


def review_form(review: ReviewView, about: PublicCoalition, environment: Environment) -> str:
    """The form for the browser, a whole file. Its policy allows its own style and script and nothing else.

    Pictures of the profile are their words there: the file stands alone.
    """
    style = trusted(font_faces() + brand_style(about.primary, about.accent))
    style += written_part(environment, "review/form.css")
    script = written_part(environment, "review/form.js")
    return environment.get_template("review/form.html").render(
        review=review,
        pictures=NO_PICTURES,
        direction=direction_of(review.language),
        style=style,
        script=script,
        policy=inline_policy(style, script),
        format=REVIEW_FORMAT,
        version=REVIEW_VERSION,
    )
