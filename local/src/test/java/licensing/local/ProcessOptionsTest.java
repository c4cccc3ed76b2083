package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Wherever a program that speaks to the payment platform is started, the JDK must not send a
 * request twice by itself, nor read and write in the machine's language, calendar and zone.
 */
class ProcessOptionsTest {

  private static final String[] SAFE = {
    "-Dsun.net.http.retryPost=false",
    "-Duser.language=en",
    "-Duser.country=US",
    "-Duser.timezone=UTC"
  };

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"WORKER", "WEB"})
  void theLaunchersProgramsAreSafe(OwnProgram program) throws Exception {
    isSafe(table().own(program).command().prepare().command());
  }

  @Test
  void soAreItsJobs() throws Exception {
    isSafe(table().migration().command().prepare().command());
    isSafe(table().migration("database").command().prepare().command());
    isSafe(table().audit("PT1H", "PT1M").command());
    isSafe(table().training(OwnProgram.WEB).program().command().prepare().command());
  }

  @Test
  void soAreTheImages() throws IOException {
    List<String> stages = List.of(read("Dockerfile").split("\n(?=FROM )"));

    assertThat(stages)
        .filteredOn(stage -> stage.contains(" AS program\n"))
        .singleElement()
        .satisfies(stage -> assertThat(line("ENV JAVA_TOOL_OPTIONS=", stage)).contains(SAFE));
    assertThat(stages)
        .filteredOn(stage -> stage.contains("ENTRYPOINT"))
        .hasSize(OwnProgram.values().length)
        .allSatisfy(
            stage -> assertThat(stage).startsWith("FROM program AS ").doesNotContain("JAVA_TOOL"));
    assertThat(read("docker-compose.yml")).doesNotContain("JAVA_TOOL_OPTIONS");
  }

  @Test
  void soIsTheCommandThatOperatorsAreTold() throws IOException {
    assertThat(line("`java -", read("docs/production.md"))).contains(SAFE).contains("-jar");
  }

  private static void isSafe(List<String> command) {
    assertThat(command.subList(0, command.indexOf("-jar"))).contains(SAFE);
  }

  private ProgramTable table() {
    DummyStack stack = new DummyStack(folder);
    Installation installation = Installation.of(DummyStack.PROJECT, System.getenv());
    return new ProgramTable(stack.settings, installation, stack.state);
  }

  private static String line(String start, String text) {
    return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  private static String read(String file) throws IOException {
    return Files.readString(DummyStack.PROJECT.resolve(file));
  }
}
