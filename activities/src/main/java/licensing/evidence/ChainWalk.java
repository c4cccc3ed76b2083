package licensing.evidence;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import licensing.db.Columns;
import licensing.evidence.EvidenceChains.EvidenceProblem;
import licensing.evidence.EvidenceChains.EvidenceProblem.Kind;
import licensing.evidence.EvidenceChains.EvidenceReport;
import licensing.evidence.EvidenceDocument.Attempt;
import licensing.evidence.EvidenceStore.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Walks the rows of one chain from its first entry to its end, and tells what is wrong on the way.
 */
final class ChainWalk {

  private final UUID organization;
  private final Consumer<EvidenceProblem> found;
  private long documents;
  private long problems;

  private long position;
  private @Nullable String before = Entry.NOTHING_BEFORE;

  // Where the chain is said to end; null where there is none.
  private long length;
  private @Nullable String head;

  ChainWalk(UUID organization, Consumer<EvidenceProblem> found) {
    this.organization = organization;
    this.found = found;
  }

  /** Takes the next row; a chain of which nothing is left has one, without an entry. */
  void pass(Columns columns) throws SQLException {
    length = columns.row().getLong("length");
    head = columns.text("head");
    if (columns.row().getObject("position") != null) {
      pass(Entry.of(columns), LastingFacts.recorded(columns), Issued.recorded(columns));
    }
  }

  /**
   * Takes the next entry.
   *
   * @param recorded what the records say of its purchase today; null where they know no such one
   * @param issued which documents they have of it
   */
  private void pass(Entry entry, @Nullable LastingFacts recorded, Issued issued) {
    passOver(entry.position() - 1);
    if (before != null && !before.equals(entry.previousHash())) {
      tell(Kind.LINK_BROKEN, entry, "it does not follow on position " + (entry.position() - 1));
    }
    if (entry.isIntact()) {
      compare(entry, recorded, issued);
    } else {
      tell(Kind.DOCUMENT_ALTERED, entry, "its hash is not that of what stands there");
    }
    position = entry.position();
    before = entry.hash();
    documents++;
  }

  /** After the last row, if there was any. */
  void end() {
    if (head == null) {
      return;
    }
    passOver(length);
    if (before != null && !before.equals(head)) {
      tell(Kind.LINK_BROKEN, position, "", "it is not the end of its chain");
    }
  }

  /** After a gap there is no hash to follow on. */
  private void passOver(long last) {
    if (position < last) {
      before = null;
      tell(Kind.ENTRY_MISSING, position + 1, "", "up to position " + last);
      position = last;
    }
  }

  private void compare(Entry entry, @Nullable LastingFacts recorded, Issued issued) {
    EvidenceDocument document = EvidenceDocument.read(entry.document()).orElse(null);
    if (document == null) {
      tell(Kind.DOCUMENT_ALTERED, entry, "it is no document");
      return;
    }
    if (recorded == null) {
      tell(Kind.EVIDENCE_WITHOUT_PURCHASE, entry, "");
    } else {
      LastingFacts.of(document)
          .differences(recorded)
          .forEach(difference -> tell(Kind.DIFFERS_FROM_RECORDS, entry, difference));
      issued
          .differences(document)
          .forEach(difference -> tell(Kind.DIFFERS_FROM_RECORDS, entry, difference));
    }
    if (!document.consent().textHash().equals(document.consent().terms().textHash())) {
      tell(Kind.OTHER_TEXT_CONSENTED, entry, "");
    }
  }

  private void tell(Kind kind, Entry entry, String detail) {
    tell(kind, entry.position(), entry.purchase().toString(), detail);
  }

  /**
   * @param at position in the chain; 0 where there is none
   */
  void tell(Kind kind, long at, String purchase, String detail) {
    problems++;
    found.accept(new EvidenceProblem(kind, organization, at, purchase, detail));
  }

  EvidenceReport report() {
    return new EvidenceReport(head == null ? 0 : 1, documents, problems);
  }

  /**
   * Documents as the records have them today.
   *
   * @param all the number of each, and the hash of its row, with a space between
   * @param newest whether no later edition tells of the same purchase
   */
  record Issued(Set<String> all, boolean newest) {

    static Issued recorded(Columns columns) throws SQLException {
      String[] all = (String[]) columns.row().getArray("issued").getArray();
      return new Issued(Set.of(all), columns.row().getBoolean("newest"));
    }

    /** A sentence for each that is not there as it was issued, or is there and never was. */
    List<String> differences(EvidenceDocument document) {
      if (document.documents() == null) {
        return List.of();
      }
      Map<String, String> told = new TreeMap<>();
      document
          .documents()
          .forEach(each -> told.put(each.number() + " " + each.hash(), each.number()));
      List<String> differences = new ArrayList<>();
      told.forEach(
          (each, number) -> {
            if (!all.contains(each)) {
              differences.add(
                  "document %s is not in the records as it was issued".formatted(number));
            }
          });
      if (newest) {
        all.stream()
            .filter(each -> !told.containsKey(each))
            .sorted()
            .forEach(
                each ->
                    differences.add(
                        "document %s is in the records and not in the evidence"
                            .formatted(each.substring(0, each.indexOf(' ')))));
      }
      return differences;
    }
  }

  /**
   * What of a purchase never changes once it has ended.
   *
   * @param user who bought
   * @param total such as "57.00 USD"
   * @param test null where the document is too old to tell
   * @param consent hash of the text consented to; null where the records have no consent
   * @param outcome null where the records say that it has not ended
   * @param license key; null where there is none
   * @param references of the payments that were adopted, by attempt, with a space between
   */
  record LastingFacts(
      UUID user,
      int quantity,
      String total,
      @Nullable Boolean test,
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
          document.order().test(),
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
              columns.row().getBoolean("test"),
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
      if (test != null) {
        facts.put("test", test.toString());
      }
      facts.put("consent", Objects.requireNonNullElse(consent, ""));
      facts.put("outcome", Objects.requireNonNullElse(outcome, ""));
      facts.put("end", endedAt == null ? "" : endedAt.toString());
      facts.put("license", Objects.requireNonNullElse(license, ""));
      facts.put("payment", references);
      return facts;
    }
  }
}
