package licensing.local.storm.judge;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import licensing.local.storm.judge.Dossier.Consent;
import licensing.local.storm.judge.Dossier.Payment;
import licensing.local.storm.judge.Dossier.Record;
import licensing.local.storm.judge.Dossier.Told;
import licensing.payment.Money;
import licensing.purchase.status.PurchaseOutcome.Kind;

/** Verdicts on purchases that are enough to speak of. */
public final class Verdicts {

  public static final String LAPSED = "3f1e0c52-7f0c-4d7e-9f57-6a1d3a5f9b10";

  private Verdicts() {}

  public static Verdict onNothing() {
    return Verdict.of(books());
  }

  /** A purchase that lapsed, and whose money is held for ever. */
  public static Verdict onHeldMoney() {
    Money price = Money.parse("57.00 USD");
    Payment held =
        new Payment("tx1", LAPSED + "-1", price, List.of("authorized"), price, false, Set.of());
    return Verdict.of(books(lapsed(Instant.EPOCH, Instant.EPOCH.plusSeconds(60), held)));
  }

  static Dossier lapsed(Instant firstCharging, Instant end, Payment... payments) {
    Consent consent = new Consent(firstCharging.minusSeconds(1), "hash", "hash");
    Money price = Money.parse("57.00 USD");
    return new Dossier(
        LAPSED,
        new Told(false, Set.of(), null, "walked away"),
        new Record(
            Kind.LAPSED,
            null,
            null,
            price,
            end,
            consent,
            firstCharging,
            Set.of(),
            List.of(),
            List.of()),
        new Dossier.Process("COMPLETED", Kind.LAPSED, null, List.of(), ""),
        List.of(payments),
        null);
  }

  static Books books(Dossier... dossiers) {
    return new Books(
        List.of(dossiers),
        List.of(),
        List.of(),
        Set.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Outside.NOTHING);
  }
}
