package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The programs as they are run: copies, so that a build does not pull the jars from under running
 * programs; and jars of jars are unpacked, since so they start in about half the time.
 */
record RunnableJars(Installation installation, StateFolder state) {

  /** What to run. */
  Path jar(OwnProgram program) {
    Path unpacked = folder(program).resolve(program.module() + ".jar");
    return Files.exists(marker(program)) ? unpacked : installation.jar(program);
  }

  /** Makes the copy of this build, if it is not there yet. */
  Optional<Job> unpacking(OwnProgram program) {
    return Files.exists(marker(program))
        ? Optional.empty()
        : Optional.of(
            new Job(
                new Program(
                    "unpack-" + program.module(),
                    List.of(),
                    () -> command(program),
                    () -> true,
                    Ending.Signal.TERM),
                () -> mark(program)));
  }

  private ProcessBuilder command(OwnProgram program) throws IOException {
    forgetEarlier(program);
    return isJarOfJars(program) ? unpack(program) : copy(program);
  }

  private ProcessBuilder copy(OwnProgram program) throws IOException {
    Path jar = installation.jar(program);
    return new ProcessBuilder(
        "cp",
        "-R",
        jar.toString(),
        jar.resolveSibling("lib").toString(),
        Files.createDirectories(folder(program)).toString());
  }

  private ProcessBuilder unpack(OwnProgram program) {
    return new ProcessBuilder(
        installation.java().toString(),
        "-Djarmode=tools",
        "-jar",
        installation.jar(program).toString(),
        "extract",
        "--force",
        "--destination",
        folder(program).toString());
  }

  private boolean isJarOfJars(OwnProgram program) {
    try (JarFile jar = new JarFile(installation.jar(program).toFile())) {
      return jar.getEntry("BOOT-INF/") != null;
    } catch (IOException e) {
      throw new LaunchFailure("The jar of " + program.label() + " cannot be read: " + e, e);
    }
  }

  private void mark(OwnProgram program) {
    try {
      Files.writeString(marker(program), "complete\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forgetEarlier(OwnProgram program) throws IOException {
    Files.createDirectories(apps());
    try (Stream<Path> earlier = Files.list(apps())) {
      for (Path folder : earlier.filter(f -> isOf(program, f)).toList()) {
        delete(folder);
      }
    }
  }

  private static boolean isOf(OwnProgram program, Path folder) {
    return String.valueOf(folder.getFileName()).startsWith(program.module() + "-");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Path marker(OwnProgram program) {
    return folder(program).resolve("complete");
  }

  private Path folder(OwnProgram program) {
    return apps().resolve(program.module() + "-" + Fingerprint.of(installation.jar(program)));
  }

  private Path apps() {
    return state.root().resolve("apps");
  }
}
