"""The command line as a user types it, in this process: status, stdout, stderr."""

import json
import shlex
from dataclasses import dataclass

from letters.cli.app import main


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


def run(capsys, command, *more):
    """`letters` with the words of `command` and then `more` as they are."""
    try:
        main([*shlex.split(command), *map(str, more)])
    except SystemExit as end:
        status = end.code
    captured = capsys.readouterr()
    return Result(status, captured.out, captured.err)
