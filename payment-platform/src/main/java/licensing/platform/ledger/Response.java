package licensing.platform.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Why a transaction has its first status.
 *
 * @param code the processor's response code; null if the processor was never asked
 * @param rejection the gateway's own reason for a rejection
 * @param duplicateOf the original, if the reason is that it repeats one
 * @param additional what the processor said besides
 */
public record Response(
    @Nullable String code,
    @Nullable String text,
    @Nullable String rejection,
    @Nullable String duplicateOf,
    @Nullable String additional) {

  public static Response processor(String code, String text) {
    return new Response(code, text, null, null, null);
  }

  public Response with(String more) {
    return new Response(code, text, rejection, duplicateOf, more);
  }

  public static Response rejection(String reason) {
    return new Response(null, null, reason, null, null);
  }

  public static Response duplicateOf(String original) {
    return new Response(null, null, "duplicate", original, null);
  }
}
