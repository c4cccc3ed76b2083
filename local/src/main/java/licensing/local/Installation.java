package licensing.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is there before anything runs.
 *
 * @param project the folder with a folder per module
 * @param tools where unpacked tools are kept
 * @param temporal the Temporal CLI
 */
record Installation(Path project, Path tools, Path temporal) {

  /**
   * Finds the Temporal CLI where the environment names it, else among the tools, else on the path.
   */
  static Installation of(Path project, Map<String, String> environment) {
    Path tools = project.resolve(".state/tools").toAbsolutePath().normalize();
    String named = environment.getOrDefault("TEMPORAL_CLI", "");
    Path temporal = named.isEmpty() ? tools.resolve("bin/temporal") : Path.of(named);
    return new Installation(
        project.toAbsolutePath().normalize(),
        tools,
        Files.isExecutable(temporal) ? temporal : onPath("temporal", environment, temporal));
  }

  Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** What calls are balanced by, which may not have been got. */
  Path nginx() {
    return tools.resolve("nginx/nginx");
  }

  /** A program of the Temporal server, if it was got. */
  Path clusterTool(String name) {
    Path tool = tools.resolve("temporal-cluster").resolve(name);
    if (!Files.isExecutable(tool)) {
      throw new LaunchFailure(
          "%s is missing: %s. Run ./dev up --cluster, which gets it.".formatted(name, tool));
    }
    return tool;
  }

  /** The program's jar, if it was built. */
  Path jar(OwnProgram program) {
    Path jar = project.resolve(program.module()).resolve("target/" + program.module() + ".jar");
    if (!Files.isRegularFile(jar)) {
      throw new LaunchFailure(
          "%s is not built: %s is missing. Run ./dev build.".formatted(program.label(), jar));
    }
    return jar;
  }

  private static Path onPath(String name, Map<String, String> environment, Path otherwise) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
        return Path.of(folder, name);
      }
    }
    return otherwise;
  }
}
