package licensing.local.storm.weather;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import licensing.local.Tap;
import licensing.local.TappedStack;
import org.jspecify.annotations.Nullable;

/**
 * A point in a purchase at which somebody dies, seen by what goes over a tapped way.
 *
 * <p>Where no answer is named, the question has not arrived when it happens; else what was asked is
 * done, and nobody knows yet.
 */
enum Moment {
  SUBSCRIBE_ARRIVES(
      TappedStack::consoleTap,
      "POST /licenses/migration/add",
      null,
      List.of("web", "temporal", "worker", "postgres")),
  SUBSCRIBE_IS_ANSWERED(
      TappedStack::consoleTap, "POST /licenses/migration/add", "HTTP/1.1 303", List.of("web")),
  CONSENT_IS_SENT(
      TappedStack::databaseTap, "insert into consents", null, List.of("worker", "postgres")),
  CONSENT_IS_STORED(
      TappedStack::databaseTap,
      "insert into consents",
      "COMMIT\0",
      List.of("worker", "temporal", "postgres")),
  CONTINUE_ARRIVES(
      TappedStack::consoleTap, "/continue HTTP/1.1", null, List.of("web", "worker", "temporal")),
  CONTINUE_IS_ANSWERED(
      TappedStack::consoleTap, "/continue HTTP/1.1", "HTTP/1.1 303", List.of("web")),
  ATTEMPT_IS_STORED(
      TappedStack::databaseTap,
      "insert into payment_attempts",
      "COMMIT\0",
      List.of("worker", "temporal", "postgres")),
  PAYMENT_ARRIVES(TappedStack::consoleTap, "/payments/", null, List.of("web", "postgres")),
  PAYMENT_IS_STORED(
      TappedStack::consoleDatabaseTap,
      "insert into payment_secrets",
      "COMMIT\0",
      List.of("web", "temporal", "worker")),
  PAYMENT_IS_ANSWERED(TappedStack::consoleTap, "/payments/", "HTTP/1.1 303", List.of("web")),
  CHARGING_IS_STORED(
      TappedStack::databaseTap,
      "set state = 'CHARGING'",
      "COMMIT\0",
      List.of("worker", "postgres", "temporal", "platform")),
  SALE_IS_ASKED_FOR(
      TappedStack::platformTap,
      "/transactions HTTP/1.1",
      null,
      List.of("worker", "platform", "temporal")),
  SALE_IS_ANSWERED(
      TappedStack::platformTap,
      "/transactions HTTP/1.1",
      "HTTP/1.1 201",
      List.of("worker", "platform", "postgres", "temporal")),
  AUTHORIZATION_IS_STORED(
      TappedStack::databaseTap,
      "set state = 'AUTHORIZED'",
      "COMMIT\0",
      List.of("worker", "temporal", "postgres")),
  LOOK_UP_IS_ANSWERED(
      TappedStack::platformTap,
      "/advanced_search_ids",
      "HTTP/1.1 200",
      List.of("worker", "platform", "postgres")),
  NONCE_LOOK_UP_IS_ANSWERED(
      TappedStack::platformTap,
      "/payment_method_nonces/",
      "HTTP/1.1 200",
      List.of("worker", "platform", "postgres")),
  LICENSE_IS_SENT(
      TappedStack::databaseTap, "insert into licenses", null, List.of("worker", "postgres")),
  LICENSE_IS_STORED(
      TappedStack::databaseTap,
      "insert into licenses",
      "COMMIT\0",
      List.of("worker", "postgres", "temporal")),
  CAPTURE_IS_ASKED_FOR(
      TappedStack::platformTap,
      "/submit_for_settlement",
      null,
      List.of("worker", "platform", "temporal")),
  CAPTURE_IS_ANSWERED(
      TappedStack::platformTap,
      "/submit_for_settlement",
      "HTTP/1.1 200",
      List.of("worker", "platform", "postgres")),
  END_IS_STORED(
      TappedStack::databaseTap,
      "set captured_at",
      "COMMIT\0",
      List.of("worker", "temporal", "postgres")),
  RELEASE_IS_ANSWERED(
      TappedStack::platformTap,
      "/void HTTP/1.1",
      "HTTP/1.1 200",
      List.of("worker", "postgres", "platform")),
  REFUND_IS_ANSWERED(
      TappedStack::platformTap,
      "/refund HTTP/1.1",
      "HTTP/1.1 201",
      List.of("worker", "postgres", "platform")),
  WEBHOOK_ARRIVES(TappedStack::consoleTap, "POST /webhooks", null, List.of("web", "postgres")),
  WEBHOOK_IS_STORED(
      TappedStack::consoleDatabaseTap,
      "insert into platform_notifications",
      "INSERT 0",
      List.of("web", "temporal")),
  WEBHOOK_IS_ANSWERED(TappedStack::consoleTap, "POST /webhooks", "HTTP/1.1 200", List.of("web")),
  FILE_IS_STORED(
      TappedStack::databaseTap,
      "insert into document_files",
      "COMMIT\0",
      List.of("worker", "postgres")),
  MAIL_IS_MADE(
      TappedStack::databaseTap, "insert into mails", "COMMIT\0", List.of("worker", "postgres")),
  MAIL_IS_TAKEN(TappedStack::mailTap, "DATA\r\n", "250 ", List.of("worker", "postgres")),
  DELIVERY_IS_MADE(
      TappedStack::databaseTap,
      "insert into webhook_deliveries",
      "COMMIT\0",
      List.of("worker", "temporal")),
  DELIVERY_IS_TAKEN(
      TappedStack::webhookTap, "webhook-id", "HTTP/1.1 2", List.of("worker", "postgres"));

  private final Function<TappedStack, Tap> way;
  private final String question;
  private final @Nullable String answer;
  private final List<String> victims;

  Moment(
      Function<TappedStack, Tap> way,
      String question,
      @Nullable String answer,
      List<String> victims) {
    this.way = way;
    this.question = question;
    this.answer = answer;
    this.victims = victims;
  }

  /** The programs whose end at this moment is worth a try. */
  List<String> victims() {
    return victims;
  }

  Tap tap(TappedStack stack) {
    return way.apply(stack);
  }

  String question() {
    return question;
  }

  @Nullable String answer() {
    return answer;
  }

  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
