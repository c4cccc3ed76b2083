package licensing.platform.gateway;

import java.util.List;

/** Leaves an operation before it has written anything. */
final class Refusal extends RuntimeException {
  private final transient List<ValidationError> errors;

  Refusal(ValidationError error) {
    this(List.of(error));
  }

  Refusal(List<ValidationError> errors) {
    super(errors.getFirst().message(), null, false, false);
    this.errors = errors;
  }

  Outcome outcome() {
    return new Outcome.Invalid(errors);
  }
}
