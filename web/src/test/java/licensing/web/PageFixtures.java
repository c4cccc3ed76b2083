package licensing.web;

import static org.hamcrest.Matchers.matchesPattern;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.common.converter.DataConverter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import licensing.buyer.Buyer;
import licensing.buyer.Buyer.OrganizationId;
import licensing.buyer.Buyer.UserId;
import licensing.license.License;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.payment.PaymentAttempt;
import licensing.purchase.PurchaseId;
import licensing.purchase.Subscription;
import licensing.purchase.status.Attention;
import licensing.purchase.status.PurchaseOutcome;
import licensing.purchase.status.PurchaseState.PurchaseStep;
import licensing.reading.PurchaseRecords.PurchaseProgress;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.temporal.PayloadEncryption.PayloadEncryptionSettings;
import licensing.terms.Terms;
import licensing.terms.Terms.Consent;
import licensing.web.login.Accounts;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.Accounts.ConsoleUser.Role;
import licensing.web.testing.World;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Who and what the tests of pages are about. */
public final class PageFixtures {

  private static final Map<UserId, ConsoleUser> USERS = new ConcurrentHashMap<>();

  public static final Offer OFFER =
      new Offer(Offer.Kind.MIGRATION, Money.parse("19.00 USD"), 365, 1, 99, false);
  public static final Terms TERMS = terms(1, "Authorization is non-revocable");
  public static final Terms NEXT_TERMS = terms(2, "Authorization is still non-revocable");
  public static final String PAYLOAD_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  public static final ConsoleUser BUYER = user("buyer", Role.BUYER);
  public static final ConsoleUser OTHER = user("other", Role.BUYER);
  public static final ConsoleUser SUPPORT = user("support", Role.SUPPORT);
  public static final PurchaseId PURCHASE = PurchaseId.random();
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private PageFixtures() {}

  public static RequestPostProcessor as(ConsoleUser user) {
    return authentication(new TestingAuthenticationToken(user, null, World.proved(user)));
  }

  public static PurchaseRecord confirming() {
    return record(
        new PurchaseProgress(PurchaseStep.CONFIRM_REDIRECT, 0, null, null, null, null, null, 1));
  }

  public static PurchaseRecord paying(PaymentAttempt.State state) {
    return paying(1, state, null, null);
  }

  public static PurchaseRecord paying(
      int attempt,
      PaymentAttempt.State state,
      @Nullable String reason,
      @Nullable Attention attention) {
    return record(
        new PurchaseProgress(
            PurchaseStep.AWAIT_PAYMENT, attempt, state, reason, null, attention, attention, 2));
  }

  /** Another payment is waited for, since the one before came to nothing. */
  public static PurchaseRecord notCharged(String reason) {
    return notCharged(PaymentAttempt.State.OPEN, reason);
  }

  /**
   * A payment came to nothing, and no bank declined it.
   *
   * @param latest of the latest attempt, which may be the next one
   */
  public static PurchaseRecord notCharged(PaymentAttempt.State latest, String reason) {
    var progress =
        new PurchaseProgress(PurchaseStep.AWAIT_PAYMENT, 2, latest, reason, null, null, null, 2);
    return record(progress, null, null, null, false);
  }

  public static PurchaseRecord ended(PurchaseOutcome.Kind outcome) {
    boolean suspended = outcome == PurchaseOutcome.Kind.SUSPENDED;
    var license = suspended || outcome == PurchaseOutcome.Kind.LICENSED ? license() : null;
    var progress =
        new PurchaseProgress(
            PurchaseStep.ENDED, 1, PaymentAttempt.State.CLOSED, null, outcome, null, null, 9);
    return record(progress, license, NOON, suspended ? NOON : null, false);
  }

  /** Its license was suspended, and works again. */
  public static PurchaseRecord reinstated() {
    return licensedAndThen(null, NOON, null);
  }

  /** Ended well, and its license suspended since. */
  public static PurchaseRecord takenBack() {
    return licensedAndThen(NOON, null, null);
  }

  /** Of the money of a license that works, a part was sent back. */
  public static PurchaseRecord sentBack() {
    return licensedAndThen(null, null, Money.parse("19.00 USD"));
  }

  private static PurchaseRecord licensedAndThen(
      @Nullable Instant suspendedAt, @Nullable Instant reinstatedAt, @Nullable Money sentBack) {
    var licensed = ended(PurchaseOutcome.Kind.LICENSED);
    return new PurchaseRecord(
        licensed.subscription(),
        licensed.organizationName(),
        licensed.boughtBy(),
        licensed.progress(),
        null,
        false,
        licensed.license(),
        NOON,
        suspendedAt,
        reinstatedAt,
        sentBack != null,
        sentBack,
        false,
        false);
  }

  /** Ordered while its organization was marked as one that tests. */
  public static PurchaseRecord test(PurchaseRecord record) {
    return new PurchaseRecord(
        record.subscription(),
        record.organizationName(),
        record.boughtBy(),
        record.progress(),
        record.attentionReason(),
        record.abandoned(),
        record.license(),
        record.endedAt(),
        record.suspendedAt(),
        record.reinstatedAt(),
        record.moneyGone(),
        record.sentBack(),
        record.declined(),
        true);
  }

  public static PurchaseRecord active() {
    var progress =
        new PurchaseProgress(
            PurchaseStep.REDIRECT_HOME,
            1,
            PaymentAttempt.State.AUTHORIZED,
            null,
            null,
            null,
            null,
            5);
    return record(progress, license(), null, null, false);
  }

  public static Subscription subscription(Buyer buyer) {
    var consent = new Consent(TERMS.version(), TERMS.textHash(), "en", NOON);
    // To the microsecond, as a database keeps it: pages know seconds.
    var payBefore = NOON.plusSeconds(1800).plusNanos(123_456_000);
    return new Subscription(
        PURCHASE, buyer, OFFER, 3, false, OFFER.total(3), consent, NOON, payBefore);
  }

  /** In the head: in the body of a page a refresh is not valid. */
  public static Matcher<String> refreshedFromTheHead(String address) {
    return matchesPattern(
        "(?s).*<head>.*<noscript><meta http-equiv=\"refresh\" content=\"8; url="
            + Pattern.quote(address)
            + "\"></noscript>.*</head>((?!http-equiv).)*");
  }

  private static PurchaseRecord record(PurchaseProgress progress) {
    return record(progress, null, null, null, progress.paymentReason() != null);
  }

  private static PurchaseRecord record(
      PurchaseProgress progress,
      @Nullable License license,
      @Nullable Instant endedAt,
      @Nullable Instant suspendedAt,
      boolean declined) {
    var why = progress.attention() == null ? null : "the platform <does> not answer";
    return new PurchaseRecord(
        subscription(BUYER.buyer()),
        "Acme",
        "buyer",
        progress,
        why,
        false,
        license,
        endedAt,
        suspendedAt,
        null,
        false,
        null,
        declined,
        false);
  }

  private static License license() {
    var period = new License.Period(NOON, NOON.plus(Duration.ofDays(365)));
    return new License(new License.Key("KEY-1"), PURCHASE, Offer.Kind.MIGRATION, 3, false, period);
  }

  private static Terms terms(int version, String text) {
    return new Terms(
        new Terms.Version(version), "en", List.of(new Terms.Note("Heading " + version, text)));
  }

  /** In an organization of their own, all called Acme. */
  public static ConsoleUser user(String name, Role role) {
    return user(name, role, new OrganizationId(UUID.randomUUID()));
  }

  /** In the same organization. */
  public static ConsoleUser colleagueOf(ConsoleUser other) {
    return user("colleague", other.role(), other.organization());
  }

  private static ConsoleUser user(String name, Role role, OrganizationId organization) {
    var id = new UserId(UUID.randomUUID());
    var user = new ConsoleUser(id, organization, "Acme", name, role, "mark");
    USERS.put(id, user);
    return user;
  }

  /** What the slice lacks. */
  @TestConfiguration
  static class Beans {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    DataConverter converter() {
      return new PayloadEncryptionSettings(List.of(PAYLOAD_KEY)).dataConverter();
    }

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    Accounts accounts() {
      Accounts accounts = mock(Accounts.class);
      given(accounts.of(any()))
          .willAnswer(call -> Optional.ofNullable(USERS.get(call.<UserId>getArgument(0))));
      return accounts;
    }
  }
}
