#!/usr/bin/env bash
# One stored payload, read by the converters that Temporal's SDKs bring along.
#
# Packages   temporal-sdk 1.38.0 with jackson-databind 2.15.4 and 3.0.2 (Maven), temporalio 1.35.0 (PyPI), none changed
# Input      JSON payloads for a type with a whole number, a flag and perhaps a plan: with a field more, as a newer
#            release writes it; with a field less or null, as an older one did; with 5.9 for the number; with the plan,
#            an enum whose toString() is of its own, as each of Java's converters writes it
# Guess      a field more is ignored, since an argument is to be one object so that fields can be added; 5.9 is refused;
#            the SDK's converter for Jackson 3 reads what the SDK's default converter wrote
# Seen       Java's default converter refuses a field more (so does not even a rollback read what the newer release
#            stored), Python's ignores it. 5.9 becomes 5 with all of them. The converter for Jackson 3, as one makes it
#            without an argument, is another dialect: it ignores a field more, refuses a number that is missing, and
#            refuses each enum constant with a toString of its own that the default converter wrote; with the
#            argument true it reads and writes like the default
#
# Needs bash, Python 3 with pip, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python temporalio==1.35.0
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>payload-readers</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId><artifactId>temporal-sdk</artifactId><version>1.38.0</version>
    </dependency>
    <dependency>
      <groupId>tools.jackson.core</groupId><artifactId>jackson-databind</artifactId><version>3.0.2</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=java >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }

cat >payloads.txt <<'END'
{"count":5,"flag":true}
{"count":5,"flag":true,"added":1}
{"count":5}
{"flag":true}
{"count":null,"flag":true}
{"count":"5","flag":true}
{"count":5.9,"flag":true}
{"count":5,"flag":true,"plan":"YEARLY"}
{"count":5,"flag":true,"plan":"Yearly"}
END

cat >Readers.java <<'JAVA'
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.*;
import java.nio.file.*;

class Readers {
  enum Plan {
    MONTHLY,
    YEARLY;

    @Override
    public String toString() {
      return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
  }

  record Order(int count, boolean flag, Plan plan) {}

  public static void main(String[] arguments) throws Exception {
    DataConverter standard = DefaultDataConverter.newDefaultInstance();
    DataConverter third = DefaultDataConverter.newDefaultInstance()
        .withPayloadConverterOverrides(new Jackson3JsonPayloadConverter());
    DataConverter alike = DefaultDataConverter.newDefaultInstance()
        .withPayloadConverterOverrides(new Jackson3JsonPayloadConverter(true));
    for (String json : Files.readAllLines(Path.of("payloads.txt"))) {
      System.out.println(read(standard, json) + " | " + read(third, json) + " | " + read(alike, json));
    }
  }

  private static String read(DataConverter converter, String json) {
    var payload = Payload.newBuilder().putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
        .setData(ByteString.copyFromUtf8(json)).build();
    try {
      Order order = converter.fromPayload(payload, Order.class, Order.class);
      return order.count() + " " + order.flag() + (order.plan() == null ? "" : " " + order.plan().name());
    } catch (DataConverterException refused) {
      return "refused";
    }
  }
}
JAVA

cat >readers.py <<'PY'
import asyncio
import dataclasses
import enum
from typing import Optional

from temporalio.api.common.v1 import Payload
from temporalio.converter import DataConverter


class Plan(str, enum.Enum):
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclasses.dataclass
class Order:
    count: int
    flag: bool = False
    plan: Optional[Plan] = None


async def main():
    for json in open("payloads.txt"):
        payload = Payload(metadata={"encoding": b"json/plain"}, data=json.strip().encode())
        try:
            order = (await DataConverter.default.decode([payload], [Order]))[0]
            print(order.count, str(order.flag).lower(), *([order.plan.name] if order.plan else []))
        except Exception:
            print("refused")


asyncio.run(main())
PY

"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Readers.java >java.txt 2>java.log
PYTHONPATH=python python3 readers.py >python.txt
{
  echo "payload | Java | Java, Jackson 3 | Java, Jackson 3 (true) | Python"
  paste -d '|' payloads.txt java.txt python.txt | sed 's/|\([^ ]\)/ | \1/g'
} | tee seen.txt
cat >expected.txt <<'END'
payload | Java | Java, Jackson 3 | Java, Jackson 3 (true) | Python
{"count":5,"flag":true} | 5 true | 5 true | 5 true | 5 true
{"count":5,"flag":true,"added":1} | refused | 5 true | refused | 5 true
{"count":5} | 5 false | refused | 5 false | 5 false
{"flag":true} | 0 true | refused | 0 true | refused
{"count":null,"flag":true} | 0 true | refused | 0 true | refused
{"count":"5","flag":true} | 5 true | 5 true | 5 true | refused
{"count":5.9,"flag":true} | 5 true | 5 true | 5 true | 5 true
{"count":5,"flag":true,"plan":"YEARLY"} | 5 true YEARLY | refused | 5 true YEARLY | 5 true YEARLY
{"count":5,"flag":true,"plan":"Yearly"} | refused | 5 true YEARLY | refused | refused
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
