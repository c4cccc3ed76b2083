package licensing.purchase.message;

/**
 * Why the records do not take a command of support.
 *
 * @param words for support staff
 */
public record Rejection(Refusal refusal, String words) {}
