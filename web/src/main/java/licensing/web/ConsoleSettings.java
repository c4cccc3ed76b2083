package licensing.web;

import java.net.URI;
import java.util.Set;
import licensing.purchase.Timeouts;
import licensing.web.ConsoleSettings.UnsafeSetting;
import org.apache.catalina.util.NetMaskSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * What the console must be told. Refuses settings that would be unsafe, so that it never starts
 * with them.
 *
 * @param baseUrl where browsers find the console, without a path: https, or http on loopback
 * @param temporalUi where support staff find the Temporal Web UI
 * @param waitsDivisor shortens every wait of a purchase; 1 unless on loopback
 * @param proxies whom the console believes who asks: addresses and networks (CIDR) of the proxies
 *     where https ends, with commas between them; not empty for https beyond loopback
 * @param secondFactor {@code required} of who may act for others, or {@code off} on loopback: then
 *     nor is a password asked for again before money is decided about
 */
@ConfigurationProperties("console")
public record ConsoleSettings(
    URI baseUrl, URI temporalUi, int waitsDivisor, String proxies, String secondFactor) {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public ConsoleSettings {
    requireOrigin(baseUrl);
    if (!isHttps(baseUrl) && !isLoopback(baseUrl)) {
      throw new UnsafeSetting(
          "CONSOLE_BASE_URL must be https, or http on localhost alone: " + baseUrl);
    }
    if (!Set.of("http", "https").contains(String.valueOf(temporalUi.getScheme()))) {
      throw new UnsafeSetting("TEMPORAL_UI_URL must be an http or https address: " + temporalUi);
    }
    requireProxies(baseUrl, proxies);
    requireSecondFactor(baseUrl, secondFactor);
    if (waitsDivisor < 1 || waitsDivisor > 1 && !isLoopback(baseUrl)) {
      throw new UnsafeSetting("WAITS_DIVISOR must be 1 unless CONSOLE_BASE_URL is on localhost");
    }
  }

  private static void requireSecondFactor(URI baseUrl, String secondFactor) {
    if (!Set.of("required", "off").contains(secondFactor)) {
      throw new UnsafeSetting("SECOND_FACTOR must be required or off: " + secondFactor);
    }
    if (secondFactor.equals("off") && !isLoopback(baseUrl)) {
      throw new UnsafeSetting(
          "SECOND_FACTOR must be required unless CONSOLE_BASE_URL is on localhost");
    }
  }

  private static void requireProxies(URI baseUrl, String proxies) {
    if (isHttps(baseUrl) && !isLoopback(baseUrl) && proxies.isBlank()) {
      throw new UnsafeSetting(
          "CONSOLE_PROXIES must name the proxies where https ends, like 10.0.1.0/24");
    }
    // As the server itself will read them.
    if (!new NetMaskSet().addAll(proxies).isEmpty()) {
      throw new UnsafeSetting(
          "CONSOLE_PROXIES must be addresses and networks like 10.0.1.0/24, 10.0.2.7: " + proxies);
    }
  }

  /** Whether browsers reach the console by https alone. */
  public boolean isHttps() {
    return isHttps(baseUrl);
  }

  /** Whether the console serves one machine only. */
  public boolean isLoopback() {
    return isLoopback(baseUrl);
  }

  /** What browsers call the origin of the Temporal Web UI's pages. */
  public String temporalUiOrigin() {
    String port = temporalUi.getPort() < 0 ? "" : ":" + temporalUi.getPort();
    return temporalUi.getScheme() + "://" + temporalUi.getHost() + port;
  }

  public boolean requiresSecondFactor() {
    return secondFactor.equals("required");
  }

  /** What new purchases are started with. */
  public Timeouts waits() {
    return Timeouts.PRODUCTION.shortenedBy(waitsDivisor);
  }

  private static void requireOrigin(URI url) {
    boolean bare = url.getRawPath() == null || Set.of("", "/").contains(url.getRawPath());
    if (url.getHost() == null || !bare || url.getQuery() != null || url.getUserInfo() != null) {
      throw new UnsafeSetting("CONSOLE_BASE_URL must be scheme and host without a path: " + url);
    }
  }

  private static boolean isHttps(URI url) {
    return "https".equals(url.getScheme());
  }

  private static boolean isLoopback(URI url) {
    return ("http".equals(url.getScheme()) || isHttps(url)) && LOOPBACK.contains(url.getHost());
  }

  /** A setting that the console refuses to start with. Its message is the whole explanation. */
  public static class UnsafeSetting extends IllegalArgumentException {

    public UnsafeSetting(String message) {
      super(message);
    }
  }

  /** Ends a refused start with one sentence instead of a stack trace. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  static class UnsafeSettingAnalysis extends AbstractFailureAnalyzer<UnsafeSetting> {

    @Override
    protected FailureAnalysis analyze(Throwable root, UnsafeSetting cause) {
      return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
  }
}
