"""The partner's side: letters, their wording, their gaps, and those that were sent."""
