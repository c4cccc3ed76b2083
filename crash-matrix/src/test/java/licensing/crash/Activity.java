package licensing.crash;

import java.util.Locale;
import java.util.regex.Pattern;

/** The activities that money or the license depends on, each with the write that is its own. */
enum Activity {
  RECORD_SUBSCRIPTION("Purchases.RecordSubscription", "insert into consents"),
  OPEN_ATTEMPT("Purchases.OpenAttempt", "insert into payment_attempts"),
  CLOSE_ATTEMPT("Purchases.CloseAttempt", "update payment_attempts set state = 'CLOSED'"),
  END("Purchases.End", "set step = 'ENDED'"),
  AUTHORIZE("Payments.Authorize", Activity.OUTCOME),
  LOOK_UP("Payments.LookUp", Activity.OUTCOME),
  CAPTURE("Payments.Capture", "set captured_at"),
  RELEASE("Payments.Release", "set given_back"),
  GIVE_BACK_LATE("Payments.GiveBackLate", "update surplus_payments"),
  ACTIVATE("Licenses.Activate", "insert into licenses"),
  ABANDON("Licenses.Abandon", "set activation_abandoned"),
  SUSPEND("Licenses.Suspend", "update licenses");

  private static final String OUTCOME =
      "update payment_attempts set state = '(AUTHORIZED|DECLINED|NOT_CHARGED|UNKNOWN|SUBMITTED)'";

  private final String type;
  private final Pattern ownWrite;

  Activity(String type, String ownWrite) {
    this.type = type;
    this.ownWrite = Pattern.compile(ownWrite);
  }

  boolean isNamed(String type) {
    return this.type.equals(type);
  }

  /** Whether it runs within the workflow's own task. */
  boolean isLocal() {
    return type.startsWith("Purchases.");
  }

  boolean isOnThePlatform() {
    return type.startsWith("Payments.");
  }

  /** Whether the statement writes down what the activity has done outside. */
  boolean isOwnWrite(String sql) {
    return ownWrite.matcher(sql.replaceAll("\\s+", " ")).find();
  }

  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
