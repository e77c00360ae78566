"""WeasyPrint imported in half the time, for those who wait for one letter.

On Linux its import asks compiler and linker, in some sixty processes, for libraries under the
names of other systems before it comes to the names of this one: here nobody answers, and it goes
straight on. fontTools' subsetter, there for the day that HarfBuzz-Subset is missing, is imported
on that day. If WeasyPrint does not come up so, it is imported as it is.
"""

import ctypes.util
import gc
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from importlib import import_module

from letters.deferring import deferred

_SUBSETTER = ("fontTools.subset", "fontTools.varLib", "fontTools.varLib.instancer")


def import_weasyprint() -> None:
    """Import it, once a process, without what it seldom needs."""
    if "weasyprint" in sys.modules:
        return
    try:
        with _no_search(), _no_collection(), deferred(*_SUBSETTER):
            import_module("weasyprint")
    except Exception:  # noqa: BLE001 - whatever it is, the usual way comes next
        for name in [name for name in sys.modules if name.startswith("weasyprint")]:
            del sys.modules[name]
        import_module("weasyprint")


@contextmanager
def _no_search() -> Iterator[None]:
    """While this lasts, libraries are found by their file names only; no print of the failures."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _not_found
    try:
        with redirect_stdout(io.StringIO()):
            yield
    finally:
        ctypes.util.find_library = search


def _not_found(name: str) -> None:
    """The answer of a search for a library that nobody has."""


@contextmanager
def _no_collection() -> Iterator[None]:
    """While this lasts, what an import makes, and keeps, is not searched for garbage."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
