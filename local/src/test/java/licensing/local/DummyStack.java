package licensing.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Stacks whose programs are dummies, around a real database and Temporal where they are wanted. */
final class DummyStack {

  static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  final StateFolder state;
  final Secrets secrets;
  final Settings settings;
  final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  DummyStack(Path folder) {
    this(folder, Ports.free());
  }

  DummyStack(Path folder, Map<String, String> environment) {
    state = new StateFolder(folder);
    secrets = Secrets.in(state.secrets());
    settings = new Settings(new HashMap<>(environment), secrets, state);
  }

  int port(LocalPort port) {
    return settings.port(port);
  }

  Program dummy(String name, String behaviour, LocalPort port) {
    return DummyProgram.of(name, behaviour, port, port(port));
  }

  /** Only these programs. */
  LocalStack of(Program... applications) {
    return stack(Optional.empty(), List.of(), applications);
  }

  /** These programs, after a real PostgreSQL and a real Temporal. */
  LocalStack withServers(Program... applications) {
    Installation installation = Installation.of(PROJECT, System.getenv());
    return stack(
        Optional.of(Parts.database(settings, secrets, installation, state)),
        List.of(new ProgramTable(settings, installation, state).temporal()),
        applications);
  }

  private LocalStack stack(
      Optional<Parts.Database> database, List<Program> services, Program... applications) {
    Installation installation = Installation.of(PROJECT, System.getenv());
    Parts parts =
        new Parts(
            database,
            services,
            Optional.empty(),
            List::of,
            List::of,
            List.of(applications),
            () -> {},
            List::of,
            new ProgramTable(settings, installation, state).makeCurrent());
    return new LocalStack(settings, state, parts, told::add);
  }
}
