"""Processes of this machine that draw letters and never outlive who sent for them."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import Connection


class Processes(ProcessPoolExecutor):
    """Processes on a leash: a pipe that breaks when we let go of it or die, however we die.

    They are not forked from this process (a process with threads must not fork) and share none of
    its memory. Ctrl-C in a terminal reaches them too, and is for this process to act upon.
    """

    def __init__(self, count: int) -> None:
        methods = multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        context.set_forkserver_preload(["__main__", "letters.batch.drawing"])
        held, self._leash = context.Pipe(duplex=False)
        super().__init__(count, context, initializer=_begin, initargs=(held,))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as the base class
        """End the processes: now with `cancel_futures`, else when all is done."""
        if cancel_futures:
            self._leash.close()
        super().shutdown(wait, cancel_futures=cancel_futures)
        self._leash.close()


def _begin(leash: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(leash,), daemon=True).start()


def _end_with(leash: Connection) -> None:
    try:
        leash.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)
