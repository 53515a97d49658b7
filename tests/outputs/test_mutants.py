"""Some mutants of the real content for every change; `scripts/torture/fuzz_content.py` tries as many as wanted."""

from collections import Counter
from pathlib import Path

from tests.support.building import PROJECT
from tests.support.examples import examples
from tests.support.mutation.accidents import ACCIDENTS
from tests.support.mutation.mutants import mutant
from tests.support.mutation.trial import Tree, original_files, trial

MUTANTS = examples(30, 150)
LEAST = MUTANTS // 30


def test_no_mutant_ends_in_a_traceback_or_without_a_place(tmp_path: Path) -> None:
    original = original_files(PROJECT)
    tree = Tree(original, tmp_path)
    faults, outcomes = {}, Counter[str]()
    for seed in range(MUTANTS):
        tried = mutant(original, seed)
        verdict = trial(tree, tried)
        outcomes[verdict.outcome] += 1
        if verdict.faults:
            faults[seed, *tried.done] = verdict.faults
    assert faults == {}
    assert min(outcomes[each] for each in ("refused", "warned")) > LEAST, outcomes


def test_the_same_seed_gives_the_same_mutant() -> None:
    original = original_files(PROJECT)
    assert all(mutant(original, seed).changes == mutant(original, seed).changes for seed in range(50))


def test_every_accident_happens_and_changes_something() -> None:
    original = original_files(PROJECT)
    made = [mutant(original, seed) for seed in range(2000)]
    done = Counter(step.partition(",")[0] for each in made for step in each.done)
    assert set(ACCIDENTS) | {"lie", "rename", "copy"} == set(done)
    changed = sum(any(original.get(path) != lying for path, lying in each.changes.items()) for each in made)
    assert changed > len(made) * 0.95
