package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Prepares database and Temporal, unless this very build has done so on this very state. Of both
 * only what runs here: a system of one's own is prepared by ./dev migrate, when it is asked to.
 */
final class Migration {

  private final Settings settings;
  private final Installation installation;
  private final StateFolder state;
  private final ProgramTable table;

  Migration(Settings settings, Installation installation, StateFolder state, ProgramTable table) {
    this.settings = settings;
    this.installation = installation;
    this.state = state;
    this.table = table;
  }

  Optional<Job> job() {
    if (!settings.runsPostgres()) {
      return settings.runsTemporal()
          ? Optional.of(new Job(table.migration("temporal"), () -> {}))
          : Optional.empty();
    }
    if (!settings.runsTemporal()) {
      return Optional.of(new Job(table.migration("database"), () -> {}));
    }
    String build = Fingerprint.of(installation.jar(OwnProgram.WORKER));
    return isDone(build)
        ? Optional.empty()
        : Optional.of(new Job(table.migration(), () -> remember(build)));
  }

  private boolean isDone(String build) {
    try {
      // A cluster's histories are where the stamp is.
      boolean kept = settings.temporalCluster() > 0 || Files.exists(state.temporal());
      return kept && List.of(build).equals(Files.readAllLines(stamp()));
    } catch (IOException e) {
      return false;
    }
  }

  private void remember(String build) {
    try {
      Files.writeString(stamp(), build + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Beside the data it speaks of, so that it goes where that goes. */
  private Path stamp() {
    return state.postgres().resolve("migrated");
  }
}
