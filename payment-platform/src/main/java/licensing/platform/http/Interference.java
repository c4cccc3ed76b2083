package licensing.platform.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import licensing.platform.fault.Fault;
import licensing.platform.fault.Fault.Effect;
import licensing.platform.fault.Pauses;

/** Lets a call go wrong on its way: what is done, and what of its answer gets out. */
record Interference(Pauses pauses) {
  private static final String PAGE =
      "<html><head><title>Maintenance</title></head><body><p>We are back soon.</p></body></html>";

  /** The operation; it has had its effect when the answer is there. */
  @FunctionalInterface
  interface Work {
    Answer done();
  }

  void deliver(HttpExchange exchange, Work call, Fault.OnTheWay fault) throws IOException {
    switch (fault) {
      case Fault.Dropped dropped -> {
        // Closed by the caller without an answer, as after AnswerLost.
      }
      case Fault.AnswerLost lost -> call.done();
      case Fault.AnswerCutShort cut -> Delivery.deliverHalf(exchange, call.done());
      case Fault.AnswerSlow slow -> {
        Answer answer = call.done();
        pauses.pause(slow.by());
        Delivery.deliver(exchange, answer);
      }
      case Fault.EffectLate late -> {
        pauses.pause(late.by());
        Delivery.deliver(exchange, call.done());
      }
      case Fault.Status status ->
          instead(exchange, call, status.effect(), Answer.text(status.code(), "On demand."));
      case Fault.Html html -> instead(exchange, call, html.effect(), Answer.html(PAGE));
      case Fault.Wrong wrong -> Delivery.deliver(exchange, altered(call.done(), wrong.field()));
    }
  }

  private static void instead(HttpExchange exchange, Work call, Effect effect, Answer other)
      throws IOException {
    if (effect == Effect.DONE) {
      call.done();
    }
    Delivery.deliver(exchange, other);
  }

  /** The first of its elements is the transaction's own: what follows are its parts. */
  private static Answer altered(Answer answer, Fault.Field field) {
    String element = field.element();
    String other =
        switch (field) {
          case AMOUNT -> "0.01";
          case CURRENCY -> "XTS";
          case ORDER_ID -> "another-order";
        };
    return answer.withText(
        answer
            .text()
            .replaceFirst(
                "<" + element + ">[^<]*</" + element + ">",
                "<" + element + ">" + other + "</" + element + ">"));
  }
}
