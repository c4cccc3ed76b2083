#!/usr/bin/env bash
# A webhook that one of the Standard Webhooks libraries has signed, verified by another.
#
# Packages   standardwebhooks 1.1.0 (PyPI), standardwebhooks 1.1.1 (npm), github.com/standard-webhooks/standard-webhooks/
#            libraries 0.0.1 (Go modules), none changed
# Input      one secret; webhooks signed at this moment, the timestamp's header being its seconds since 1970: by Python with the
#            moment as UTC, as Berlin's time (a datetime that knows its zone) and as datetime.now() on a machine in Berlin; by
#            Go with a body of JSON, one of text in ISO 8859-1, and none
# Guess      a moment is a moment, whatever zone it is told in; the bytes of a body are signed and verified as they come; one
#            that cannot be read as JSON is for the caller to judge, once it is verified
# Seen       Python's sign() takes the hour that it is told for UTC, so that what is signed with another zone is refused by all,
#            itself included: right on a server in UTC, wrong on a laptop. A body that is not UTF-8 is verified by Go alone:
#            node finds no matching signature, Python raises a UnicodeDecodeError. Of an empty body Python raises a
#            JSONDecodeError: neither is the WebhookVerificationError that verify() is said to raise
#
# Needs bash, Python 3 with pip, Node with npm and Go from 1.26 on. Ends with 0 as long as it is so.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

echo "Getting the packages ..."
python3 -m pip install --quiet --disable-pip-version-check --target python standardwebhooks==1.1.0 tzdata==2026.6
npm install --silent --no-audit --no-fund standardwebhooks@1.1.1
mkdir go
cat >go/main.go <<'GO'
package main

import (
	"fmt"
	"net/http"
	"os"
	"strconv"
	"time"

	webhook "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

func main() {
	webhooks, err := webhook.NewWebhook(os.Getenv("SECRET"))
	if err != nil {
		panic(err)
	}
	folder := os.Args[2]
	body, err := os.ReadFile(folder + "/body")
	if err != nil {
		panic(err)
	}
	if os.Args[1] == "sign" {
		now := time.Now()
		signature, err := webhooks.Sign("msg_1", now, body)
		if err != nil {
			panic(err)
		}
		os.WriteFile(folder+"/timestamp", []byte(strconv.FormatInt(now.Unix(), 10)), 0o600)
		os.WriteFile(folder+"/signature", []byte(signature), 0o600)
		return
	}
	headers := http.Header{}
	headers.Set("webhook-id", "msg_1")
	for _, name := range []string{"timestamp", "signature"} {
		value, err := os.ReadFile(folder + "/" + name)
		if err != nil {
			panic(err)
		}
		headers.Set("webhook-"+name, string(value))
	}
	if webhooks.Verify(body, headers) == nil {
		fmt.Print("verified")
	} else {
		fmt.Print("refused")
	}
}
GO
(cd go && go mod init findings && go get github.com/standard-webhooks/standard-webhooks/libraries@v0.0.1 &&
  go build -o ../webhook .) >go.log 2>&1 || { cat go.log >&2; exit 1; }
cat >sign.py <<'PY'
import os
import sys
from datetime import datetime, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from standardwebhooks import Webhook

told, folder = sys.argv[1], Path(sys.argv[2])
now = {"UTC": lambda: datetime.now(timezone.utc), "Berlin": lambda: datetime.now(ZoneInfo("Europe/Berlin")),
       "now()": datetime.now}[told]()
signature = Webhook(os.environ["SECRET"]).sign(msg_id="msg_1", timestamp=now, data=(folder / "body").read_text())
(folder / "timestamp").write_text(str(int(now.timestamp())))
(folder / "signature").write_text(signature)
PY
cat >verify.py <<'PY'
import os
import sys
from pathlib import Path

from standardwebhooks import Webhook, WebhookVerificationError

folder = Path(sys.argv[1])
headers = {"webhook-id": "msg_1"} | {f"webhook-{name}": (folder / name).read_text() for name in ("timestamp", "signature")}
try:
    Webhook(os.environ["SECRET"]).verify((folder / "body").read_bytes(), headers)
    print("verified", end="")
except WebhookVerificationError:
    print("refused", end="")
except ValueError as error:
    print(type(error).__name__, end="")
PY
cat >verify.mjs <<'JS'
import fs from "node:fs";
import { Webhook, WebhookVerificationError } from "standardwebhooks";

const read = (name) => fs.readFileSync(`${process.argv[2]}/${name}`);
const headers = { "webhook-id": "msg_1" };
for (const name of ["timestamp", "signature"]) headers[`webhook-${name}`] = read(name).toString();
try {
  new Webhook(process.env.SECRET).verify(read("body"), headers);
  process.stdout.write("verified");
} catch (error) {
  if (!(error instanceof WebhookVerificationError)) throw error;
  process.stdout.write("refused");
}
JS
SECRET=whsec_$(printf 'twenty-four bytes secret' | base64)
export SECRET PYTHONPATH=python

see() { # what, body, command that signs
  local folder=${1// /-}
  mkdir "$folder"
  printf '%b' "$2" >"$folder/body"
  "${@:3}" "$folder"
  echo "$1 | $(python3 verify.py "$folder") | $(node verify.mjs "$folder") | $(./webhook verify "$folder")"
}
{
  echo "signed by | Python | node | Go"
  see "Python, UTC" '{"paid":true}' python3 sign.py UTC
  see "Python, Berlin's time" '{"paid":true}' python3 sign.py Berlin
  see "Python, now() in Berlin" '{"paid":true}' env TZ=Europe/Berlin python3 sign.py "now()"
  see "Go" '{"paid":true}' ./webhook sign
  see "Go, text in ISO 8859-1" 'M\0374ller has paid' ./webhook sign
  see "Go, no body" '' ./webhook sign
} | tee seen.txt
cat >expected.txt <<'END'
signed by | Python | node | Go
Python, UTC | verified | verified | verified
Python, Berlin's time | refused | refused | refused
Python, now() in Berlin | refused | refused | refused
Go | verified | verified | verified
Go, text in ISO 8859-1 | UnicodeDecodeError | refused | verified
Go, no body | JSONDecodeError | verified | verified
END
if diff expected.txt seen.txt; then
  echo "It is as it was."
else
  echo "It has changed." >&2
  exit 1
fi
