package licensing.evidence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import licensing.db.Columns;
import licensing.evidence.EvidenceDocument.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * What of a purchase never changes once it has ended.
 *
 * @param user who bought
 * @param total such as "57.00 USD"
 * @param consent hash of the text consented to; null where the records have no consent
 * @param outcome null where the records say that it has not ended
 * @param license key; null where there is none
 * @param references of the payments that were adopted, by attempt, with a space between
 */
record LastingFacts(
    UUID user,
    int quantity,
    String total,
    @Nullable String consent,
    @Nullable String outcome,
    @Nullable Instant endedAt,
    @Nullable String license,
    String references) {

  static LastingFacts of(EvidenceDocument document) {
    return new LastingFacts(
        document.user(),
        document.order().quantity(),
        document.order().total(),
        document.consent().textHash(),
        document.end().outcome(),
        document.end().at(),
        document.license() == null ? null : document.license().key(),
        document.attempts().stream()
            .map(Attempt::platformReference)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" ")));
  }

  /** As the records say it today; null where they know no such purchase. */
  static @Nullable LastingFacts recorded(Columns columns) throws SQLException {
    return columns.row().getObject("recorded") == null
        ? null
        : new LastingFacts(
            columns.uuid("user_id"),
            columns.row().getInt("quantity"),
            total(columns),
            columns.row().getString("text_hash"),
            columns.row().getString("outcome"),
            columns.instantOrNull("ended_at"),
            columns.row().getString("license_key"),
            columns.text("payments"));
  }

  /** As documents write it, or else as it stands: a wrong amount is to be named as well. */
  private static String total(Columns columns) throws SQLException {
    try {
      return columns.money("total").toString();
    } catch (IllegalArgumentException | ArithmeticException e) {
      return columns.text("total") + " " + columns.text("currency");
    }
  }

  /** A sentence for each fact that is another one now. */
  List<String> differences(LastingFacts now) {
    Map<String, String> today = now.byName();
    return byName().entrySet().stream()
        .filter(fact -> !fact.getValue().equals(today.get(fact.getKey())))
        .map(
            fact ->
                "%s is \"%s\" in the document and \"%s\" in the records"
                    .formatted(fact.getKey(), fact.getValue(), today.get(fact.getKey())))
        .toList();
  }

  private Map<String, String> byName() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("user", user.toString());
    facts.put("quantity", Integer.toString(quantity));
    facts.put("total", total);
    facts.put("consent", Objects.requireNonNullElse(consent, ""));
    facts.put("outcome", Objects.requireNonNullElse(outcome, ""));
    facts.put("end", endedAt == null ? "" : endedAt.toString());
    facts.put("license", Objects.requireNonNullElse(license, ""));
    facts.put("payment", references);
    return facts;
  }
}
