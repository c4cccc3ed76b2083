package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The programs as they are run: copies, so that a build does not pull the jars from under running
 * programs; and jars of jars are unpacked, since so they start in about half the time.
 */
record RunnableJars(Installation installation) {

  /** What to run. */
  Path jar(OwnProgram program) {
    Path copy = folder(program).resolve(program.module() + ".jar");
    return Files.exists(copy) ? copy : installation.jar(program);
  }

  /** What the JDK knows of it. */
  AotCache cache(OwnProgram program) {
    return new AotCache(folder(program));
  }

  /** Makes the copy of this build, if it is not there yet. */
  Optional<Job> unpacking(OwnProgram program) {
    return Files.exists(folder(program))
        ? Optional.empty()
        : Optional.of(
            new Job(
                new Program(
                    "unpack-" + program.module(),
                    List.of(),
                    () -> command(program),
                    () -> true,
                    Ending.Signal.TERM),
                () -> appear(program)));
  }

  private ProcessBuilder command(OwnProgram program) throws IOException {
    Folders.delete(unfinished(program));
    Files.createDirectories(unfinished(program));
    return isJarOfJars(program) ? unpack(program) : copy(program);
  }

  private ProcessBuilder copy(OwnProgram program) throws IOException {
    Path jar = installation.jar(program);
    return new ProcessBuilder(
        "cp",
        "-R",
        jar.toString(),
        jar.resolveSibling("lib").toString(),
        unfinished(program).toString());
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
        unfinished(program).toString());
  }

  private boolean isJarOfJars(OwnProgram program) {
    try (JarFile jar = new JarFile(installation.jar(program).toFile())) {
      return jar.getEntry("BOOT-INF/") != null;
    } catch (IOException e) {
      throw new LaunchFailure("The jar of " + program.label() + " cannot be read: " + e, e);
    }
  }

  /** All at once: several stacks may start at the same time, and each may be broken off. */
  private void appear(OwnProgram program) {
    try {
      Folders.appear(unfinished(program), folder(program));
      forgetEarlier(program);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forgetEarlier(OwnProgram program) throws IOException {
    try (Stream<Path> folders = Files.list(apps())) {
      for (Path folder : folders.filter(other -> isOf(program, other)).toList()) {
        if (!folder.equals(folder(program))) {
          Folders.delete(folder);
        }
      }
    }
  }

  private static boolean isOf(OwnProgram program, Path folder) {
    return String.valueOf(folder.getFileName()).startsWith(program.module() + "-");
  }

  private Path unfinished(OwnProgram program) {
    return apps().resolve("unfinished-" + program.module() + "-" + ProcessHandle.current().pid());
  }

  private Path folder(OwnProgram program) {
    return apps().resolve(program.module() + "-" + Fingerprint.of(installation.jar(program)));
  }

  private Path apps() {
    return installation.tools().resolve("apps");
  }
}
