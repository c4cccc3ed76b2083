package licensing.crash;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** What is to befall which purchase. */
final class Fates {

  private final Map<String, Fate> byWorkflow = new ConcurrentHashMap<>();

  void add(String workflow, Fate fate) {
    byWorkflow.put(workflow, fate);
  }

  Fate of(String workflow) {
    return Objects.requireNonNull(byWorkflow.get(workflow), workflow);
  }
}
