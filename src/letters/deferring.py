"""Big packages imported without what they seldom need, for those who wait for one letter."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


@contextmanager
def deferred(*modules: str) -> Iterator[None]:
    """What is imported of these modules meanwhile is a stand-in; to call it imports the module.

    For functions and classes that are called or stand in annotations, not for base classes.

    >>> with deferred("this"):
    ...     from this import anything  # and nothing of it is read
    """
    stand_ins = {name: _StandIn(name) for name in modules if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


class _StandIn(ModuleType):
    """A module of stand-ins."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(_: type, *args: Any, **options: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*args, **options)

        return type(name, (), {"__new__": call})
