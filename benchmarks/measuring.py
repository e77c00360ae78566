"""How the benchmarks measure: both sides in turns, CPU time, medians, and only ratios count.

A machine that does other work drifts by a third between minutes, but hits both sides of one run
alike. CPU time is user + system of this process, or of a child with all its own children.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Side = Callable[[], float]
"""Does its work and says what one document cost, in seconds."""


def in_turns(sides: Mapping[str, Side], *, rounds: int, warm: bool = True) -> dict[str, list]:
    """The cost of each side, a round each (A B C, A B C, …), after a round that warms up."""
    if warm:
        for side in sides.values():
            side()
    costs: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            costs[name].append(side())
    return costs


def repeated(work: Callable[[], object], times: int) -> Side:
    """A side of this process that works so many times."""

    def side() -> float:
        started = time.process_time()
        for _ in range(times):
            work()
        return (time.process_time() - started) / times

    return side


def ratio(costs: Mapping[str, Sequence[float]], above: str, below: str) -> float:
    """The median of the ratios of the rounds."""
    return statistics.median(
        one / other for one, other in zip(costs[above], costs[below], strict=True)
    )


def medians(costs: Mapping[str, Sequence[float]]) -> str:
    """`ours 0.52, docxtpl 13.4 ms`."""
    parts = (f"{name} {statistics.median(each) * 1000:,.4g}" for name, each in costs.items())
    return ", ".join(parts) + " ms"


@dataclass(frozen=True)
class Child:
    """What a process and all that it started cost: CPU seconds, peak memory in MB."""

    cpu: float
    peak: float
    output: str


def child(*command: object, env: Mapping[str, str] | None = None) -> Child:
    """Run a command to its end; a failure stops the benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder, "usage.json")
        launch = [sys.executable, __file__, found, *command]
        done = subprocess.run(
            list(map(str, launch)), capture_output=True, text=True, env=env, check=False
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(map(str, command))} failed:\n{done.stderr}")
        return Child(**json.loads(found.read_text()), output=done.stdout)


def _launch(found: str, *command: str) -> int:
    """Runs as a small process of its own: a child counts its parent's memory as its first."""
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    Path(found).write_text(json.dumps({"cpu": cpu, "peak": peak}))
    return os.waitstatus_to_exitcode(status)


class Report:
    """Prints a line a result; a target is met or not, and says so."""

    def __init__(self, title: str) -> None:
        self.missed = 0
        print(f"\n{title}")

    def at_least(
        self, what: str, value: float, target: float | None = None, detail: str = ""
    ) -> None:
        """A ratio that should be high."""
        self._line(what, value, ">=", target, target is None or value >= target, detail)

    def at_most(
        self, what: str, value: float, target: float | None = None, detail: str = ""
    ) -> None:
        """A ratio that should be low."""
        self._line(what, value, "<=", target, target is None or value <= target, detail)

    def _line(self, what, value, sign, target, met, detail) -> None:
        verdict = "" if target is None else f"{sign} {target:<5g} {'met' if met else 'NOT MET'}"
        self.missed += not met
        print(f"  {what:<62} {value:>7.2f}  {verdict:<17} {detail}".rstrip(), flush=True)


if __name__ == "__main__":
    sys.exit(_launch(*sys.argv[1:]))
