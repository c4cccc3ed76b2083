package licensing.bench.naive;

import io.temporal.activity.ActivityInterface;
import java.util.UUID;

/** The effects, as {@link licensing.bench.shop.Shop} has them. */
@ActivityInterface(namePrefix = "Naive.")
public interface NaiveSteps {

  void presentTerms(UUID purchase);

  void confirmRedirect(UUID purchase);

  /** Whether the money is held. */
  boolean authorize(UUID purchase);

  void activate(UUID purchase);

  void capture(UUID purchase);

  void end(UUID purchase, String outcome);
}
