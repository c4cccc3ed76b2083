package licensing.web.login;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import licensing.buyer.Buyer.UserId;
import licensing.edge.AccountSecrets;
import licensing.terms.Sha256;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.login.LoginThrottle.LoginSubject;
import licensing.web.login.LoginThrottle.TooManyFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Codes of authenticator applications (RFC 6238: six digits of SHA-1, each for 30 s), and recovery
 * codes for when there is no application at hand. Each code is good once.
 */
@Component
public class SecondFactors {

  static final int RECOVERY_CODES = 10;

  /** As long as what SHA-1 gives, which RFC 4226 asks for. */
  private static final int SECRET_BYTES = 20;

  private static final int RECOVERY_BYTES = 15;
  private static final int DIGITS = 6;
  private static final Pattern CODE = Pattern.compile("\\d{" + DIGITS + "}");
  private static final BaseEncoding BASE_32 = BaseEncoding.base32();
  private static final long PERIOD =
      TimeBasedOneTimePasswordGenerator.DEFAULT_TIME_STEP.toSeconds();

  private static final Logger log = LoggerFactory.getLogger(SecondFactors.class);

  private final JdbcClient jdbc;
  private final AccountSecrets secrets;
  private final LoginThrottle throttle;
  private final TransactionOperations transaction;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final HmacOneTimePasswordGenerator codes = new HmacOneTimePasswordGenerator(DIGITS);

  SecondFactors(
      JdbcClient jdbc,
      AccountSecrets secrets,
      LoginThrottle throttle,
      TransactionOperations transaction,
      Clock clock) {
    this.jdbc = jdbc;
    this.secrets = secrets;
    this.throttle = throttle;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * With the first of the keys: they are exchanged by starts, and when the last console has started
   * with the new one as its first, nothing is left that the old one has to decrypt.
   */
  @EventListener(ApplicationReadyEvent.class)
  void encryptAnew() {
    try {
      jdbc.sql("select user_id, secret from second_factors")
          .query((row, index) -> new Stored(row.getObject(1, UUID.class), row.getBytes(2)))
          .list()
          .forEach(this::encryptAnew);
    } catch (DataAccessException e) {
      log.warn("second factors are not encrypted anew", e);
    }
  }

  private record Stored(UUID user, byte[] secret) {}

  private void encryptAnew(Stored stored) {
    try {
      secrets
          .encryptedAnew(new UserId(stored.user()), stored.secret())
          .ifPresent(
              anew ->
                  jdbc.sql("update second_factors set secret = ? where user_id = ? and secret = ?")
                      .params(anew, stored.user(), stored.secret())
                      .update());
    } catch (IllegalStateException unreadable) {
      log.error("{}: an administrator has to reset the second factor", unreadable.getMessage());
    }
  }

  public boolean isEnrolled(ConsoleUser user) {
    return jdbc.sql("select exists (select from second_factors where user_id = ?)")
        .param(user.id().value())
        .query(Boolean.class)
        .single();
  }

  public int recoveryCodesLeft(ConsoleUser user) {
    return jdbc.sql("select count(*) from recovery_codes where user_id = ?")
        .param(user.id().value())
        .query(Integer.class)
        .single();
  }

  /** For an application to keep, in Base32. Nothing is stored yet. */
  public String newSecret() {
    return BASE_32.encode(random(SECRET_BYTES));
  }

  /**
   * Takes the place of the application before, if there is one, and of its recovery codes.
   *
   * @param code that the application shows, to see that it has the secret
   * @return the recovery codes, which nobody can read again; empty where the code is wrong
   * @throws TooManyFailures when there were enough
   */
  public Optional<List<String>> enrol(
      ConsoleUser user, String secret, String code, String address) {
    LoginSubject subject = LoginSubject.ofCode(user.id(), address);
    throttle.begin(subject);
    byte[] key = BASE_32.decode(secret);
    OptionalLong period = periodOf(key, plain(code));
    if (period.isEmpty()) {
      return Optional.empty();
    }
    throttle.succeeded(subject);
    return Optional.of(transaction.execute(open -> store(user.id(), key, period.getAsLong())));
  }

  private List<String> store(UserId user, byte[] key, long period) {
    jdbc.sql("delete from second_factors where user_id = ?").param(user.value()).update();
    jdbc.sql("insert into second_factors (user_id, secret, last_period) values (?, ?, ?)")
        .params(user.value(), secrets.encrypted(user, key), period)
        .update();
    List<String> recovery =
        Stream.generate(() -> BASE_32.encode(random(RECOVERY_BYTES)))
            .limit(RECOVERY_CODES)
            .toList();
    recovery.forEach(
        code ->
            jdbc.sql("insert into recovery_codes (user_id, code_hash) values (?, ?)")
                .params(user.value(), hash(user, code))
                .update());
    return recovery.stream().map(code -> String.join("-", code.split("(?<=\\G.{4})"))).toList();
  }

  /**
   * Whether a code is right, and was not taken before.
   *
   * @param code of the application, or a recovery code
   * @throws TooManyFailures when there were enough
   */
  public boolean isProved(ConsoleUser user, String code, String address) {
    LoginSubject subject = LoginSubject.ofCode(user.id(), address);
    throttle.begin(subject);
    String plain = plain(code);
    boolean proved =
        CODE.matcher(plain).matches()
            ? isOfApplication(user.id(), plain)
            : isRecovery(user.id(), plain);
    if (proved) {
      throttle.succeeded(subject);
    }
    return proved;
  }

  private boolean isOfApplication(UserId user, String code) {
    OptionalLong period =
        jdbc.sql("select secret from second_factors where user_id = ?")
            .param(user.value())
            .query((row, number) -> row.getBytes(1))
            .optional()
            .map(stored -> periodOf(secrets.decrypted(user, stored), code))
            .orElse(OptionalLong.empty());
    return period.isPresent()
        && jdbc.sql(
                    """
                    update second_factors set last_period = :period
                    where user_id = :user and last_period < :period""")
                .param("period", period.getAsLong())
                .param("user", user.value())
                .update()
            == 1;
  }

  private boolean isRecovery(UserId user, String code) {
    return jdbc.sql("delete from recovery_codes where user_id = ? and code_hash = ?")
            .params(user.value(), hash(user, code))
            .update()
        == 1;
  }

  /** One period before and after this one: clocks differ, and people take their time. */
  private OptionalLong periodOf(byte[] key, String code) {
    long now = clock.instant().getEpochSecond() / PERIOD;
    return LongStream.rangeClosed(now - 1, now + 1)
        .filter(period -> isEqual(code(key, period), code))
        .findFirst();
  }

  private String code(byte[] key, long period) {
    try {
      var secret = new SecretKeySpec(key, codes.getAlgorithm());
      return codes.generateOneTimePasswordString(secret, period, Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("not a key for codes", e);
    }
  }

  private static boolean isEqual(String expected, String code) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
  }

  /** As people read and type it: in groups, and in small letters. */
  private static String plain(String code) {
    return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }

  /** Random enough that a plain digest cannot be searched for. */
  private static String hash(UserId user, String code) {
    return Sha256.of(user + "\n" + code);
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
