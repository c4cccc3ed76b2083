package licensing.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a person says became of an attempt that nobody here knows the end of. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(Resolution.Paid.class),
  @JsonSubTypes.Type(Resolution.NotCharged.class)
})
public sealed interface Resolution {

  /**
   * The platform holds the money. It is read again before that is believed.
   *
   * @param reference of the payment on the platform
   */
  record Paid(String reference) implements Resolution {}

  /** The platform holds none. It is searched once more, and again later, before that is final. */
  record NotCharged() implements Resolution {}
}
