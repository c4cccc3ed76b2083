package licensing.platform.gateway;

/** Leaves an operation before it has written anything. */
final class Refusal extends RuntimeException {
  private final transient ValidationError error;

  Refusal(ValidationError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  Outcome outcome() {
    return Outcome.invalid(error);
  }
}
