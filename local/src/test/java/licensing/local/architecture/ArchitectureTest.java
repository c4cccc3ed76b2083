package licensing.local.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The walls that the modules cannot be. Each rule is also held against something that breaks it, so
 * that a misspelt one cannot pass for ever.
 */
class ArchitectureTest {

  private static final Pattern WRITTEN_BY_SPRING = Pattern.compile(".*(__|\\$\\$)[^/]*\\.class");

  private static final List<String> MODULES =
      List.of("workflows", "activities", "web", "worker", "payment-platform", "local");
  private static final JavaClasses ALL = ours();
  private static final JavaClasses WORKFLOWS = modules("workflows");
  private static final JavaClasses ACTIVITIES = modules("activities");
  private static final JavaClasses WEB = modules("web");

  private static final DescribedPredicate<JavaClass> ACTIVITY_CONTRACTS =
      DescribedPredicate.describe(
          "contracts of activities, and what implements them",
          type ->
              Stream.concat(Stream.of(type), type.getAllRawInterfaces().stream())
                  .anyMatch(it -> it.isAnnotatedWith("io.temporal.activity.ActivityInterface")));

  /**
   * Readers, what reaches us from the platform, and the way to Temporal; for the rows that are the
   * console's own, how columns are read; and what a document says, for whom it is and who sells.
   */
  private static final DescribedPredicate<JavaClass> MEANT_FOR_PAGES =
      resideInAnyPackage(
              "licensing.reading..", "licensing.edge", "licensing.evidence", "licensing.temporal")
          .or(
              named(
                  "licensing.activities.ConsoleBeans",
                  "licensing.db.Columns",
                  "licensing.document.Document",
                  "licensing.document.SellerSettings",
                  "licensing.document.VatIds",
                  "licensing.keys.LicenseSignatures",
                  "licensing.keys.SupportSignatures",
                  "licensing.payment.braintree.DeclineAdvice",
                  "licensing.payment.braintree.PaymentForms",
                  "licensing.payment.braintree.PlatformNotifications",
                  "licensing.payment.braintree.PlatformStatements"));

  /** To be emptied: the stand-in makes all its conditions of searches as one nameless class. */
  private static final Set<String> NOT_FOLDED_YET = Set.of("licensing.platform.gateway.Condition");

  private static final ArchRule THE_PROCESS_STANDS_ALONE =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "io.temporal..",
                  "com.fasterxml.jackson.annotation..",
                  "org.jspecify..",
                  "licensing.paymentevent",
                  "licensing.audit",
                  "licensing.bulk",
                  "licensing.buyer",
                  "licensing.purchase..",
                  "licensing.payment",
                  "licensing.license",
                  "licensing.offer",
                  "licensing.terms",
                  "licensing.webhook"));

  private static final ArchRule THE_PROCESS_ASKS_TEMPORAL_FOR_THE_TIME =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  private static final ArchRule PAGES_CALL_NO_ACTIVITY =
      noClasses().should().dependOnClassesThat(ACTIVITY_CONTRACTS);

  private static final ArchRule PAGES_SEE_WHAT_IS_MEANT_FOR_THEM =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are of activities and not meant for pages",
                  type -> isOf("activities", type) && !MEANT_FOR_PAGES.test(type)));

  private static final ArchRule NOTHING_KNOWS_THE_STAND_IN =
      noClasses().should().dependOnClassesThat(resideInAnyPackage("licensing.platform.."));

  private static final ArchRule SIGNATURES_ARE_CHECKED =
      noClasses().should().callMethodWhere(target(name("parseWithoutSignatureVerification")));

  /** A stream of rows, as Spring's JdbcClient gives it, holds its connection until it is closed. */
  private static final ArchRule CONNECTIONS_ARE_GIVEN_BACK =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.<JavaMethodCall>describe(
                  "streams rows",
                  call ->
                      call.getName().equals("stream")
                          && call.getTargetOwner().getSimpleName().equals("MappedQuerySpec")));

  private static final ArchRule ONLY_THE_BRAINTREE_PACKAGE_KNOWS_BRAINTREE =
      noClasses()
          .that(resideOutsideOfPackages("licensing.payment.braintree.."))
          .should()
          .dependOnClassesThat(resideInAnyPackage("com.braintreegateway.."));

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(THE_PROCESS_STANDS_ALONE, WORKFLOWS, ACTIVITIES),
        Arguments.of(THE_PROCESS_ASKS_TEMPORAL_FOR_THE_TIME, WORKFLOWS, ACTIVITIES),
        Arguments.of(PAGES_CALL_NO_ACTIVITY, WEB, ACTIVITIES),
        Arguments.of(PAGES_SEE_WHAT_IS_MEANT_FOR_THEM, WEB, ACTIVITIES),
        Arguments.of(
            NOTHING_KNOWS_THE_STAND_IN,
            modules("workflows", "activities", "web", "worker"),
            modules("payment-platform")),
        Arguments.of(
            SIGNATURES_ARE_CHECKED, modules("activities", "web"), classesOf(Forgery.class)),
        Arguments.of(
            CONNECTIONS_ARE_GIVEN_BACK,
            modules("activities", "web", "worker"),
            classesOf(Unclosed.class)),
        Arguments.of(
            ONLY_THE_BRAINTREE_PACKAGE_KNOWS_BRAINTREE,
            modules("activities", "web", "worker"),
            classesOf(Stray.class)));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void stands(ArchRule rule, JavaClasses guarded, JavaClasses counterexample) {
    assertThat(rule.evaluate(guarded).getFailureReport().getDetails()).isEmpty();
    assertThat(rule.evaluate(counterexample).hasViolation()).isTrue();
  }

  @Test
  void hasNoPackageInTwoModules() {
    Set<String> seen = new HashSet<>();
    for (String module : MODULES) {
      Set<String> packages =
          modules(module).stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
      assertThat(packages).as(module).isNotEmpty().noneMatch(seen::contains);
      seen.addAll(packages);
    }
  }

  /**
   * A second implementation that is held against the same contract is what earns an interface its
   * keep; so do Temporal's own contracts, and what is written as a function.
   */
  @Test
  void hasNoInterfaceOfOneImplementation() {
    assertThat(interfacesOfOneImplementation(ALL)).isSubsetOf(NOT_FOLDED_YET);
    assertThat(interfacesOfOneImplementation(classesOf(Lonely.class, Alone.class)))
        .containsExactly(Lonely.class.getName());
  }

  private static Set<String> interfacesOfOneImplementation(JavaClasses types) {
    return types.stream()
        .filter(type -> type.isInterface() && !type.isAnnotation() && !isKept(type))
        .filter(type -> implementations(type) == 1)
        .map(JavaClass::getName)
        .collect(Collectors.toSet());
  }

  private static long implementations(JavaClass type) {
    return type.getAllSubclasses().stream().filter(it -> !it.isInterface()).count();
  }

  private static boolean isKept(JavaClass type) {
    return type.isAnnotatedWith(FunctionalInterface.class)
        || type.isAnnotatedWith("io.temporal.workflow.WorkflowInterface")
        || type.isAnnotatedWith("io.temporal.activity.ActivityInterface")
        || hasContractTest(type);
  }

  private static boolean hasContractTest(JavaClass type) {
    String contract = type.getName().replace('.', '/') + "Contract.java";
    return MODULES.stream()
        .anyMatch(module -> Files.exists(Path.of("..", module, "src/test/java", contract)));
  }

  /** Of other people's classes the names are enough, and reading them takes far longer. */
  private static JavaClasses ours() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        // Spring writes beans down beside them.
        .withImportOption(location -> !location.matches(WRITTEN_BY_SPRING))
        .importPaths(MODULES.stream().map(ArchitectureTest::classesFolder).toList());
  }

  private static JavaClasses modules(String... names) {
    return ALL.that(
        DescribedPredicate.describe(
            "of " + Arrays.toString(names),
            type -> Arrays.stream(names).anyMatch(name -> isOf(name, type))));
  }

  private static boolean isOf(String module, JavaClass type) {
    return type.getSource()
        .filter(source -> Path.of(source.getUri()).startsWith(classesFolder(module)))
        .isPresent();
  }

  private static Path classesFolder(String module) {
    return Path.of("..", module, "target", "classes").toAbsolutePath().normalize();
  }

  private static JavaClasses classesOf(Class<?>... types) {
    return new ClassFileImporter().importClasses(types);
  }

  /** With all that they enclose. */
  private static DescribedPredicate<JavaClass> named(String... names) {
    return DescribedPredicate.describe(
        "one of " + Arrays.toString(names),
        type ->
            Arrays.stream(names)
                .anyMatch(
                    name -> type.getName().equals(name) || type.getName().startsWith(name + "$")));
  }

  private interface Lonely {}

  private static final class Alone implements Lonely {}

  /** Reads a webhook without checking who sent it. */
  private static final class Forgery {
    void read(com.braintreegateway.WebhookNotificationGateway gateway, String payload) {
      gateway.parseWithoutSignatureVerification(payload);
    }
  }

  /** Keeps a connection. */
  private static final class Unclosed {
    interface MappedQuerySpec {
      Stream<Integer> stream();
    }

    long read(MappedQuerySpec query) {
      return query.stream().count();
    }
  }

  /** Knows the platform where it should not. */
  private static final class Stray {
    com.braintreegateway.@org.jspecify.annotations.Nullable BraintreeGateway gateway;
  }
}
