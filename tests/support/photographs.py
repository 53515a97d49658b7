"""Made photographs: with what cameras note, and of noise, which no program makes small."""

from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image

NOTED = "12 Secret Lane"
"""What the camera noted."""


def noise(width: int = 3500, height: int = 2300, *, quality: int = 58, seed: int = 1) -> bytes:
    """A JPEG of colored noise; without more said, one of 2 MB."""
    small = width // 4, height // 4
    raw = Random(seed).randbytes(small[0] * small[1] * 3)  # noqa: S311  a picture
    exif = Image.Exif()
    exif[0x010E] = NOTED
    out = BytesIO()
    picture = Image.frombytes("RGB", small, raw).resize((width, height), Image.Resampling.BICUBIC)
    picture.save(out, "JPEG", quality=quality, exif=exif, comment=NOTED)
    return out.getvalue()


def with_photographs(project: Path, *, pages: int, partners: int) -> Path:
    """Adds public pages and partners to a project, each with a photograph of its own of 2 MB."""
    content = project / "content"
    for folder in ("images", "pages", "partners"):
        (content / folder).mkdir(exist_ok=True)
    front = {
        "pages": "title: Page {0}\naudience: public\n",
        "partners": "name: Partner {0}\ntype: Nonprofit\nrelationship: existing\nlisting:\n  consent: 2026-10-01\n",
    }
    kinds = ["pages"] * pages + ["partners"] * partners
    for number, folder in enumerate(kinds):
        (content / f"images/photo-{number}.jpg").write_bytes(noise(seed=number))
        text = f"---\n{front[folder].format(number)}---\nBefore.\n\n![Noise {number}](photo-{number}.jpg)\n"
        (content / folder / f"n{number}.md").write_text(text, encoding="utf-8")
    return project
