package licensing.local.storm.judge;

import java.util.function.Function;
import java.util.stream.Stream;

/** What holds at rest, whatever went wrong before. */
public enum Rule {
  MONEY_MEANS_LICENSE(
      "each captured payment has its active license, or is given back; nothing stays merely held",
      ofEach(MoneyRules::withoutLicense)),
  LICENSE_MEANS_MONEY(
      "each active license has one good payment of its amount, currency and purchase",
      ofEach(MoneyRules::withoutMoney)),
  NEVER_TWICE(
      "at most one payment a purchase is ever captured, and one license given; its key never changes",
      ofEach(MoneyRules::twice)),
  SUMS_AGREE("the sums of the ledgers agree", MoneyRules::sums),
  NONE_LOST(
      "each acknowledged purchase has ended, or asks for a person and says why",
      ofEach(AgreementRules::lost)),
  ALL_SAY_THE_SAME(
      "workflow, rows, the buyer's page and the support page say the same, and what was told holds",
      ofEach(AgreementRules::different)),
  CONSENT_COMES_FIRST(
      "consent is older than the payment and names the text shown",
      ofEach(AgreementRules::consent)),
  WEBHOOKS_ARE_KEPT(
      "each acknowledged webhook is genuine and stored, and applied or ignored with a reason",
      AgreementRules::webhooks),
  HISTORIES_ARE_SOUND(
      "no workflow task fails, and every history replays", AgreementRules::histories),
  DOCUMENTS_ARE_RIGHT(
      "each payment that was taken has one receipt or invoice with its file, credit and debit notes"
          + " come to what went back of it, and no number is missing or taken twice",
      AgreementRules::documents),
  BUYERS_ARE_WRITTEN_TO(
      "each mail that is due arrived, under one Message-ID, and again only where an answer was lost",
      OutsideRules::mails),
  ENDPOINTS_ARE_TOLD(
      "each webhook arrived, signed and under one id, or its endpoint is gone and disabled",
      OutsideRules::events),
  LICENSES_ANSWER_TRULY(
      "software is told that a license works, and has its file, where its money is ours, else not",
      OutsideRules::answers),
  NOTHING_LEAKS(
      "no card number, nonce, client token, key or password in a history, log, column or address",
      AgreementRules::leaks),
  EVIDENCE_HOLDS(
      "each ended purchase has its evidence, and every chain verifies", AgreementRules::evidence),
  AUDIT_AGREES("the system's own audit finds nothing either", AgreementRules::audit);

  private final String words;
  private final Function<Books, Stream<Found>> check;

  Rule(String words, Function<Books, Stream<Found>> check) {
    this.words = words;
    this.check = check;
  }

  /** What is wrong with whom. */
  record Found(String subject, String what) {}

  public String words() {
    return words;
  }

  Stream<Violation> violations(Books books) {
    return check.apply(books).map(found -> new Violation(this, found.subject(), found.what()));
  }

  private static Function<Books, Stream<Found>> ofEach(Function<Dossier, Stream<String>> check) {
    return books ->
        books.dossiers().stream()
            .flatMap(
                dossier -> check.apply(dossier).map(what -> new Found(dossier.purchase(), what)));
  }
}
