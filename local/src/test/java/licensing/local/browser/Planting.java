package licensing.local.browser;

import java.util.UUID;
import licensing.payment.PaymentAttempt;

/**
 * Puts purchases of three licenses into the database, in the state of their rows alone.
 *
 * @param buyer whose they are, by login name
 */
record Planting(Records records, String buyer) {

  private static final String PURCHASE =
      """
      insert into purchases (id, organization_id, user_id, offer_kind, unit_price, currency,
        period_days, minimum_quantity, maximum_quantity, auto_renewal_selectable, quantity,
        auto_renew, total, subscribed_at, pay_before, step, outcome, ended_at, attention,
        attention_reason, activation_abandoned)
      select ?, organization_id, id, 'MIGRATION', 19, 'USD', 365, 1, 99, false, 3, false, 57,
        now() - ? * interval '1 day', now() - ? * interval '1 day' + interval '30 minutes',
        ?, ?, case when ? then now() end, ?, 'it has been like this for ten minutes',
        case when ? then 'no license was to be had' end
      from users where name = ?
      """;
  private static final String CONSENT =
      """
      insert into consents
      select id, user_id, 1, repeat('0', 64), 'en', subscribed_at from purchases where id = ?
      """;

  /** Against attempts that do not begin open. */
  private static final String GUARD = "alter table payment_attempts %s trigger attempts_begin_open";

  private static final String ATTEMPT =
      """
      insert into payment_attempts
        (purchase_id, number, amount, currency, state, reason, authorized_at, card)
      select id, 1, total, currency, ?, ?, case when ? then subscribed_at end, 'Visa ending in 1111'
      from purchases where id = ?
      """;
  private static final String LICENSE =
      """
      insert into licenses (key, purchase_id, organization_id, kind, quantity, auto_renew,
        starts_at, ends_at, suspended_at)
      select 'MIG' || upper(left(regexp_replace(id::text, '-?(....)-?', '-\\1', 'g'), 20)), id, organization_id, offer_kind,
        quantity, false, subscribed_at, subscribed_at + interval '365 days',
        case when ? then now() end
      from purchases where id = ?
      """;
  private static final String REPORT =
      """
      insert into late_events
        (platform_reference, subject, purchase_id, kind, amount, currency, changed_at)
      select id::text, 'dispute', id, ?, total, currency, now() from purchases where id = ?
      """;

  private static final String HANDED_IN =
      """
      insert into submitted_payments (purchase_id, attempt, reported_at) values (?, 1, now())
      """;

  private static final String ENDPOINT =
      """
      insert into webhook_endpoints
        (id, organization_id, address, types, made_by, disabled_at, disabled_why)
      select ?, organization_id, 'https://hooks.example.com/licenses?tenant=blue-sky',
        '{license.activated,license.suspended,document.issued}', id, now(), 'FAILING'
      from users where name = ?
      """;

  /** One of each state, of which no relay knows anything to do. */
  private static final String DELIVERIES =
      """
      with delivery as (
        insert into webhook_deliveries
          (id, endpoint_id, message, type, payload, started_at, state, ended_at)
        select gen_random_uuid(), ?, message, 'license.activated',
          '{"type":"license.activated","timestamp":"2026-11-29T12:00:00Z","data":{}}', now(),
          state, case when state <> 'WAITING' then now() end
        from (values ('41', 'WAITING'), ('42', 'FAILED'), ('43', 'DELIVERED')) given (message, state)
        returning id, state)
      insert into webhook_attempts
        (delivery_id, number, tried_at, outcome, status, milliseconds, answer)
      select id, number, now(), outcome, status, 42, answer
      from delivery join (values
          ('FAILED', 1, 'NO_ANSWER', null, ''), ('FAILED', 2, 'MOVED', 307, ''),
          ('FAILED', 3, 'NOT_TAKEN', 500, '<h1>Internal error</h1> ' || repeat('x', 276)),
          ('DELIVERED', 1, 'TAKEN', 200, 'ok'))
        tried (state, number, outcome, status, answer) using (state)
      """;

  private static final String FINDING =
      """
      insert into audit_findings
        (kind, purchase, subject, disagreement, since, remedy, found_at, seen_at, closed_at)
      select kind, ?, 'at-the-platform', 'the platform has 38.00 USD, the consent is to 57.00 USD',
        now(), 'Compare.', now(), now(), closed_at
      from (values ('wrong-amount', null), ('capture-missing', now())) found (kind, closed_at)
      on conflict do nothing
      """;

  private static final String MACHINE =
      """
      insert into license_machines (id, purchase_id, fingerprint, name, platform)
      values (gen_random_uuid(), ?, ?, ?, ?)
      """;

  /** Of one user within an hour: so many close the payment page. */
  private static final int DECLINES = 10;

  /** Gives the id of an endpoint with deliveries. */
  String endpoint() {
    UUID id = UUID.randomUUID();
    records.change(ENDPOINT, id, buyer);
    records.change(DELIVERIES, id);
    return id.toString();
  }

  UUID organization() {
    return records.organizationOf(buyer);
  }

  /** Has a license used on two machines, of which one has told no name. */
  void machines(String purchase) {
    UUID id = UUID.fromString(purchase);
    records.change(MACHINE, id, "4d:65:16:9a:01:7e", "build-7", "linux/amd64");
    records.change(MACHINE, id, "sha256:9b74c9897bac770ffc029102a200c5de", "", "");
  }

  /** Has the buyer's organization buy tests from now on, and marks what it bought as such. */
  void asTests() {
    records.change("update organizations set test = true where id = ?", organization());
    records.change("update purchases set test = true where organization_id = ?", organization());
  }

  /** Closes the buyer's organization. */
  void close() {
    records.change("update organizations set closed_at = now() where id = ?", organization());
  }

  /** Has an audit have found that a purchase's ledgers disagree, and once did before. */
  void finding(String purchase) {
    records.change(FINDING, purchase);
  }

  /** Gives a purchase that can be paid, whose buyer has tried too many cards. */
  String closedToCards() {
    for (int i = 0; i < DECLINES; i++) {
      records.change(HANDED_IN, UUID.fromString(of(Planted.DECLINED)));
    }
    return of(Planted.AWAITING_PAYMENT);
  }

  /** Gives its id. */
  String of(Planted state) {
    return of(state, 0);
  }

  /**
   * @param age in days; a license lasts 365
   */
  String of(Planted state, int age) {
    UUID id = UUID.randomUUID();
    records.change(
        PURCHASE,
        id,
        age,
        age,
        state.step().name(),
        state.outcome() == null ? null : state.outcome().name(),
        state.outcome() != null,
        state.attention() == null ? null : state.attention().label(),
        state.isAbandoned(),
        buyer);
    records.change(CONSENT, id);
    if (state.payment() != null) {
      plantAttempt(state, state.payment(), id);
    }
    if (state.hasLicense()) {
      records.change(LICENSE, state.isSuspended(), id);
    }
    if (state.report() != null) {
      records.change(REPORT, state.report(), id);
    }
    return id.toString();
  }

  private void plantAttempt(Planted state, PaymentAttempt.State payment, UUID id) {
    records.change(GUARD.formatted("disable"));
    records.change(ATTEMPT, payment.name(), state.reason(), state.isAuthorized(), id);
    records.change(GUARD.formatted("enable"));
  }
}
