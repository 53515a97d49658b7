"""The list of parts and the page of licenses are those of the lock, and hold what such lists must."""

import json
import re

from scripts.make.bill_of_materials import BILL, PAGE, ROOT, made


def test_both_files_are_what_the_script_makes() -> None:
    for file, text in made().items():
        assert file.read_text(encoding="utf-8") == text, "run scripts/make/bill_of_materials.py"


def test_every_locked_package_is_in_both_with_a_license() -> None:
    document = json.loads(BILL.read_text(encoding="utf-8"))
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    locks = "".join((ROOT / name).read_text("utf-8") for name in ("requirements.lock", "requirements-editors.lock"))
    locked = re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", locks, re.MULTILINE)
    parts = document["components"]
    assert len(locked) > 50
    assert [(part["name"], part["version"]) for part in parts if "purl" in part] == locked
    assert all(part["licenses"][0]["expression"] for part in parts)
    references = [part["bom-ref"] for part in parts]
    assert document["dependencies"] == [{"ref": "coalition-site", "dependsOn": references}]
    assert len(set(references)) == len(references)
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name, version in locked if f"| {name} | {version} |" not in page] == []
    assert {"amiri", "minisearch", "public-sans"} <= {part["name"] for part in parts}
