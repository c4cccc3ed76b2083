package licensing.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import licensing.terms.Sha256;
import org.springframework.stereotype.Component;

/**
 * Browsers in which somebody logged in before, by a signed cookie. It proves nothing but that: who
 * has it is counted apart from those who guess elsewhere.
 */
@Component
public final class KnownDevices {

  private static final String PURPOSE = "device";
  private static final ConsoleCookie COOKIE = new ConsoleCookie("device");
  private static final Duration LIFE = Duration.ofDays(180);

  private final Signatures signatures;

  KnownDevices(Signatures signatures) {
    this.signatures = signatures;
  }

  /** What the cookie of a request holds, unread; empty where there is none. */
  public static String cookieOf(HttpServletRequest request) {
    return COOKIE.of(request, request.isSecure()).orElse("");
  }

  /**
   * Names the device, where it is one of the user's.
   *
   * @param user login name
   */
  public Optional<String> of(String user, String cookie) {
    return signatures
        .signed(PURPOSE, cookie)
        .filter(device -> device.endsWith("-" + Sha256.of(user)));
  }

  void remember(String user, HttpServletRequest request, HttpServletResponse response) {
    String device =
        of(user, cookieOf(request)).orElseGet(() -> UUID.randomUUID() + "-" + Sha256.of(user));
    COOKIE.keep(signatures.sign(PURPOSE, device), LIFE, request.isSecure(), response);
  }
}
