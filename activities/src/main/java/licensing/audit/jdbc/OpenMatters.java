package licensing.audit.jdbc;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import licensing.db.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits for a person, counted: the same from wherever it is asked. */
public final class OpenMatters {

  private final JdbcClient database;

  OpenMatters(JdbcClient database) {
    this.database = database;
  }

  /** Costs three queries, of which each finds its rows by an index. */
  public Counts count() {
    return new Counts(
        counted("select kind, count(*) from audit_findings where closed_at is null group by kind"),
        counted("select attention, count(*) from purchases where attention is not null group by 1"),
        lastAudit());
  }

  private Map<String, Long> counted(String sql) {
    return database
        .sql(sql)
        .query((row, index) -> Map.entry(row.getString(1), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private @Nullable Instant lastAudit() {
    return database
        .sql("select ran_at from audit_runs order by ran_at desc limit 1")
        .query((row, index) -> new Columns(row).instant("ran_at"))
        .optional()
        .orElse(null);
  }

  /**
   * What is not named is none.
   *
   * @param findings open findings of audits, by the label of their kind
   * @param attentions purchases that need a person, by the label of why
   * @param lastAudit null before the first one
   */
  public record Counts(
      Map<String, Long> findings, Map<String, Long> attentions, @Nullable Instant lastAudit) {}
}
