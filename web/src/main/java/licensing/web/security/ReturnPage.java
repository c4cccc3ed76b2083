package licensing.web.security;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * The page to show after the login: the one asked for, or the one a form belongs to. Kept in a
 * cookie of a few minutes, so that who is not logged in leaves nothing in the database; never in an
 * address, and only ever a page of the console.
 */
public final class ReturnPage {

  private static final String HOME = "/";
  private static final ConsoleCookie COOKIE = new ConsoleCookie("return");
  private static final Duration LIFE = Duration.ofMinutes(10);

  /** Nothing that could name another host: one slash, then plain characters. */
  private static final Pattern OWN_PAGE =
      Pattern.compile("/(?:[A-Za-z0-9][A-Za-z0-9/_-]{0,200})?(?:\\?[A-Za-z0-9=&_-]{0,200})?");

  private static final Pattern PURCHASE_FORM =
      Pattern.compile("((?:/support)?/purchases/[0-9a-f-]{36})/(\\w+)(?:/.*)?");

  private static final Pattern BULK_FORM = Pattern.compile("(/support/bulk/[0-9a-f-]{36})/stop");

  private static final Pattern ACCOUNT_FORM = Pattern.compile("(/account)/(?!password).*");

  private static final Pattern KEY_FORM =
      Pattern.compile("(/organization/api-keys)(?:/[0-9a-f-]{36}/(?:rotate|revoke))?");

  private static final Pattern OWN_ADDRESS =
      Pattern.compile(
          "/licenses/[a-z-]+/add|/account/password|/login/(?:code|enrol)|/admin/[a-z0-9/-]+");

  private ReturnPage() {}

  /**
   * Only what a person asked for: an icon or a preview, which the browser fetches by itself, takes
   * the place of no page. Nor does the homepage, where a login leads anyway.
   */
  static void remember(HttpServletRequest request, HttpServletResponse response) {
    String page = pageOf(request);
    if (isByAPerson(request) && !page.equals(HOME)) {
      COOKIE.keep(page, LIFE, request.isSecure(), response);
    }
  }

  private static boolean isByAPerson(HttpServletRequest request) {
    String purpose = request.getHeader("Sec-Purpose");
    String destination = request.getHeader("Sec-Fetch-Dest");
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    // Forms are sent by persons, the card's by a script of its page.
    return method(request).equals("POST")
        || ((purpose == null || !purpose.contains("prefetch"))
            && (destination == null
                ? accept != null && accept.contains(MediaType.TEXT_HTML_VALUE)
                : destination.equals("document")));
  }

  /** Once: the next login leads to the homepage again. */
  public static String recall(HttpServletRequest request, HttpServletResponse response) {
    Optional<String> kept = COOKIE.of(request, request.isSecure());
    if (kept.isPresent()) {
      COOKIE.forget(request.isSecure(), response);
    }
    return kept.filter(page -> OWN_PAGE.matcher(page).matches()).orElse(HOME);
  }

  /** The page that the form belongs to which a request sends; empty for one that sends none. */
  public static Optional<String> ofForm(HttpServletRequest request) {
    return method(request).equals("POST") ? Optional.of(pageOf(request)) : Optional.empty();
  }

  static String pageOf(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = failed == null ? request.getRequestURI() : failed.toString();
    String page =
        switch (method(request)) {
          case "GET" ->
              request.getQueryString() == null ? path : path + "?" + request.getQueryString();
          case "POST" -> pageOfForm(path);
          default -> HOME;
        };
    return OWN_PAGE.matcher(page).matches() ? page : HOME;
  }

  /** Of what failed, where an error page is asked for in its name: that one is always shown. */
  private static String method(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_METHOD);
    return failed == null ? request.getMethod() : failed.toString();
  }

  private static String pageOfForm(String path) {
    Matcher purchase = PURCHASE_FORM.matcher(path);
    if (purchase.matches()) {
      return purchase.group(2).equals("payments")
          ? purchase.group(1) + "/payment"
          : purchase.group(1);
    }
    Matcher bulk = BULK_FORM.matcher(path);
    if (bulk.matches()) {
      return bulk.group(1);
    }
    Matcher account = ACCOUNT_FORM.matcher(path);
    if (account.matches()) {
      return account.group(1);
    }
    Matcher key = KEY_FORM.matcher(path);
    if (key.matches()) {
      return key.group(1);
    }
    return OWN_ADDRESS.matcher(path).matches() ? path : HOME;
  }
}
