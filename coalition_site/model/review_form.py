"""A partner's review of its own profile as a form: the names of its fields, the same in the PDF and in the browser.

Names are plain ASCII and never change with language:

    review.record               the partner's id and the language of the form, for us
    review.right                a box: everything is right
    review.<key>                a text by the last key of its path, such as review.website; a list has a line an entry
    review.<list>.<option>      a box for each option of a list, such as review.works_on.housing-stability
    review.<list>_more          what is on no list or is written behind a fill-in, a line each
    review.consent_yes, _no     boxes, and review.until the last day that a yes holds
    review.by, review.day       who went through it, and when
"""

import re

from coalition_site.model.partner import PARTNER_LISTS

REVIEW_FORMAT = "coalition-review"
REVIEW_VERSION = "1"

RECORD, RIGHT, CONSENT_YES, CONSENT_NO, UNTIL, BY, DAY, COMMENTS = (
    f"review.{name}" for name in ("record", "right", "consent_yes", "consent_no", "until", "by", "day", "comments")
)
YES, NO, YES_AND_NO = "yes", "no", "yes and no"
"""What a form says of being named; without an answer it says nothing."""
_LISTS = "|".join(PARTNER_LISTS)
_NAME = re.compile(rf"review\.(?:[a-z_]+|(?:{_LISTS})\.[^._]+)")


def text_name(path: str) -> str:
    """The field of the text that a path leads to, by the last key of it."""
    return f"review.{path.rpartition('.')[2]}"


def box_name(key: str, option: str) -> str:
    """The box of an option of a partner's list, such as `works_on`."""
    return f"review.{key}.{option}"


def more_name(key: str) -> str:
    """The field for what is on no list."""
    return f"review.{key}_more"


def is_review_name(name: str) -> bool:
    """Whether a field's name is one of this form."""
    return _NAME.fullmatch(name) is not None
