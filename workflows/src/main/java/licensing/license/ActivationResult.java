package licensing.license;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What became of activating. A passing trouble is an exception instead. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(ActivationResult.Activated.class),
  @JsonSubTypes.Type(ActivationResult.Refused.class)
})
public sealed interface ActivationResult {

  /** The license works; the same one however often it is asked for. */
  record Activated(License license) implements ActivationResult {}

  /** The business will not have it: the money is to be given back. */
  record Refused(String reason) implements ActivationResult {}
}
