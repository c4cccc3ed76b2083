"""Python's official SDK, unmodified, makes its round against the stand-in.

Prints one line a step: "ok STEP", or "not ok STEP: WHAT DIFFERED". PLATFORM_URL names the stand-in,
MAILBOX_URL what it sends notifications to; the last one can be fetched there.
"""

import base64
import datetime
import json
import os
import sys
import traceback
import urllib.parse
import urllib.request
import uuid
from decimal import Decimal

import braintree
from braintree import DisputeSearch, Transaction, TransactionSearch, WebhookNotification
from braintree.exceptions.authentication_error import AuthenticationError
from braintree.exceptions.authorization_error import AuthorizationError
from braintree.exceptions.invalid_signature_error import InvalidSignatureError
from braintree.exceptions.not_found_error import NotFoundError

PLATFORM = os.environ["PLATFORM_URL"]
MAILBOX = os.environ["MAILBOX_URL"]
ADDRESS = urllib.parse.urlsplit(PLATFORM)

# What the SDK's reference and its own __repr__ name of each thing: to be had, whatever it holds.
OF_A_TRANSACTION = """
    account_funding_transaction acquirer_reference_number additional_processor_response amount
    authorization_adjustments authorization_expires_at avs_error_response_code
    avs_postal_code_response_code avs_street_address_response_code billing_details channel created_at
    credit_card_details currency_iso_code custom_fields customer_details customer_id
    cvv_response_code debit_network descriptor disbursement_details discount_amount discounts disputes
    escrow_status foreign_retailer gateway_rejection_reason graphql_id id installments
    liability_shift mastercard_transaction_link_id merchant_account_id merchant_advice_code
    merchant_advice_code_text network_response_code network_response_text network_transaction_id
    order_id packages partial_settlement_transaction_ids partially_authorized
    payment_instrument_type payment_method_token plan_id processed_with_network_token
    processor_authorization_code processor_response_code processor_response_text
    processor_response_type processor_settlement_response_code processor_settlement_response_text
    purchase_order_number recurring refund_id refund_ids refunded_transaction_id retried
    retried_transaction_id retrieval_reference_number retry_ids settlement_batch_id
    shipping_amount shipping_details shipping_tax_amount ships_from_postal_code status
    status_history subscription_details subscription_id surcharge_amount tax_amount tax_exempt
    three_d_secure_info type upcoming_retry_date updated_at voice_referral_number
""".split()
OF_A_CARD = """
    account_type bin business card_type cardholder_name commercial consumer corporate
    country_of_issuance customer_location debit durbin_regulated expiration_date expiration_month
    expiration_year healthcare image_url is_network_tokenized issuing_bank last_4 masked_number
    payroll prepaid prepaid_reloadable product_id purchase token unique_number_identifier
""".split()
OF_AN_AUTHENTICATION = """
    acs_transaction_id authentication cavv ds_transaction_id eci_flag enrolled liability_shift_possible
    liability_shifted lookup pares_status status three_d_secure_authentication_id
    three_d_secure_server_transaction_id three_d_secure_version xid
""".split()
OF_A_DISPUTE = """
    amount amount_disputed amount_won case_number created_at currency_iso_code date_opened date_won
    evidence evidence_submittable graphql_id id kind merchant_account_id original_dispute_id
    paypal_messages pre_dispute_program processor_comments protection_level reason reason_code
    reason_description received_date reference_number remaining_file_evidence_storage reply_by_date
    status status_history transaction transaction_details updated_at
""".split()


def gateway(merchant="test-merchant", private_key="test-private-key"):
    environment = braintree.Environment(
        "stand-in", ADDRESS.hostname, str(ADDRESS.port), PLATFORM, False, None,
        ADDRESS.hostname, str(ADDRESS.port))
    return braintree.BraintreeGateway(
        braintree.Configuration(environment, merchant, "test-public-key", private_key))


THE = gateway()
STEPS = []


def step(name):
    def remember(function):
        STEPS.append((name, function))
        return function
    return remember


# --- means --------------------------------------------------------------------------------------

def same(actual, expected):
    if actual != expected or type(actual) is not type(expected):
        raise AssertionError("expected %r, was %r" % (expected, actual))


def kind(value, wanted):
    if not isinstance(value, wanted):
        raise AssertionError("expected a %s, was %r" % (wanted.__name__, value))


def complete(thing, names):
    missing = [name for name in names if not hasattr(thing, name)]
    if missing:
        raise AssertionError("%s has no %s" % (type(thing).__name__, ", ".join(missing)))


def raises(error, action):
    try:
        result = action()
    except error:
        return
    raise AssertionError("no %s, but %r" % (error.__name__, result))


def order():
    return str(uuid.uuid4())


def sell(amount="19.00", **more):
    request = {"amount": amount, "order_id": order(), "payment_method_nonce": "fake-valid-nonce"}
    request.update(more)
    return THE.transaction.sale({k: v for k, v in request.items() if v is not None})


def made(result):
    if not result.is_success:
        raise AssertionError("refused: " + result.message)
    kind(result.transaction, Transaction)
    return result.transaction


def refused(result):
    if result.is_success or result.transaction is None:
        raise AssertionError("not refused: %r" % result)
    same(result.errors.deep_errors, [])
    return result.transaction


def codes(result):
    if result.is_success or result.transaction is not None:
        raise AssertionError("no validation error: %r" % result)
    return [error.code for error in result.errors.deep_errors]


def authorized(amount="19.00", **more):
    return made(sell(amount, **more))


def submitted(amount="19.00"):
    return made(sell(amount, options={"submit_for_settlement": True}))


def settled(amount="19.00"):
    return made(THE.testing.settle_transaction(submitted(amount).id))


def post(url, fields):
    request = urllib.request.Request(
        url, json.dumps(fields).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def client_token(**params):
    return json.loads(base64.b64decode(THE.client_token.generate(params)))


def authenticated(number, **params):
    """A nonce as the buyer's browser gets it: the card is taken, then the bank asked."""
    token = client_token(**params)
    fingerprint = token["authorizationFingerprint"]
    methods = token["clientApiUrl"] + "/v1/payment_methods/"
    card = {"number": number, "expirationDate": "12/39", "cvv": "123"}
    taken = post(methods + "credit_cards",
                 {"authorizationFingerprint": fingerprint, "creditCard": card})
    nonce = taken["creditCards"][0]["nonce"]
    asked = post(methods + nonce + "/three_d_secure/lookup",
                 {"authorizationFingerprint": fingerprint, "amount": "19.00"})
    return asked["paymentMethod"]["nonce"]


def happens(event, transaction):
    """Lets an event happen at the stand-in; returns its notification."""
    post(PLATFORM + "/control/transactions/" + transaction.id + "/webhooks", {"kind": event})
    with urllib.request.urlopen(MAILBOX) as mail:
        form = urllib.parse.parse_qs(mail.read().decode())
    return form["bt_signature"][0], form["bt_payload"][0]


# --- the round ----------------------------------------------------------------------------------

@step("a client token opens the card form")
def _():
    token = client_token()
    kind(token["authorizationFingerprint"], str)
    same(token["merchantId"], "test-merchant")
    kind(client_token(merchant_account_id="euro-account"), dict)


@step("a client token of what does not exist is refused")
def _():
    raises(ValueError, lambda: client_token(merchant_account_id="no-such-account"))
    raises(ValueError, lambda: client_token(customer_id="no-such-customer"))
    customer = THE.customer.create({}).customer
    same(THE.customer.find(customer.id).created_at, customer.created_at)
    client_token(customer_id=customer.id)


@step("merchant accounts are read")
def _():
    account = THE.merchant_account.find("euro-account")
    same(account.currency_iso_code, "EUR")
    same(account.status, "active")
    same(account.default, False)
    same([(a.id, a.default) for a in THE.merchant_account.all().merchant_accounts.items],
         [("test-account", True), ("euro-account", False)])
    raises(NotFoundError, lambda: THE.merchant_account.find("no-such-account"))


@step("a sale by nonce carries what was asked for, each value of its type")
def _():
    number = order()
    sale = made(sell("57.00", order_id=number, options={"submit_for_settlement": True}))
    same(sale.status, Transaction.Status.SubmittedForSettlement)
    same(sale.amount, Decimal("57.00"))
    same(sale.order_id, number)
    same(sale.currency_iso_code, "USD")
    same(sale.type, "sale")
    kind(sale.created_at, datetime.datetime)
    kind(sale.authorization_expires_at, datetime.datetime)
    kind(sale.status_history[0].timestamp, datetime.datetime)
    same(sale.status_history[0].amount, Decimal("57.00"))
    same(sale.disbursement_details.is_valid, False)
    same(sale.refund_ids, [])
    same(sale.disputes, [])
    same(sale.three_d_secure_info, None)
    same(sale.recurring, False)
    same(sale.partially_authorized, False)


@step("a transaction, its card and its history have every attribute")
def _():
    sale = authorized()
    complete(sale, OF_A_TRANSACTION)
    complete(sale.credit_card_details, OF_A_CARD)
    complete(sale.status_history[0], ["amount", "status", "timestamp", "transaction_source", "user"])
    same(sale.credit_card_details.prepaid, "Unknown")


@step("a sale by card is charged")
def _():
    card = {"number": "4111111111111111", "expiration_date": "05/2039", "cvv": "123",
            "cardholder_name": "Ada Lovelace"}
    sale = authorized(payment_method_nonce=None, credit_card=card)
    same(sale.credit_card_details.masked_number, "411111******1111")
    same(sale.credit_card_details.expiration_date, "05/2039")
    same(sale.credit_card_details.cardholder_name, "Ada Lovelace")
    same(sale.processor_response_code, "1000")


@step("a sale on another account is of its currency")
def _():
    same(authorized(merchant_account_id="euro-account").currency_iso_code, "EUR")


@step("every sign of an order id comes back")
def _():
    number = "é订<&>\"' " + order()
    sale = authorized(order_id=number)
    same(sale.order_id, number)
    same([t.id for t in THE.transaction.search(TransactionSearch.order_id == number)], [sale.id])


@step("a transaction is found, or not")
def _():
    sale = authorized()
    found = THE.transaction.find(sale.id)
    same((found.id, found.status, found.amount), (sale.id, sale.status, sale.amount))
    raises(NotFoundError, lambda: THE.transaction.find("nosuchid"))
    raises(NotFoundError, lambda: THE.transaction.void("nosuchid"))


@step("a search goes over several pages")
def _():
    prefix = order()
    ids = {authorized("%d.00" % (10 + i), order_id="%s-%d" % (prefix, i)).id for i in range(13)}
    hits = THE.transaction.search(TransactionSearch.order_id.starts_with(prefix))
    same(hits.maximum_size, 13)
    same({hit.id for hit in hits}, ids)
    same(hits.first.id in ids, True)
    nothing = THE.transaction.search(TransactionSearch.order_id == order())
    same((nothing.maximum_size, list(nothing)), (0, []))


@step("a search narrows by status, amount and time")
def _():
    prefix = order()
    for i in range(4):
        sale = authorized("%d.00" % (10 + i), order_id="%s-%d" % (prefix, i))
        if i % 2:
            made(THE.transaction.void(sale.id))
    now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
    hour = datetime.timedelta(hours=1)

    def hits(*criteria):
        found = THE.transaction.search(
            [TransactionSearch.order_id.starts_with(prefix)] + list(criteria))
        return sorted(hit.amount for hit in found)

    same(hits(TransactionSearch.status == Transaction.Status.Voided), [Decimal("11.00"), Decimal("13.00")])
    same(hits(TransactionSearch.status.in_list(["voided", "authorized"]),
              TransactionSearch.amount.between("11.00", "12.00")), [Decimal("11.00"), Decimal("12.00")])
    same(hits(TransactionSearch.amount >= "13.00"), [Decimal("13.00")])
    same(len(hits(TransactionSearch.created_at.between(now - hour, now + hour))), 4)
    same(hits(TransactionSearch.created_at <= now - hour), [])
    same(len(hits(TransactionSearch.created_at >= now - hour, TransactionSearch.type == "sale")), 4)


@step("an authorization is captured once, whole or less, and never more")
def _():
    sale = authorized()
    same(codes(THE.transaction.submit_for_settlement(sale.id, "20.00")), ["91522"])
    captured = made(THE.transaction.submit_for_settlement(sale.id, "9.00"))
    same((captured.amount, captured.status), (Decimal("9.00"), "submitted_for_settlement"))
    same(codes(THE.transaction.submit_for_settlement(sale.id)), ["91507"])


@step("an authorization is captured in parts")
def _():
    whole = authorized("19.00")
    part = made(THE.transaction.submit_for_partial_settlement(whole.id, "9.00"))
    same((part.amount, part.status), (Decimal("9.00"), "submitted_for_settlement"))
    same(part.authorized_transaction_id, whole.id)
    same(codes(THE.transaction.submit_for_partial_settlement(whole.id, "10.01")), ["91522"])
    other = made(THE.transaction.submit_for_partial_settlement(
        whole.id, "10.00", {"order_id": "part-2"}))
    same(other.order_id, "part-2")
    same(codes(THE.transaction.submit_for_partial_settlement(part.id, "1.00")), ["915103"])
    same(codes(THE.testing.settle_transaction(whole.id)), ["91575"])
    same(made(THE.testing.settle_transaction(part.id)).status, "settled")
    same(sorted(THE.transaction.find(whole.id).partial_settlement_transaction_ids),
         sorted([part.id, other.id]))


@step("an authorization is voided once")
def _():
    sale = authorized()
    same(made(THE.transaction.void(sale.id)).status, Transaction.Status.Voided)
    same(codes(THE.transaction.void(sale.id)), ["91504"])
    same(codes(THE.transaction.submit_for_settlement(sale.id)), ["91507"])


@step("only what has settled is refunded, up to its amount")
def _():
    same(codes(THE.transaction.refund(submitted().id)), ["91506"])
    sale = settled()
    same(sale.status, Transaction.Status.Settled)
    part = made(THE.transaction.refund(sale.id, "9.00"))
    same((part.type, part.amount, part.refunded_transaction_id), ("credit", Decimal("9.00"), sale.id))
    same(codes(THE.transaction.refund(sale.id, "10.01")), ["91521"])
    made(THE.transaction.refund(sale.id, {"amount": "10.00", "order_id": order()}))
    same(codes(THE.transaction.refund(sale.id)), ["91512"])
    same(codes(THE.transaction.refund(part.id)), ["91505"])
    same(len(THE.transaction.find(sale.id).refund_ids), 2)


@step("the processor declines by amount and by card, and the request comes back")
def _():
    number = order()
    result = sell("2001.00", order_id=number)
    declined = refused(result)
    same((declined.status, declined.processor_response_code, declined.processor_response_type),
         ("processor_declined", "2001", "soft_declined"))
    same(declined.additional_processor_response, "2001 : Insufficient Funds")
    same(result.message, "Insufficient Funds")
    same(result.params["transaction"]["order_id"], number)
    same(result.params["transaction"]["amount"], "2001.00")
    complete(declined, OF_A_TRANSACTION)
    same(refused(sell(payment_method_nonce="fake-processor-declined-visa-nonce")).status,
         "processor_declined")
    same(refused(sell("3000.00")).status, "failed")


@step("the gateway rejects what it takes for fraud, and an incomplete application")
def _():
    fraud = sell(payment_method_nonce="fake-gateway-rejected-fraud-nonce")
    same(refused(fraud).gateway_rejection_reason, Transaction.GatewayRejectionReason.Fraud)
    same(fraud.message, "Gateway Rejected: fraud")
    same(refused(sell("5001.00")).gateway_rejection_reason, "application_incomplete")


@step("the same sale again is a duplicate")
def _():
    number = order()
    authorized(order_id=number)
    again = refused(sell(order_id=number))
    same((again.status, again.gateway_rejection_reason), ("gateway_rejected", "duplicate"))


@step("a request key stands for one request")
def _():
    number, key = order(), order()
    first = authorized(order_id=number, api_request_key=key)
    same(authorized(order_id=number, api_request_key=key).id, first.id)
    same(codes(sell("20.00", order_id=number, api_request_key=key)), ["915232"])


@step("requests that cannot be taken are validation errors")
def _():
    for code, change in [
            ("91564", {"payment_method_nonce": "fake-consumed-nonce"}),
            ("91565", {"payment_method_nonce": "no-such-nonce"}),
            ("91508", {"payment_method_nonce": None}),
            ("81715", {"payment_method_nonce": "fake-luhn-invalid-nonce"}),
            ("81501", {"amount": "-1.00"}),
            ("81502", {"amount": None}),
            ("81503", {"amount": "nineteen"}),
            ("81503", {"amount": "1E+2"}),
            ("81528", {"amount": "100000000.00"}),
            ("81531", {"amount": "0.00"}),
            ("91501", {"order_id": "o" * 256}),
            ("91513", {"merchant_account_id": "no-such-account"})]:
        same((code, codes(sell(**change))), (code, [code]))


@step("a refused request comes back without the card's number")
def _():
    card = {"number": "4111111111111112", "expiration_date": "05/2039", "cvv": "123"}
    result = sell(payment_method_nonce=None, credit_card=card)
    same([e.code for e in result.errors.for_object("transaction").for_object("credit_card").on("number")],
         ["81715"])
    same(result.params["transaction"]["credit_card"], {"expiration_date": "05/2039"})


@step("a nonce tells whether it was used")
def _():
    nonce = THE.payment_method_nonce.find("fake-valid-nonce")
    same((nonce.consumed, nonce.default, nonce.type), (False, False, "CreditCard"))
    same(nonce.bin_data.prepaid, "Unknown")
    same(THE.payment_method_nonce.find("fake-consumed-nonce").consumed, True)
    raises(NotFoundError, lambda: THE.payment_method_nonce.find("no-such-nonce"))


@step("an authentication is told with the nonce and the transaction")
def _():
    nonce = authenticated("4000000000002701")
    info = THE.payment_method_nonce.find(nonce).three_d_secure_info
    complete(info, OF_AN_AUTHENTICATION)
    same((info.status, info.liability_shifted, info.liability_shift_possible),
         ("authenticate_successful", True, True))
    sale = authorized(payment_method_nonce=nonce, options={"three_d_secure": {"required": True}})
    same(sale.three_d_secure_info.status, "authenticate_successful")
    same(THE.payment_method_nonce.find(nonce).consumed, True)


@step("who was not authenticated is rejected where it is demanded")
def _():
    demanded = {"three_d_secure": {"required": True}}
    nonce = authenticated("4000000000002925")
    same(refused(sell(payment_method_nonce=nonce, options=demanded)).gateway_rejection_reason,
         Transaction.GatewayRejectionReason.ThreeDSecure)
    same(refused(sell(options=demanded)).gateway_rejection_reason, "three_d_secure")


@step("an authentication counts on the account of its client token alone")
def _():
    nonce = authenticated("4000000000002701", merchant_account_id="euro-account")
    result = sell(payment_method_nonce=nonce)
    same([e.code for e in result.errors.for_object("transaction").on("merchant_account_id")], ["91584"])
    sale = authorized(payment_method_nonce=nonce, merchant_account_id="euro-account")
    same(sale.three_d_secure_info.liability_shifted, True)


@step("a dispute is searched for and found, each value of its type")
def _():
    sale = settled()
    happens("dispute_opened", sale)
    hits = THE.dispute.search([DisputeSearch.transaction_id == sale.id]).disputes
    dispute = list(hits.items)[0]
    complete(dispute, OF_A_DISPUTE)
    same((dispute.status, dispute.kind, dispute.amount), ("open", "chargeback", Decimal("19.00")))
    kind(dispute.received_date, datetime.date)
    kind(dispute.reply_by_date, datetime.date)
    kind(dispute.status_history[0].timestamp, datetime.datetime)
    same(dispute.status_history[0].effective_date, dispute.received_date)
    same(dispute.transaction.order_id, sale.order_id)
    found = THE.dispute.find(dispute.id)
    same((found.id, found.status), (dispute.id, "open"))
    same(THE.transaction.find(sale.id).disputes[0].id, dispute.id)
    raises(NotFoundError, lambda: THE.dispute.find("nosuchdispute"))


@step("a search for disputes goes over several pages, by status and day")
def _():
    sales = [settled() for _ in range(6)]
    for sale in sales:
        happens("dispute_opened", sale)
        happens("dispute_won", sale)
    # The day as the stand-in has it, which may have begun since.
    today = THE.transaction.find(sales[-1].id).disputes[0].received_date
    yesterday = datetime.datetime.combine(today, datetime.time()) - datetime.timedelta(days=1)
    won = THE.dispute.search([
        DisputeSearch.status.in_list(["won"]), DisputeSearch.received_date >= yesterday]).disputes
    ids = {dispute.transaction.id for dispute in won.items}
    same({sale.id for sale in sales} <= ids, True)
    none = THE.dispute.search([DisputeSearch.status.in_list(["accepted"])]).disputes
    same(list(none.items), [])


@step("the stand-in's notifications are read")
def _():
    sale = settled()
    notice = THE.webhook_notification.parse(*happens("dispute_opened", sale))
    same(notice.kind, WebhookNotification.Kind.DisputeOpened)
    kind(notice.timestamp, datetime.datetime)
    same(notice.dispute.transaction.id, sale.id)
    notice = THE.webhook_notification.parse(*happens("transaction_settled", sale))
    same((notice.kind, notice.transaction.id), (WebhookNotification.Kind.TransactionSettled, sale.id))
    notice = THE.webhook_notification.parse(*happens("transaction_retried", sale))
    same((notice.kind, notice.transaction.id), (WebhookNotification.Kind.TransactionRetried, sale.id))
    notice = THE.webhook_notification.parse(*happens("dispute_under_review", sale))
    same((notice.kind, notice.dispute.status), (WebhookNotification.Kind.DisputeUnderReview, "under_review"))


@step("a changed notification is refused, the SDK's own samples are read")
def _():
    signature, payload = happens("dispute_opened", settled())
    raises(InvalidSignatureError,
           lambda: THE.webhook_notification.parse(signature, payload.replace("a", "b", 1)))
    sample = THE.webhook_testing.sample_notification("transaction_settled", "anid")
    same(THE.webhook_notification.parse(sample["bt_signature"], sample["bt_payload"]).transaction.id, "anid")


@step("wrong keys and another merchant's address are told apart")
def _():
    raises(AuthenticationError, lambda: gateway(private_key="wrong").transaction.find("anid"))
    raises(AuthorizationError, lambda: gateway(merchant="other-merchant").transaction.find("anid"))


def main():
    failed = 0
    for name, function in STEPS:
        try:
            function()
            print("ok " + name, flush=True)
        except Exception as difference:  # every kind of failure is the step's
            failed += 1
            where = traceback.extract_tb(difference.__traceback__)
            line = [frame.lineno for frame in where if frame.filename == __file__][-1]
            words = " ".join(("%s: %s" % (type(difference).__name__, difference)).split())
            print("not ok %s: line %d, %s" % (name, line, words), flush=True)
    print("%d steps with braintree %s" % (len(STEPS), braintree.version.Version))
    sys.exit(1 if failed else 0)


main()
