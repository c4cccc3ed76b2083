package licensing.web.login;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import licensing.web.security.KnownDevices;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** From where somebody logged in. Kept in the session, for its owner to recognise it. */
public final class LoginDetails extends WebAuthenticationDetails {

  /** In this order: later ones name earlier ones as well. */
  private static final Map<String, String> BROWSERS = new LinkedHashMap<>();

  private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

  static {
    BROWSERS.put("Edg/", "Edge");
    BROWSERS.put("OPR/", "Opera");
    BROWSERS.put("Firefox/", "Firefox");
    BROWSERS.put("Chrome/", "Chrome");
    BROWSERS.put("Safari/", "Safari");
    SYSTEMS.put("Android", "Android");
    SYSTEMS.put("iPhone", "iPhone");
    SYSTEMS.put("iPad", "iPad");
    SYSTEMS.put("Windows", "Windows");
    SYSTEMS.put("Mac OS X", "macOS");
    SYSTEMS.put("Linux", "Linux");
  }

  private final String browser;
  private final int failedBefore;

  /** For the login alone: no session keeps it. */
  private final transient @Nullable String device;

  public LoginDetails(HttpServletRequest request) {
    this(
        request.getRemoteAddr(),
        inAFewWords(request.getHeader(HttpHeaders.USER_AGENT)),
        0,
        KnownDevices.cookieOf(request));
  }

  private LoginDetails(String address, String browser, int failedBefore, @Nullable String device) {
    super(address, null);
    this.browser = browser;
    this.failedBefore = failedBefore;
    this.device = device;
  }

  LoginDetails after(int failed) {
    return new LoginDetails(String.valueOf(getRemoteAddress()), browser, failed, null);
  }

  String device() {
    return device == null ? "" : device;
  }

  /** How many logins of the account failed between the last one and this. */
  public int failedBefore() {
    return failedBefore;
  }

  /** Such as "Firefox, Linux"; empty where neither is known. */
  public String browser() {
    return browser;
  }

  static String inAFewWords(@Nullable String agent) {
    String name = firstNamed(BROWSERS, agent);
    String system = firstNamed(SYSTEMS, agent);
    return name.isEmpty() || system.isEmpty() ? name + system : name + ", " + system;
  }

  private static String firstNamed(Map<String, String> known, @Nullable String agent) {
    return known.entrySet().stream()
        .filter(each -> agent != null && agent.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other)
        && other instanceof LoginDetails details
        && details.failedBefore == failedBefore
        && details.browser.equals(browser);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + browser.hashCode();
  }
}
