package licensing.platform.webhook;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import licensing.platform.fault.Faults;
import licensing.platform.ledger.Books;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.Merchant;
import licensing.platform.ledger.Transaction;
import licensing.platform.webhook.Notice.Subject;
import org.jspecify.annotations.Nullable;

/** Lets late events happen, and tells the merchant of them by signed notifications. */
public final class Webhooks implements AutoCloseable {
  private final Ledger ledger;
  private final Merchant merchant;
  private final Postman postman;
  private final Dispatch dispatch;

  /** A signed notification, ready to be posted. */
  public record Signed(String signature, String payload) {

    /** The body of the form post. */
    public String form() {
      return "bt_signature=" + encode(signature) + "&bt_payload=" + encode(payload);
    }

    private static String encode(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }

  /**
   * @param address where notifications go; null: nowhere
   */
  public Webhooks(Ledger ledger, Merchant merchant, @Nullable URI address, Faults faults) {
    this.ledger = ledger;
    this.merchant = merchant;
    this.postman = new Postman(ledger, address);
    this.dispatch = new Dispatch(postman, faults, merchant);
  }

  /**
   * Lets the event happen and signs its notification, without sending it.
   *
   * @param transactionId ignored for {@link WebhookKind#CHECK}
   * @return empty if this cannot have happened to that transaction
   */
  public Optional<Signed> sign(WebhookKind kind, String transactionId) {
    return letter(kind, transactionId).map(Letter::signed);
  }

  /**
   * Lets the event happen and tells the merchant of it, once.
   *
   * @return what became of it, such as {@code answered 204}; empty as for {@link #sign}
   */
  public Optional<String> send(WebhookKind kind, String transactionId) {
    return letter(kind, transactionId).map(dispatch::send);
  }

  private Optional<Letter> letter(WebhookKind kind, String transactionId) {
    return ledger.enter(
        books ->
            subject(kind, transactionId, books)
                .map(about -> letter(kind, transactionId, books, about)));
  }

  private Letter letter(WebhookKind kind, String transactionId, Books books, Subject subject) {
    String orderId =
        books.transactions().find(transactionId).map(Transaction::orderId).orElse(null);
    Notice notice = new Notice(kind, books.now(), merchant.id(), subject);
    String payload = notice.payload();
    Signed signed = new Signed(Signature.by(merchant).of(payload), payload);
    return new Letter(notice, transactionId, orderId, signed);
  }

  private static Optional<Subject> subject(WebhookKind kind, String transactionId, Books books) {
    return kind == WebhookKind.CHECK
        ? Optional.of(Notice.check())
        : new PaymentEvent(kind).happen(books, transactionId);
  }

  @Override
  public void close() {
    dispatch.close();
    postman.close();
  }
}
