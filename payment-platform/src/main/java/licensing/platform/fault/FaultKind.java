package licensing.platform.fault;

import java.util.function.Function;

/** The faults by the name under which they are armed, each with what it has to be told. */
public enum FaultKind {
  DROPPED("", details -> new Fault.Dropped()),
  ANSWER_LOST("", details -> new Fault.AnswerLost()),
  ANSWER_CUT_SHORT("", details -> new Fault.AnswerCutShort()),
  ANSWER_SLOW("seconds", details -> new Fault.AnswerSlow(details.seconds())),
  EFFECT_LATE("seconds", details -> new Fault.EffectLate(details.seconds())),
  STATUS(
      "status, effect",
      details -> new Fault.Status(details.status(), details.choice("effect", Fault.Effect.class))),
  HTML("effect", details -> new Fault.Html(details.choice("effect", Fault.Effect.class))),
  WRONG("field", details -> new Fault.Wrong(details.choice("field", Fault.Field.class))),
  DECLINED("code", details -> new Fault.Declined(details.code())),
  SEARCH_LAGS("seconds", details -> new Fault.SearchLags(details.seconds())),
  SEARCH_FINDS_TWO("", details -> new Fault.SearchFindsTwo()),
  WEBHOOK_LOST("", details -> new Fault.WebhookLost()),
  WEBHOOK_DOUBLED("", details -> new Fault.WebhookDoubled()),
  WEBHOOK_REORDERED("", details -> new Fault.WebhookReordered()),
  WEBHOOK_LATE("seconds", details -> new Fault.WebhookLate(details.seconds())),
  WEBHOOK_FORGED("", details -> new Fault.WebhookForged());

  private final String needs;
  private final Function<Details, Fault> maker;

  FaultKind(String needs, Function<Details, Fault> maker) {
    this.needs = needs;
    this.maker = maker;
  }

  public String label() {
    return Details.label(this);
  }

  /** The names of the details it has to be told; may be empty. */
  public String needs() {
    return needs;
  }

  Fault make(Details details) {
    return maker.apply(details);
  }
}
