"""Options, choices, dates and lists in words, in one language."""
