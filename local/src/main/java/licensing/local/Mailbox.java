package licensing.local;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the mails of a trial, for whomever they are, and shows them on a page: nothing leaves this
 * machine, and nothing outlasts the launcher. Real SMTP, but no judge of what a real server takes.
 */
public final class Mailbox implements AutoCloseable {

  private static final Pattern ADDRESS =
      Pattern.compile("/mails/([^/]{1,200})(?:/(html|text|source|files/(\\d{1,3})))?");

  /** What a mail shows may fetch nothing and do nothing; links open outside of it. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'self';"
          + " base-uri 'none'; form-action 'none'";

  private final GreenMail server;
  private final HttpServer page;

  private Mailbox(GreenMail server, HttpServer page) {
    this.server = server;
    this.page = page;
  }

  /**
   * On loopback alone.
   *
   * @param smtpPort 0 for any that is free, as for the page
   */
  public static Mailbox open(int smtpPort, int pagePort) {
    String here = InetAddress.getLoopbackAddress().getHostAddress();
    GreenMail server = new GreenMail(new ServerSetup(smtpPort, here, ServerSetup.PROTOCOL_SMTP));
    try {
      server.start();
      HttpServer page = HttpServer.create(new InetSocketAddress(here, pagePort), 0);
      Mailbox mailbox = new Mailbox(server, page);
      page.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      page.createContext("/", mailbox::answer);
      page.start();
      return mailbox;
    } catch (IOException | IllegalStateException e) {
      server.stop();
      throw new LaunchFailure(
          "The mailbox cannot be opened: set %s and %s to ports that are free. %s"
              .formatted(
                  LocalPort.MAILBOX.variable(), LocalPort.MAILBOX_SMTP.variable(), e.getMessage()),
          e);
    }
  }

  /** What the programs are told, so that they send their mails here. */
  public Map<String, String> variables() {
    return variables(server.getSmtp().getPort());
  }

  /** The same for a server at another port. */
  static Map<String, String> variables(int port) {
    Map<String, String> variables = new HashMap<>();
    variables.put("MAIL_HOST", "127.0.0.1");
    variables.put("MAIL_PORT", Integer.toString(port));
    variables.put("MAIL_TLS", "none");
    variables.put("MAIL_FROM", "Demo Console <licenses@console.example>");
    return variables;
  }

  /** Where its page is. */
  public String address() {
    return "http://localhost:" + page.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
      Answer answer =
          host.matches("(localhost|127\\.0\\.0\\.1)(:\\d+)?")
              ? answer(exchange.getRequestURI().getPath())
              : Answer.NOTHING;
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", answer.type());
      headers.set("Content-Security-Policy", POLICY);
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (MessagingException e) {
      throw new IOException(e);
    }
  }

  private Answer answer(String path) throws MessagingException, IOException {
    List<MimeMessage> mails = new ArrayList<>(List.of(server.getReceivedMessages()));
    if (path.equals("/")) {
      return Answer.html(list(mails));
    }
    Matcher address = ADDRESS.matcher(path);
    if (!address.matches()) {
      return Answer.NOTHING;
    }
    for (MimeMessage mail : mails) {
      if (id(mail).equals(address.group(1))) {
        return answer(mail, address.group(2), address.group(3));
      }
    }
    return Answer.NOTHING;
  }

  private static Answer answer(MimeMessage mail, @Nullable String wanted, @Nullable String file)
      throws MessagingException, IOException {
    List<Part> parts = new ArrayList<>();
    collect(mail, parts);
    if (file != null) {
      return file(parts, Integer.parseInt(file));
    }
    return switch (wanted) {
      // Its links lead out of the frame that it is shown in.
      case "html" ->
          Answer.html(text(parts, "text/html").replace("<head>", "<head><base target=\"_top\">"));
      case "text" -> Answer.text(text(parts, "text/plain"));
      case "source" -> Answer.text(GreenMailUtil.getWholeMessage(mail));
      case null, default -> Answer.html(shown(mail, parts));
    };
  }

  /** Of a mail: what its Message-ID has before the name of the host. */
  private static String id(MimeMessage mail) throws MessagingException {
    return String.valueOf(mail.getMessageID()).replaceAll("[<>/]|@.*", "");
  }

  private static String list(List<MimeMessage> mails) throws MessagingException {
    Map<Date, String> rows = new TreeMap<>(Comparator.reverseOrder());
    for (MimeMessage mail : mails) {
      rows.merge(
          mail.getSentDate(),
          "<tr><td>%tF %<tT</td><td><bdi>%s</bdi></td><td><a href=\"/mails/%s\">%s</a></td></tr>\n"
              .formatted(
                  mail.getSentDate(),
                  escaped(mail.getHeader("To", ", ")),
                  escaped(id(mail)),
                  escaped(mail.getSubject())),
          String::concat);
    }
    return """
        <!DOCTYPE html>
        <html lang="en"><head>%s<title>Mails</title></head>
        <body><main><h1>Mails that were sent</h1>
        <p>%s They go to the address in an organization's billing details, or else to that of the buyer's account. Stopping the launcher forgets them.</p>
        <table><thead><tr><th>Date</th><th>To</th><th>Subject</th></tr></thead><tbody>
        %s</tbody></table></main></body></html>
        """
        .formatted(
            HEAD,
            rows.isEmpty() ? "None yet." : "The latest first.",
            String.join("", rows.values()));
  }

  private static String shown(MimeMessage mail, List<Part> parts) throws MessagingException {
    String at = "/mails/" + escaped(id(mail));
    StringBuilder files = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).getFileName() != null) {
        files.append(
            "<li><a href=\"%s/files/%d\">%s</a></li>"
                .formatted(at, i, escaped(parts.get(i).getFileName())));
      }
    }
    return """
        <!DOCTYPE html>
        <html lang="en"><head>%2$s<title>%1$s</title></head>
        <body><main><p><a href="/">All mails</a></p><h1>%1$s</h1><p>To <bdi>%3$s</bdi></p>
        <p><a href="%4$s/text">Plain text</a> · <a href="%4$s/source">Source</a></p><ul>%5$s</ul>
        <iframe src="%4$s/html" title="The mail" sandbox="allow-top-navigation-by-user-activation"></iframe>
        </main></body></html>
        """
        .formatted(
            escaped(mail.getSubject()), HEAD, escaped(mail.getHeader("To", ", ")), at, files);
  }

  private static final String HEAD =
      "<meta charset=\"UTF-8\"><meta name=\"viewport\" content=\"width=device-width\">"
          + "<style>:root{color-scheme:light dark}a{color:light-dark(#1a56db,#8ab4ff)}"
          + "body{background:Canvas;font:16px/1.5 system-ui,sans-serif;max-width:960px;"
          + "margin:24px auto;padding:0 16px;overflow-wrap:anywhere}"
          + "table{border-collapse:collapse;width:100%}"
          + "th,td{text-align:left;padding:8px;border-bottom:1px solid #8884}"
          + "iframe{width:100%;height:640px;border:1px solid #8884;background:#fff}</style>";

  static void collect(Part part, List<Part> found) throws MessagingException, IOException {
    if (part.getContent() instanceof Multipart several) {
      for (int i = 0; i < several.getCount(); i++) {
        BodyPart next = several.getBodyPart(i);
        collect(next, found);
      }
    } else {
      found.add(part);
    }
  }

  static String text(List<Part> parts, String type) throws MessagingException, IOException {
    for (Part part : parts) {
      if (part.isMimeType(type) && part.getFileName() == null) {
        return String.valueOf(part.getContent());
      }
    }
    return "";
  }

  private static Answer file(List<Part> parts, int index) throws MessagingException, IOException {
    if (index >= parts.size() || parts.get(index).getFileName() == null) {
      return Answer.NOTHING;
    }
    Part part = parts.get(index);
    String type = part.isMimeType("application/pdf") ? "application/pdf" : "text/calendar";
    try (var content = part.getInputStream()) {
      return new Answer(200, type, content.readAllBytes());
    }
  }

  private static String escaped(@Nullable String text) {
    return String.valueOf(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public void close() {
    page.stop(0);
    server.stop();
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Answer(int status, String type, byte[] body) {

    static final Answer NOTHING = new Answer(404, "text/plain", new byte[0]);

    static Answer html(String text) {
      return new Answer(200, "text/html; charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer text(String text) {
      return new Answer(200, "text/plain; charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
