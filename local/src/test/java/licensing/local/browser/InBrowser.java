package licensing.local.browser;

import static java.util.Map.entry;

import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test {@link Visits} to the one console that all browser tests share. */
final class InBrowser implements ParameterResolver, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(InBrowser.class);

  /** So many open purchases a buyer may have: more than are planted of anybody. */
  static final int OPEN = 16;

  /**
   * The strictest payment page, where most cards' banks agree without a question, under the policy
   * and with the scripts it has where the platform is Braintree's own; and a platform that does
   * wrong when it is asked to. Support decides about three licenses by two persons, and can be
   * asked by buyers. Who acts for others needs a second factor. Licenses work a while longer than
   * they hold. As many cards may be declined, and files downloaded, as where buyers are.
   */
  private static final Map<String, String> VARIABLES =
      Map.ofEntries(
          entry("BRAINTREE_THREE_D_SECURE", "required"),
          entry("BRAINTREE_FORM_BASE_URL", "https://assets.braintreegateway.com"),
          entry("PLATFORM_CONTROL", "true"),
          entry("SECOND_PERSON_ABOVE", "38.00 USD"),
          entry("SUPPORT_CONTACT", "support@example.com"),
          entry("SECOND_FACTOR", "required"),
          entry("LICENSE_GRACE_DAYS", "14"),
          entry("OPEN_PURCHASES", Integer.toString(OPEN)),
          entry("DECLINES_AN_HOUR", "10"),
          entry("EXPORTS_A_MINUTE", "5"));

  /** The visits of a test whose constructor takes them end with it, too, not with its class. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Visits.class;
  }

  @Override
  public Visits resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(Visits.class, _ -> new Visits(console(context)), Visits.class);
  }

  /** Here and not at the store's end, where a complaint would not fail the test. */
  @Override
  public void afterEach(ExtensionContext context) {
    Visits visits = context.getStore(NAMESPACE).remove(Visits.class, Visits.class);
    if (visits != null) {
      visits.end();
    }
  }

  private static RunningConsole console(ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .computeIfAbsent(
            RunningConsole.class, _ -> RunningConsole.with(VARIABLES), RunningConsole.class);
  }
}
