"""Draws letters one after the other as a worker does; prints its memory (MB) by their number.

Usage: python worker.py FILE    (a pickle of pickled sheets)
"""

import json
import os
import pickle
import sys
from pathlib import Path

from letters.batch.drawing import draw


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main(path: Path) -> None:
    found = {}
    for number, sheet in enumerate(pickle.loads(path.read_bytes()), 1):
        draw(pickle.loads(sheet))
        if number in {50, 100, 200, 300, 400, 500}:
            found[number] = resident()
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
