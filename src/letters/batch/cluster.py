"""A Dask cluster that is there already, as an executor: it draws, everything else stays here.

Its workers need the same version of letters and the same fonts. One thread a process is best
(`dask worker --nthreads 1`): a process draws one letter at a time.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager

from letters import __version__
from letters.errors import N_, MissingResource, UsageError

# Letters on their way to a worker, so that it need not wait for the network.
_QUEUED = 4
_SECONDS = 10


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The executor and how many letters it gets at once. UsageError if the cluster is not usable.

    MissingResource if Dask is not installed here.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingResource(
            N_("a scheduler needs the package distributed"), N_("pip install 'letters[cluster]'")
        ) from error
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise UsageError(
            N_("no scheduler answers at {address}"),
            N_("write for example --scheduler tcp://host:8786"),
            address=address,
        ) from error
    with client:
        _require_same_version(client.run(_version, on_error="return"), address)
        yield client.get_executor(pure=False), _QUEUED * sum(client.nthreads().values())


def _version() -> str:
    return __version__


def _require_same_version(versions: Mapping[str, object], address: str) -> None:
    if not versions:
        raise UsageError(
            N_("the scheduler at {address} has no workers"),
            N_("start some: dask worker {address} --nthreads 1"),
            address=address,
        )
    others = [worker for worker, version in versions.items() if version != __version__]
    if others:
        raise UsageError(
            N_("these workers have no letters {version}: {workers}"),
            N_("install the same version of letters there"),
            version=__version__,
            workers=", ".join(others),
        )
