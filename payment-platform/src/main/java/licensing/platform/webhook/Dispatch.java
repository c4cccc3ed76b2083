package licensing.platform.webhook;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import licensing.platform.fault.Call;
import licensing.platform.fault.Fault;
import licensing.platform.fault.Faults;
import licensing.platform.fault.Operation;
import licensing.platform.fault.Pauses;
import licensing.platform.ledger.Merchant;
import licensing.platform.webhook.Webhooks.Signed;

/** Hands notifications to the postman, as far as no fault comes between. */
final class Dispatch implements AutoCloseable {
  private final Postman postman;
  private final Faults faults;
  private final Signature forger;
  private final Pauses pauses = new Pauses();
  private final Queue<Letter> keptBack = new ConcurrentLinkedQueue<>();
  private final ExecutorService later = Executors.newVirtualThreadPerTaskExecutor();

  Dispatch(Postman postman, Faults faults, Merchant merchant) {
    this.postman = postman;
    this.faults = faults;
    this.forger = new Signature(merchant.publicKey(), "not the merchant's private key");
  }

  /** Returns what became of it, such as {@code answered 204}. */
  String send(Letter letter) {
    Fault fault = faults.decide(new Call(Operation.WEBHOOK, letter::orderId)).orElse(null);
    return switch (fault) {
      case null -> post(letter);
      case Fault.WebhookLost lost -> postman.note(letter, "lost on demand");
      case Fault.WebhookDoubled doubled -> post(letter) + ", " + post(letter);
      case Fault.WebhookReordered reordered -> keepBack(letter);
      case Fault.WebhookLate late -> postLater(letter, late);
      case Fault.WebhookForged forged -> postman.postForged(forgery(letter));
      case Fault.OnTheWay impossible -> throw new IllegalStateException(impossible.label());
      case Fault.InTheOperation impossible -> throw new IllegalStateException(impossible.label());
    };
  }

  private String post(Letter letter) {
    String result = postman.post(letter);
    for (Letter kept = keptBack.poll(); kept != null; kept = keptBack.poll()) {
      postman.post(kept);
    }
    return result;
  }

  private String keepBack(Letter letter) {
    keptBack.add(letter);
    return "kept back until the next one was sent";
  }

  private String postLater(Letter letter, Fault.WebhookLate late) {
    later.execute(
        () -> {
          pauses.pause(late.by());
          post(letter);
        });
    return "to be sent in " + late.by().toSeconds() + " s";
  }

  private Letter forgery(Letter letter) {
    String payload = letter.signed().payload();
    return letter.with(new Signed(forger.of(payload), payload));
  }

  /** What is late goes out at once; what is kept back is forgotten. */
  @Override
  public void close() {
    pauses.close();
    later.close();
  }
}
