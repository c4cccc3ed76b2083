package licensing.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import licensing.local.buyer.Buyer;
import licensing.local.buyer.Card;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The command that shows to anyone whether the evidence is what was written. */
@ExtendWith(OneScene.class)
class EvidenceTest {

  private final Scene scene;

  EvidenceTest(Scene scene) {
    this.scene = scene;
  }

  /** Of everything that was bought on this stack, whatever was killed meanwhile. */
  @Test
  void saysThatEveryPurchaseLeftItsEvidence() throws IOException, InterruptedException {
    Buyer buyer = scene.buyer("buyer");
    String purchase = buyer.confirmed(2);
    buyer.pay(purchase, Card.GOOD);
    scene.accounts().assertSold(buyer, purchase, 2);
    scene.records().awaitEnd(purchase, Scene.PATIENCE);

    assertThat(scene.records().evidence(purchase)).isOne();
    assertThat(scene.evidence(0)).containsPattern("evidence: organizations=.* problems=0\\n");
  }
}
