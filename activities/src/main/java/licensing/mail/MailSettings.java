package licensing.mail;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The server that takes our mails.
 *
 * @param host empty where no mails are sent
 * @param username empty where it asks nobody who they are
 * @param from whom they come from, such as licenses@console.example or Console
 *     &lt;licenses@console.example&gt;
 * @param consoleBaseUrl where their links lead
 * @param waitsDivisor shortens all waits, for tests
 */
@ConfigurationProperties("mail")
public record MailSettings(
    @DefaultValue("") String host,
    @DefaultValue("587") int port,
    @DefaultValue("") String username,
    @DefaultValue("") String password,
    @DefaultValue("starttls") String tls,
    @DefaultValue("") String from,
    @DefaultValue("http://localhost:8080") URI consoleBaseUrl,
    @DefaultValue("1") int waitsDivisor) {

  /** How the way to the server is encrypted, by the words of MAIL_TLS. */
  enum Tls {
    STARTTLS,
    IMPLICIT,
    NONE
  }

  public MailSettings {
    if (!host.isBlank()) {
      tls(tls);
      if (from.isBlank()) {
        throw new IllegalArgumentException("MAIL_FROM is missing: whom do the mails come from?");
      }
      if (username.isBlank() != password.isBlank()) {
        throw new IllegalArgumentException("MAIL_USERNAME and MAIL_PASSWORD go together");
      }
    }
  }

  /** Whether mails are sent. */
  public boolean isOn() {
    return !host.isBlank();
  }

  Tls tlsMode() {
    return tls(tls);
  }

  private static Tls tls(String word) {
    return switch (word) {
      case "starttls" -> Tls.STARTTLS;
      case "implicit" -> Tls.IMPLICIT;
      case "none" -> Tls.NONE;
      default ->
          throw new IllegalArgumentException(
              "MAIL_TLS is starttls, implicit or none, not \"" + word + "\"");
    };
  }
}
