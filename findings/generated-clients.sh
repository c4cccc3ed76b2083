#!/usr/bin/env bash
# A failed order and a price, by clients that are made of one OpenAPI 3.1 description.
#
# Packages   openapi-generator-cli 7.25.0 (Maven: its generators java with the library native, python, typescript-fetch),
#            openapi-python-client 0.29.1 (PyPI), openapi-fetch 0.17.0 (npm), none changed, with their defaults
# Input      a description of POST /orders: a price is a string of format decimal, which is in OpenAPI's registry of formats;
#            it may be answered by 200, by 202 with a Location, or by 409 with a problem. A server that answers so, or by a 503
#            without a body, as what stands before a server does
# Guess      a price is sent as the string that the description asks for; a 503 is an error for the caller, named in the
#            description or not, and to be told from the 202
# Seen       the Java client makes a BigDecimal of the price, which reads the string and is sent as a number
#            (bigDecimalAsString=true cures it; the other four send the string). sync() of openapi-python-client gives None for
#            the 503, as for the 202; openapi-fetch gives no data and no error for either. So an order that nobody took passes
#            for taken with whoever asks them by result alone, as in `if (error)`. The three of openapi-generator raise
#
# Needs bash, Python 3.11 with pip, Node from 20 on with npm, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; wait; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python openapi-python-client==0.29.1 httpx==0.28.1 \
  attrs==26.1.0 urllib3==2.7.0 python-dateutil==2.9.0.post0 pydantic==2.14.4 ruff==0.17.6
export PYTHONPATH=$place/python PATH=$place/python/bin:$PATH
npm install --silent --no-audit --no-fund openapi-fetch@0.17.0 esbuild@0.27.0
mvn -B -q dependency:copy -Dartifact=org.openapitools:openapi-generator-cli:7.25.0 -DoutputDirectory=. >mvn.log 2>&1 ||
  { cat mvn.log >&2; exit 1; }
jdk=${JAVA_HOME:+$JAVA_HOME/bin/}

cat >api.yaml <<'YAML'
openapi: 3.1.0
info: { title: Shop, version: "1" }
servers: [{ url: "http://127.0.0.1" }]
paths:
  /orders:
    post:
      operationId: createOrder
      tags: [orders]
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } }
      responses:
        "200":
          description: it is done
          content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } }
        "202":
          description: it is taken, and to be asked for at its location
          headers: { Location: { schema: { type: string } } }
        "409":
          description: it is refused
          content: { application/problem+json: { schema: { $ref: "#/components/schemas/Problem" } } }
components:
  schemas:
    Order:
      type: object
      required: [answer, price]
      properties:
        answer: { type: string, description: what the server is to answer }
        price: { type: string, format: decimal }
    Problem:
      type: object
      properties:
        title: { type: string }
YAML
generate() { # generator, folder, properties
  "${jdk}java" -jar openapi-generator-cli-7.25.0.jar generate -i api.yaml -g "$1" -o "$2" --additional-properties="$3" \
    >"$2.log" 2>&1 || { cat "$2.log" >&2; exit 1; }
}
generate java of-java library=native,invokerPackage=shop,apiPackage=shop.api,modelPackage=shop.model
generate python of-python packageName=shop
generate typescript-fetch of-typescript supportsES6=true
python3 -m openapi_python_client generate --path api.yaml --output-path of-pyclient >pyclient.log 2>&1 ||
  { cat pyclient.log >&2; exit 1; }
mvn -B -q -f of-java/pom.xml dependency:copy-dependencies -DoutputDirectory="$place/java" >mvn.log 2>&1 ||
  { cat mvn.log >&2; exit 1; }
find of-java/src/main/java -name '*.java' >sources.txt
"${jdk}javac" -nowarn -cp 'java/*' -d classes @sources.txt 2>javac.log || { cat javac.log >&2; exit 1; }
npx esbuild of-typescript/index.ts --bundle --format=esm --outfile=typescript.mjs --log-level=error

cat >server.mjs <<'JS'
import fs from "node:fs";
import http from "node:http";

const server = http.createServer((request, response) => {
  let body = "";
  request.on("data", (part) => (body += part));
  request.on("end", () => {
    const order = JSON.parse(body);
    const answer = (status, headers, text) => {
      response.writeHead(status, { "Content-Length": text.length, ...headers });
      response.end(text);
    };
    switch (order.answer) {
      case "200":
        fs.appendFileSync("prices.txt", body.match(/"price": ?([^,}]*)/)[1] + "\n");
        return answer(200, { "Content-Type": "application/json" }, '{"answer":"200","price":"19.00"}');
      case "202":
        return answer(202, { Location: "/orders/7" }, "");
      case "409":
        return answer(409, { "Content-Type": "application/problem+json" }, '{"title":"sold out"}');
      default:
        return answer(503, {}, "");
    }
  });
});
server.listen(0, "127.0.0.1", () => fs.writeFileSync("port", `${server.address().port}`));
JS
node server.mjs &
server=$!
until [ -s port ]; do sleep 0.2; done
PORT=$(cat port)
export PORT

cat >Ask.java <<'JAVA'
import java.math.BigDecimal;
import shop.ApiClient;
import shop.ApiException;
import shop.api.OrdersApi;
import shop.model.Order;

class Ask {
  public static void main(String[] answers) {
    var client = new ApiClient().setScheme("http").setHost("127.0.0.1").setPort(Integer.parseInt(System.getenv("PORT")));
    for (var answer : answers) {
      try {
        var order = new OrdersApi(client).createOrder(new Order().answer(answer).price(new BigDecimal("19.00")));
        System.out.println(order == null ? "nothing" : "an order of " + order.getPrice());
      } catch (ApiException error) {
        System.out.println("raised");
      }
    }
  }
}
JAVA
cat >generated.py <<'PY'
import os
import sys

sys.path.insert(0, "of-python")
import shop

orders = shop.OrdersApi(shop.ApiClient(shop.Configuration(host=f"http://127.0.0.1:{os.environ['PORT']}")))
for answer in sys.argv[1:]:
    try:
        order = orders.create_order(shop.Order(answer=answer, price="19.00"))
        print("nothing" if order is None else f"an order of {order.price}")
    except shop.ApiException:
        print("raised")
PY
cat >pyclient.py <<'PY'
import os
import sys

sys.path.insert(0, "of-pyclient")
from shop_client import Client
from shop_client.api.orders import create_order
from shop_client.errors import UnexpectedStatus
from shop_client.models import Order, Problem

client = Client(base_url=f"http://127.0.0.1:{os.environ['PORT']}")
for answer in sys.argv[1:]:
    try:
        order = create_order.sync(client=client, body=Order(answer=answer, price="19.00"))
        print("nothing" if order is None else "the problem" if isinstance(order, Problem) else f"an order of {order.price}")
    except UnexpectedStatus:
        print("raised")
PY
cat >generated.mjs <<'JS'
import { Configuration, OrdersApi, ResponseError } from "./typescript.mjs";

const orders = new OrdersApi(new Configuration({ basePath: `http://127.0.0.1:${process.env.PORT}` }));
for (const answer of process.argv.slice(2)) {
  try {
    const order = await orders.createOrder({ order: { answer, price: "19.00" } });
    console.log(order ? `an order of ${order.price}` : "nothing");
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
    console.log("raised");
  }
}
JS
cat >fetch.mjs <<'JS'
import createClient from "openapi-fetch";

const client = createClient({ baseUrl: `http://127.0.0.1:${process.env.PORT}` });
for (const answer of process.argv.slice(2)) {
  const { data, error } = await client.POST("/orders", { body: { answer, price: "19.00" } });
  console.log(error ? "the problem" : data ? `an order of ${data.price}` : "nothing");
}
JS
ask() { # name, command
  local -a said
  mapfile -t said < <("${@:2}" 200 202 409 503 2>>ask.log)
  echo "$1 | $(tail -n 1 prices.txt) | ${said[0]} | ${said[1]} | ${said[2]} | ${said[3]}"
}
{
  echo "client | sends the price as | 200 | 202, Location | 409, problem | 503, no body"
  ask "openapi-generator java" "${jdk}java" -cp 'classes:java/*' Ask.java
  ask "openapi-generator python" python3 generated.py
  ask "openapi-generator typescript-fetch" node generated.mjs
  ask openapi-python-client python3 pyclient.py
  ask openapi-fetch node fetch.mjs
} | tee seen.txt
cat >expected.txt <<'END'
client | sends the price as | 200 | 202, Location | 409, problem | 503, no body
openapi-generator java | 19.00 | an order of 19.00 | nothing | raised | raised
openapi-generator python | "19.00" | an order of 19.00 | nothing | raised | raised
openapi-generator typescript-fetch | "19.00" | an order of 19.00 | nothing | raised | raised
openapi-python-client | "19.00" | an order of 19.00 | nothing | the problem | nothing
openapi-fetch | "19.00" | an order of 19.00 | nothing | the problem | nothing
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  cat ask.log >&2
  echo "It has changed." >&2
  exit 1
fi
