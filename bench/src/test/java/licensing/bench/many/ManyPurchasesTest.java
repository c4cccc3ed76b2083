package licensing.bench.many;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import licensing.bench.Surrounded;
import licensing.db.Migrations;
import licensing.evidence.EvidenceDocument;
import licensing.evidence.EvidenceStore.Entry;
import licensing.local.bench.ManyPurchases;
import licensing.purchase.PurchaseId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is made stands as real purchases leave it, so that nothing of the product takes it up. */
class ManyPurchasesTest {

  private static final int PURCHASES = 2_000;
  private static final int WAITING = 300;
  private static final HikariDataSource DATABASE = Surrounded.by("many_purchases").database();
  private static final JdbcClient ROWS = JdbcClient.create(DATABASE);

  @BeforeAll
  static void make() throws SQLException, IOException {
    ROWS.sql("create role licensing_worker; create role licensing_console").update();
    new Migrations(DATABASE).apply();
    new ManyPurchases(DATABASE).makeWithRecords(PURCHASES, WAITING);
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void nothingWaitsButForItsPayment() {
    assertThat(number("purchases where ended_at is not null")).isEqualTo(PURCHASES);
    for (String waiting :
        List.of("purchases where outcome is null", "payment_attempts where state = 'OPEN'")) {
      assertThat(number(waiting)).as(waiting).isEqualTo(WAITING);
    }
    for (String unfinished :
        List.of(
            "payment_attempts where state in ('SUBMITTED', 'CHARGING', 'UNKNOWN')",
            "submitted_payments where reported_at is null",
            "platform_notifications where reported_at is null or decided_at is null",
            "outbox where mails_made_at is null or deliveries_made_at is null",
            "mails where state = 'WAITING'",
            "documents_unmade",
            "webhook_deliveries where state = 'WAITING' or started_at is null",
            "webhook_endpoints where disabled_at is null",
            "audit_findings where closed_at is null")) {
      assertThat(number(unfinished)).as(unfinished).isZero();
    }
    for (String kept :
        List.of("licenses", "documents", "document_files", "outbox", "mails", "evidence")) {
      assertThat(number(kept)).as(kept).isPositive();
    }
  }

  /** As ./dev evidence would find it. */
  @Test
  void theEvidenceIsChainedAndTellsOfWhatStandsInTheRecords() {
    List<Entry> evidence =
        ROWS.sql("select * from evidence order by organization_id, position")
            .query(
                (row, _) ->
                    new Entry(
                        row.getObject("organization_id", UUID.class),
                        row.getLong("position"),
                        PurchaseId.of(row.getString("purchase_id")),
                        row.getInt("edition"),
                        row.getTimestamp("written_at").toInstant(),
                        row.getString("document"),
                        row.getString("previous_hash"),
                        row.getString("hash")))
            .list();

    assertThat(evidence).hasSize(PURCHASES).allMatch(Entry::isIntact);
    for (int i = 0; i < evidence.size(); i++) {
      Entry entry = evidence.get(i);
      assertThat(entry.previousHash())
          .isEqualTo(entry.position() == 1 ? Entry.NOTHING_BEFORE : evidence.get(i - 1).hash());
      EvidenceDocument document = EvidenceDocument.read(entry.document()).orElseThrow();
      assertThat(document.consent().terms().textHash()).isEqualTo(document.consent().textHash());
    }
    assertThat(
            number(
                """
                evidence_chains chain where not exists (
                  select from evidence where evidence.organization_id = chain.organization_id
                    and position = length and hash = head)
                """))
        .isZero();
  }

  private static long number(String of) {
    return ROWS.sql("select count(*) from " + of).query(Long.class).single();
  }
}
