package licensing.purchase;

/**
 * What a support person asks of a purchase.
 *
 * @param operator login name of the support person
 * @param reason in their words, not empty
 * @param versionSeen the version of the purchase on the page they acted from
 */
public record SupportRequest(String operator, String reason, long versionSeen) {}
