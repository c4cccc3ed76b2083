#!/usr/bin/env bash
# A duration, an enum, bytes and a price, written by one Temporal SDK's converter and read by another's.
#
# Packages   temporal-sdk 1.38.0 (Maven), go.temporal.io/sdk 1.51.0 (Go modules), temporalio 1.35.0 with pydantic 2.14.4
#            (PyPI), @temporalio/common 1.24.0 (npm), none changed
# Input      ninety seconds, the second of two plans, three bytes and 57.00, each as the one field of an argument and in the
#            type that the language has for it: Duration, time.Duration, timedelta, in TypeScript a number of milliseconds;
#            an enum, in Go counted by iota; byte[], []byte, bytes, Uint8Array; BigDecimal, float64, Decimal, number
# Guess      one reads what the other wrote, or refuses it
# Seen       Go's ninety seconds are nanoseconds as a whole number, and 2,852 years in Java and Python; TypeScript's are
#            25 hours there, and 90 microseconds in Go; none is refused. Go's plan is read by Java by its place in the
#            enum, so that a constant that is put in before it makes another plan of it. Python's pydantic converter takes
#            the base64 of Java's or Go's bytes for the bytes themselves, reads Java's 57.00 as 57, and writes a price as
#            text, which Go refuses. Of TypeScript's bytes nobody reads anything
#
# Needs bash, Python 3 with pip, Node with npm, Go from 1.26 on, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python temporalio==1.35.0 pydantic==2.14.4
npm install --silent --no-audit --no-fund --ignore-scripts @temporalio/common@1.24.0 >npm.log
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>payload-values</artifactId><version>1</version>
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

cat >Values.java <<'JAVA'
import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.*;
import java.math.BigDecimal;
import java.nio.file.*;
import java.time.Duration;
import java.util.HexFormat;

class Values {
  enum Plan {
    MONTHLY,
    YEARLY
  }

  record Wait(Duration value) {}

  record Choice(Plan value) {}

  record Seal(byte[] value) {}

  record Price(BigDecimal value) {}

  static final DataConverter CONVERTER = DefaultDataConverter.newDefaultInstance();

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      write("duration", new Wait(Duration.ofSeconds(90)));
      write("enum", new Choice(Plan.YEARLY));
      write("bytes", new Seal(new byte[] {1, 2, (byte) 255}));
      write("price", new Price(new BigDecimal("57.00")));
    } else {
      for (String line : Files.readAllLines(Path.of(arguments[0]))) {
        String[] parts = line.split(" \\| ");
        System.out.println(read(parts[0], parts[2]));
      }
    }
  }

  static void write(String what, Object value) {
    System.out.println(what + " | Java | " + CONVERTER.toPayload(value).orElseThrow().getData().toStringUtf8());
  }

  static String read(String what, String json) {
    var payload = Payload.newBuilder().putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
        .setData(ByteString.copyFromUtf8(json)).build();
    try {
      return switch (what) {
        case "duration" -> CONVERTER.fromPayload(payload, Wait.class, Wait.class).value().getSeconds() + " s";
        case "enum" -> CONVERTER.fromPayload(payload, Choice.class, Choice.class).value().name();
        case "bytes" -> HexFormat.of().formatHex(CONVERTER.fromPayload(payload, Seal.class, Seal.class).value());
        default -> CONVERTER.fromPayload(payload, Price.class, Price.class).value().toString();
      };
    } catch (DataConverterException refused) {
      return "refused";
    }
  }
}
JAVA
cat >values.py <<'PY'
import asyncio
import datetime
import decimal
import enum
import sys

import pydantic
from temporalio.api.common.v1 import Payload
from temporalio.contrib.pydantic import pydantic_data_converter as converter


class Plan(enum.Enum):
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


VALUES = {"duration": datetime.timedelta(seconds=90), "enum": Plan.YEARLY, "bytes": b"\1\2\xff",
          "price": decimal.Decimal("57.00")}
SHOWN = {"duration": lambda value: f"{value.total_seconds():.0f} s", "enum": lambda value: value.name,
         "bytes": lambda value: value.hex(), "price": str}
TYPES = {what: pydantic.create_model("One", value=(type(value), ...)) for what, value in VALUES.items()}


async def main():
    if len(sys.argv) == 1:
        for what, value in VALUES.items():
            try:
                print(what, "Python", (await converter.encode([TYPES[what](value=value)]))[0].data.decode(), sep=" | ")
            except Exception:
                print(what, "Python", "refused", sep=" | ")
    else:
        for line in open(sys.argv[1]):
            what, _, json = line.strip().split(" | ")
            payload = Payload(metadata={"encoding": b"json/plain"}, data=json.encode())
            try:
                print(SHOWN[what]((await converter.decode([payload], [TYPES[what]]))[0].value))
            except Exception:
                print("refused")


asyncio.run(main())
PY
cat >values.js <<'JS'
const { defaultPayloadConverter } = require('@temporalio/common');
const values = { duration: 90000, enum: 'YEARLY', bytes: new Uint8Array([1, 2, 255]), price: 57.00 };
for (const [what, value] of Object.entries(values)) {
  console.log(`${what} | TypeScript | ${Buffer.from(defaultPayloadConverter.toPayload({ value }).data)}`);
}
JS
mkdir go
cat >go/main.go <<'GO'
package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
	"time"

	"go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"
)

type Plan int

const (
	Monthly Plan = iota
	Yearly
)

type One[T any] struct {
	Value T `json:"value"`
}

func write[T any](what string, value T) {
	payload, err := converter.GetDefaultDataConverter().ToPayload(One[T]{value})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%s | Go | %s\n", what, payload.Data)
}

func read[T any](payload *common.Payload, shown func(T) string) string {
	var one One[T]
	if converter.GetDefaultDataConverter().FromPayload(payload, &one) != nil {
		return "refused"
	}
	return shown(one.Value)
}

func main() {
	if len(os.Args) == 1 {
		write("duration", 90*time.Second)
		write("enum", Yearly)
		write("bytes", []byte{1, 2, 255})
		write("price", 57.00)
		return
	}
	file, _ := os.Open(os.Args[1])
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		parts := strings.Split(lines.Text(), " | ")
		payload := &common.Payload{Metadata: map[string][]byte{"encoding": []byte("json/plain")}, Data: []byte(parts[2])}
		switch parts[0] {
		case "duration":
			fmt.Println(read(payload, func(d time.Duration) string { return fmt.Sprintf("%g s", d.Seconds()) }))
		case "enum":
			fmt.Println(read(payload, func(p Plan) string { return []string{"Monthly", "Yearly"}[p] }))
		case "bytes":
			fmt.Println(read(payload, hex.EncodeToString))
		case "price":
			fmt.Println(read(payload, func(f float64) string { return fmt.Sprint(f) }))
		}
	}
}
GO
export GOPATH=$place/gopath GOFLAGS=-modcacherw PYTHONPATH=python
(cd go && go mod init findings && go get go.temporal.io/sdk@v1.51.0 && go mod tidy && go build -o ../values .) \
  >go.log 2>&1 || { cat go.log >&2; exit 1; }

in_java() {
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Values.java "$@" 2>>java.log
}
{ in_java; ./values; python3 values.py; node values.js; } | grep -v refused | sort -s -t '|' -k 1,1 >written.txt
in_java written.txt >java.txt
./values written.txt >go.txt
python3 values.py written.txt >python.txt
{
  echo "what | written by | as | read by Java | Go | Python"
  paste -d '|' written.txt java.txt go.txt python.txt | sed 's/|\([^ ]\)/ | \1/g'
} | tee seen.txt
cat >expected.txt <<'END'
what | written by | as | read by Java | Go | Python
bytes | Java | {"value":"AQL/"} | 0102ff | 0102ff | 41514c2f
bytes | Go | {"value":"AQL/"} | 0102ff | 0102ff | 41514c2f
bytes | TypeScript | {"value":{"0":1,"1":2,"2":255}} | refused | refused | refused
duration | Java | {"value":90.000000000} | 90 s | refused | 90 s
duration | Go | {"value":90000000000} | 90000000000 s | 90 s | 90000000000 s
duration | Python | {"value":"PT1M30S"} | 90 s | refused | 90 s
duration | TypeScript | {"value":90000} | 90000 s | 9e-05 s | 90000 s
enum | Java | {"value":"YEARLY"} | YEARLY | refused | YEARLY
enum | Go | {"value":1} | YEARLY | Yearly | refused
enum | Python | {"value":"YEARLY"} | YEARLY | refused | YEARLY
enum | TypeScript | {"value":"YEARLY"} | YEARLY | refused | YEARLY
price | Java | {"value":57.00} | 57.00 | 57 | 57
price | Go | {"value":57} | 57 | 57 | 57
price | Python | {"value":"57.00"} | 57.00 | refused | 57.00
price | TypeScript | {"value":57} | 57 | 57 | 57
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
