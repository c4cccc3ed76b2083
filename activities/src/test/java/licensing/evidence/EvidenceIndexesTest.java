package licensing.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import licensing.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** How PostgreSQL would read the evidence of ten thousand purchases. */
class EvidenceIndexesTest {

  private static final String ROWS =
      """
      insert into organizations (id, name)
        select gen_random_uuid(), 'Organization ' || i from generate_series(1, 100) i;
      insert into users (id, organization_id, name, password_hash, role)
        select id, id, 'buyer-' || id, '-', 'BUYER' from organizations;
      insert into purchases (id, organization_id, user_id, offer_kind, unit_price, currency,
        period_days, minimum_quantity, maximum_quantity, auto_renewal_selectable, quantity,
        auto_renew, total, subscribed_at, pay_before, step, outcome, ended_at)
      select gen_random_uuid(), id, id, 'MIGRATION', 19, 'USD', 365, 1, 99, false, 1, false, 19, now(),
        now(), 'ENDED', 'LICENSED', now() from organizations cross join generate_series(1, 100);
      insert into evidence_chains (organization_id) select id from organizations;
      insert into evidence (organization_id, position, purchase_id, edition, written_at, document,
        previous_hash, hash)
      select organization_id, row_number() over (partition by organization_id), id, 1, now(),
        repeat('evidence ', 100), repeat('0', 64), repeat('0', 64) from purchases;
      analyze
      """;

  /** Every hour, in each worker: nobody may read all that is kept for that. */
  @Test
  void theEndsOfAllChainsAreReadWithoutTheirBeginnings() {
    JdbcClient database =
        JdbcClient.create(
            new SingleConnectionDataSource(TestDatabase.another("evidence_indexes"), true));
    for (String statement : ROWS.split(";")) {
      database.sql(statement).update();
    }

    var plan =
        database
            .sql("explain " + EvidenceChains.HEADS)
            .param(Instant.now().atOffset(ZoneOffset.UTC))
            .query(String.class)
            .list();

    assertThat(String.join("\n", plan))
        .contains("Index Scan Backward using evidence_pkey on evidence")
        .doesNotContain("Seq Scan on evidence ");
  }
}
