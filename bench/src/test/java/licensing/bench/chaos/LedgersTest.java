package licensing.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import licensing.bench.Surrounded;
import licensing.bench.shop.ShopFront;
import licensing.bench.shop.Surroundings;
import licensing.local.buyer.Card;
import licensing.local.storm.weather.PlatformControl;
import org.junit.jupiter.api.Test;

/** What is planted in real ledgers is counted. */
class LedgersTest {

  private final UUID purchase = UUID.randomUUID();

  @Test
  void tellWhatIsWrong() throws Exception {
    Surroundings surroundings = Surrounded.by("ledgers");
    try (ShopFront front = ShopFront.of(surroundings)) {
      Ledgers ledgers =
          new Ledgers(new PlatformControl(URI.create(surroundings.gateway())), front.database());
      assertThat(damage(ledgers, false)).isEqualTo(new Damage(1, 0, 0, 0, 0));

      front.shop().presentTerms(purchase);
      front.shop().confirmRedirect(purchase);
      front.shop().handIn(purchase, front.buyers().nonce(front.clientToken(), Card.GOOD));
      assertThat(damage(ledgers, true)).isEqualTo(new Damage(1, 0, 0, 0, 1));

      front.shop().authorize(purchase);
      assertThat(damage(ledgers, true)).isEqualTo(new Damage(1, 1, 0, 0, 1));

      front.shop().activate(purchase);
      front.shop().capture(purchase);
      assertThat(damage(ledgers, true)).isEqualTo(new Damage(1, 0, 0, 0, 0));

      chargeAgain(front);
      assertThat(damage(ledgers, true)).isEqualTo(new Damage(1, 0, 1, 0, 0));
    }
  }

  private Damage damage(Ledgers ledgers, boolean kept) {
    return Damage.of(List.of(ledgers.of(purchase, kept)));
  }

  /** As if nobody knew that it is paid. */
  private void chargeAgain(ShopFront front) {
    front
        .shop()
        .rows()
        .sql(
            """
            update attempts set state = 'SUBMITTED', reference = null, nonce = ?
            where purchase_id = ?
            """)
        .params(front.buyers().nonce(front.clientToken(), Card.MASTERCARD), purchase)
        .update();
    front.shop().authorize(purchase);
  }
}
