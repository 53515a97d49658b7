"""Advice: needs with who meets them, who would close the gaps, what is missing or old."""
