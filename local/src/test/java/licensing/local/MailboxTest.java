package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The page of what was sent, and that a mail does nothing there. */
class MailboxTest {

  @Test
  void showsWhatWasSent() throws Exception {
    try (Mailbox mailbox = Mailbox.open(0, 0)) {
      assertThat(get(mailbox, "/").body()).contains("None yet.", "or else to that of the buyer");
      send(mailbox);

      String list = get(mailbox, "/").body();
      assertThat(list).contains("Active &lt;b&gt;", "a@b.example", "href=\"/mails/one\"");
      assertThat(get(mailbox, "/mails/one").body())
          .contains("src=\"/mails/one/html\"", "sandbox=", "license.ics", "/mails/one/files/2");
      assertThat(get(mailbox, "/mails/one/text").body()).isEqualTo("plain");
      HttpResponse<String> html = get(mailbox, "/mails/one/html");
      assertThat(html.body()).isEqualTo("<p>许可证</p>");
      assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
          .startsWith("default-src 'none'");
      assertThat(get(mailbox, "/mails/one/files/2").body()).isEqualTo("BEGIN:VCALENDAR");
      assertThat(get(mailbox, "/mails/one/source").body()).contains("Message-ID: <one@x.example>");
      assertThat(get(mailbox, "/mails/two").statusCode()).isEqualTo(404);
      assertThat(get(mailbox, "/mails/one/files/0").statusCode()).isEqualTo(404);
    }
  }

  private static void send(Mailbox mailbox) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", mailbox.variables().get("MAIL_HOST"));
    properties.setProperty("mail.smtp.port", mailbox.variables().get("MAIL_PORT"));
    MimeMessage mail =
        new MimeMessage(Session.getInstance(properties)) {
          @Override
          protected void updateMessageID() throws jakarta.mail.MessagingException {
            setHeader("Message-ID", "<one@x.example>");
          }
        };
    mail.setFrom("c@d.example");
    mail.setRecipients(MimeMessage.RecipientType.TO, "a@b.example");
    mail.setSubject("Active <b>");
    mail.setSentDate(Date.from(Instant.now()));
    MimeMultipart parts = new MimeMultipart();
    parts.addBodyPart(part("plain", "plain", null));
    parts.addBodyPart(part("<p>许可证</p>", "html", null));
    parts.addBodyPart(part("BEGIN:VCALENDAR", "calendar", "license.ics"));
    mail.setContent(parts);
    Transport.send(mail);
  }

  private static MimeBodyPart part(String text, String type, String file) throws Exception {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, "UTF-8", type);
    if (file != null) {
      part.setFileName(file);
    }
    return part;
  }

  private static HttpResponse<String> get(Mailbox mailbox, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(mailbox.address() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
