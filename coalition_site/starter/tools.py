"""The folder `tools` of a coalition, and the list of packages beside it: all that a fresh machine installs."""

from pathlib import Path

from coalition_site.edit.change import Change, contents, removal
from coalition_site.starter.program import Wheel

REQUIREMENTS = "requirements.txt"
FOLDER = "tools"
EDITORS = f"{FOLDER}/editors.txt"

_REQUIREMENTS_HEAD = """\
# What builds this coalition's sites, each file with its sum: the program from the folder tools, and the packages it
# needs. Made by `coalition upgrade`, which writes it anew. Type this in the folder of this file:
#   python3 -m pip install --require-hashes -r requirements.txt
--only-binary :all:
./{path} \\
    --hash=sha256:{sha256}
"""

_EDITORS_HEAD = """\
# What those need besides who write in an editor: `./run language-server` installs it when it is first asked for.
# Made by `coalition upgrade`. By hand, in the coalition's folder:
#   python3 -m pip install --require-hashes -r requirements.txt -r tools/editors.txt
--only-binary :all:
"""


def tool_files(wheel: Wheel, lock: bytes | None = None) -> dict[str, bytes]:
    """The files by path from the coalition's folder, all of them as this version of the program brings them.

    `lock` takes the place of the packages that the version was released with. The files stand in an order in which each
    may be written: what a file needs comes before it.
    """
    path = f"{FOLDER}/{wheel.file_name}"
    head = _REQUIREMENTS_HEAD.format(path=path, sha256=wheel.sha256)
    return {
        path: wheel.data,
        f"{FOLDER}/set_up.sh": wheel.packaged("starter/project/tools/set_up.sh"),
        f"{FOLDER}/README.txt": wheel.packaged("starter/project/tools/README.txt"),
        EDITORS: _EDITORS_HEAD.encode() + wheel.packaged("requirements-editors.lock"),
        REQUIREMENTS: head.encode() + (lock if lock is not None else wheel.packaged("requirements.lock")),
    }


def replaced_tools(project: Path, wheel: Wheel, lock: bytes | None = None) -> Change:
    """The change that puts the tools of a version into a coalition's folder and takes away other wheels.

    Whenever writing it is stopped, the list of packages names a wheel that is there.
    """
    files = {path: (contents(project, path), data) for path, data in tool_files(wheel, lock).items()}
    wheels = (f"{FOLDER}/{file.name}" for file in sorted((project / FOLDER).glob("coalition_site-*.whl")))
    return Change(files) | removal(project, (path for path in wheels if path not in files))
