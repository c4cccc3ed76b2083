// Verifies messages by standardwebhooks, unmodified; each line says what held.
"use strict";

const fs = require("node:fs");
const { Webhook, WebhookVerificationError } = require("standardwebhooks");

for (const { name, secret, headers, payload, good } of JSON.parse(fs.readFileSync(process.argv[2], "utf8"))) {
  let held;
  try {
    const read = new Webhook(secret).verify(payload, headers);
    held = good && read.type === "license.activated";
  } catch (e) {
    if (!(e instanceof WebhookVerificationError)) {
      throw e;
    }
    held = !good;
  }
  console.log(held ? "ok" : "not ok", name);
}
