package licensing.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import licensing.local.states.States;
import licensing.local.storm.Storm;
import org.jspecify.annotations.Nullable;

/** What ./dev runs: starts the stack and stays with it, or speaks to the one that runs. */
public final class Launcher {

  /** What changed within it is not judged by an audit. */
  private static final String GRACE = "PT2M";

  private final StateFolder state;
  private final LocalStack stack;
  private final @Nullable Mailbox mailbox;
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean ending;

  private Launcher(StateFolder state, LocalStack stack, @Nullable Mailbox mailbox) {
    this.state = state;
    this.stack = stack;
    this.mailbox = mailbox;
  }

  /** The project's folder is the working directory. */
  public static void main(String[] words) throws Exception {
    Path project = Path.of("").toAbsolutePath();
    StateFolder state = new StateFolder(project.resolve(".state"));
    try {
      if (words.length == 0 || words[0].equals("up")) {
        up(project, state);
      } else if (words[0].equals("bench")) {
        new Benches(project, state, Launcher::say).run(List.of(words));
      } else if (words[0].equals("audit")) {
        String length = words.length > 1 ? words[1] : "PT26H";
        System.exit(exitCode(programs(project, state).audit(length, GRACE)));
      } else if (words[0].equals("evidence")) {
        List<String> asked = List.of(words).subList(1, words.length);
        System.exit(exitCode(programs(project, state).evidence(asked)));
      } else if (words[0].equals("migrate")) {
        System.exit(exitCode(programs(project, state).migrate()));
      } else if (words[0].equals("admin")) {
        List<String> name = List.of(words).subList(1, words.length);
        System.exit(exitCode(programs(project, state).administrator(name)));
      } else if (words[0].equals("states")) {
        States.draw(project.resolve("docs"));
      } else if (words[0].equals("storm")) {
        System.exit(storm(project, state, List.of(words)));
      } else {
        say(new Request(state).answer(List.of(words)));
      }
    } catch (LaunchFailure failure) {
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }

  private static void up(Path project, StateFolder state) throws Exception {
    state.keepFromOthers();
    try (FileChannel file =
            FileChannel.open(state.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock == null) {
        throw new LaunchFailure("It runs already here: ./dev status shows it, ./dev stop ends it.");
      }
      Map<String, String> environment = new HashMap<>(System.getenv());
      try (Mailbox mailbox = mailbox(state)) {
        if (mailbox != null) {
          environment.putAll(mailbox.variables());
        }
        LocalStack stack =
            LocalStack.of(
                Installation.of(project, System.getenv()), state, environment, Launcher::say);
        new Launcher(state, stack, mailbox).run();
      }
    }
  }

  /** Null where mails go to a server of whoever starts this, or real people buy. */
  private static @Nullable Mailbox mailbox(StateFolder state) {
    Settings settings = new Settings(System.getenv(), Secrets.in(state.secrets()), state);
    return settings.isForTrial() && !settings.isGiven("MAIL_HOST")
        ? Mailbox.open(settings.port(LocalPort.MAILBOX_SMTP), settings.port(LocalPort.MAILBOX))
        : null;
  }

  /** On what runs here, or on what the environment names. */
  private static ProgramTable programs(Path project, StateFolder state) throws IOException {
    Settings settings = new Settings(System.getenv(), Secrets.in(state.secrets()), state);
    return new ProgramTable(settings, Installation.of(project, System.getenv()), state);
  }

  private static int exitCode(ProcessBuilder program) throws IOException, InterruptedException {
    return program.start().waitFor();
  }

  /** On a stack of its own, beside one that runs; its state is kept for whoever has to look. */
  private static int storm(Path project, StateFolder state, List<String> words) throws Exception {
    Path folder = state.emptied("storm", Launcher::say);
    List<String> options = words.subList(1, words.size());
    return Storm.run(project, folder, options, Launcher::say);
  }

  private void run() throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::tidyUp, "tidy up"));
    try (Control control = Control.listen(state.socket(), new Commands(stack, end::countDown))) {
      endWithWhoStartedIt();
      stack.start();
      String mails = mailbox == null ? "" : mailbox.address();
      say(new ClosingTable(stack, mails).text());
      end.await();
    } catch (LaunchFailure failure) {
      if (!ending) {
        throw failure;
      }
    } finally {
      tidyUp();
    }
  }

  private void tidyUp() {
    ending = true;
    stack.close();
  }

  /** Ctrl-C reaches ./dev alone, which passes it on; if ./dev itself is killed, nobody would. */
  private void endWithWhoStartedIt() {
    Long starter = Long.getLong("licensing.starter");
    if (starter != null) {
      ProcessHandle.of(starter).ifPresentOrElse(this::endWith, end::countDown);
    }
  }

  private void endWith(ProcessHandle process) {
    var _ = process.onExit().thenRun(end::countDown);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
