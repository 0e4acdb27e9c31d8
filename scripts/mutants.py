"""Whether tests notice what they are for: chatmock is changed, one place at a time, and a test has to fail.

Run by scripts/mutants. Without --drawn the guards are switched off that stand in scripts/mutant_parts/guards.yaml; with it
chance draws changes of the core and of the models, and each is tested by the tests that reach its line.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scripts.mutant_parts.drawing import Mutant, drawn
from scripts.mutant_parts.guards import Guard, guards
from scripts.mutant_parts.reaching import MEASURED, ONLY, PLUGIN, Reach, all_tests, measure
from scripts.mutant_parts.survivors import explanation
from scripts.mutant_parts.tree import NO_TESTS, Tree, tree


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def switch_off(wanted: list[Guard]) -> list[str]:
    """Switch each guard off in turn; gives those that no test misses."""
    survivors = []
    with tree() as copy:
        tests = sorted({test for guard in wanted for test in guard.tests})
        say(f"the tests are run once without a change: {' '.join(tests)}")
        status, told = copy.test(tests, patience=3600)
        if status:
            sys.exit(f"mutants: tests fail in a copy without any change; mend them first\n{told}")
        for number, guard in enumerate(wanted, 1):
            with copy.changed(guard.file, guard.switched_off()):
                status, told = copy.test(guard.tests)
            name = f"{guard.name} ({guard.file})"
            if status in (0, NO_TESTS):
                survivors.append(name)
            report(number, len(wanted), status, name, told)
    return survivors


def change(chosen: list[Mutant], measured: Path, tests: list[str]) -> list[str]:
    """Make each drawn change in turn; gives those that no test notices, and nothing explains."""
    survivors, explained = [], 0
    with tree() as copy:
        if not measured.exists():
            say(f"the tests are run once and measured, which lines does each of them reach: {' '.join(tests)}")
            measure(copy, measured, tests)
        reach, only = Reach(measured), copy.folder / "wanted"
        for number, mutant in enumerate(chosen, 1):
            status, told = _test(copy, mutant, reach.tests_of(mutant), only)
            if status in (0, NO_TESTS):
                if why := explanation(mutant):
                    explained, told = explained + 1, f"explained: {why}"
                else:
                    survivors.append(str(mutant))
            report(number, len(chosen), status, str(mutant), told)
    say(f"explained: {explained}")
    return survivors


def _test(copy: Tree, mutant: Mutant, tests: list[str], only: Path) -> tuple[int, str]:
    if not tests:
        return NO_TESTS, "no test reaches it"
    only.write_text("\n".join(tests), encoding="utf-8")
    files = sorted({test.partition("::")[0] for test in tests})
    with copy.changed(mutant.file, mutant.text()):
        return copy.test(files, *PLUGIN, environment={ONLY: str(only)})


def report(number: int, count: int, status: int, name: str, told: str) -> None:
    survives = status in (0, NO_TESTS)
    last = told.strip().rpartition("\n")[2]
    say(f"{number}/{count} {'SURVIVED' if survives else 'killed'}: {name}; {last}")


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="scripts/mutants", description="Change chatmock in a copy; a test has to fail."
    )
    parser.add_argument("--only", metavar="TEXT", action="append", help="what has this in its name or file; may repeat")
    parser.add_argument("--drawn", metavar="COUNT", type=int, help="draw so many changes, in place of the guards")
    parser.add_argument("--seed", type=int, default=1, help="decides which are drawn (default: 1)")
    parser.add_argument(
        "--measured", metavar="FILE", type=Path, default=Path(MEASURED), help="keeps which test reaches which line"
    )
    parser.add_argument("--tests", metavar="PATH", nargs="+", default=all_tests(), help="what is measured, if not all")
    options = parser.parse_args()
    every = guards()
    if problems := [f"{guard.name}: {problem}" for guard in every if (problem := guard.problem())]:
        sys.exit("\n".join(problems))
    only = options.only or [""]
    if options.drawn is not None:
        chosen = [m for m in drawn(options.drawn, options.seed) if any(text in str(m) for text in only)]
        count, survivors = len(chosen), change(chosen, options.measured.resolve(), options.tests)
    else:
        wanted = [guard for guard in every if any(text in f"{guard.file} {guard.name}" for text in only)]
        count, survivors = len(wanted), switch_off(wanted) if wanted else []
    if not count:
        sys.exit("mutants: nothing has that in its name or file; say less of it")
    say(f"{count} changes, {len(survivors)} survived")
    if survivors:
        sys.exit("\n".join(f"SURVIVED: {name}" for name in survivors))


if __name__ == "__main__":
    main()
