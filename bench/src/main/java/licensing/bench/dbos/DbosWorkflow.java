package licensing.bench.dbos;

/** A purchase, by its id. */
@FunctionalInterface
public interface DbosWorkflow {

  /** Returns how it ended. */
  String purchase(String id);
}
