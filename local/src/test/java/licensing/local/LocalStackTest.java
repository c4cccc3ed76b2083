package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {

  @TempDir Path folder;

  @Test
  void announcesADeathAndStartsTheProgramAgain() throws Exception {
    DummyStack dummies = new DummyStack(folder);
    try (LocalStack stack =
        dummies.of(
            dummies.dummy("worker", "answers", LocalPort.WORKER_MANAGEMENT),
            dummies.dummy("web", "answers", LocalPort.CONSOLE))) {
      stack.start();
      dummies.told.clear();
      long first = stack.process("worker").orElseThrow().pid();

      stack.kill("worker");
      assertThat(dummies.told.poll(10, TimeUnit.SECONDS))
          .isEqualTo("worker ended (137): ./dev start worker");
      assertThat(stack.process("worker")).isEmpty();
      assertThat(stack.process("web")).isPresent();

      stack.start("worker");
      assertThat(stack.process("worker").orElseThrow().pid()).isNotEqualTo(first);
    }
  }

  /** Of another release, as a deploy starts it. */
  @Test
  void startsAProgramWithVariablesOfItsOwn() throws Exception {
    Program worker = new DummyStack(folder).dummy("worker", "answers", LocalPort.WORKER_MANAGEMENT);
    Program next = worker.with(Map.of("WORKER_BUILD_ID", "1.1.0"));

    assertThat(next.command().prepare().environment()).containsEntry("WORKER_BUILD_ID", "1.1.0");
    assertThat(worker.command().prepare().environment()).doesNotContainKey("WORKER_BUILD_ID");
  }

  @Test
  void stopsAllOfItInOrderEvenIfOneHangs() {
    DummyStack dummies = new DummyStack(folder);
    LocalStack stack =
        dummies.of(
            dummies.dummy("worker", "answers", LocalPort.WORKER_MANAGEMENT),
            dummies.dummy("web", "hangs", LocalPort.CONSOLE));
    stack.start();
    ProcessHandle web = stack.process("web").orElseThrow();
    ProcessHandle worker = stack.process("worker").orElseThrow();
    dummies.told.clear();

    stack.close();

    assertThat(dummies.told).containsExactly("stopping web", "stopping worker");
    assertThat(web.isAlive()).isFalse();
    assertThat(worker.isAlive()).isFalse();
    assertThatThrownBy(() -> stack.start("web")).hasMessageContaining("Stopped");
  }

  @Test
  void saysWhichPortIsTakenAndWhichVariableMovesIt() throws IOException {
    DummyStack dummies = new DummyStack(folder);
    int taken = dummies.port(LocalPort.CONSOLE);
    try (ServerSocket other = new ServerSocket(taken, 1, InetAddress.getLoopbackAddress());
        LocalStack stack = dummies.of(dummies.dummy("web", "answers", LocalPort.CONSOLE))) {
      assertThat(other.isBound()).isTrue();
      assertThatThrownBy(stack::start)
          .isInstanceOf(LaunchFailure.class)
          .hasMessageContaining("Port " + taken + ", wanted by web")
          .hasMessageContaining("CONSOLE_PORT");
    }
  }

  @Test
  void showsTheLastLinesOfAProgramThatDiesBeforeItIsReady() {
    DummyStack dummies = new DummyStack(folder);
    try (LocalStack stack = dummies.of(dummies.dummy("web", "fails", LocalPort.CONSOLE))) {
      assertThatThrownBy(stack::start)
          .isInstanceOf(LaunchFailure.class)
          .hasMessageContaining("web ended (3) before it was ready")
          .hasMessageContaining("  | first line\n  | the reason is this");
    }
  }

  @Test
  void stopsWhatAKilledLauncherLeftBehind() {
    DummyStack dummies = new DummyStack(folder);
    Program web = dummies.dummy("web", "answers", LocalPort.CONSOLE);
    LocalStack abandoned = dummies.of(web).start();
    ProcessHandle left = abandoned.process("web").orElseThrow();

    try (LocalStack next = dummies.of(web).start()) {
      assertThat(left.isAlive()).isFalse();
      assertThat(next.process("web")).isPresent();
    }
  }

  @Test
  void stopsEachOfTheServicesThatAKilledLauncherLeftBehind() {
    DummyStack dummies = new DummyStack(folder);
    String frontend = "temporal-frontend-2";
    Program service = dummies.dummy(frontend, "answers", LocalPort.TEMPORAL);
    ProcessHandle left = dummies.of(service).start().process(frontend).orElseThrow();

    new Leftovers(dummies.state).stop(dummies.told::add);

    assertThat(left.isAlive()).isFalse();
  }

  @Test
  void leavesPurchasesToTheTemporalThatBeganThem() throws IOException {
    DummyStack dummies = new DummyStack(folder);
    Files.createDirectories(dummies.state.temporalCluster());

    try (LocalStack stack = dummies.of(dummies.dummy("web", "answers", LocalPort.CONSOLE))) {
      assertThatThrownBy(stack::start)
          .isInstanceOf(LaunchFailure.class)
          .hasMessageContaining("start with --cluster, or forget them with ./dev reset");
      assertThat(stack.process("web")).isEmpty();
    }
  }

  @Test
  void doesNotStopAStrangerWhoseNumberIsInAnOldFile() throws IOException {
    DummyStack dummies = new DummyStack(folder);
    Files.writeString(dummies.state.pid("web"), ProcessHandle.current().pid() + " 12345\n");

    new Leftovers(dummies.state).stop(dummies.told::add);

    assertThat(dummies.told).isEmpty();
    assertThat(dummies.state.pid("web")).doesNotExist();
  }

  @Test
  void namesTheProgramsIfThereIsNoSuchOne() {
    DummyStack dummies = new DummyStack(folder);
    try (LocalStack stack = dummies.of(dummies.dummy("web", "answers", LocalPort.CONSOLE))) {
      assertThatThrownBy(() -> stack.kill("wep"))
          .hasMessageContaining("wep")
          .hasMessageContaining("web");
      assertThatThrownBy(() -> stack.kill("web")).hasMessage("web does not run.");
    }
  }
}
