package licensing.bench.outbox;

import java.util.UUID;
import licensing.bench.shop.ShopFront;
import licensing.bench.shop.ShopPeer;

/** Its buyers' clicks are transactions. */
public record OutboxTable(ShopFront front) implements ShopPeer {

  /** Makes what is missing of its tables. */
  public OutboxTable {
    new Outbox(front.shop()).prepare();
  }

  @Override
  public String name() {
    return "outbox";
  }

  @Override
  public void subscribe(UUID purchase) {
    machine().presentTerms(purchase);
  }

  @Override
  public void confirm(UUID purchase) {
    machine().confirmRedirect(purchase);
  }

  @Override
  public void pay(UUID purchase, String nonce) {
    machine().paymentSubmitted(purchase, nonce);
  }

  @Override
  public History history(UUID purchase) {
    return History.NONE;
  }

  private StateMachine machine() {
    return new StateMachine(front.shop(), new Outbox(front.shop()));
  }
}
