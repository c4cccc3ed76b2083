package licensing.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import licensing.buyer.Buyer.OrganizationId;
import licensing.db.Columns;
import licensing.evidence.EvidenceChains.EvidenceProblem.Kind;
import licensing.evidence.EvidenceStore.Entry;
import licensing.purchase.PurchaseId;
import licensing.terms.Sha256;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The evidence as it is kept, and whether it is still what was written. */
@Component
public final class EvidenceChains {

  private static final int ROWS_AT_ONCE = 200;

  private static final String CHAIN =
      """
      select chains.organization_id, chains.length, chains.head, evidence.position,
        evidence.purchase_id, evidence.edition, evidence.written_at, evidence.document,
        evidence.previous_hash, evidence.hash, purchases.id as recorded, purchases.user_id,
        purchases.quantity, purchases.total, purchases.currency, purchases.test, purchases.outcome,
        purchases.ended_at, consents.text_hash, licenses.key as license_key,
        (select coalesce(string_agg(platform_reference, ' ' order by number), '')
         from payment_attempts where purchase_id = evidence.purchase_id) as payments,
        array(
          select number || ' ' || encode(sha256(convert_to(content, 'UTF8')), 'hex')
          from documents where purchase_id = evidence.purchase_id) as issued,
        not exists (
          select from evidence later
          where later.purchase_id = evidence.purchase_id and later.edition > evidence.edition)
          as newest
      from evidence_chains chains
      left join evidence on evidence.organization_id = chains.organization_id
      left join purchases on purchases.id = evidence.purchase_id
        and purchases.organization_id = evidence.organization_id
      left join consents on consents.purchase_id = evidence.purchase_id
      left join licenses on licenses.purchase_id = evidence.purchase_id
      where chains.organization_id = ? order by evidence.position
      """;

  private static final String WITHOUT_EVIDENCE =
      """
      select id, outcome from purchases
      where organization_id = ? and outcome is not null
        and not exists (select from evidence where evidence.purchase_id = purchases.id)
      order by ended_at, id
      """;

  private static final String ORGANIZATIONS =
      """
      select organization_id from evidence_chains
      union select organization_id from purchases where outcome is not null
      order by organization_id
      """;

  /** Of each chain its last row alone, and those that were written since. */
  static final String HEADS =
      """
      select organization_id, position, hash from evidence_chains chain
      cross join lateral (
        select position, hash from evidence
        where evidence.organization_id = chain.organization_id and written_at <= ?
        order by position desc limit 1) last
      order by organization_id
      """;

  private final JdbcClient database;
  private final TransactionOperations transaction;

  EvidenceChains(JdbcClient database, TransactionOperations transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  /** All editions, the first of them first; empty for a purchase without evidence. */
  public List<Entry> of(PurchaseId purchase) {
    return database
        .sql("select * from evidence where purchase_id = ? order by edition")
        .param(purchase.value())
        .query((row, index) -> Entry.of(new Columns(row)))
        .list();
  }

  /**
   * Recomputes one organization's chain and compares it with the records, in one pass that holds
   * one document at a time.
   *
   * @param found is told each problem as it is met
   */
  public EvidenceReport verify(OrganizationId organization, Consumer<EvidenceProblem> found) {
    ChainWalk chain = new ChainWalk(organization.value(), found);
    stream(CHAIN, organization, row -> chain.pass(new Columns(row)));
    chain.end();
    stream(
        WITHOUT_EVIDENCE,
        organization,
        row ->
            chain.tell(
                Kind.PURCHASE_WITHOUT_EVIDENCE,
                0,
                row.getString("id"),
                "it ended as " + row.getString("outcome")));
    return chain.report();
  }

  /**
   * As {@link #verify}, for every organization: one chain after the other, so that no sorting and
   * no transaction is longer than a chain.
   */
  public EvidenceReport verifyAll(Consumer<EvidenceProblem> found) {
    return organizations().stream()
        .map(organization -> verify(organization, found))
        .reduce(EvidenceReport.NOTHING, EvidenceReport::plus);
  }

  private List<OrganizationId> organizations() {
    return database
        .sql(ORGANIZATIONS)
        .query((row, index) -> new OrganizationId(new Columns(row).uuid("organization_id")))
        .list();
  }

  /** How all chains ended at a moment of the past, by the times in their entries. */
  public Heads headsAt(Instant moment) {
    long[] counts = new long[2];
    MessageDigest digest = Sha256.digest();
    transaction.executeWithoutResult(
        status ->
            database
                .sql(HEADS)
                .withFetchSize(ROWS_AT_ONCE)
                .param(moment.atOffset(ZoneOffset.UTC))
                .query(
                    row -> {
                      counts[0]++;
                      counts[1] += row.getLong("position");
                      String end =
                          row.getString("organization_id")
                              + " "
                              + row.getLong("position")
                              + " "
                              + row.getString("hash")
                              + "\n";
                      digest.update(end.getBytes(StandardCharsets.UTF_8));
                    }));
    return new Heads(moment, counts[0], counts[1], HexFormat.of().formatHex(digest.digest()));
  }

  /** Outside of a transaction the driver would fetch all rows before the first is looked at. */
  private void stream(String query, OrganizationId organization, RowCallbackHandler reader) {
    transaction.executeWithoutResult(
        status ->
            database
                .sql(query)
                .withFetchSize(ROWS_AT_ONCE)
                .param(organization.value())
                .query(reader));
  }

  /**
   * How all chains end. Its text is what is signed.
   *
   * @param at the moment it is said of
   * @param organizations that have a chain
   * @param documents in all of them
   * @param digest SHA-256, in hexadecimal, of a line for each chain in the order of its
   *     organization: organization, position and hash of its last entry, with a space between
   */
  public record Heads(Instant at, long organizations, long documents, String digest) {

    static final Pattern LINE =
        Pattern.compile(
            "evidence ends: at=(\\S+Z) organizations=(\\d{1,9}) documents=(\\d{1,15})"
                + " digest=([0-9a-f]{64})");

    /**
     * @param found by {@link #LINE}, as its first groups
     */
    static Heads of(MatchResult found) {
      return new Heads(
          Instant.parse(found.group(1)),
          Long.parseLong(found.group(2)),
          Long.parseLong(found.group(3)),
          found.group(4));
    }

    @Override
    public String toString() {
      // By no locale's digits: it is signed.
      return "evidence ends: at="
          + at
          + " organizations="
          + organizations
          + " documents="
          + documents
          + " digest="
          + digest;
    }
  }

  /**
   * How much was verified.
   *
   * @param organizations that have a chain
   */
  public record EvidenceReport(long organizations, long documents, long problems) {

    public static final EvidenceReport NOTHING = new EvidenceReport(0, 0, 0);

    public EvidenceReport plus(EvidenceReport other) {
      return new EvidenceReport(
          organizations + other.organizations,
          documents + other.documents,
          problems + other.problems);
    }

    @Override
    public String toString() {
      return "evidence: organizations=%d documents=%d problems=%d"
          .formatted(organizations, documents, problems);
    }
  }

  /**
   * One thing that is wrong with the evidence, and where.
   *
   * @param position in the organization's chain; 0 where there is none
   * @param purchase its id; empty where it cannot be known
   * @param detail in words
   */
  public record EvidenceProblem(
      Kind kind, UUID organization, long position, String purchase, String detail) {

    /** What can be wrong. */
    public enum Kind {
      /** The entry's hash is not that of what stands there. */
      DOCUMENT_ALTERED("document altered"),
      /** The entry does not follow on the one before it. */
      LINK_BROKEN("link broken"),
      /** A position is empty. */
      ENTRY_MISSING("entry missing"),
      /** A purchase has ended and nothing was written. */
      PURCHASE_WITHOUT_EVIDENCE("purchase without evidence"),
      /** There is a document, and no such purchase. */
      EVIDENCE_WITHOUT_PURCHASE("evidence without purchase"),
      /** What may never change is not what the document says. */
      DIFFERS_FROM_RECORDS("differs from the records"),
      /** The text in the document is not the one that the consent names. */
      OTHER_TEXT_CONSENTED("another text was consented to");

      private final String words;

      Kind(String words) {
        this.words = words;
      }

      public String words() {
        return words;
      }
    }

    @Override
    public String toString() {
      return "%s: organization=%s%s%s%s"
          .formatted(
              kind.words(),
              organization,
              position == 0 ? "" : " position=" + position,
              purchase.isEmpty() ? "" : " purchase=" + purchase,
              detail.isEmpty() ? "" : ": " + detail);
    }
  }
}
