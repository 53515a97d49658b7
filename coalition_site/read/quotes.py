"""Quotes around a text that YAML would take for something else."""


def quoted(text: str) -> str:
    """A text in the quotes that suit it; the quotes around it or at its beginning are not a part of it."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
