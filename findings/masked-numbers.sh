#!/usr/bin/env bash
# The masked number and the expiration of a transaction's card, read by Braintree's SDKs; also where no card was used.
#
# Packages   braintree 4.48.0 (PyPI), braintree 3.40.0 (npm), braintree-java 3.52.0 (Maven), none changed
# Input      a stand-in that answers each `find` with a transaction as the gateway writes it: by a card of 16 digits, with the
#            six digits of its bank alone and with eight (bin-extended); by a card of 15 digits; by PayPal, with a card whose
#            elements are nil; and the SDKs' own sample notification of a transaction by bank account, which has no card
# Guess      one card has one masked number, as long as the card's; without a card there is none, null or None, in each SDK
# Seen       with bin-extended Python shows eight digits and four stars, the others six and six, so that one card is two to who
#            compares them; 15 digits are 16 in all three. Without a card Java and Node make a text of the word for nothing, to
#            be printed on a receipt: null******null and null/null, in Node undefined******undefined too; Python raises
#            TypeError for PayPal, and AttributeError where there is no card; Java has a card that tells null then as well
#
# Needs bash, Python 3 with pip, Node with npm, a JDK from 17 on and Maven. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; wait; rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python braintree==4.48.0
npm install --silent --no-audit --no-fund --ignore-scripts braintree@3.40.0 >npm.log
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId><artifactId>masked-numbers</artifactId><version>1</version>
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

CARD = "<bin>{}</bin><last-4>{}</last-4><expiration-month>09</expiration-month><expiration-year>2030</expiration-year>{}"
CARDS = {"digits-16": CARD.format("411111", "1111", ""),
         "extended": CARD.format("411111", "1111", "<bin-extended>41111111</bin-extended>"),
         "digits-15": CARD.format("378282", "0005", ""),
         "paypal": "".join(f'<{each} nil="true"/>' for each in ("bin", "last-4", "expiration-month", "expiration-year"))}


class Gateway(BaseHTTPRequestHandler):
    def do_GET(self):
        number = self.path.rsplit("/", 1)[1]
        answer = (f'<?xml version="1.0" encoding="UTF-8"?>\n<transaction><id>{number}</id><status>settled</status>'
                  f"<type>sale</type><amount>57.00</amount><currency-iso-code>USD</currency-iso-code>"
                  f"<credit-card>{CARDS[number]}</credit-card></transaction>").encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

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

cat >cards.py <<'PY'
import sys
import braintree

environment = braintree.Environment("local", "127.0.0.1", sys.argv[1], "", False, None, "127.0.0.1", sys.argv[1])
gateway = braintree.BraintreeGateway(braintree.Configuration(environment, "merchant", "public", "private"))


def told(ask):
    try:
        return str(ask())
    except Exception as error:
        return type(error).__name__


def show(what, transaction):
    print(what, "Python", told(lambda: transaction.credit_card_details.masked_number),
          told(lambda: transaction.credit_card_details.expiration_date), sep=" | ")


for each in "digits-16", "extended", "digits-15", "paypal":
    show(each, gateway.transaction.find(each))
sample = gateway.webhook_testing.sample_notification("transaction_settled", "id")
show("sample", gateway.webhook_notification.parse(sample["bt_signature"], sample["bt_payload"]).transaction)
PY

cat >cards.js <<'JS'
process.env.GATEWAY_HOST = '127.0.0.1';
process.env.GATEWAY_PORT = process.argv[2];
const braintree = require('braintree');
const gateway = new braintree.BraintreeGateway({
  environment: braintree.Environment.Development, merchantId: 'merchant', publicKey: 'public', privateKey: 'private' });
const show = (what, { creditCard }) =>
  console.log(`${what} | Node | ${creditCard.maskedNumber} | ${creditCard.expirationDate}`);
(async () => {
  for (const each of ['digits-16', 'extended', 'digits-15', 'paypal']) {
    show(each, await gateway.transaction.find(each));
  }
  const sample = await gateway.webhookTesting.sampleNotification('transaction_settled', 'id');
  show('sample', (await gateway.webhookNotification.parse(sample.bt_signature, sample.bt_payload)).transaction);
})();
JS

cat >Cards.java <<'JAVA'
import com.braintreegateway.*;

class Cards {
  public static void main(String[] arguments) {
    String url = "http://127.0.0.1:" + arguments[0];
    var environment = new Environment(url, url, new String[0], "local", url);
    var gateway = new BraintreeGateway(environment, "merchant", "public", "private");
    for (var each : new String[] {"digits-16", "extended", "digits-15", "paypal"}) {
      show(each, gateway.transaction().find(each));
    }
    var sample = gateway.webhookTesting().sampleNotification(WebhookNotification.Kind.TRANSACTION_SETTLED, "id");
    show("sample", gateway.webhookNotification().parse(sample.get("bt_signature"), sample.get("bt_payload")).getTransaction());
  }

  private static void show(String what, Transaction transaction) {
    var card = transaction.getCreditCard();
    System.out.println(what + " | Java | " + (card == null ? "no card | no card"
        : card.getMaskedNumber() + " | " + card.getExpirationDate()));
  }
}
JAVA

{
  echo "transaction | SDK | masked number | expiration"
  {
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp 'java/*' Cards.java "$number" 2>java.log
    node cards.js "$number"
    PYTHONPATH=python python3 cards.py "$number"
  } | sort -s -t '|' -k 1,1
} | tee seen.txt
cat >expected.txt <<'END'
transaction | SDK | masked number | expiration
digits-15 | Java | 378282******0005 | 09/2030
digits-15 | Node | 378282******0005 | 09/2030
digits-15 | Python | 378282******0005 | 09/2030
digits-16 | Java | 411111******1111 | 09/2030
digits-16 | Node | 411111******1111 | 09/2030
digits-16 | Python | 411111******1111 | 09/2030
extended | Java | 411111******1111 | 09/2030
extended | Node | 411111******1111 | 09/2030
extended | Python | 41111111****1111 | 09/2030
paypal | Java | null******null | null/null
paypal | Node | null******null | null/null
paypal | Python | TypeError | None
sample | Java | null******null | null/null
sample | Node | undefined******undefined | undefined/undefined
sample | Python | AttributeError | AttributeError
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
