package licensing.webhook.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param privateAddresses whether webhooks may be sent to addresses that are not public, and
 *     without TLS: for a console that nobody else uses, since whoever adds an endpoint would reach
 *     whatever the worker reaches
 * @param waitsDivisor shortens all waits, for tests
 */
@ConfigurationProperties("webhooks")
public record WebhookSettings(
    @DefaultValue("false") boolean privateAddresses, @DefaultValue("1") int waitsDivisor) {}
