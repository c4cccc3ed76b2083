// Node's official SDK, unmodified, makes its round against the stand-in: as round.py does.
//
// Prints one line a step: "ok STEP", or "not ok STEP: WHAT DIFFERED". PLATFORM_URL names the stand-in,
// MAILBOX_URL what it sends notifications to; the last one can be fetched there.
'use strict';

const assert = require('node:assert/strict');
const { randomUUID } = require('node:crypto');

const PLATFORM = process.env.PLATFORM_URL;
const MAILBOX = process.env.MAILBOX_URL;
// The SDK reads them when it is loaded.
process.env.GATEWAY_HOST = new URL(PLATFORM).hostname;
process.env.GATEWAY_PORT = new URL(PLATFORM).port;
const braintree = require('braintree');
const VERSION = require('braintree/package.json').version;

const { errorTypes, WebhookNotification } = braintree;

function gateway(merchantId = 'test-merchant', privateKey = 'test-private-key') {
  return new braintree.BraintreeGateway({
    environment: braintree.Environment.Development,
    merchantId,
    publicKey: 'test-public-key',
    privateKey,
  });
}

const the = gateway();
const steps = [];

function step(name, run) {
  steps.push({ name, run });
}

// --- means ---------------------------------------------------------------------------------------

const order = () => randomUUID();

function sell(amount = '19.00', more = {}) {
  return the.transaction.sale({
    amount, orderId: order(), paymentMethodNonce: 'fake-valid-nonce', ...more });
}

function made(result) {
  assert.equal(result.success, true, result.message);
  return result.transaction;
}

function refused(result) {
  assert.equal(result.success, false);
  assert.ok(result.transaction, result.message);
  assert.deepEqual(result.errors.deepErrors(), []);
  return result.transaction;
}

function codes(result) {
  assert.equal(result.success, false);
  assert.equal(result.transaction, undefined);
  return result.errors.deepErrors().map((error) => error.code);
}

const authorized = async (amount, more) => made(await sell(amount, more));
const submitted = async (amount) => made(await sell(amount, { options: { submitForSettlement: true } }));
// The SDK's testing calls say nothing of success.
const settled = async (amount) => (await the.testing.settle((await submitted(amount)).id)).transaction;

function raises(type, action) {
  return assert.rejects(action, (error) => {
    assert.equal(error.type, type);
    return true;
  });
}

/** All hits of a search, as the SDK streams them page by page. */
function all(stream) {
  return new Promise((resolve, reject) => {
    const hits = [];
    stream.on('data', (hit) => hits.push(hit));
    stream.on('end', () => resolve(hits));
    stream.on('error', reject);
  });
}

function search(criteria) {
  return all(the.transaction.search(criteria));
}

async function post(url, fields) {
  const answer = await fetch(url, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(fields) });
  assert.ok(answer.ok, `${url}: ${answer.status}`);
  return answer.json();
}

async function clientToken(wanted = {}) {
  const { success, message, clientToken: token } = await the.clientToken.generate(wanted);
  assert.equal(success, true, message);
  return JSON.parse(Buffer.from(token, 'base64').toString());
}

/** A nonce as the buyer's browser gets it: the card is taken, then the bank asked. */
async function authenticated(number, wanted) {
  const token = await clientToken(wanted);
  const authorizationFingerprint = token.authorizationFingerprint;
  const methods = `${token.clientApiUrl}/v1/payment_methods/`;
  const creditCard = { number, expirationDate: '12/39', cvv: '123' };
  const taken = await post(`${methods}credit_cards`, { authorizationFingerprint, creditCard });
  const nonce = taken.creditCards[0].nonce;
  const asked = await post(
    `${methods}${nonce}/three_d_secure/lookup`, { authorizationFingerprint, amount: '19.00' });
  return asked.paymentMethod.nonce;
}

/** Lets an event happen at the stand-in; returns its notification. */
async function happens(kind, transaction) {
  await post(`${PLATFORM}/control/transactions/${transaction.id}/webhooks`, { kind });
  const form = new URLSearchParams(await (await fetch(MAILBOX)).text());
  return [form.get('bt_signature'), form.get('bt_payload')];
}

// --- the round -----------------------------------------------------------------------------------

step('a client token opens the card form', async () => {
  const token = await clientToken();
  assert.equal(typeof token.authorizationFingerprint, 'string');
  assert.equal(token.merchantId, 'test-merchant');
  await clientToken({ merchantAccountId: 'euro-account' });
});

step('a client token of what does not exist is refused', async () => {
  const account = await the.clientToken.generate({ merchantAccountId: 'no-such-account' });
  assert.deepEqual(codes(account), ['92807']);
  const customer = await the.clientToken.generate({ customerId: 'no-such-customer' });
  assert.deepEqual(codes(customer), ['92804']);
  const { customer: { id: customerId } } = await the.customer.create({});
  assert.equal((await the.customer.find(customerId)).id, customerId);
  await clientToken({ customerId });
});

step('merchant accounts are read', async () => {
  const account = await the.merchantAccount.find('euro-account');
  assert.equal(account.currencyIsoCode, 'EUR');
  assert.equal(account.default, false);
  const accounts = await all(the.merchantAccount.all());
  assert.deepEqual(accounts.map((one) => [one.id, one.default, one.status]),
    [['test-account', true, 'active'], ['euro-account', false, 'active']]);
  await raises(errorTypes.notFoundError, () => the.merchantAccount.find('no-such-account'));
});

step('a sale by nonce carries what was asked for, each value of its type', async () => {
  const orderId = order();
  const sale = made(await sell('57.00', { orderId, options: { submitForSettlement: true } }));
  assert.equal(sale.status, 'submitted_for_settlement');
  assert.equal(sale.amount, '57.00');
  assert.equal(sale.orderId, orderId);
  assert.equal(sale.currencyIsoCode, 'USD');
  assert.match(sale.createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.equal(sale.recurring, false);
  assert.equal(sale.taxAmount, null);
  assert.deepEqual(sale.refundIds, []);
  assert.deepEqual(sale.disputes, []);
  assert.equal(sale.statusHistory[0].amount, '57.00');
  assert.equal(sale.disbursementDetails.isValid(), false);
  assert.equal(sale.threeDSecureInfo, null);
});

step('an amount may be a number', async () => {
  assert.equal((await authorized(19.5)).amount, '19.50');
  assert.equal((await authorized(100)).amount, '100.00');
});

step('a sale by card is charged', async () => {
  const creditCard = {
    number: '4111111111111111', expirationDate: '05/2039', cvv: '123', cardholderName: 'Ada Lovelace' };
  const sale = await authorized('19.00', { paymentMethodNonce: undefined, creditCard });
  assert.equal(sale.creditCard.maskedNumber, '411111******1111');
  assert.equal(sale.creditCard.expirationDate, '05/2039');
  assert.equal(sale.creditCard.cardholderName, 'Ada Lovelace');
  assert.equal(sale.creditCard.prepaid, 'Unknown');
  assert.equal(sale.processorResponseCode, '1000');
});

step('a sale on another account is of its currency', async () => {
  const sale = await authorized('19.00', { merchantAccountId: 'euro-account' });
  assert.equal(sale.currencyIsoCode, 'EUR');
});

step('every sign of an order id comes back', async () => {
  const orderId = `é订<&>"' ${order()}`;
  const sale = await authorized('19.00', { orderId });
  assert.equal(sale.orderId, orderId);
  const hits = await search((wanted) => wanted.orderId().is(orderId));
  assert.deepEqual(hits.map((hit) => hit.id), [sale.id]);
});

step('a transaction is found, or not', async () => {
  const sale = await authorized();
  const found = await the.transaction.find(sale.id);
  assert.deepEqual([found.id, found.status, found.amount], [sale.id, 'authorized', '19.00']);
  await raises(errorTypes.notFoundError, () => the.transaction.find('nosuchid'));
  await raises(errorTypes.notFoundError, () => the.transaction.void('nosuchid'));
});

step('a search goes over several pages', async () => {
  const prefix = order();
  const ids = [];
  for (let i = 0; i < 13; i++) {
    ids.push((await authorized(`${10 + i}.00`, { orderId: `${prefix}-${i}` })).id);
  }
  const hits = await search((wanted) => wanted.orderId().startsWith(prefix));
  assert.deepEqual(hits.map((hit) => hit.id).sort(), ids.sort());
  assert.deepEqual(await search((wanted) => wanted.orderId().is(order())), []);
  const counted = await new Promise((resolve, reject) => {
    the.transaction.search((wanted) => wanted.orderId().startsWith(prefix),
      (error, found) => (error ? reject(error) : resolve(found)));
  });
  assert.equal(counted.length(), 13);
});

step('a search narrows by status, amount and time', async () => {
  const prefix = order();
  for (let i = 0; i < 4; i++) {
    const sale = await authorized(`${10 + i}.00`, { orderId: `${prefix}-${i}` });
    if (i % 2 === 1) {
      made(await the.transaction.void(sale.id));
    }
  }
  const hour = 3600 * 1000;
  const before = new Date(Date.now() - hour);
  const after = new Date(Date.now() + hour);
  const hits = async (narrow) => {
    const found = await search((wanted) => {
      wanted.orderId().startsWith(prefix);
      narrow(wanted);
    });
    return found.map((hit) => hit.amount).sort();
  };
  assert.deepEqual(await hits((wanted) => wanted.status().is('voided')), ['11.00', '13.00']);
  assert.deepEqual(await hits((wanted) => {
    wanted.status().in(['voided', 'authorized']);
    wanted.amount().between('11.00', '12.00');
  }), ['11.00', '12.00']);
  assert.deepEqual(await hits((wanted) => wanted.amount().min(13)), ['13.00']);
  assert.equal((await hits((wanted) => wanted.createdAt().between(before, after))).length, 4);
  assert.deepEqual(await hits((wanted) => wanted.createdAt().max(before)), []);
  assert.equal((await hits((wanted) => {
    wanted.createdAt().min(before);
    wanted.type().is('sale');
  })).length, 4);
});

step('an authorization is captured once, whole or less, and never more', async () => {
  const sale = await authorized();
  assert.deepEqual(codes(await the.transaction.submitForSettlement(sale.id, '20.00')), ['91522']);
  const captured = made(await the.transaction.submitForSettlement(sale.id, '9.00'));
  assert.deepEqual([captured.amount, captured.status], ['9.00', 'submitted_for_settlement']);
  assert.deepEqual(codes(await the.transaction.submitForSettlement(sale.id)), ['91507']);
  const whole = await authorized();
  assert.equal(made(await the.transaction.submitForSettlement(whole.id)).amount, '19.00');
});

step('an authorization is captured in parts', async () => {
  const whole = await authorized('19.00');
  const part = made(await the.transaction.submitForPartialSettlement(whole.id, '9.00'));
  assert.deepEqual([part.amount, part.authorizedTransactionId], ['9.00', whole.id]);
  assert.deepEqual(
    codes(await the.transaction.submitForPartialSettlement(whole.id, '10.01')), ['91522']);
  const other = made(await the.transaction.submitForPartialSettlement(
    whole.id, '10.00', { orderId: 'part-2' }));
  assert.equal(other.orderId, 'part-2');
  assert.deepEqual(
    codes(await the.transaction.submitForPartialSettlement(part.id, '1.00')), ['915103']);
  const found = await the.transaction.find(whole.id);
  assert.deepEqual(found.partialSettlementTransactionIds.sort(), [part.id, other.id].sort());
});

step('an authorization is voided once', async () => {
  const sale = await authorized();
  assert.equal(made(await the.transaction.void(sale.id)).status, 'voided');
  assert.deepEqual(codes(await the.transaction.void(sale.id)), ['91504']);
  assert.deepEqual(codes(await the.transaction.submitForSettlement(sale.id)), ['91507']);
});

step('only what has settled is refunded, up to its amount', async () => {
  assert.deepEqual(codes(await the.transaction.refund((await submitted()).id)), ['91506']);
  const sale = await settled();
  assert.equal(sale.status, 'settled');
  const part = made(await the.transaction.refund(sale.id, '9.00'));
  assert.deepEqual([part.type, part.amount, part.refundedTransactionId], ['credit', '9.00', sale.id]);
  assert.deepEqual(codes(await the.transaction.refund(sale.id, '10.01')), ['91521']);
  made(await the.transaction.refund(sale.id, { amount: '10.00', orderId: order() }));
  assert.deepEqual(codes(await the.transaction.refund(sale.id)), ['91512']);
  assert.deepEqual(codes(await the.transaction.refund(part.id)), ['91505']);
  assert.equal((await the.transaction.find(sale.id)).refundIds.length, 2);
});

step('the processor declines by amount and by card, and the request comes back', async () => {
  const orderId = order();
  const result = await sell('2001.00', { orderId });
  const declined = refused(result);
  assert.deepEqual([declined.status, declined.processorResponseCode, declined.processorResponseType],
    ['processor_declined', '2001', 'soft_declined']);
  assert.equal(declined.additionalProcessorResponse, '2001 : Insufficient Funds');
  assert.equal(result.message, 'Insufficient Funds');
  assert.equal(result.params.transaction.orderId, orderId);
  assert.equal(result.params.transaction.amount, '2001.00');
  const card = await sell('19.00', { paymentMethodNonce: 'fake-processor-declined-visa-nonce' });
  assert.equal(refused(card).status, 'processor_declined');
  assert.equal(refused(await sell('3000.00')).status, 'failed');
});

step('the gateway rejects what it takes for fraud, and an incomplete application', async () => {
  const fraud = await sell('19.00', { paymentMethodNonce: 'fake-gateway-rejected-fraud-nonce' });
  assert.equal(refused(fraud).gatewayRejectionReason, 'fraud');
  assert.equal(fraud.message, 'Gateway Rejected: fraud');
  assert.equal(refused(await sell('5001.00')).gatewayRejectionReason, 'application_incomplete');
});

step('the same sale again is a duplicate', async () => {
  const orderId = order();
  await authorized('19.00', { orderId });
  const again = refused(await sell('19.00', { orderId }));
  assert.deepEqual([again.status, again.gatewayRejectionReason], ['gateway_rejected', 'duplicate']);
});

step('a request key stands for one request', async () => {
  const [orderId, apiRequestKey] = [order(), order()];
  const first = await authorized('19.00', { orderId, apiRequestKey });
  assert.equal((await authorized('19.00', { orderId, apiRequestKey })).id, first.id);
  assert.deepEqual(codes(await sell('20.00', { orderId, apiRequestKey })), ['915232']);
});

step('requests that cannot be taken are validation errors', async () => {
  for (const [code, change] of [
    ['91564', { paymentMethodNonce: 'fake-consumed-nonce' }],
    ['91565', { paymentMethodNonce: 'no-such-nonce' }],
    ['91508', { paymentMethodNonce: undefined }],
    ['81715', { paymentMethodNonce: 'fake-luhn-invalid-nonce' }],
    ['81501', { amount: '-1.00' }],
    ['81502', { amount: undefined }],
    ['81502', { amount: null }],
    ['81503', { amount: 'nineteen' }],
    ['81503', { amount: '1E+2' }],
    ['81528', { amount: '100000000.00' }],
    ['81531', { amount: '0.00' }],
    ['91501', { orderId: 'o'.repeat(256) }],
    ['91513', { merchantAccountId: 'no-such-account' }],
  ]) {
    assert.deepEqual([code, codes(await sell('19.00', change))], [code, [code]]);
  }
});

step("a refused request comes back without the card's number", async () => {
  const creditCard = { number: '4111111111111112', expirationDate: '05/2039', cvv: '123' };
  const result = await sell('19.00', { paymentMethodNonce: undefined, creditCard });
  const errors = result.errors.for('transaction').for('creditCard').on('number');
  assert.deepEqual(errors.map((error) => error.code), ['81715']);
  assert.deepEqual(result.params.transaction.creditCard, { expirationDate: '05/2039' });
});

step('a nonce tells whether it was used', async () => {
  const nonce = await the.paymentMethodNonce.find('fake-valid-nonce');
  assert.deepEqual([nonce.consumed, nonce.default, nonce.type], [false, false, 'CreditCard']);
  assert.equal(nonce.binData.prepaid, 'Unknown');
  assert.equal((await the.paymentMethodNonce.find('fake-consumed-nonce')).consumed, true);
  await raises(errorTypes.notFoundError, () => the.paymentMethodNonce.find('no-such-nonce'));
});

step('an authentication is told with the nonce and the transaction', async () => {
  const nonce = await authenticated('4000000000002701');
  const info = (await the.paymentMethodNonce.find(nonce)).threeDSecureInfo;
  assert.deepEqual([info.status, info.liabilityShifted, info.liabilityShiftPossible],
    ['authenticate_successful', true, true]);
  const sale = await authorized('19.00', {
    paymentMethodNonce: nonce, options: { threeDSecure: { required: true } } });
  assert.equal(sale.threeDSecureInfo.status, 'authenticate_successful');
  assert.equal((await the.paymentMethodNonce.find(nonce)).consumed, true);
});

step('who was not authenticated is rejected where it is demanded', async () => {
  const options = { threeDSecure: { required: true } };
  const paymentMethodNonce = await authenticated('4000000000002925');
  assert.equal(
    refused(await sell('19.00', { paymentMethodNonce, options })).gatewayRejectionReason, 'three_d_secure');
  assert.equal(refused(await sell('19.00', { options })).gatewayRejectionReason, 'three_d_secure');
});

step('an authentication counts on the account of its client token alone', async () => {
  const merchantAccountId = 'euro-account';
  const paymentMethodNonce = await authenticated('4000000000002701', { merchantAccountId });
  const result = await sell('19.00', { paymentMethodNonce });
  assert.deepEqual(
    result.errors.for('transaction').on('merchantAccountId').map((error) => error.code), ['91584']);
  const sale = await authorized('19.00', { paymentMethodNonce, merchantAccountId });
  assert.equal(sale.threeDSecureInfo.liabilityShifted, true);
});

step('a dispute is searched for and found', async () => {
  const sale = await settled();
  await happens('dispute_opened', sale);
  const [dispute] = await all(the.dispute.search((wanted) => wanted.transactionId().is(sale.id)));
  assert.deepEqual([dispute.status, dispute.kind, dispute.amount], ['open', 'chargeback', '19.00']);
  assert.match(dispute.receivedDate, /^\d{4}-\d\d-\d\d$/);
  assert.equal(dispute.transaction.orderId, sale.orderId);
  assert.deepEqual(dispute.evidence, []);
  const { dispute: found } = await the.dispute.find(dispute.id);
  assert.deepEqual([found.id, found.status], [dispute.id, 'open']);
  assert.equal((await the.transaction.find(sale.id)).disputes[0].id, dispute.id);
  await assert.rejects(() => the.dispute.find('nosuchdispute'), /not found/);
});

step('a search for disputes goes over several pages, by status and day', async () => {
  const ids = [];
  for (let i = 0; i < 6; i++) {
    const sale = await settled();
    await happens('dispute_opened', sale);
    await happens('dispute_won', sale);
    ids.push(sale.id);
  }
  const won = await all(the.dispute.search((wanted) => {
    wanted.status().in(['won']);
    wanted.receivedDate().min(new Date(Date.now() - 24 * 3600 * 1000));
  }));
  const found = new Set(won.map((dispute) => dispute.transaction.id));
  assert.deepEqual(ids.filter((id) => !found.has(id)), []);
  assert.deepEqual(await all(the.dispute.search((wanted) => wanted.status().in(['accepted']))), []);
});

step("the stand-in's notifications are read", async () => {
  const sale = await settled();
  const parse = async (kind) => the.webhookNotification.parse(...await happens(kind, sale));
  const opened = await parse('dispute_opened');
  assert.equal(opened.kind, WebhookNotification.Kind.DisputeOpened);
  assert.equal(opened.dispute.transaction.id, sale.id);
  const done = await parse('transaction_settled');
  assert.deepEqual([done.kind, done.transaction.id], [WebhookNotification.Kind.TransactionSettled, sale.id]);
  const retried = await parse('transaction_retried');
  assert.deepEqual([retried.kind, retried.transaction.id], ['transaction_retried', sale.id]);
  assert.equal((await parse('dispute_under_review')).dispute.status, 'under_review');
});

step("a changed notification is refused, the SDK's own samples are read", async () => {
  const [signature, payload] = await happens('dispute_opened', await settled());
  await raises(errorTypes.invalidSignatureError,
    () => the.webhookNotification.parse(signature, payload.replace('a', 'b')));
  const sample = await the.webhookTesting.sampleNotification('transaction_settled', 'anid');
  const read = await the.webhookNotification.parse(sample.bt_signature, sample.bt_payload);
  assert.equal(read.transaction.id, 'anid');
});

step("wrong keys and another merchant's address are told apart", async () => {
  await raises(errorTypes.authenticationError,
    () => gateway('test-merchant', 'wrong').transaction.find('anid'));
  await raises(errorTypes.authorizationError, () => gateway('other-merchant').transaction.find('anid'));
});

async function main() {
  let failed = 0;
  for (const { name, run } of steps) {
    try {
      await run();
      console.log(`ok ${name}`);
    } catch (difference) {
      failed++;
      console.log(`not ok ${name}: ${String(difference.stack).replace(/\s+/g, ' ')}`);
    }
  }
  console.log(`${steps.length} steps with braintree ${VERSION}`);
  process.exit(failed === 0 ? 0 : 1);
}

main();
