package licensing.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PrimitiveIterator;
import org.jacoco.agent.AgentJar;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.tools.ExecDumpClient;

/** Which code of some programs runs, as JaCoCo's agent in each of them tells. */
final class Coverage {

  private final Path agent;
  private final PrimitiveIterator.OfInt free = Ports.someFree().distinct().iterator();
  private final Map<String, Integer> ports = new LinkedHashMap<>();

  /**
   * @param folder for the agent's jar
   */
  Coverage(Path folder) {
    try {
      agent = Files.createDirectories(folder).resolve("jacoco-agent.jar");
      AgentJar.extractTo(agent.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same program, watched from its start. */
  Program watching(Program usual) {
    int port = ports.computeIfAbsent(usual.name(), _ -> free.nextInt());
    String option =
        "-javaagent:%s=includes=licensing.*,output=tcpserver,address=127.0.0.1,port=%d"
            .formatted(agent, port);
    return new Program(
        usual.name(),
        usual.ports(),
        () -> {
          ProcessBuilder java = usual.command().prepare();
          java.command().add(1, option);
          return java;
        },
        usual.ready(),
        usual.ending());
  }

  /** What ran in any of them since this was asked before, or since they were started. */
  ExecutionDataStore sinceAskedBefore() {
    ExecDumpClient client = new ExecDumpClient();
    client.setReset(true);
    ExecutionDataStore ran = new ExecutionDataStore();
    try {
      for (int port : ports.values()) {
        client.dump(InetAddress.getLoopbackAddress(), port).getExecutionDataStore().accept(ran);
      }
    } catch (IOException e) {
      throw new LaunchFailure("JaCoCo's agent does not tell what ran: " + e, e);
    }
    return ran;
  }
}
