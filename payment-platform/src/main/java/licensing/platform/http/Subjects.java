package licensing.platform.http;

import licensing.platform.fault.Operation;
import org.jspecify.annotations.Nullable;

/** Knows which order a request is about. */
@FunctionalInterface
public interface Subjects {

  /** Null if it is about none, or cannot be read. */
  @Nullable String orderOf(Operation operation, Request request);
}
