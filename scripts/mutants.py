"""Whether tests notice what they are for: chatmock is changed, one place at a time, and a test has to fail.

Run by scripts/mutants. Without --drawn the guards are switched off that stand in scripts/mutant_parts/guards.yaml; with it
chance draws changes of the core and of the models, and each is tested by the tests that reach its statement.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from scripts.mutant_parts.drawing import Mutant, drawn
from scripts.mutant_parts.guards import guards
from scripts.mutant_parts.jobs import NO_TESTS, PASSED, Job
from scripts.mutant_parts.looping import run
from scripts.mutant_parts.reaching import MEASURED, Reach, all_tests, measure
from scripts.mutant_parts.survivors import Reasons
from scripts.mutant_parts.tree import tree

told = os.fdopen(os.dup(2), "w", buffering=1)
"""Where progress goes, whatever pytest does with its own output."""


class Verdict:
    """What has become of the changes so far."""

    def __init__(self, count: int) -> None:
        self.count, self.done = count, 0
        self.survivors: list[str] = []
        self.explained = 0
        self._reasons = Reasons()

    def __repr__(self) -> str:
        return f"<Verdict of {self.done} changes>"

    def take(self, job: Job, status: int, said: str) -> None:
        """Note the outcome of a job, and tell it."""
        survives = status in (PASSED, NO_TESTS)
        self.done += 1
        outcome = "SURVIVED" if survives else "killed"
        if survives and (why := self._reasons.get(job.name)):
            self.explained += 1
            outcome, said = "explained", why
        elif survives:
            self.survivors.append(job.name)
        print(f"{self.done}/{self.count} {outcome}: {job.name}; {said}", file=told)


def jobs_of_guards(only: list[str]) -> list[Job]:
    """Each guard switched off, of those with a text in file or name."""
    every = guards()
    if problems := [f"{guard.name}: {problem}" for guard in every if (problem := guard.problem())]:
        sys.exit("\n".join(problems))
    return [
        Job(f"{guard.name} ({guard.file})", guard.file, guard.switched_off(), guard.tests)
        for guard in every
        if any(text in f"{guard.file} {guard.name}" for text in only)
    ]


def job_of(mutant: Mutant, reach: Reach) -> Job:
    """A drawn change with the tests that reach it."""
    tests = reach.tests_of(mutant)
    return Job(str(mutant), mutant.file, mutant.text(), tests, reach.seconds, reach.runs_early(mutant))


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="scripts/mutants", description="Change chatmock in a copy; a test has to fail."
    )
    parser.add_argument("--only", metavar="TEXT", action="append", help="what has this in its name or file; may repeat")
    parser.add_argument("--drawn", metavar="COUNT", type=int, help="draw so many changes, in place of the guards")
    parser.add_argument("--seed", type=int, default=1, help="decides which are drawn (default: 1)")
    parser.add_argument(
        "--measured", metavar="FOLDER", type=Path, default=Path(MEASURED), help="keeps which test reaches which line"
    )
    parser.add_argument("--tests", metavar="PATH", nargs="+", default=all_tests(), help="what is measured, if not all")
    options = parser.parse_args()
    only, measured = options.only or [""], options.measured.resolve()
    os.nice(10)
    with tree() as copy:
        if options.drawn is None:
            jobs = jobs_of_guards(only)
        else:
            for said in measure(copy, measured, options.tests):
                print(said, file=told)
            reach = Reach(measured)
            chosen = [m for m in drawn(options.drawn, options.seed) if any(text in str(m) for text in only)]
            jobs = [job_of(mutant, reach) for mutant in chosen]
        if not jobs:
            sys.exit("mutants: nothing has that in its name or file; say less of it")
        verdict = Verdict(len(jobs))
        run(copy, jobs, verdict.take)
    killed = verdict.done - verdict.explained - len(verdict.survivors)
    print(f"{verdict.done} changes: {killed} killed, {verdict.explained} explained", file=told)
    if verdict.survivors or verdict.done < verdict.count:
        sys.exit("\n".join(f"SURVIVED: {name}" for name in verdict.survivors) or "mutants: it ended before its time")


if __name__ == "__main__":
    main()
