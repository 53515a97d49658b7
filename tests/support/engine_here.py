"""The PDF engine in the process of a test, which is as it was afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import ImageFile

from coalition_site.publish.pdf.fonts import write_font_settings

_left_by_loading: list[bool] = []


@contextmanager
def engine_here(folder: Path) -> Iterator[None]:
    """For the time of the `with`, WeasyPrint can be loaded with the packaged fonts; their settings are in a folder.

    Loading it sets two things for the whole process, and the engine replaces functions: all is put back.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ET, "_namespace_map", dict(ET._namespace_map))  # type: ignore[attr-defined]
        patch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
        patch.setenv("FONTCONFIG_FILE", str(write_font_settings(folder)))
        from weasyprint.draw import text

        if not _left_by_loading:
            _left_by_loading.append(ImageFile.LOAD_TRUNCATED_IMAGES)
        ImageFile.LOAD_TRUNCATED_IMAGES = _left_by_loading[0]
        patch.setattr(text, "draw_first_line", text.draw_first_line)
        yield
