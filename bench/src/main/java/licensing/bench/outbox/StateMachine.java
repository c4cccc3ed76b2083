package licensing.bench.outbox;

import java.util.UUID;
import licensing.bench.outbox.Outbox.Message;
import licensing.bench.outbox.Outbox.Task;
import licensing.bench.shop.Shop;

/** The five steps: the first three are said by the buyer, the others follow from the outbox. */
record StateMachine(Shop shop, Outbox outbox) {

  void presentTerms(UUID purchase) {
    shop.presentTerms(purchase);
  }

  void confirmRedirect(UUID purchase) {
    shop.confirmRedirect(purchase);
  }

  void paymentSubmitted(UUID purchase, String nonce) {
    shop.together(
        () -> {
          if (shop.handIn(purchase, nonce)) {
            outbox.add(purchase, Task.AUTHORIZE);
          }
        });
  }

  /** Throws what passes by itself. */
  void handle(Message message) {
    switch (message.task()) {
      case AUTHORIZE -> activate(message, shop.authorize(message.purchase()));
      case CAPTURE -> redirectHome(message);
    }
  }

  private void activate(Message message, boolean held) {
    shop.together(
        () -> {
          if (held) {
            shop.activate(message.purchase());
            outbox.add(message.purchase(), Task.CAPTURE);
          } else {
            shop.end(message.purchase(), "DECLINED");
          }
          outbox.done(message);
        });
  }

  private void redirectHome(Message message) {
    shop.capture(message.purchase());
    outbox.done(message);
  }
}
