package licensing.web.oidc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import licensing.web.login.Accounts.ConsoleUser.Role;
import org.jspecify.annotations.Nullable;

/** What the provider says of somebody. */
record Claims(Map<String, Object> all) {

  /** Of one text, of a list, or of the keys of an object; empty where there is no such claim. */
  List<String> values(String name) {
    return switch (find(name)) {
      case null -> List.of();
      case Collection<?> several -> several.stream().map(String::valueOf).toList();
      case Map<?, ?> object -> object.keySet().stream().map(String::valueOf).toList();
      case Object one -> List.of(one.toString());
    };
  }

  /** The one value; empty where there is none, or more. */
  Optional<String> one(String name) {
    List<String> values = values(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** The first of administrator, support and buyer that is among the roles. */
  Optional<Role> role(OidcSettings settings) {
    List<String> given = values(settings.roleClaim());
    if (isAmong(given, settings.adminRole())) {
      return Optional.of(Role.ADMIN);
    }
    if (isAmong(given, settings.supportRole())) {
      return Optional.of(Role.SUPPORT);
    }
    return isAmong(given, settings.buyerRole()) ? Optional.of(Role.BUYER) : Optional.empty();
  }

  private static boolean isAmong(List<String> given, String wanted) {
    return !wanted.isBlank() && given.contains(wanted);
  }

  /** By its whole name, which may have dots, or else step by step. */
  private @Nullable Object find(String name) {
    Object found = all.get(name);
    if (found != null) {
      return found;
    }
    Object step = all;
    for (String part : name.split("\\.")) {
      step = step instanceof Map<?, ?> object ? object.get(part) : null;
    }
    return step;
  }
}
