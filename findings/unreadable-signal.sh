#!/usr/bin/env bash
# A signal whose argument the worker cannot read.
#
# Packages   temporal-testing 1.38.0 (Maven: the Java SDK and its test server), none changed
# Input      a workflow that ends once it is told to; a newer release's client sends it an update and a signal whose
#            argument has one field more than the older worker knows; later a worker that knows the field takes over
# Guess      what cannot be read fails the workflow task, which is tried again until a worker can read it, so that
#            nothing is lost
# Seen       the update is refused to its caller. The signal is acknowledged to its sender, and dropped: the handler is
#            not called, no task fails, no event says so, and the workflow goes on and ends without it. A worker that
#            can read it does see it when it replays the history, so that the same history now tells another story
#
# Needs bash, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>unreadable-signal</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId><artifactId>temporal-testing</artifactId><version>1.38.0</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=java >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }

cat >Signals.java <<'JAVA'
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.*;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.*;
import io.temporal.workflow.*;

class Signals {
  public record Payment(String id) {}

  public record PaymentWithMethod(String id, String method) {}

  @WorkflowInterface
  public interface Older {
    @WorkflowMethod(name = "Order")
    String run();

    @UpdateMethod
    String change(Payment payment);

    @SignalMethod
    void paid(Payment payment);

    @SignalMethod
    void end();

    @QueryMethod
    int payments();
  }

  public static class OlderOrder implements Older {
    private int payments;
    private boolean ended;

    @Override
    public String run() {
      Workflow.await(() -> ended);
      return "ended with " + payments + " payments";
    }

    @Override
    public String change(Payment payment) {
      return "changed";
    }

    @Override
    public void paid(Payment payment) {
      payments++;
    }

    @Override
    public void end() {
      ended = true;
    }

    @Override
    public int payments() {
      return payments;
    }
  }

  @WorkflowInterface
  public interface Newer {
    @WorkflowMethod(name = "Order")
    String run();

    @SignalMethod
    void paid(PaymentWithMethod payment);

    @SignalMethod
    void end();

    @QueryMethod
    int payments();
  }

  public static class NewerOrder implements Newer {
    private int payments;
    private boolean ended;

    @Override
    public String run() {
      Workflow.await(() -> ended);
      return "ended with " + payments + " payments";
    }

    @Override
    public void paid(PaymentWithMethod payment) {
      payments++;
    }

    @Override
    public void end() {
      ended = true;
    }

    @Override
    public int payments() {
      return payments;
    }
  }

  public static void main(String[] arguments) throws Exception {
    var environment = TestWorkflowEnvironment.newInstance();
    var client = environment.getWorkflowClient();
    var older = WorkerFactory.newInstance(client);
    older.newWorker("orders").registerWorkflowImplementationTypes(OlderOrder.class);
    older.start();

    var options = WorkflowOptions.newBuilder().setTaskQueue("orders").setWorkflowId("order").build();
    var order = client.newUntypedWorkflowStub("Order", options);
    order.start();
    try {
      System.out.println("update: " + order.update("change", String.class, new PaymentWithMethod("one", "card")));
    } catch (WorkflowUpdateException refused) {
      System.out.println("update: refused");
    }
    order.signal("paid", new PaymentWithMethod("one", "card"));
    System.out.println("signal: acknowledged");
    order.signal("end");
    System.out.println("older worker: " + order.getResult(String.class));
    var events = client.fetchHistory("order").getHistory().getEventsList();
    System.out.println("history: " + events.stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED).count() + " signals, "
        + events.stream().filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED).count()
        + " failed tasks");
    older.shutdownNow();
    older.awaitTermination(10, java.util.concurrent.TimeUnit.SECONDS);

    var newer = WorkerFactory.newInstance(client);
    newer.newWorker("orders").registerWorkflowImplementationTypes(NewerOrder.class);
    newer.start();
    System.out.println("newer worker, asked for the payments: "
        + client.newUntypedWorkflowStub("order").query("payments", Integer.class));
    System.exit(0);
  }
}
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Signals.java 2>java.log | tee seen.txt
cat >expected.txt <<'END'
update: refused
signal: acknowledged
older worker: ended with 0 payments
history: 2 signals, 0 failed tasks
newer worker, asked for the payments: 1
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
