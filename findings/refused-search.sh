#!/usr/bin/env bash
# A search that the gateway refuses, in the platform's three SDKs.
#
# Packages   braintree 4.48.0 (PyPI), braintree 3.40.0 (npm), braintree-java 3.52.0 (Maven), none changed
# Input      a search for an order id, answered as the gateway answers a request it does not take: status 422, an
#            api-error-response with a message
# Guess      the message reaches the caller: as an exception that carries it, or as a result that has failed
# Seen       Python: RequestTimeoutError "search timeout", as if it were worth trying again. Node: no error, and a
#            result without length(), so that the caller fails where it counts. Java: UnexpectedException "No search
#            results found.", as if nothing had matched
#
# Needs bash, Python 3 with pip, Node with npm, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python braintree==4.48.0
npm install --silent --no-audit --no-fund --ignore-scripts braintree@3.40.0 >npm.log
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>refused-search</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.braintreepayments.gateway</groupId><artifactId>braintree-java</artifactId><version>3.52.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=java >mvn.log 2>&1 || { cat mvn.log >&2; exit 1; }

cat >server.py <<'PY'
from http.server import BaseHTTPRequestHandler, HTTPServer

REFUSAL = b"""<?xml version="1.0" encoding="UTF-8"?>
<api-error-response><errors><errors type="array"/></errors><params/>
<message>The search is refused for a reason.</message></api-error-response>"""


class Gateway(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(422)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(REFUSAL)))
        self.end_headers()
        self.wfile.write(REFUSAL)

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

cat >search.py <<'PY'
import sys
import braintree

environment = braintree.Environment("local", "127.0.0.1", sys.argv[1], "", False, None, "127.0.0.1", sys.argv[1])
gateway = braintree.BraintreeGateway(braintree.Configuration(environment, "merchant", "public", "private"))
try:
    hits = gateway.transaction.search(braintree.TransactionSearch.order_id == "order")
    print("python: %r" % hits)
except Exception as error:
    print("python: %s \"%s\"" % (type(error).__name__, error))
PY

cat >search.js <<'JS'
process.env.GATEWAY_HOST = '127.0.0.1';
process.env.GATEWAY_PORT = process.argv[2];
const braintree = require('braintree');
const gateway = new braintree.BraintreeGateway({
  environment: braintree.Environment.Development, merchantId: 'merchant', publicKey: 'public', privateKey: 'private' });
gateway.transaction.search((search) => search.orderId().is('order'), (error, hits) => {
  console.log(`node: error ${error}, length ${hits && typeof hits.length}, "${hits && hits.message}"`);
});
JS

cat >Search.java <<'JAVA'
import com.braintreegateway.*;

class Search {
  public static void main(String[] arguments) {
    String url = "http://127.0.0.1:" + arguments[0];
    var environment = new Environment(url, url, new String[0], "local", url);
    var gateway = new BraintreeGateway(environment, "merchant", "public", "private");
    try {
      var hits = gateway.transaction().search(new TransactionSearchRequest().orderId().is("order"));
      System.out.println("java: " + hits.getMaximumSize());
    } catch (RuntimeException error) {
      System.out.println("java: " + error.getClass().getSimpleName() + " \"" + error.getMessage() + "\"");
    }
  }
}
JAVA

{
  PYTHONPATH=python python3 search.py "$number"
  node search.js "$number"
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Search.java "$number" 2>java.log
} | tee seen.txt
cat >expected.txt <<'END'
python: RequestTimeoutError "search timeout"
node: error null, length undefined, "The search is refused for a reason."
java: UnexpectedException "No search results found."
END
if diff expected.txt seen.txt; then
  echo "It is as it was: none says why, and only Node keeps the reason."
else
  echo "It has changed." >&2
  exit 1
fi
