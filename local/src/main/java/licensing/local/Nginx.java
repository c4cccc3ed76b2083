package licensing.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What calls are balanced by, kept to a folder of its own.
 *
 * @param tool the program
 * @param folder for its configuration, and for what it puts down while it works
 */
record Nginx(Path tool, Path folder) {

  /**
   * Writes a configuration, and gives the command that runs it.
   *
   * @param name of the configuration
   * @param http what stands in its block of that name
   */
  ProcessBuilder command(String name, String http) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name + ".conf");
    Files.writeString(
        file,
        """
        %1$sdaemon off;
        worker_processes 1;
        pid %2$s/%3$s.pid;
        error_log stderr warn;
        events { worker_connections 1024; }
        http {
          access_log off;
          client_body_temp_path %2$s/%3$s-temp;
          proxy_temp_path %2$s/%3$s-temp;
          fastcgi_temp_path %2$s/%3$s-temp;
          uwsgi_temp_path %2$s/%3$s-temp;
          scgi_temp_path %2$s/%3$s-temp;
        %4$s}
        """
            .formatted(user(), folder, name, http.indent(2)));
    return ProgramTable.inEnvironment(
        List.of(tool.toString(), "-e", "stderr", "-p", folder.toString(), "-c", file.toString()),
        Map.of());
  }

  /** Started by root it would work as somebody who may not enter the folder. */
  private static String user() {
    return "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
  }
}
