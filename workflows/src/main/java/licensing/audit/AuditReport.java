package licensing.audit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was compared, and what was found: as much of it as a history takes, however much it is.
 *
 * @param from purchases subscribed to from then on were compared, and some older ones of which
 *     something stood open
 * @param to and those before
 * @param payments of the platform that were read, those under orders of ours
 * @param open how many findings of each kind this audit has, of older purchases too as far as it
 *     looked at them again; what is not named is none
 * @param toReread of those findings the first that may speak of a report that never came, and so of
 *     payments to be read again
 */
public record AuditReport(
    Instant from,
    Instant to,
    int purchases,
    int payments,
    Map<Finding.Kind, Long> open,
    List<Finding> toReread) {

  /** What an audit may read again, which is one call for each and some for its refunds. */
  static final int MOST_TO_REREAD = 50;

  public static AuditReport of(
      Instant from, Instant to, int purchases, int payments, List<Finding> findings) {
    return new AuditReport(
        from,
        to,
        purchases,
        payments,
        findings.stream().collect(groupingBy(Finding::kind, TreeMap::new, counting())),
        findings.stream()
            .filter(finding -> finding.kind().maySpeakOfALostReport())
            .limit(MOST_TO_REREAD)
            .toList());
  }

  /** How many findings stand open. */
  public long findings() {
    return open.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * One disagreement.
   *
   * @param purchase its id, or as much as is known of it
   * @param subject the payment it is about, by its reference on the platform; empty where it is
   *     about the purchase as a whole
   * @param disagreement what each ledger says, in words
   * @param since when the later of them came to say so
   */
  public record Finding(
      Kind kind, String purchase, String subject, String disagreement, Instant since) {

    @Override
    public String toString() {
      return "%s purchase %s%s: %s (since %s); %s"
          .formatted(
              kind.label(),
              purchase,
              subject.isEmpty() ? "" : ", payment " + subject,
              disagreement,
              since,
              kind.remedy());
    }

    /** A way in which the ledgers disagree, and what brings them together again. */
    public enum Kind {
      CHARGED_TWICE("charged-twice", "refund every payment but the one that was adopted"),
      MONEY_WITHOUT_LICENSE("money-without-license", "release or refund the payment"),
      LICENSE_WITHOUT_MONEY("license-without-money", "find out how it was paid, or suspend it"),
      WRONG_AMOUNT("wrong-amount", "compare with the consent; refund, or ask the buyer"),
      CAPTURE_MISSING("capture-missing", "capture the payment before its authorization expires"),
      MONEY_GIVEN_BACK(
          "money-given-back", "ask who gave it back; suspend the license, or note why it stays"),
      PAYMENT_MISSING("payment-missing", "look the reference up at the platform"),
      UNKNOWN_PAYMENT("unknown-payment", "find out who asked for it; release or refund it"),
      UNHEARD_DISPUTE(
          "unheard-dispute", "look the payment up at the platform; the next audit reads it again"),
      WORKFLOW_MISSING("workflow-missing", "resolve the payment by hand, then end the purchase"),
      BROKEN_OFF(
          "broken-off", "reset the workflow to its last workflow task: it goes on from there"),
      END_NOT_RECORDED("end-not-recorded", "record the outcome that the workflow ended with"),
      OUTCOMES_DIFFER("outcomes-differ", "follow the money; correct the record that is wrong"),
      RECORD_MISSING("record-missing", "restore the purchase from the workflow's history"),
      OVERDUE("overdue", "open the workflow: it should have ended or asked for a person");

      private final String label;
      private final String remedy;

      Kind(String label, String remedy) {
        this.label = label;
        this.remedy = remedy;
      }

      /**
       * A report of the platform that never came leaves a dispute that is not in the records, or a
       * license whose money is gone.
       */
      public boolean maySpeakOfALostReport() {
        return this == UNHEARD_DISPUTE || this == MONEY_GIVEN_BACK;
      }

      /** As it is stored, searched for and counted. */
      public String label() {
        return label;
      }

      /** What a person should do about it. */
      public String remedy() {
        return remedy;
      }
    }
  }
}
