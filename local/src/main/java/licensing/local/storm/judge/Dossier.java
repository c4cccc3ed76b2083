package licensing.local.storm.judge;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import licensing.payment.Money;
import licensing.purchase.status.PurchaseOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is said of one purchase: by its buyer, by PostgreSQL, Temporal and the platform,
 * and by the pages.
 *
 * @param purchase its id
 * @param told null for one of which no buyer was told
 * @param record null for one that PostgreSQL does not have
 * @param process null for one that Temporal does not have
 */
record Dossier(
    String purchase,
    @Nullable Told told,
    @Nullable Record record,
    @Nullable Process process,
    List<Payment> payments,
    @Nullable Pages pages) {

  /**
   * What a buyer was told.
   *
   * @param home whether a page said that the license works
   * @param keys license keys that pages showed
   * @param terms hash of the text that the form showed, null where that is not known
   */
  record Told(boolean home, Set<String> keys, @Nullable String terms, String story) {}

  /**
   * The rows.
   *
   * @param attention why a person is asked to look, null where nobody is
   * @param attentionReason the same in words
   * @param firstCharging when money was first asked for
   * @param adopted the platform's references of its payments
   * @param licenses all that name the purchase
   * @param documents likewise
   */
  record Record(
      PurchaseOutcome.@Nullable Kind outcome,
      @Nullable String attention,
      @Nullable String attentionReason,
      Money total,
      @Nullable Instant endedAt,
      @Nullable Consent consent,
      @Nullable Instant firstCharging,
      Set<String> adopted,
      List<License> licenses,
      List<Document> documents) {

    boolean asksForPerson() {
      return attention != null && attentionReason != null && !attentionReason.isBlank();
    }
  }

  /**
   * The evidence of consent.
   *
   * @param hash that was consented to
   * @param published hash of the text published under that version and language
   */
  record Consent(Instant givenAt, String hash, String published) {}

  record License(String key, boolean suspended) {}

  /**
   * An invoice or a receipt, a credit note or a debit note.
   *
   * @param subject empty for what was paid, else what went back, or did not
   * @param credited what went back of the price, below zero for what did not; of what was paid
   *     nothing
   */
  record Document(String number, String subject, BigDecimal credited) {}

  /**
   * The workflow.
   *
   * @param outcome its result, null while it runs or where it ended in another way
   * @param key of the license in its result
   * @param brokenTasks workflow tasks that failed through the code
   * @param replay why its history does not replay, empty where it does
   */
  record Process(
      String status,
      PurchaseOutcome.@Nullable Kind outcome,
      @Nullable String key,
      List<String> brokenTasks,
      String replay) {}

  /**
   * A sale of the platform.
   *
   * @param history the states it has had, the present one last
   * @param left what was not refunded of it
   * @param takenBack whether the buyer's bank has fetched it back in a dispute
   * @param failedRefunds ids of those of its refunds that came to nothing
   */
  record Payment(
      String reference,
      String orderId,
      Money amount,
      List<String> history,
      Money left,
      boolean takenBack,
      Set<String> failedRefunds) {

    private static final Set<String> TAKEN =
        Set.of(
            "submitted_for_settlement",
            "settlement_pending",
            "settlement_confirmed",
            "settling",
            "settled");

    boolean isTaken() {
      return TAKEN.contains(history.getLast()) && left.amount().signum() > 0 && !takenBack;
    }

    /** Whether it was captured, even if it was given back afterwards. */
    boolean wasTaken() {
      return history.stream().anyMatch(TAKEN::contains);
    }

    /** What the platform has given back of money that was captured. */
    BigDecimal givenBack() {
      BigDecimal kept = history.getLast().equals("voided") ? BigDecimal.ZERO : left.amount();
      return wasTaken() ? amount.amount().subtract(kept) : BigDecimal.ZERO;
    }

    boolean isHeld() {
      return history.getLast().equals("authorized");
    }
  }

  /**
   * What pages show: the status by its name, and in words.
   *
   * @param status of the buyer's page
   * @param buyers words of the buyer's page
   * @param supports words of the support page
   */
  record Pages(String status, String buyers, String supports) {}

  Stream<Payment> taken() {
    return payments.stream().filter(Payment::isTaken);
  }

  Stream<Payment> held() {
    return payments.stream().filter(Payment::isHeld);
  }

  /** Whether a bank has fetched money back that was captured. */
  boolean wasTakenBack() {
    return payments.stream().anyMatch(Payment::takenBack);
  }

  boolean hasActiveLicense() {
    return record != null && record.licenses().stream().anyMatch(each -> !each.suspended());
  }

  boolean asksForPerson() {
    return record != null && record.asksForPerson();
  }

  PurchaseOutcome.@Nullable Kind outcome() {
    return record == null ? null : record.outcome();
  }

  @Override
  public String toString() {
    return """
        buyer:    %s
        rows:     %s
        workflow: %s
        platform: %s
        pages:    %s"""
        .formatted(
            told == null ? "was told nothing" : told.story(), record, process, payments, pages);
  }
}
