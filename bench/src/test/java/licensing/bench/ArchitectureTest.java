package licensing.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing stands on what is only there to be compared with. */
class ArchitectureTest {

  private static final ArchRule KNOWS_NO_BENCH =
      noClasses().should().dependOnClassesThat(resideInAPackage("licensing.bench.."));

  @ParameterizedTest
  @ValueSource(strings = {"workflows", "activities", "web", "worker", "payment-platform", "local"})
  void standsWithoutTheBench(String module) {
    assertThat(KNOWS_NO_BENCH.evaluate(classes(module)).getFailureReport().getDetails()).isEmpty();
  }

  @Test
  void wouldNoticeWhatDoesNot() {
    assertThat(KNOWS_NO_BENCH.evaluate(classes("bench")).hasViolation()).isTrue();
  }

  private static JavaClasses classes(String module) {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    JavaClasses classes =
        new ClassFileImporter().importPath(Path.of("..", module, "target", "classes"));
    assertThat(classes).as(module).isNotEmpty();
    return classes;
  }
}
