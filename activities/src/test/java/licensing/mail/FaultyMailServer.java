package licensing.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks just enough SMTP to do what a good server never does. */
final class FaultyMailServer implements AutoCloseable {

  /** What it does with a mail. */
  enum Fault {
    NONE("250 queued"),
    REFUSES_ADDRESS("550 5.1.1 no such user"),
    PUTS_ADDRESS_OFF("450 4.2.0 greylisted"),
    REFUSES_MAIL("554 5.7.1 looks like spam"),
    REFUSES_SENDER("553 sender not allowed"),
    DIES_BEFORE_ANSWERING(""),
    DIES_ON_LEAVING("");

    private final String words;

    Fault(String words) {
      this.words = words;
    }
  }

  private final ServerSocket socket;
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private volatile Fault fault = Fault.NONE;
  private volatile String of = "";

  FaultyMailServer() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  void suffers(Fault next) {
    suffers(next, "");
  }

  /** Of addresses it is only this one that it refuses or puts off. */
  void suffers(Fault next, String address) {
    fault = next;
    of = address;
  }

  /** The mails that it was given whole, as they came. */
  List<String> taken() {
    return List.copyOf(taken);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        speak(client);
      } catch (IOException hungUp) {
        // The next one.
      }
    }
  }

  private void speak(Socket client) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    say(client, "220 here");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line.substring(0, 4)) {
        case "EHLO", "RSET", "NOOP" -> say(client, "250 ok");
        case "MAIL" -> say(client, words(fault == Fault.REFUSES_SENDER));
        case "RCPT" ->
            say(
                client,
                words(
                    line.contains(of)
                        && (fault == Fault.REFUSES_ADDRESS || fault == Fault.PUTS_ADDRESS_OFF)));
        case "DATA" -> {
          say(client, "354 go on");
          if (fault == Fault.REFUSES_MAIL) {
            read(in);
            say(client, fault.words);
            break;
          }
          taken.add(read(in));
          if (fault == Fault.DIES_BEFORE_ANSWERING) {
            return;
          }
          say(client, Fault.NONE.words);
        }
        case "QUIT" -> {
          if (fault == Fault.DIES_ON_LEAVING) {
            client.setSoLinger(true, 0);
          } else {
            say(client, "221 bye");
          }
          return;
        }
        default -> say(client, "500 what?");
      }
    }
  }

  private String words(boolean faulty) {
    return faulty ? fault.words : "250 ok";
  }

  private static String read(BufferedReader in) throws IOException {
    StringBuilder mail = new StringBuilder();
    for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
      mail.append(line).append('\n');
    }
    return mail.toString();
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
