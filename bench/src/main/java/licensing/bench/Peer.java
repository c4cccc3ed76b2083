package licensing.bench;

import java.time.Duration;
import java.util.UUID;

/**
 * One way to sell a license. Its five steps are asked for one after the other; each may be asked
 * for again with one effect, as a buyer clicks again who has heard nothing.
 */
public interface Peer {

  String name();

  /**
   * Whether it has the steps before the payment. Where it has not, they are not asked for, and
   * nothing is told of them.
   */
  default boolean takesOrders() {
    return true;
  }

  /** Subscribe Now: returns when consent and price are stored. */
  void subscribe(UUID purchase) throws Exception;

  /** Continue: returns when the payment page may be paid at. */
  void confirm(UUID purchase) throws Exception;

  /** A card typed in: what the platform's fields give for it, to be used once. */
  String card(UUID purchase) throws Exception;

  /** Subscribe, on the payment page: returns when the payment is kept. */
  void pay(UUID purchase, String nonce) throws Exception;

  /** Returns when the buyer is told to go home, since the license works. */
  void awaitHome(UUID purchase, Duration patience) throws Exception;

  /** Returns when the money is taken and the purchase has ended. */
  void awaitEnd(UUID purchase, Duration patience) throws Exception;

  /** What Temporal keeps of an ended purchase. */
  History history(UUID purchase);

  /**
   * What Temporal keeps of a purchase; nothing of peers without it.
   *
   * @param events of its history
   * @param bytes of its history
   */
  record History(long events, long bytes) {
    public static final History NONE = new History(0, 0);
  }
}
