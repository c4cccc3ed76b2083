package licensing.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import licensing.purchase.PurchaseId;
import licensing.reading.AuditFindings.RecordedFinding;
import licensing.testing.OnRealParts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealParts
class AuditFindingsTest {

  private static final Instant THEN = Instant.parse("2026-03-01T10:00:00Z");

  private final AuditFindings findings;
  private final JdbcClient database;
  private final PurchaseId purchase = PurchaseId.random();

  AuditFindingsTest(AuditFindings findings, JdbcClient database) {
    this.findings = findings;
    this.database = database;
  }

  @BeforeEach
  void withoutFindings() {
    database.sql("delete from audit_findings").update();
  }

  @Test
  void showsWhatHasStoodLongestFirst() {
    found("overdue", purchase, THEN.plusSeconds(60));
    found("charged-twice", purchase, THEN);

    assertThat(findings.open(10))
        .extracting(RecordedFinding::kind)
        .containsExactly("charged-twice", "overdue");
    assertThat(findings.open(1)).hasSize(1);
    assertThat(findings.closed(10, 0)).isEmpty();
  }

  @Test
  void keepsWhatIsClosedApart() {
    found("overdue", purchase, THEN);
    found("charged-twice", purchase, THEN);
    close("charged-twice");

    assertThat(findings.open(10)).extracting(RecordedFinding::kind).containsExactly("overdue");
    assertThat(findings.closed(10, 0))
        .singleElement()
        .satisfies(closed -> assertThat(closed.isOpen()).isFalse());
    assertThat(findings.of(purchase))
        .extracting(RecordedFinding::kind)
        .containsExactly("overdue", "charged-twice");
    assertThat(findings.of(PurchaseId.random())).isEmpty();
  }

  @Test
  void leafsThroughWhatIsClosed() {
    found("overdue", purchase, THEN);
    found("overdue", PurchaseId.random(), THEN);
    close("overdue");

    RecordedFinding first = findings.closed(1, 0).getFirst();

    assertThat(findings.closed(1, 1)).hasSize(1).doesNotContain(first);
    assertThat(findings.closed(1, 2)).isEmpty();
  }

  @Test
  void tellsWhatTheLatestAuditCompared() {
    database
        .sql(
            "insert into audit_runs (ran_at, purchases, payments, findings)"
                + " values ('2999-01-01', 3, 2, 1) on conflict do nothing")
        .update();

    assertThat(findings.latestAudit())
        .hasValueSatisfying(
            audit -> {
              assertThat(audit.purchases()).isEqualTo(3);
              assertThat(audit.payments()).isEqualTo(2);
              assertThat(audit.findings()).isEqualTo(1);
            });
    database.sql("delete from audit_runs where ran_at = '2999-01-01'").update();
  }

  private void found(String kind, PurchaseId purchase, Instant since) {
    database
        .sql(
            """
            insert into audit_findings
              (kind, purchase, subject, disagreement, since, remedy, found_at, seen_at)
            values (?, ?, '', 'the ledgers disagree', ?, 'look', now(), now())
            """)
        .params(kind, purchase.toString(), since.atOffset(ZoneOffset.UTC))
        .update();
  }

  private void close(String kind) {
    database.sql("update audit_findings set closed_at = now() where kind = ?").param(kind).update();
  }
}
