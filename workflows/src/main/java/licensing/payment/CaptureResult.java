package licensing.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What became of taking the money that was held. A passing trouble is an exception instead. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(CaptureResult.Captured.class),
  @JsonSubTypes.Type(CaptureResult.Lost.class)
})
public sealed interface CaptureResult {

  /** The platform has the order to take the money. */
  record Captured(String reference) implements CaptureResult {}

  /** The hold is gone for good: expired, voided or refused at settlement. */
  record Lost(String reason) implements CaptureResult {}
}
