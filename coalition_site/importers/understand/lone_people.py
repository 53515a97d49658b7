"""What becomes of people in a table of organizations, or in one of people, who stand beside no organization."""

RESIDENT, INVITE, LEFT_OUT, OF_ABOVE = "a resident", "somebody to invite", "left out", "of the organization above"
ALONE = "people without an organization"
"""The words by which the question is answered."""
