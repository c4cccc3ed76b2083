package licensing.purchase.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import licensing.db.PurchaseJournal;
import licensing.edge.BuyingRights;
import licensing.keys.SupportSignatures;
import licensing.keys.SupportSignatures.SupportKeys;
import licensing.license.jdbc.LicenseRows;
import licensing.payment.jdbc.AttemptStore;
import licensing.purchase.Fixtures;
import licensing.purchase.PurchaseId;
import licensing.purchase.jdbc.JdbcPurchases.SecondPerson;
import licensing.purchase.message.Refusal;
import licensing.purchase.message.Refusal.Rejection;
import licensing.purchase.message.SupportCommand;
import licensing.purchase.message.SupportCommand.SupportRequest;
import licensing.testing.Fixture;
import licensing.testing.OnRealParts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Somebody writes to Temporal who is not the console, and names a person of support. */
@OnRealParts
class SignedRequestsTest {

  private static final String SEED = Base64.getEncoder().encodeToString(new byte[32]);
  private static final SupportSignatures CONSOLE =
      new SupportSignatures(new SupportKeys(List.of(SEED), List.of()));

  private final JdbcPurchases purchases;
  private final Fixture fixture;
  private final JdbcClient database;

  SignedRequestsTest(
      JdbcClient database,
      AttemptStore attempts,
      LicenseRows licenses,
      PurchaseJournal journal,
      TransactionOperations transaction,
      BuyingRights rights,
      Fixture fixture)
      throws GeneralSecurityException {
    var worker = new SupportSignatures(new SupportKeys(List.of(), List.of(publicKeyOf(SEED))));
    this.purchases =
        new JdbcPurchases(
            database,
            attempts,
            licenses,
            journal,
            transaction,
            new SecondPerson(""),
            worker,
            rights);
    this.database = database;
    this.fixture = fixture;
  }

  private static String publicKeyOf(String seed) throws GeneralSecurityException {
    var pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(Base64.getDecoder().decode(seed));
    return Base64.getEncoder().encodeToString(pair.getPublicKey());
  }

  @Test
  void takesWhatTheConsoleSigned() {
    PurchaseId purchase = fixture.recorded().purchase();
    var command = CONSOLE.sign(purchase, new SupportCommand.RetryNow(asked("ann", purchase)));

    assertThat(refusal(purchase, command)).isNull();
    // Delivered again, and from a worker that dropped what it cannot read.
    assertThat(refusal(purchase, command.with(command.request().signed(null)))).isNull();
  }

  @Test
  void takesNothingElse() {
    PurchaseId purchase = fixture.recorded().purchase();
    PurchaseId other = fixture.recorded().purchase();
    var signed = CONSOLE.sign(purchase, new SupportCommand.Annotate(asked("ann", purchase)));
    var signature = signed.request().signature();

    for (SupportCommand forged :
        List.of(
            signed.with(signed.request().signed(null)),
            signed.with(signed.request().signed("not base64")),
            new SupportCommand.GiveBackAndEnd(signed.request()),
            signed.with(asked("bob", purchase).signed(signature)),
            signed.with(
                new SupportRequest("ann", Fixtures.idOf("ann"), "other words", 1, signature)))) {
      assertThat(refusal(purchase, forged)).as(forged.toString()).isEqualTo(Refusal.NOT_SIGNED);
    }
    assertThat(refusal(other, signed)).isEqualTo(Refusal.NOT_SIGNED);
    var extension =
        (SupportCommand.ExtendDeadline)
            CONSOLE.sign(
                purchase,
                new SupportCommand.ExtendDeadline(
                    asked("ann", purchase), Instant.parse("2026-03-01T12:00:00Z")));
    assertThat(
            refusal(
                purchase,
                new SupportCommand.ExtendDeadline(
                    extension.request(), Instant.parse("2026-03-02T12:00:00Z"))))
        .isEqualTo(Refusal.NOT_SIGNED);
  }

  @Test
  void takesWhatARunAsksThatIsUnderWay() {
    PurchaseId purchase = fixture.recorded().purchase();
    UUID bulk = UUID.randomUUID();
    database
        .sql(
            """
            insert into bulk_runs (id, operator, operator_id, reason, action, address, confirmed, chosen)
            values (:id, 'ann', :ann, 'back again', 'RETRY_NOW', '', 1, 1)
            """)
        .param("id", bulk)
        .param("ann", Fixtures.idOf("ann").value())
        .update();
    database
        .sql("insert into bulk_targets (bulk_id, position, purchase_id) values (?, 1, ?)")
        .params(bulk, purchase.value())
        .update();
    var asked = Fixtures.asked("ann", "bulk " + bulk + ": back again", fixture.version(purchase));

    assertThat(refusal(purchase, new SupportCommand.GiveBackAndEnd(asked)))
        .isEqualTo(Refusal.NOT_SIGNED);
    assertThat(refusal(fixture.recorded().purchase(), new SupportCommand.RetryNow(asked)))
        .isEqualTo(Refusal.NOT_SIGNED);
    assertThat(refusal(purchase, new SupportCommand.RetryNow(asked))).isNull();
  }

  private SupportRequest asked(String operator, PurchaseId purchase) {
    return Fixtures.asked(operator, "the bank called", fixture.version(purchase));
  }

  private @Nullable Refusal refusal(PurchaseId purchase, SupportCommand command) {
    Rejection rejection = purchases.recordSupport(purchase, command);
    return rejection == null ? null : rejection.refusal();
  }
}
