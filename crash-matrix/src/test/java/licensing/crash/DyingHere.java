package licensing.crash;

/** The end of a worker, as its own thread would feel it. */
final class DyingHere extends Error {

  private static final long serialVersionUID = 1;

  DyingHere() {
    super("the worker is dead", null, false, false);
  }
}
