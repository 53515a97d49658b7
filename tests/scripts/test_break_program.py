"""The faults that `scripts/torture/break_program.py` puts into the program, and that they can be had again."""

from pathlib import Path

import pytest
import yaml

import coalition_site
from tests.support.mutation.program import chosen, faults_of

PACKAGE = Path(coalition_site.__file__).parent
ROOMS = ("derive", "validate", "edit")
HARMLESS = PACKAGE.parent / "scripts/torture/harmless_faults.yml"


def changed(line: str) -> set[str]:
    """What becomes of one line of a function, with each fault that can be put into it."""
    source = f"def f():\n    {line}\n".encode()
    return {fault.done_to(source).decode().splitlines()[1].strip() for fault in faults_of(source)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("return a < b", {"return (a <= b)"}),
        ("return a in b", {"return (a not in b)"}),
        ("return a is None", {"return (a is not None)"}),
        ("return a and b", {"return (a or b)", "return (a)", "return (b)"}),
        ("return not a", {"return (a)"}),
        ("return a + 1", {"return (a - 1)", "return a + 2"}),
        ("return b if a else c", {"return b if (not a) else c"}),
        ("return [a for a in b if c]", {"return [a for a in b if True]"}),
        ("return sorted(a)", {"return list(a)"}),
        ("return sorted(a, key=b)", {"return (sorted(a))"}),
        ("return any(a)", {"return all(a)"}),
        ("return True", {"return False"}),
        ('return "a"', {'return ""'}),
        ('return ""', {'return "mutant"'}),
        ('return f"{a}b"', {'return ""'}),
        ("a.append(b)", {"pass"}),
        ("yield a", {"pass"}),
        ("a: int", set()),
        ('"""Says something."""', set()),
        ("import a", set()),
        ("return a", set()),
    ],
)
def test_every_kind_of_fault_changes_what_a_line_does(line: str, expected: set[str]) -> None:
    assert changed(line) == expected


def test_a_loop_is_ended_instead_of_going_on() -> None:
    (fault,) = faults_of(b"for a in b:\n    continue\n")
    assert fault.done_to(b"for a in b:\n    continue\n") == b"for a in b:\n    break\n"


def test_a_program_with_a_fault_is_a_program_too() -> None:
    count = 0
    for file in (file for room in ROOMS for file in (PACKAGE / room).rglob("*.py")):
        source = file.read_bytes()
        for fault in faults_of(source)[::20]:
            compile(fault.done_to(source), file, "exec", dont_inherit=True)
            count += 1
    assert count > 150


def test_a_fault_keeps_its_name_when_others_come_and_go() -> None:
    before = faults_of(b"def f(a, b):\n    return a < b\n")
    after = faults_of("# Größe\n\n\ndef g(a):\n    return a + 1\n\n\ndef f(a, b):\n    return a < b\n".encode())
    assert {fault.name for fault in before} < {fault.name for fault in after}


def test_the_same_seed_chooses_the_same_faults_whatever_else_there_is() -> None:
    faults = [fault for file in sorted((PACKAGE / "edit").glob("*.py")) for fault in faults_of(file.read_bytes())]
    ten = chosen(faults, 10, 1)
    assert chosen(list(reversed(faults)), 10, 1) == ten
    assert chosen([fault for fault in faults if fault not in ten[:5]], 5, 1) == ten[5:]
    assert chosen(faults, 10, 2) != ten


def test_what_is_listed_as_harmless_is_a_fault_and_says_why() -> None:
    listed = yaml.safe_load(HARMLESS.read_text(encoding="utf-8"))
    there = {
        fault.name
        for room in ROOMS
        for file in (PACKAGE / room).rglob("*.py")
        for fault in faults_of(file.read_bytes())
    }
    assert listed.keys() - there == set()
    assert all(len(reason) > 20 for reason in listed.values())
