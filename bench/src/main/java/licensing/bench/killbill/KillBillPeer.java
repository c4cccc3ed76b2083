package licensing.bench.killbill;

import java.time.Duration;
import java.util.UUID;
import licensing.bench.Peer;

/**
 * What comes before the payment is its caller's, and no card is shown to it. Each call is made
 * once: it is never struck.
 */
interface KillBillPeer extends Peer {

  KillBillTenant tenant();

  @Override
  default boolean takesOrders() {
    return false;
  }

  @Override
  default void subscribe(UUID purchase) {}

  @Override
  default void confirm(UUID purchase) {}

  @Override
  default String card(UUID purchase) {
    return "";
  }

  /** It answers only when that is done. */
  @Override
  default void awaitHome(UUID purchase, Duration patience) {}

  @Override
  default History history(UUID purchase) {
    return History.NONE;
  }
}
