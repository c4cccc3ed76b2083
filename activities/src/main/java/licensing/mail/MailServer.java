package licensing.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Date;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import licensing.mail.MailContent.Attached;
import licensing.mail.Mails.Due;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Hands mails to the server, each in a connection of its own, and tells what it answers. */
final class MailServer {

  private static final String ANSWER_MS = "20000";
  private static final int LONGEST_WORDS = 300;

  /** It stops, or wants to know first who we are. */
  private static final Set<Integer> OF_THE_SERVER = Set.of(421, 530, 534, 535, 538);

  /** What the server, or the way to it, made of a mail. The words are for support. */
  sealed interface Answer {

    /** It has it. */
    record Accepted() implements Answer {}

    /** It will never take it. */
    record Refused(String words) implements Answer {}

    /** It may take it later. */
    record PutOff(String words) implements Answer {}

    /** It takes nothing now, or nobody knows whether it has it. */
    record Away(String words) implements Answer {}
  }

  private final JavaMailSenderImpl sender;
  private final InternetAddress from;
  private final String domain;

  MailServer(MailSettings settings) {
    try {
      from = new InternetAddress(settings.from(), true);
    } catch (AddressException e) {
      throw new IllegalArgumentException("MAIL_FROM is no address: " + settings.from(), e);
    }
    domain = Objects.requireNonNullElse(settings.consoleBaseUrl().getHost(), "localhost");
    sender = new JavaMailSenderImpl();
    sender.setHost(settings.host());
    sender.setPort(settings.port());
    sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
    if (!settings.username().isBlank()) {
      sender.setUsername(settings.username());
      sender.setPassword(settings.password());
    }
    Properties properties = sender.getJavaMailProperties();
    properties.setProperty("mail.smtp.auth", Boolean.toString(!settings.username().isBlank()));
    properties.setProperty("mail.smtp.connectiontimeout", "5000");
    properties.setProperty("mail.smtp.timeout", ANSWER_MS);
    properties.setProperty("mail.smtp.writetimeout", ANSWER_MS);
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (settings.tlsMode()) {
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case IMPLICIT -> properties.setProperty("mail.smtp.ssl.enable", "true");
      case NONE -> {}
    }
  }

  /** Tried once; a repetition has the same Message-ID and date. */
  Answer send(Due mail, String recipient, MailContent content) {
    InternetAddress to;
    try {
      to = address(recipient);
    } catch (AddressException | IllegalArgumentException e) {
      return new Answer.Refused("no mail address");
    }
    try {
      sender.send(message(mail, to, content));
      return new Answer.Accepted();
    } catch (MailSendException e) {
      return e.getFailedMessages().isEmpty()
          ? new Answer.Accepted() // It has the mail: only its goodbye failed.
          : answer(e);
    } catch (MailException e) {
      return answer(e);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Domains of any script; of what stands before them ASCII alone, since few servers take more. */
  private static InternetAddress address(String typed) throws AddressException {
    int at = typed.lastIndexOf('@');
    if (at < 1 || !StandardCharsets.US_ASCII.newEncoder().canEncode(typed.substring(0, at))) {
      throw new AddressException("no address");
    }
    String domain = IDN.toASCII(typed.substring(at + 1));
    InternetAddress address = new InternetAddress();
    address.setAddress(typed.substring(0, at) + "@" + domain);
    address.validate();
    return address;
  }

  private MimeMessage message(Due mail, InternetAddress to, MailContent content)
      throws MessagingException {
    MimeMessage message = sender.createMimeMessage();
    MimeMessageHelper helper =
        new MimeMessageHelper(
            message, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED, StandardCharsets.UTF_8.name());
    helper.setFrom(from);
    helper.setTo(to);
    helper.setSubject(content.subject());
    helper.setSentDate(Date.from(mail.madeAt()));
    helper.setText(content.text(), content.html());
    Attached document = content.document();
    if (document != null) {
      helper.addAttachment(
          document.name(), new ByteArrayResource(document.content()), "application/pdf");
    }
    if (content.calendar() != null) {
      helper.addAttachment(
          "license.ics",
          new ByteArrayResource(content.calendar().getBytes(StandardCharsets.UTF_8)),
          "text/calendar; charset=UTF-8; method=PUBLISH");
    }
    message.setHeader("Message-ID", "<" + mail.id() + "@" + domain + ">");
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  /** Only what the server says of this mail is about this mail. */
  private static Answer answer(MailException failure) {
    for (Throwable cause : causes(failure)) {
      switch (cause) {
        case AuthenticationFailedException e -> {
          return new Answer.Away(words(e));
        }
        case SMTPSenderFailedException e -> {
          return new Answer.Away(words(e));
        }
        case SMTPAddressFailedException e -> {
          return answer(e.getReturnCode(), words(e));
        }
        case SMTPSendFailedException e -> {
          return answer(e.getReturnCode(), words(e));
        }
        default -> {}
      }
    }
    return new Answer.Away(words(failure));
  }

  private static Answer answer(int code, String words) {
    if (OF_THE_SERVER.contains(code)) {
      return new Answer.Away(words);
    }
    return switch (code / 100) {
      case 5 -> new Answer.Refused(words);
      case 4 -> new Answer.PutOff(words);
      default -> new Answer.Away(words);
    };
  }

  /** With what each carries, the outermost last: what is said of the address comes first. */
  private static Deque<Throwable> causes(MailException failure) {
    Deque<Throwable> found = new ArrayDeque<>();
    Deque<Throwable> open = new ArrayDeque<>();
    Set<Throwable> seen = new HashSet<>();
    open.add(failure);
    while (!open.isEmpty()) {
      Throwable next = open.removeFirst();
      if (!seen.add(next)) {
        continue;
      }
      found.addFirst(next);
      if (next instanceof MailSendException sending) {
        open.addAll(List.of(sending.getMessageExceptions()));
      }
      if (next instanceof MessagingException messaging
          && messaging.getNextException() instanceof Exception following) {
        open.add(following);
      }
      if (next.getCause() != null) {
        open.add(next.getCause());
      }
    }
    return found;
  }

  /** One line of it. */
  private static String words(Throwable told) {
    String line = String.valueOf(told.getMessage()).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() > LONGEST_WORDS ? line.substring(0, LONGEST_WORDS) + "…" : line;
  }
}
