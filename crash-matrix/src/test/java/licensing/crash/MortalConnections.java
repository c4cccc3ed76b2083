package licensing.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Connections that are no more at the statement where the thread that holds them shall die. */
final class MortalConnections implements BeanPostProcessor {

  private static final ThreadLocal<@Nullable Predicate<String>> LAST_STATEMENT =
      new ThreadLocal<>();

  /** Lets this thread die before it sends such a statement; what it began is rolled back. */
  static void dieAt(Predicate<String> statement) {
    LAST_STATEMENT.set(statement);
  }

  static void live() {
    LAST_STATEMENT.remove();
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource database
        ? proxy(DataSource.class, database, "getConnection")
        : bean;
  }

  private static Object proxy(Class<?> type, Object target, String method) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, called, arguments) -> {
          if (called.getName().equals("prepareStatement")) {
            dieIfItIsTime(String.valueOf(arguments[0]));
          }
          try {
            Object result = called.invoke(target, arguments);
            return called.getName().equals(method) && result instanceof Connection connection
                ? proxy(Connection.class, connection, "")
                : result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  private static void dieIfItIsTime(String statement) {
    Predicate<String> last = LAST_STATEMENT.get();
    if (last != null && last.test(statement)) {
      LAST_STATEMENT.remove();
      throw new DyingHere();
    }
  }
}
