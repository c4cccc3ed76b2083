package licensing.bench.shop;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The effects of a purchase's steps on rows and money. Each may run any number of times with one
 * effect, and says that the purchase changed to whoever listens, in the same transaction.
 */
public final class Shop implements ShopSteps {

  /** Three licenses, as everywhere where something is measured. */
  private static final int QUANTITY = 3;

  private static final BigDecimal TOTAL = new BigDecimal("57.00");

  /** Where changes are announced, each by the purchase's id. */
  static final String CHANGED = "purchase_changed";

  private static final String TABLES =
      """
      create table if not exists purchases (
        id uuid primary key, quantity int not null, total numeric(12, 2) not null,
        terms_version int not null, consented_at timestamptz not null default now(),
        outcome text, ended_at timestamptz);
      create table if not exists attempts (
        purchase_id uuid primary key references purchases, order_id text not null unique,
        state text not null, nonce text, reference text, captured_at timestamptz);
      create table if not exists licenses (
        purchase_id uuid primary key references purchases, key uuid not null unique,
        quantity int not null, starts_at timestamptz not null, ends_at timestamptz not null);
      """;

  private final JdbcClient rows;
  private final TransactionTemplate transaction;
  private final CardPayments payments;

  public Shop(DataSource database, CardPayments payments) {
    this.rows = JdbcClient.create(database);
    this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    this.payments = payments;
  }

  /** Makes the tables where they are missing. */
  public static void prepare(DataSource database) {
    JdbcClient.create(database).sql(TABLES).update();
  }

  /** Rows of this shop, for what a peer keeps beside. */
  public JdbcClient rows() {
    return rows;
  }

  /** Several of these effects as one, or none of them. */
  public void together(Runnable effects) {
    transaction.executeWithoutResult(_ -> effects.run());
  }

  @Override
  public void presentTerms(UUID purchase) {
    rows.sql(
            "insert into purchases (id, quantity, total, terms_version) values (?, ?, ?, 1)"
                + " on conflict do nothing")
        .params(purchase, QUANTITY, TOTAL)
        .update();
  }

  @Override
  public void confirmRedirect(UUID purchase) {
    rows.sql(
            "insert into attempts (purchase_id, order_id, state) values (?, ?, 'OPEN')"
                + " on conflict do nothing")
        .params(purchase, purchase + "-1")
        .update();
  }

  /**
   * Keeps a payment; the first one wins.
   *
   * @return whether it is this one
   */
  public boolean handIn(UUID purchase, String nonce) {
    return rows.sql(
                """
                update attempts set state = 'SUBMITTED', nonce = ?
                where purchase_id = ? and state = 'OPEN'
                """)
            .params(nonce, purchase)
            .update()
        == 1;
  }

  @Override
  public boolean authorize(UUID purchase) {
    boolean first =
        rows.sql(
                    """
                    update attempts set state = 'CHARGING'
                    where purchase_id = ? and state = 'SUBMITTED'
                    """)
                .param(purchase)
                .update()
            == 1;
    Attempt attempt = attempt(purchase);
    if (attempt.reference() != null || attempt.state().equals("DECLINED")) {
      return attempt.reference() != null;
    }
    if (attempt.nonce() == null) {
      throw new IllegalStateException("nothing was handed in for " + purchase);
    }
    String nonce = attempt.nonce();
    Optional<String> held =
        (first ? Optional.<String>empty() : payments.find(attempt.orderId()))
            .or(() -> payments.authorize(attempt.orderId(), TOTAL, nonce));
    rows.sql(
            """
            update attempts set state = :state, reference = :reference, nonce = null
            where purchase_id = :purchase and reference is null
            """)
        .param("state", held.isPresent() ? "AUTHORIZED" : "DECLINED")
        .param("reference", held.orElse(null))
        .param("purchase", purchase)
        .update();
    return held.isPresent();
  }

  @Override
  public void activate(UUID purchase) {
    rows.sql(
            """
            with license as (
              insert into licenses (purchase_id, key, quantity, starts_at, ends_at)
              select id, gen_random_uuid(), quantity, now(), now() + interval '365 days'
              from purchases where id = :purchase
              on conflict do nothing)
            select pg_notify(:channel, cast(:purchase as text))
            """)
        .param("purchase", purchase)
        .param("channel", CHANGED)
        .query()
        .singleRow();
  }

  @Override
  public void capture(UUID purchase) {
    Attempt attempt = attempt(purchase);
    if (attempt.reference() == null) {
      throw new IllegalStateException("nothing is held for " + purchase);
    }
    payments.capture(attempt.reference());
    together(
        () -> {
          rows.sql("update attempts set captured_at = now() where purchase_id = ?")
              .param(purchase)
              .update();
          end(purchase, "LICENSED");
        });
  }

  @Override
  public void end(UUID purchase, String outcome) {
    rows.sql(
            """
            with ended as (
              update purchases set outcome = :outcome, ended_at = now()
              where id = :purchase and ended_at is null)
            select pg_notify(:channel, cast(:purchase as text))
            """)
        .param("outcome", outcome)
        .param("purchase", purchase)
        .param("channel", CHANGED)
        .query()
        .singleRow();
  }

  public boolean isLicensed(UUID purchase) {
    return is("select exists (select from licenses where purchase_id = ?)", purchase);
  }

  public boolean hasEnded(UUID purchase) {
    return is(
        "select exists (select from purchases where id = ? and ended_at is not null)", purchase);
  }

  private boolean is(String question, UUID purchase) {
    return rows.sql(question).param(purchase).query(Boolean.class).single();
  }

  private record Attempt(
      String orderId, String state, @Nullable String nonce, @Nullable String reference) {}

  private Attempt attempt(UUID purchase) {
    return rows.sql("select order_id, state, nonce, reference from attempts where purchase_id = ?")
        .param(purchase)
        .query(
            (row, _) ->
                new Attempt(
                    row.getString("order_id"),
                    row.getString("state"),
                    row.getString("nonce"),
                    row.getString("reference")))
        .single();
  }
}
