#!/usr/bin/env bash
# One instant in the platform's three SDKs, asked for and read.
#
# Packages   braintree 4.48.0 (PyPI), braintree 3.40.0 (npm), braintree-java 3.52.0 (Maven), none changed
# Input      eight in the evening of 1 November 2026 in Los Angeles, 04:00 UTC of the day after, as each language writes
#            an instant with its zone: as the lower limit of a search, and as created-at of a transaction, on a machine
#            whose zone is Los Angeles
# Guess      the gateway is asked for 04:00 UTC, and the program reads the instant that the gateway sent
# Seen       Node and Java ask for it. Python drops the zone and sends 20:00 with a Z, an instant eight hours earlier (in
#            a zone east of Greenwich: later, so that transactions of the hours between are never found). Read, it is
#            an instant in Java, a text in Node, and in Python a datetime without a zone, which timestamp() and
#            astimezone() take for local time: noon UTC
#
# Needs bash, Python 3 with pip, Node with npm, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python braintree==4.48.0 tzdata==2025.2
npm install --silent --no-audit --no-fund --ignore-scripts braintree@3.40.0 >npm.log
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>sdk-instants</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.braintreepayments.gateway</groupId><artifactId>braintree-java</artifactId><version>3.52.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=java >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }

cat >server.py <<'PY'
import re
from http.server import BaseHTTPRequestHandler, HTTPServer

TRANSACTION = b"""<?xml version="1.0" encoding="UTF-8"?>
<transaction><id>one</id><type>sale</type><status>settled</status><amount>57.00</amount>
<created-at type="datetime">2026-11-02T04:00:00Z</created-at></transaction>"""
NONE = b"""<?xml version="1.0" encoding="UTF-8"?>
<search-results><page-size type="integer">50</page-size><ids type="array"/></search-results>"""


class Gateway(BaseHTTPRequestHandler):
    def answer(self, text):
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        self.answer(TRANSACTION)

    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with open("sent.txt", "w") as file:
            file.write(re.search(r"\d{4}-\d\d-\d\dT[\d:.]+Z", sent).group())
        self.answer(NONE)

    def log_message(self, *words):
        pass


server = HTTPServer(("127.0.0.1", 0), Gateway)
print(server.server_port, flush=True)
server.serve_forever()
PY
mkfifo port
python3 server.py >port &
server=$!
read -r number <port

cat >instants.py <<'PY'
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import braintree

environment = braintree.Environment("local", "127.0.0.1", sys.argv[1], "", False, None, "127.0.0.1", sys.argv[1])
gateway = braintree.BraintreeGateway(braintree.Configuration(environment, "merchant", "public", "private"))
evening = datetime(2026, 11, 1, 20, tzinfo=ZoneInfo("America/Los_Angeles"))
gateway.transaction.search(braintree.TransactionSearch.created_at >= evening)
created = gateway.transaction.find("one").created_at
read = datetime.fromtimestamp(created.timestamp(), ZoneInfo("UTC"))
print(f"python: meant {evening.astimezone(ZoneInfo('UTC')):%d %H:%M} UTC, sent {open('sent.txt').read()}, "
      f"read as a {type(created).__name__}, zone {created.tzinfo}, {read:%d %H:%M} UTC")
PY

cat >instants.js <<'JS'
process.env.GATEWAY_HOST = '127.0.0.1';
process.env.GATEWAY_PORT = process.argv[2];
const braintree = require('braintree');
const gateway = new braintree.BraintreeGateway({
  environment: braintree.Environment.Development, merchantId: 'merchant', publicKey: 'public', privateKey: 'private' });
const evening = new Date(2026, 10, 1, 20);
const short = (instant) => instant.toISOString().slice(8, 16).replace('T', ' ') + ' UTC';
gateway.transaction.search((search) => search.createdAt().min(evening), async () => {
  const created = (await gateway.transaction.find('one')).createdAt;
  console.log(`node: meant ${short(evening)}, sent ${require('fs').readFileSync('sent.txt')}, `
    + `read as a ${typeof created}, ${short(new Date(created))}`);
});
JS

cat >Instants.java <<'JAVA'
import com.braintreegateway.*;
import java.nio.file.*;
import java.time.*;
import java.time.format.DateTimeFormatter;
import java.util.GregorianCalendar;

class Instants {
  public static void main(String[] arguments) throws Exception {
    String url = "http://127.0.0.1:" + arguments[0];
    var environment = new Environment(url, url, new String[0], "local", url);
    var gateway = new BraintreeGateway(environment, "merchant", "public", "private");
    var evening = ZonedDateTime.of(2026, 11, 1, 20, 0, 0, 0, ZoneId.of("America/Los_Angeles"));
    gateway.transaction().search(
        new TransactionSearchRequest().createdAt().greaterThanOrEqualTo(GregorianCalendar.from(evening)));
    var created = gateway.transaction().find("one").getCreatedAt();
    var form = DateTimeFormatter.ofPattern("dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);
    System.out.println("java: meant " + form.format(evening) + ", sent " + Files.readString(Path.of("sent.txt"))
        + ", read as a Calendar, zone " + created.getTimeZone().getID() + ", " + form.format(created.toInstant()));
  }
}
JAVA

{
  export TZ=America/Los_Angeles
  PYTHONPATH=python python3 instants.py "$number"
  node instants.js "$number"
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Instants.java "$number" 2>java.log
} | tee seen.txt
cat >expected.txt <<'END'
python: meant 02 04:00 UTC, sent 2026-11-01T20:00:00Z, read as a datetime, zone None, 02 12:00 UTC
node: meant 02 04:00 UTC, sent 2026-11-02T04:00:00.000Z, read as a string, 02 04:00 UTC
java: meant 02 04:00 UTC, sent 2026-11-02T04:00:00Z, read as a Calendar, zone UTC, 02 04:00 UTC
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
