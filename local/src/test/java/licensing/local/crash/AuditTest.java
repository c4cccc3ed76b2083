package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The command that shows to anyone whether the ledgers agree. */
@ExtendWith(OneScene.class)
class AuditTest {

  private final Scene scene;

  AuditTest(Scene scene) {
    this.scene = scene;
  }

  @Test
  void saysThatTheLedgersAgreeAndThenWhatDoesNot() throws IOException, InterruptedException {
    Buyer buyer = scene.buyer("buyer");
    String purchase = buyer.confirmed(2);
    buyer.pay(purchase, Card.GOOD);
    scene.accounts().assertSold(buyer, purchase, 2);
    assertThat(scene.audit(0)).contains("findings=0");

    String reference = scene.ledger().of(purchase).getFirst().id();
    scene.gateway().transaction().voidTransaction(reference);

    assertThat(scene.audit(1))
        .contains("license-without-money", "capture-missing", reference, "findings=2");
  }
}
