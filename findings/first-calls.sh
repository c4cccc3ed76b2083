#!/usr/bin/env bash
# The first calls of a Temporal client, made at once while the server does not answer yet.
#
# Packages   temporal-sdk 1.38.0 (Maven), not changed
# Input      a client whose server is being started: its port is open, and nobody answers yet. Eight threads start a workflow
#            each, at the same moment, with valid options and no deadlines of their own
# Guess      each is retried until the time for calls is over, a minute by default, and then fails with the status of gRPC that
#            tells why
# Seen       one fails after five seconds, with a status. The seven others fail at the same moment, by
#            IllegalArgumentException: "invalid expiration : PT-0.00...S", in a WorkflowServiceException without any status, so
#            that what looks at statuses takes them for a fault of the program. Before the first call the client asks what the
#            server can do, one thread after the other, each for what is left of five seconds (the timeout of getSystemInfo)
#            since it began to wait; who waited for the first has less than nothing left
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
  <groupId>findings</groupId><artifactId>first-calls</artifactId><version>1</version>
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

cat >FirstCalls.java <<'JAVA'
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class FirstCalls {
  public static void main(String[] args) throws Exception {
    try (var starting = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder()
                  .setTarget("127.0.0.1:" + starting.getLocalPort())
                  .build());
      var client = WorkflowClient.newInstance(stubs);
      var threads = Executors.newFixedThreadPool(8);
      List<Future<String>> calls = new ArrayList<>();
      for (int each = 0; each < 8; each++) {
        String id = "order-" + each;
        calls.add(threads.submit(() -> start(client, id)));
      }
      for (var call : calls) {
        System.out.println(call.get());
      }
      System.exit(0);
    }
  }

  private static String start(WorkflowClient client, String id) {
    long began = System.nanoTime();
    String end = "started";
    try {
      client
          .newUntypedWorkflowStub(
              "Order",
              WorkflowOptions.newBuilder().setTaskQueue("orders").setWorkflowId(id).build())
          .start();
    } catch (RuntimeException e) {
      end = e.getClass().getSimpleName() + " <- " + reason(e);
    }
    return Math.round((System.nanoTime() - began) / 1e9) + " s: " + end;
  }

  private static String reason(Throwable e) {
    Throwable first = e;
    while (first.getCause() != null && !(first instanceof StatusRuntimeException)) {
      first = first.getCause();
    }
    return first instanceof StatusRuntimeException answered
        ? "status " + answered.getStatus().getCode()
        : first.getClass().getSimpleName() + ": " + first.getMessage();
  }
}
JAVA
java -cp 'java/*' FirstCalls.java 2>java.log | tee seen.txt || { cat java.log >&2; exit 1; }

[ "$(grep -c '^5 s: .* <- status DEADLINE_EXCEEDED$' seen.txt)" -ge 1 ]
[ "$(grep -c '^5 s: WorkflowServiceException <- IllegalArgumentException: invalid expiration : PT-' seen.txt)" -ge 5 ]
[ "$(wc -l <seen.txt)" = 8 ]
echo "As it was seen."
