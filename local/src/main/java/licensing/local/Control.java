package licensing.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.function.UnaryOperator;

/** How other commands speak to the launcher that runs: one line there, some lines back. */
final class Control implements AutoCloseable {

  private static final String REFUSED = "refused: ";

  private final Path file;
  private final ServerSocketChannel server;

  private Control(Path file, ServerSocketChannel server) {
    this.file = file;
    this.server = server;
  }

  /**
   * @param commands answers a command, or throws a {@link LaunchFailure}
   */
  static Control listen(Path file, UnaryOperator<String> commands) throws IOException {
    Files.deleteIfExists(file);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(file));
    Control control = new Control(file, server);
    Thread.ofVirtual().name("control").start(() -> control.answer(commands));
    return control;
  }

  /** The launcher's answer; a failure if it refuses or does not run. */
  static String ask(Path file, String command) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      PrintWriter out = writer(channel);
      out.println(command);
      String answer =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8)
              .strip();
      if (answer.startsWith(REFUSED)) {
        throw new LaunchFailure(answer.substring(REFUSED.length()));
      }
      return answer;
    } catch (IOException e) {
      throw new LaunchFailure("Nothing runs here. Start it with ./dev up.", e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(file);
  }

  private void answer(UnaryOperator<String> commands) {
    while (server.isOpen()) {
      try {
        SocketChannel channel = server.accept();
        Thread.ofVirtual().start(() -> answer(channel, commands));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static void answer(SocketChannel channel, UnaryOperator<String> commands) {
    try (channel;
        Scanner in = new Scanner(channel, StandardCharsets.UTF_8)) {
      if (in.hasNextLine()) {
        writer(channel).println(carryOut(in.nextLine(), commands));
      }
    } catch (IOException e) {
      // Who asked went away; the command was carried out all the same.
    }
  }

  private static String carryOut(String command, UnaryOperator<String> commands) {
    try {
      return commands.apply(command);
    } catch (LaunchFailure e) {
      return REFUSED + e.getMessage();
    }
  }

  private static PrintWriter writer(SocketChannel channel) {
    return new PrintWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), true);
  }
}
