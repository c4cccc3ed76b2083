package licensing.purchase.message;

/**
 * Why an action of support is not taken.
 *
 * @param words for support staff
 */
public record Objection(Refusal refusal, String words) {}
