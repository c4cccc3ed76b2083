package licensing.web.login;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import licensing.buyer.Buyer.UserId;
import licensing.terms.Sha256;
import licensing.web.security.RateLimit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts failed logins, for all instances together. An account is limited for one address, and an
 * address for all accounts. From elsewhere nobody can lock an owner out: an account that is guessed
 * from many addresses is only slowed down, and a device on which its owner logged in before is
 * counted by itself.
 */
@Component
public class LoginThrottle {

  static final int LIMIT_OF_ACCOUNT = 5;
  static final int LIMIT_OF_ADDRESS = 20;
  static final Duration WINDOW = Duration.ofMinutes(5);

  /** So many of one account from all addresses cost no pause; each one more doubles it. */
  static final int WITHOUT_PAUSE = 9;

  static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private static final Duration WINDOW_OF_PAUSES = Duration.ofHours(1);

  private final JdbcClient jdbc;

  LoginThrottle(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Counts a try as failed before its password is looked at, so that many tries at once are not all
   * let through. Refused tries are not counted: a pause ends, however often it is tested.
   *
   * @throws TooManyFailures when there are enough
   */
  @Transactional
  public void begin(LoginSubject subject) {
    subject.counted().forEach(this::lock);
    refuseAbove(LIMIT_OF_ACCOUNT, subject.closest());
    if (subject.address() != null) {
      refuseAbove(LIMIT_OF_ADDRESS, subject.address());
    }
    if (subject.account() != null) {
      refuseDuringPause(subject.account());
    }
    subject
        .counted()
        .forEach(
            each ->
                jdbc.sql("insert into login_failures (subject) values (?)").param(each).update());
    // Of whoever it is: an unknown name takes the same statements.
    jdbc.sql("update users set failed_logins = failed_logins + 1 where name = ?")
        .param(subject.name())
        .update();
  }

  /** In the same order for everybody, so that no two wait for each other. */
  private void lock(String subject) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param(subject)
        .query((row, number) -> true)
        .single();
  }

  private void refuseDuringPause(String account) {
    jdbc.sql(
            """
            select count(*), max(failed_at), now() from login_failures
            where subject = :subject and failed_at > now() - cast(:window as interval)\
            """)
        .param("subject", account)
        .param("window", WINDOW_OF_PAUSES.toString())
        .query(
            row -> {
              Duration pause = pauseAfter(row.getInt(1));
              if (!pause.isZero()) {
                Instant over = row.getObject(2, OffsetDateTime.class).toInstant().plus(pause);
                if (over.isAfter(row.getObject(3, OffsetDateTime.class).toInstant())) {
                  throw new TooManyFailures(over);
                }
              }
            });
  }

  static Duration pauseAfter(int failures) {
    int beyond = failures - WITHOUT_PAUSE;
    if (beyond <= 0) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(beyond - 1, 10));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  /** Takes back what {@link #begin} counted, and forgives the account's earlier failures. */
  @Transactional
  public void succeeded(LoginSubject subject) {
    jdbc.sql("delete from login_failures where subject in (:closest, :account)")
        .param("closest", subject.closest())
        .param("account", subject.account())
        .update();
    jdbc.sql("update users set failed_logins = failed_logins - 1 where name = ?")
        .param(subject.name())
        .update();
    jdbc.sql(
            """
            delete from login_failures where ctid = (select ctid from login_failures
              where subject = :address order by failed_at desc limit 1)\
            """)
        .param("address", subject.address())
        .update();
  }

  /** At a fixed rate: all that is repeated with a delay shares one thread, the relay's. */
  @Scheduled(fixedRateString = "PT10M")
  void forget() {
    jdbc.sql("delete from login_failures where failed_at < now() - cast(:window as interval)")
        .param("window", WINDOW_OF_PAUSES.toString())
        .update();
  }

  private void refuseAbove(int limit, String subject) {
    oldestThatCounts(limit, subject)
        .ifPresent(
            failure -> {
              throw new TooManyFailures(failure.plus(WINDOW));
            });
  }

  private Optional<Instant> oldestThatCounts(int limit, String subject) {
    return jdbc.sql(
            """
            select failed_at from login_failures
            where subject = :subject and failed_at > now() - cast(:window as interval)
            order by failed_at desc offset :others limit 1\
            """)
        .param("subject", subject)
        .param("window", WINDOW.toString())
        .param("others", limit - 1)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
  }

  /** Too many logins failed: the password was not even looked at. */
  public static class TooManyFailures extends AuthenticationException {

    private final Instant retryAt;

    TooManyFailures(Instant retryAt) {
      super("too many failed logins");
      this.retryAt = retryAt;
    }

    public Instant retryAt() {
      return retryAt;
    }
  }

  /**
   * Whom a failed login is counted for. Hashed, since people type passwords where names belong.
   *
   * @param closest one account, tried from one address or on one known device
   * @param address whatever account is tried from it; of IPv6 the network, which is one reader's
   * @param account from whatever address it is tried
   * @param name of the account, which is told; null where what is tried is no login
   */
  record LoginSubject(
      String closest, @Nullable String address, @Nullable String account, @Nullable String name) {

    LoginSubject {
      // Nobody is called so: PostgreSQL takes no such text.
      name = name != null && name.indexOf('\0') >= 0 ? null : name;
    }

    static LoginSubject of(String name, String remoteAddress) {
      String network = RateLimit.network(remoteAddress);
      return new LoginSubject(
          "account " + Sha256.of(network + "\n" + name),
          "address " + Sha256.of(network),
          "everywhere " + Sha256.of(name),
          name);
    }

    /** Neither strangers nor neighbours are in the way of who logged in there before. */
    static LoginSubject onDevice(String device, String name) {
      return new LoginSubject("device " + Sha256.of(device), null, null, name);
    }

    /** Of a user whose password is known to who asks: so for all addresses together. */
    static LoginSubject ofCode(UserId user, String remoteAddress) {
      return new LoginSubject(
          "code " + Sha256.of(user.toString()),
          "address " + Sha256.of(RateLimit.network(remoteAddress)),
          null,
          null);
    }

    @Override
    public String toString() {
      return "LoginSubject[" + closest + "]";
    }

    List<String> counted() {
      return Stream.of(closest, address, account).filter(Objects::nonNull).toList();
    }
  }
}
