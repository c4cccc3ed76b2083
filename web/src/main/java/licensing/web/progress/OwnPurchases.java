package licensing.web.progress;

import java.util.Optional;
import licensing.purchase.PurchaseId;
import licensing.reading.PurchaseRecords;
import licensing.web.login.ConsoleUser;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** The purchases a user may see: an id alone never grants access. */
@Component
public class OwnPurchases {

  private final PurchaseRecords records;

  OwnPurchases(PurchaseRecords records) {
    this.records = records;
  }

  /**
   * The purchase of the user's organization.
   *
   * @throws ResponseStatusException 404 for a malformed id, an unknown one and a foreign one alike
   */
  public PurchaseView of(String id, ConsoleUser user) {
    return find(id, user).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  public Optional<PurchaseView> find(String id, ConsoleUser user) {
    return parse(id)
        .flatMap(purchase -> records.of(purchase, user.organization()))
        .map(PurchaseView::of);
  }

  static Optional<PurchaseId> parse(String id) {
    try {
      return Optional.of(PurchaseId.of(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
