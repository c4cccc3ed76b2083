package licensing.web.login;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import licensing.buyer.Buyer.UserId;
import licensing.terms.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts failed logins, for all instances together. An account is limited for one address only, so
 * that nobody can lock its owner out from elsewhere; an address is limited for all accounts.
 */
@Component
public class LoginThrottle {

  static final int LIMIT_OF_ACCOUNT = 5;
  static final int LIMIT_OF_ADDRESS = 20;
  static final Duration WINDOW = Duration.ofMinutes(5);

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
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:address, 0))")
        .param("address", subject.address())
        .query((row, number) -> true)
        .single();
    refuseAbove(LIMIT_OF_ACCOUNT, subject.accountAtAddress());
    refuseAbove(LIMIT_OF_ADDRESS, subject.address());
    jdbc.sql("insert into login_failures (subject) values (:account), (:address)")
        .param("account", subject.accountAtAddress())
        .param("address", subject.address())
        .update();
  }

  /** Takes back what {@link #begin} counted, and forgives the account's earlier failures here. */
  @Transactional
  public void succeeded(LoginSubject subject) {
    jdbc.sql("delete from login_failures where subject = :account")
        .param("account", subject.accountAtAddress())
        .update();
    jdbc.sql(
            """
            delete from login_failures where ctid = (select ctid from login_failures
              where subject = :address order by failed_at desc limit 1)""")
        .param("address", subject.address())
        .update();
  }

  /** At a fixed rate: all that is repeated with a delay shares one thread, the relay's. */
  @Scheduled(fixedRateString = "PT10M")
  void forget() {
    jdbc.sql("delete from login_failures where failed_at < now() - cast(:window as interval)")
        .param("window", WINDOW.toString())
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
            order by failed_at desc offset :others limit 1""")
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
   * @param accountAtAddress one account, tried from one address
   * @param address whatever account is tried from it; of IPv6 the network, which is one reader's
   */
  record LoginSubject(String accountAtAddress, String address) {

    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    static LoginSubject of(String name, String remoteAddress) {
      String network = network(remoteAddress);
      return new LoginSubject(
          "account " + Sha256.of(network + "\n" + name), "address " + Sha256.of(network));
    }

    /** Of a user whose password is known to who asks: so for all addresses together. */
    static LoginSubject ofCode(UserId user, String remoteAddress) {
      return new LoginSubject(
          "code " + Sha256.of(user.toString()), "address " + Sha256.of(network(remoteAddress)));
    }

    private static String network(String address) {
      try {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        int length = bytes.length == IPV6_BYTES ? IPV6_NETWORK_BYTES : bytes.length;
        return HexFormat.of().formatHex(bytes, 0, length);
      } catch (IllegalArgumentException notAnAddress) {
        return address;
      }
    }
  }
}
