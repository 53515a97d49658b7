"""What a partner may see: letters, their wording, their gaps, and those that were sent."""
