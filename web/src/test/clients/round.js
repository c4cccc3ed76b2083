// Asks the console about licenses by @polar-sh/sdk, unmodified; each line says what held.
"use strict";

const assert = require("node:assert");
const { createPolar, errors } = require("@polar-sh/sdk/2026-04");

const [KEY, , SUSPENDED, EXPIRED, , TEST] = process.env.LICENSE_KEYS.split(",");
const ORGANIZATION = "4a5f7d0e-0000-4000-8000-000000000000";
const polar = createPolar({ baseUrl: process.env.CONSOLE_URL, accessToken: "" });
const validate = (body) => polar.customerPortal.licenseKeys.validate({ organization_id: ORGANIZATION, ...body });

const steps = {
  async "a license that works is granted"() {
    const found = await validate({ key: KEY });
    assert.strictEqual(found.status, "granted");
    assert.strictEqual(found.key, KEY);
    assert.strictEqual(found.limit_activations, 3);
    assert.ok(new Date(found.expires_at) > new Date());
    assert.strictEqual(found.organization_id, ORGANIZATION);
    assert.strictEqual(found.customer.metadata.test, undefined);
  },
  async "what is bought as a test says so"() {
    assert.strictEqual((await validate({ key: TEST })).customer.metadata.test, true);
  },
  async "what works no more is not found"() {
    for (const key of [SUSPENDED, EXPIRED, "MIG-0000", "许可证", "x".repeat(5000)]) {
      await assert.rejects(validate({ key }), errors.ResourceNotFound, key);
    }
  },
  async "a benefit or an activation of others is not found"() {
    await validate({ key: KEY, benefit_id: "MIGRATION" });
    await assert.rejects(validate({ key: KEY, benefit_id: "DISASTER_RESILIENCE" }), errors.ResourceNotFound);
    await assert.rejects(validate({ key: KEY, activation_id: ORGANIZATION }), errors.ResourceNotFound);
  },
  async "what is no key is told apart"() {
    await assert.rejects(validate({ key: 7 }), errors.HTTPValidationError);
    await assert.rejects(validate({ key: "x".repeat(50000) }), (e) => e.statusCode === 413);
  },
};

(async () => {
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step();
      console.log("ok", name);
    } catch (e) {
      console.log(e);
      console.log("not ok", name);
    }
  }
  const { version } = JSON.parse(
    require("node:fs").readFileSync(require.resolve("@polar-sh/sdk").replace(/dist.*/, "package.json")),
  );
  console.log(`${Object.keys(steps).length} steps with @polar-sh/sdk ${version}`);
})();
