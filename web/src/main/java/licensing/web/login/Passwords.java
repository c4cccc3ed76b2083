package licensing.web.login;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import licensing.web.login.Accounts.ConsoleUser;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Which passwords may be chosen, and how they are kept. */
@Configuration(proxyBeanMethods = false)
public class Passwords {

  public static final int SHORTEST = 12;
  public static final int LONGEST = 64;

  /** What a guesser who knows how people choose needs on average is this, or more. */
  private static final double FEWEST_GUESSES = 1e10;

  private static final List<String> OF_THE_PRODUCT =
      List.of("cloud", "console", "license", "licensing", "migration", "purchase", "support");

  private static final int COST = 12;

  /** Each hash names how it was made, so that one way can be followed by another. */
  @Bean
  PasswordEncoder passwordEncoder() {
    var byHand = new BCryptPasswordEncoder();
    var encoder =
        new DelegatingPasswordEncoder(
            AnyLength.NAME, Map.of(AnyLength.NAME, new AnyLength(), "bcrypt", byHand));
    // A hash that was written by hand without its name: to be refused, or read, like any other.
    encoder.setDefaultPasswordEncoderForMatches(byHand);
    return encoder;
  }

  /** Why a password may not be chosen, as a message key; empty where it may. */
  public static Optional<String> problem(String password, ConsoleUser user) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      return Optional.of("TOO_SHORT");
    }
    if (length > LONGEST) {
      return Optional.of("TOO_LONG");
    }
    return isEasy(password, user) ? Optional.of("TOO_EASY") : Optional.empty();
  }

  /** The lists are large and passwords seldom chosen: they are not kept in memory. */
  private static boolean isEasy(String password, ConsoleUser user) {
    List<String> words =
        Stream.concat(
                OF_THE_PRODUCT.stream(),
                Stream.of(user.name(), user.organizationName())
                    .flatMap(name -> Stream.concat(Stream.of(name), Stream.of(name.split("\\W+")))))
            .filter(word -> !word.isBlank())
            .toList();
    return new Zxcvbn().measure(password, words).getGuesses() < FEWEST_GUESSES;
  }

  /**
   * BCrypt of a digest, since BCrypt reads no further than 72 bytes, which are 24 Chinese
   * characters. The digest is of our own kind: one that leaked elsewhere is of no use here.
   */
  private static final class AnyLength implements PasswordEncoder {

    static final String NAME = "bcrypt-hmac";

    private static final String ALGORITHM = "HmacSHA256";
    private static final SecretKeySpec KIND =
        new SecretKeySpec("console password".getBytes(StandardCharsets.UTF_8), ALGORITHM);

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(COST);

    @Override
    public String encode(@Nullable CharSequence password) {
      return String.valueOf(bcrypt.encode(digest(password)));
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
      return bcrypt.matches(digest(password), hash);
    }

    private static String digest(@Nullable CharSequence password) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(KIND);
        byte[] bytes = String.valueOf(password).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(mac.doFinal(bytes));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
      }
    }
  }
}
