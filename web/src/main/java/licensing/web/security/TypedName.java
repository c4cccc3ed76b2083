package licensing.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The user name of a login that failed, for its field to be filled in once more, whether anybody is
 * called that or not. In a cookie of a minute: never in an address, which is logged, nor in the
 * database, since a password may have been typed there.
 */
public final class TypedName {

  private static final ConsoleCookie COOKIE = new ConsoleCookie("typed");
  private static final Duration LIFE = Duration.ofMinutes(1);

  /** As much as its field takes. */
  private static final int LONGEST = 200;

  private TypedName() {}

  static void remember(HttpServletRequest request, HttpServletResponse response) {
    String typed = request.getParameter("username");
    if (typed != null && isShown(typed)) {
      byte[] text = typed.getBytes(StandardCharsets.UTF_8);
      String kept = Base64.getUrlEncoder().withoutPadding().encodeToString(text);
      COOKIE.keep(kept, LIFE, request.isSecure(), response);
    }
  }

  /** Once: whoever opens the page later finds nobody's name. */
  public static @Nullable String recall(HttpServletRequest request, HttpServletResponse response) {
    String kept = COOKIE.of(request, request.isSecure()).orElse(null);
    if (kept == null) {
      return null;
    }
    COOKIE.forget(request.isSecure(), response);
    try {
      byte[] text = Base64.getUrlDecoder().decode(kept);
      String typed = new String(text, StandardCharsets.UTF_8);
      return isShown(typed) ? typed : null;
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }

  private static boolean isShown(String typed) {
    return !typed.isBlank()
        && typed.length() <= LONGEST
        && typed.chars().noneMatch(Character::isISOControl);
  }
}
