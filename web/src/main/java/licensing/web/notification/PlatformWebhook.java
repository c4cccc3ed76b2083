package licensing.web.notification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import licensing.payment.braintree.PlatformNotifications;
import licensing.payment.braintree.PlatformNotifications.Receipt;
import licensing.web.relay.Relay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers so that the platform repeats a delivery only where it failed through us. */
@RestController
@RequestMapping("/webhooks/payment-platform")
class PlatformWebhook {

  private static final Logger LOG = LoggerFactory.getLogger(PlatformWebhook.class);

  /** The platform's deliveries have a few KiB. */
  private static final int LONGEST_PAYLOAD = 32 * 1024;

  /** Counted from nought on, so that the first of them is seen as an increase. */
  private static final List<String> RESULTS =
      List.of("stored", "repeated", "rejected", "too-large", "failed");

  private final PlatformNotifications notifications;
  private final Relay relay;
  private final MeterRegistry meters;

  PlatformWebhook(PlatformNotifications notifications, Relay relay, MeterRegistry meters) {
    this.notifications = notifications;
    this.relay = relay;
    this.meters = meters;
    RESULTS.forEach(this::counter);
  }

  /** How the platform checks a new address. */
  @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<String> challenge(@RequestParam("bt_challenge") String challenge) {
    return notifications
        .answer(challenge)
        .map(ResponseEntity::ok)
        .orElseGet(() -> ResponseEntity.badRequest().build());
  }

  @PostMapping
  ResponseEntity<Void> deliver(HttpServletRequest request) {
    var signature = only(request, "bt_signature");
    var payload = only(request, "bt_payload");
    if (signature.isEmpty() || payload.isEmpty()) {
      return counted("rejected", HttpStatus.BAD_REQUEST);
    }
    return payload.get().length() > LONGEST_PAYLOAD
        ? counted("too-large", HttpStatus.CONTENT_TOO_LARGE)
        : receive(signature.get(), payload.get());
  }

  /** Empty where a field is missing, or named twice. A body over 64 KiB is refused unread. */
  private static Optional<String> only(HttpServletRequest request, String field) {
    String[] values = request.getParameterValues(field);
    return values == null || values.length != 1 ? Optional.empty() : Optional.of(values[0]);
  }

  private ResponseEntity<Void> receive(String signature, String payload) {
    try {
      return answer(notifications.receive(signature, payload));
    } catch (RuntimeException e) {
      // Not stored, so it must come again.
      LOG.error("a notification of the platform could not be stored", e);
      return counted("failed", HttpStatus.SERVICE_UNAVAILABLE);
    }
  }

  private ResponseEntity<Void> answer(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Stored _ -> {
        relay.wake();
        yield counted("stored", HttpStatus.OK);
      }
      case Receipt.Repeated _ -> counted("repeated", HttpStatus.OK);
      case Receipt.Rejected _ -> counted("rejected", HttpStatus.BAD_REQUEST);
    };
  }

  private ResponseEntity<Void> counted(String result, HttpStatus status) {
    counter(result).increment();
    return ResponseEntity.status(status).build();
  }

  private Counter counter(String result) {
    return Counter.builder("webhooks")
        .tag("result", result)
        .description("What the payment platform, or whoever says so, delivered")
        .register(meters);
  }
}
