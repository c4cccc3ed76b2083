package licensing.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.jar.JarFile;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Maven makes the lists where it is online alone. */
@DisabledIfSystemProperty(named = "licensing.maven", matches = "offline=true")
class SbomTest {

  @ParameterizedTest
  @EnumSource(names = {"WORKER", "WEB"})
  void aJarListsWhatItIsMadeOf(OwnProgram program) throws IOException {
    String module = program.module();
    try (JarFile jar =
        new JarFile(DummyStack.PROJECT.resolve(module + "/target/" + module + ".jar").toFile())) {
      byte[] list =
          jar.getInputStream(jar.getJarEntry("META-INF/sbom/application.cdx.json")).readAllBytes();

      assertThat(new String(list, StandardCharsets.UTF_8))
          .contains("CycloneDX", "pkg:maven/org.postgresql/postgresql@")
          .doesNotContain("pkg:maven/org.assertj", "\"timestamp\"");
    }
  }
}
