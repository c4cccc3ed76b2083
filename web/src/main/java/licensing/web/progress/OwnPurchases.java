package licensing.web.progress;

import static java.util.stream.Collectors.joining;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import licensing.buyer.Buyer;
import licensing.payment.Payments.AuthorizationResult.Declined;
import licensing.payment.braintree.DeclineAdvice;
import licensing.purchase.PurchaseId;
import licensing.purchase.status.StatusSummary.PurchaseStatus;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.web.login.Accounts.ConsoleUser;
import org.jspecify.annotations.Nullable;
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
    return PurchaseId.parse(id)
        .flatMap(purchase -> records.of(purchase, user.organization()))
        .map(PurchaseView::of);
  }

  /** Differs whenever a page that lists all that are open would have to show something else. */
  public static String mark(List<PurchaseRecord> open) {
    return open.stream()
        .map(each -> PurchaseView.of(each).shortId() + "-" + each.progress().version())
        .collect(joining(" "));
  }

  /** A purchase as pages show and follow it. */
  public record PurchaseView(PurchaseRecord purchase, PurchaseStatus status) {

    /** Ends that are told with "you pay nothing", which money that came later takes back. */
    private static final Set<PurchaseStatus> FREE_OF_CHARGE =
        EnumSet.of(
            PurchaseStatus.WITHDRAWN,
            PurchaseStatus.LAPSED,
            PurchaseStatus.DECLINED,
            PurchaseStatus.GIVEN_BACK,
            PurchaseStatus.SUSPENDED);

    /** A reason that is older than what happens now would be taken for its reason. */
    private static final Set<PurchaseStatus> AFTER_A_REFUSAL =
        EnumSet.of(
            PurchaseStatus.AWAITING_PAYMENT, PurchaseStatus.REFUSED, PurchaseStatus.DECLINED);

    /** Whoever subscribed is told what to do, and nobody else can do it. */
    private static final Set<PurchaseStatus> WAIT_FOR_THE_BUYER =
        EnumSet.of(PurchaseStatus.CONFIRM, PurchaseStatus.AWAITING_PAYMENT);

    public static PurchaseView of(PurchaseRecord purchase) {
      return new PurchaseView(purchase, purchase.summary().status());
    }

    public String id() {
      return purchase.subscription().purchase().toString();
    }

    /** Whether that is who subscribed, who alone may pay. */
    public boolean isOf(Buyer buyer) {
      return purchase.subscription().buyer().equals(buyer);
    }

    /**
     * Differs whenever a page would have to show something else than another deadline. A card form
     * stays as it is while its attempt does; of a purchase at rest each change is news.
     */
    public String mark() {
      var progress = purchase.progress();
      String attempt = status + "-" + progress.attempt();
      return status.isAtRest() ? attempt + "-" + progress.version() : attempt;
    }

    /** As much of its id as people compare. */
    public String shortId() {
      return id().substring(0, 8);
    }

    /** Whether the reader has to know now why the latest payment came to nothing. */
    public boolean isRefused() {
      return purchase.progress().paymentReason() != null && AFTER_A_REFUSAL.contains(status);
    }

    /** Whether the latest card was refused since the buyer's bank did not confirm the payment. */
    public boolean isUnconfirmed() {
      String reason = purchase.progress().paymentReason();
      return reason != null && reason.startsWith(Declined.NOT_CONFIRMED);
    }

    /** The key of what is said of the latest payment that came to nothing. */
    public String refusal() {
      String what =
          isUnconfirmed() ? "unconfirmed" : purchase.declined() ? "declined" : "notcharged";
      return "payment." + what;
    }

    /**
     * What is said of why, after {@code payment.decline.}; null where the refusal says it all. The
     * words that are recorded are for support.
     */
    public @Nullable DeclineAdvice advice() {
      String reason = purchase.progress().paymentReason();
      return reason == null || isUnconfirmed() || !purchase.declined()
          ? null
          : DeclineAdvice.of(reason);
    }

    /**
     * The key of the title: a card that was declined is news, that another is waited for is not.
     */
    public String heading() {
      boolean declined = status == PurchaseStatus.AWAITING_PAYMENT && advice() != null;
      return isNotCharged()
          ? "payment.notcharged.title"
          : "status." + (declined ? PurchaseStatus.REFUSED : status);
    }

    /** Whether the latest payment came to nothing, and no bank said so. */
    private boolean isNotCharged() {
      return status == PurchaseStatus.REFUSED && !purchase.declined();
    }

    /**
     * The key of the text on the pages of the purchase, which may name the buyer.
     *
     * @param own whether the reader is who subscribed
     * @param news whether the page tells beside it what came of the payment later
     */
    public String text(boolean own, boolean news) {
      boolean other = !own && WAIT_FOR_THE_BUYER.contains(status);
      boolean late = news && FREE_OF_CHARGE.contains(status);
      boolean licensed = status == PurchaseStatus.LICENSED;
      boolean again = licensed && purchase.reinstatedAt() != null;
      boolean sentBack = licensed && purchase.sentBack() != null;
      return "status."
          + status
          + (other
              ? ".other"
              : late ? ".late" : again ? ".reinstated" : sentBack ? ".late" : ".text");
    }

    /**
     * The key of the few words in lists, which may name the buyer.
     *
     * @param own whether the reader is who subscribed
     */
    public String line(boolean own) {
      return "licenses.status."
          + (isNotCharged() ? "NOT_CHARGED" : status)
          + (!own && WAIT_FOR_THE_BUYER.contains(status) ? ".other" : "");
    }

    /** How a page colors it: "good", "info", "warn", "bad", or nothing. */
    public String tone() {
      return switch (status) {
        case LICENSED -> "good";
        case AWAITING_PAYMENT -> isRefused() ? "warn" : "info";
        case SUBSCRIBING, CONFIRM, PROCESSING, CHECKING, ACTIVATING -> "info";
        case PLATFORM_DOWN, REFUSED, GIVING_BACK, DECLINED -> "warn";
        case GIVEN_BACK, SUSPENDED, TAKEN_BACK -> "bad";
        case CLOSING, WITHDRAWN, LAPSED -> "";
      };
    }

    /** Whether something goes on by itself right now. */
    public boolean isBusy() {
      return switch (status) {
        case SUBSCRIBING, PROCESSING, PLATFORM_DOWN, CHECKING, ACTIVATING, GIVING_BACK, CLOSING ->
            true;
        default -> false;
      };
    }

    /** Whether the buyer waits without knowing, and has to be told what is done meanwhile. */
    public boolean isUncertain() {
      return status == PurchaseStatus.CHECKING || status == PurchaseStatus.PLATFORM_DOWN;
    }

    /** Whether it should be through by now, and people are called. */
    public boolean isLate() {
      return isBusy() && purchase.progress().attention() != null;
    }

    /**
     * Whether a payment was handed in that may be charged still: nobody should buy the same again.
     */
    public boolean isCharging() {
      return isUncertain()
          || status == PurchaseStatus.PROCESSING
          || status == PurchaseStatus.ACTIVATING;
    }

    /** Whether the buyer can go on with it. */
    public boolean isResumable() {
      return WAIT_FOR_THE_BUYER.contains(status);
    }

    /** How far it is on the way of four steps, 5 at its good end; 0 off that way. */
    public int step() {
      return switch (status) {
        case SUBSCRIBING -> 1;
        case CONFIRM -> 2;
        case AWAITING_PAYMENT, PROCESSING, PLATFORM_DOWN, CHECKING, REFUSED -> 3;
        case ACTIVATING -> 4;
        case LICENSED -> 5;
        default -> 0;
      };
    }

    /** Whether the page has to follow what comes. */
    public boolean isFollowed() {
      return !status.isAtRest();
    }
  }
}
