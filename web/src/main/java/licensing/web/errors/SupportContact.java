package licensing.web.errors;

import licensing.web.ConsoleSettings.UnsafeSetting;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where a buyer reaches a person, on every page under the name {@code contact}. */
@Component("contact")
public final class SupportContact {

  private final String text;

  /**
   * @param text a mail address or an https address; empty where there is none
   */
  SupportContact(@Value("${console.support-contact:}") String text) {
    this.text = text.strip();
    if (isKnown() && !isPage() && !isMail()) {
      throw new UnsafeSetting(
          "SUPPORT_CONTACT must be a mail address or an https address: " + text);
    }
  }

  public boolean isKnown() {
    return !text.isEmpty();
  }

  private boolean isPage() {
    return text.matches("https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?");
  }

  private boolean isMail() {
    return text.matches("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
  }

  /** What a link to it names. */
  public String address() {
    return isPage() ? text : "mailto:" + text;
  }

  /** What is read: the mail address, or the host and path of the page. */
  public String text() {
    return isPage() ? text.substring("https://".length()) : text;
  }
}
