package licensing.web.support.bulk;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import licensing.bulk.BulkId;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.purchase.SeeOther;
import licensing.web.security.Signatures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a page of a run says to who did something a moment ago. Signed in the page's address, so
 * that no link of somebody else's says that anything was done.
 */
@Component
class JustDone {

  private static final String PURPOSE = "bulk run";
  private static final Duration MOMENT = Duration.ofMinutes(1);

  private final Signatures signatures;
  private final Clock clock;

  JustDone(Signatures signatures, Clock clock) {
    this.signatures = signatures;
    this.clock = clock;
  }

  /** Leads to the run's page, which says it. */
  ModelAndView tell(Said what, BulkId bulk, ConsoleUser user) {
    long now = clock.instant().getEpochSecond();
    return SeeOther.at(
        "%s/%s?said=%d.%s"
            .formatted(
                BulkPages.ADDRESS, bulk, now, signatures.of(PURPOSE, text(what, bulk, user, now))));
  }

  /** Null where nothing was done just now, by that user. */
  @Nullable Said said(String said, BulkId bulk, ConsoleUser user) {
    String[] parts = said.split("\\.", 2);
    if (parts.length < 2 || !parts[0].matches("[0-9]{1,15}")) {
      return null;
    }
    long then = Long.parseLong(parts[0]);
    long age = clock.instant().getEpochSecond() - then;
    return Math.abs(age) > MOMENT.toSeconds()
        ? null
        : Arrays.stream(Said.values())
            .filter(what -> signatures.isOf(PURPOSE, text(what, bulk, user, then), parts[1]))
            .findFirst()
            .orElse(null);
  }

  private static String text(Said what, BulkId bulk, ConsoleUser user, long at) {
    return String.join("\n", what.name(), bulk.value(), user.id().toString(), Long.toString(at));
  }

  /** What can be said. */
  enum Said {
    SENT_BEFORE("bulk.again"),
    STOPS("bulk.stop.asked"),
    UNEXPLAINED("bulk.refused.REASON_MISSING"),
    UNCONFIRMED("bulk.stop.unconfirmed");

    private final String key;

    Said(String key) {
      this.key = key;
    }

    /** Of the message. */
    public String key() {
      return key;
    }
  }
}
