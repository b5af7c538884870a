"""The graph of bench/lab.mjs in marimo's own kernel: from a slider's new value to the last cell run, without a browser.

    python bench/marimo_kernel.py CELLS READERS ROUNDS

Prints one line of JSON: marimo's version, and the median in milliseconds. The kernel runs in this process as its server
runs it in a session; what it tells the page is written as it is, into a list instead of a socket.
"""

import asyncio
import json
import statistics
import sys
import threading
import time

import marimo
from marimo._ast.app_config import _AppConfig
from marimo._config.config import DEFAULT_CONFIG
from marimo._messaging.streams import ThreadSafeStderr, ThreadSafeStdin, ThreadSafeStdout, ThreadSafeStream
from marimo._messaging.types import KernelStreams
from marimo._runtime.commands import AppMetadata, ExecuteCellsCommand, UpdateUIElementCommand
from marimo._runtime.kernel_lifecycle import KernelArgs, kernel_session
from marimo._session.model import SessionMode


class Sink(ThreadSafeStream):
    def __init__(self):
        self.pipe = self.input_queue = self.cell_id = None
        self.redirect_console = False
        self.stream_lock = threading.Lock()
        self.told = []

    def write(self, data):
        self.told.append(data)


async def measured(kernel, sink, cells, readers, rounds):
    codes = ['import marimo as mo', 'r = mo.ui.slider(1, 1000000)']
    codes += [f'x{n} = r.value + {n}' if n < readers else f'x{n} = {n} + 1' for n in range(cells - 1)]
    await kernel.handle_message(ExecuteCellsCommand(cell_ids=[str(n) for n in range(len(codes))], codes=codes))
    slider = kernel.globals['r']
    times = []
    for value in range(2, rounds + 2):
        sink.told.clear()
        start = time.perf_counter()
        await kernel.handle_message(UpdateUIElementCommand(object_ids=[slider._id], values=[value]))
        times.append(1000 * (time.perf_counter() - start))
        last = kernel.globals[f'x{readers - 1}']
        if last != value + readers - 1:
            sys.exit(f'marimo: expected {value + readers - 1}, got {last}')
    return statistics.median(times[len(times) // 10 :])


def main():
    cells, readers, rounds = map(int, sys.argv[1:4])
    sink = Sink()
    args = KernelArgs(
        streams=KernelStreams(
            stream=sink,
            stdout=ThreadSafeStdout(sink),
            stderr=ThreadSafeStderr(sink),
            stdin=ThreadSafeStdin(sink),
        ),
        debugger=None,
        configs={},
        app_metadata=AppMetadata(
            query_params={}, filename=None, cli_args={}, argv=None, app_config=_AppConfig()
        ),
        user_config=DEFAULT_CONFIG,
        mode=SessionMode.EDIT,
        control_queue=asyncio.Queue(),
        set_ui_element_queue=asyncio.Queue(),
        virtual_file_storage='in_memory',
    )
    printed = sys.stdout
    with kernel_session(args) as (kernel, _):
        median = asyncio.run(measured(kernel, sink, cells, readers, rounds))
    print(json.dumps({'version': marimo.__version__, 'median': median}), file=printed)


if __name__ == '__main__':
    main()
