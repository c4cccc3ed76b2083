package licensing.local;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A real mail server, before which somebody stands who refuses an address for good, puts mails off,
 * and breaks off when a mail was taken and nobody knows yet.
 */
public final class MailServer implements AutoCloseable {

  /** Of an organization whose mails are refused. */
  public static final String REFUSED = "nobody@refused.example";

  private static final double PUT_OFF = 0.08;
  private static final double ANSWER_LOST = 0.08;

  /** What is kept here is not needed there as well. */
  private static final int KEPT_BY_SERVER = 20;

  private final GreenMail server =
      new GreenMail(
          new ServerSetup(
              0, InetAddress.getLoopbackAddress().getHostAddress(), ServerSetup.PROTOCOL_SMTP));
  private final Door door;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final Map<String, Long> faults = new TreeMap<>();
  private final Random random = new Random();
  private boolean faulty;

  /**
   * A mail that the server has.
   *
   * @param id its Message-ID
   * @param to whom, by its envelope
   * @param text without what is attached
   * @param files names of what is attached
   * @param answered whether the server could say that it has it
   */
  public record Taken(
      String id,
      String to,
      String subject,
      String text,
      List<String> files,
      Instant at,
      boolean answered) {}

  MailServer() {
    server.start();
    door = new Door(this::serve);
  }

  int port() {
    return door.port();
  }

  /** Each mail may be put off, or its answer be lost, from now on. */
  public synchronized void misbehave(long seed) {
    random.setSeed(seed);
    faulty = true;
  }

  public synchronized void behave() {
    faulty = false;
  }

  /** All mails that it was given, first taken first. */
  public List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** How often what went wrong, in words. */
  public synchronized Map<String, Long> faults() {
    return new TreeMap<>(faults);
  }

  @Override
  public void close() {
    door.shut();
    server.stop();
  }

  private synchronized boolean fails(double probability, String how) {
    boolean fails = faulty && random.nextDouble() < probability;
    if (fails) {
      faults.merge("mail server: " + how, 1L, Long::sum);
    }
    return fails;
  }

  private void serve(Socket caller) {
    try (caller;
        Socket called = new Socket(InetAddress.getLoopbackAddress(), server.getSmtp().getPort())) {
      new Dialog(caller, called).talk();
    } catch (IOException e) {
      // One side is gone.
    }
  }

  /** One caller's. */
  private final class Dialog {

    private final BufferedReader asked;
    private final OutputStream told;
    private final BufferedReader answered;
    private final OutputStream asking;
    private String recipient = "";

    Dialog(Socket caller, Socket called) throws IOException {
      asked = reader(caller.getInputStream());
      told = caller.getOutputStream();
      answered = reader(called.getInputStream());
      asking = called.getOutputStream();
    }

    void talk() throws IOException {
      say(told, answer());
      for (String line = asked.readLine(); line != null; line = asked.readLine()) {
        String word = line.toUpperCase(Locale.ROOT);
        if (word.startsWith("RCPT") && line.contains(REFUSED)) {
          say(told, "550 5.1.1 no such user\r\n");
        } else if (word.startsWith("RCPT") && fails(PUT_OFF, "puts a mail off")) {
          say(told, "451 4.3.0 not now\r\n");
        } else {
          if (word.startsWith("RCPT")) {
            recipient = line.replaceAll(".*<|>.*", "");
          }
          say(asking, line + "\r\n");
          say(told, answer());
          if (word.equals("DATA") && !take()) {
            return;
          }
        }
      }
    }

    /** Whether it goes on. */
    private boolean take() throws IOException {
      StringBuilder sent = new StringBuilder();
      StringBuilder mail = new StringBuilder();
      for (String line = asked.readLine(); !".".equals(line); line = asked.readLine()) {
        if (line == null) {
          return false;
        }
        sent.append(line).append("\r\n");
        mail.append(line.startsWith("..") ? line.substring(1) : line).append("\r\n");
      }
      say(asking, sent + ".\r\n");
      String answer = answer();
      boolean said = !fails(ANSWER_LOST, "takes a mail and dies before it answers");
      if (answer.startsWith("250")) {
        keep(recipient, mail.toString(), said);
      }
      if (said) {
        say(told, answer);
      }
      return said;
    }

    /** With all its lines. */
    private String answer() throws IOException {
      StringBuilder answer = new StringBuilder();
      for (String line = answered.readLine(); line != null; line = answered.readLine()) {
        answer.append(line).append("\r\n");
        if (line.length() < 4 || line.charAt(3) == ' ') {
          return answer.toString();
        }
      }
      throw new IOException("the server has hung up");
    }
  }

  private void keep(String recipient, String mail, boolean answered) throws IOException {
    try {
      MimeMessage read =
          new MimeMessage(
              Session.getInstance(new Properties()),
              new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
      List<Part> parts = new ArrayList<>();
      Mailbox.collect(read, parts);
      List<String> files = new ArrayList<>();
      for (Part part : parts) {
        if (part.getFileName() != null) {
          files.add(part.getFileName());
        }
      }
      taken.add(
          new Taken(
              read.getMessageID(),
              recipient,
              read.getSubject(),
              Mailbox.text(parts, "text/plain"),
              files,
              Instant.now(),
              answered));
      if (taken.size() % KEPT_BY_SERVER == 0) {
        server.purgeEmailFromAllMailboxes();
      }
    } catch (MessagingException | FolderException e) {
      throw new IOException(e);
    }
  }

  private static BufferedReader reader(InputStream stream) {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.ISO_8859_1));
  }

  private static void say(OutputStream to, String text) throws IOException {
    to.write(text.getBytes(StandardCharsets.ISO_8859_1));
    to.flush();
  }
}
