package licensing.payment.braintree;

import com.braintreegateway.Transaction;
import com.braintreegateway.TransactionSearchRequest;
import com.braintreegateway.util.NodeWrapperFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Whether times, statuses, amounts and numbers come through the SDK as they are. It writes and
 * reads them in the machine's language, calendar and digits: on a Thai machine a search asks for
 * the year 2569, on an Arabic one for ٢٠٢٦, on a Turkish one no status with an i is known.
 */
final class SdkFormats {

  /** What lets every program write and read alike, wherever it runs. */
  static final String OPTIONS = "-Duser.language=en -Duser.country=US -Duser.timezone=UTC";

  private static final Instant TIME = Instant.parse("2026-03-31T22:05:09Z");

  private static final String TRANSACTION =
      """
      <transaction><id>t</id><status>settling</status><type>sale</type><amount>1234.50</amount>
      <created-at type="datetime">2026-03-31T22:05:09Z</created-at></transaction>
      """;

  private static final String DISPUTE =
      "<dispute><received-date type=\"date\">2026-03-31</received-date></dispute>";

  private SdkFormats() {}

  /**
   * @throws IllegalStateException that names all that does not come through, and the options with
   *     which it does
   */
  static void require() {
    List<String> wrong = wrong();
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "in the locale %s and the time zone %s the SDK misreads or miswrites %s: run with %s"
              .formatted(
                  Locale.getDefault().toLanguageTag(),
                  TimeZone.getDefault().getID(),
                  String.join(", ", wrong),
                  OPTIONS));
    }
  }

  private static List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    add(wrong, "times that are sent", () -> sent().contains(">" + TIME + "<"));
    add(wrong, "times that are read", () -> TIME.equals(read().getCreatedAt().toInstant()));
    add(wrong, "days that are read", () -> day().equals(Instant.parse("2026-03-31T00:00:00Z")));
    add(wrong, "statuses", () -> read().getStatus() == Transaction.Status.SETTLING);
    add(wrong, "amounts", () -> "1234.50".equals(read().getAmount().toPlainString()));
    // Ours, not the SDK's: keys of requests and addresses are made so.
    add(wrong, "numbers", () -> "10".equals("%d".formatted(10)));
    return wrong;
  }

  private static void add(List<String> wrong, String what, Check check) {
    boolean right;
    try {
      right = check.holds();
    } catch (RuntimeException unreadable) {
      right = false;
    }
    if (!right) {
      wrong.add(what);
    }
  }

  private interface Check {
    boolean holds();
  }

  private static String sent() {
    return new TransactionSearchRequest()
        .createdAt()
        .greaterThanOrEqualTo(GregorianCalendar.from(TIME.atZone(ZoneOffset.UTC)))
        .toXML();
  }

  private static Transaction read() {
    return new Transaction(NodeWrapperFactory.instance.create(TRANSACTION));
  }

  private static Instant day() {
    return NodeWrapperFactory.instance.create(DISPUTE).findDate("received-date").toInstant();
  }
}
