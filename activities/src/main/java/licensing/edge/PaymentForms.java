package licensing.edge;

import java.net.URI;
import java.util.List;

/** The platform's card form. */
public interface PaymentForms {

  /**
   * What a page needs to show the form once. Asks the platform, for a few seconds at the most.
   *
   * @throws PlatformUnavailable when it does not answer, or refuses
   */
  PaymentForm open();

  /** Where the form's script, frames and calls come from: all that a page's policy must allow. */
  Origins origins();

  /**
   * @param clientToken secret; for the page that shows the form alone, never stored or logged
   * @param script address of the form's script
   * @param integrity subresource integrity of that script, such as "sha384-..."; empty for the
   *     local platform alone, whose script may change with every build
   */
  record PaymentForm(String clientToken, URI script, String integrity) {
    @Override
    public String toString() {
      return "PaymentForm[" + script + "]";
    }
  }

  /** Origins such as "https://js.braintreegateway.com", by what a page loads from them. */
  record Origins(List<String> scripts, List<String> frames, List<String> connections) {
    public Origins {
      scripts = List.copyOf(scripts);
      frames = List.copyOf(frames);
      connections = List.copyOf(connections);
    }
  }

  /** The platform cannot be asked now. Nothing was charged by asking. */
  class PlatformUnavailable extends RuntimeException {
    public PlatformUnavailable(Throwable cause) {
      super("the payment platform does not answer", cause);
    }
  }
}
