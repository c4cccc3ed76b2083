package licensing.bench.shop;

import java.time.Duration;
import java.util.UUID;
import licensing.bench.Peer;

/** A peer whose rows are those of a {@link Shop}. */
public interface ShopPeer extends Peer {

  ShopFront front();

  @Override
  default String card(UUID purchase) {
    return front().card();
  }

  @Override
  default void awaitHome(UUID purchase, Duration patience) throws Exception {
    front().bell().await(purchase, () -> front().shop().isLicensed(purchase), patience);
  }

  @Override
  default void awaitEnd(UUID purchase, Duration patience) throws Exception {
    front().bell().await(purchase, () -> front().shop().hasEnded(purchase), patience);
  }
}
