package licensing.purchase.message;

/**
 * The report that the platform announced something about a purchase's payment. A hint: the platform
 * is read again before anything is believed.
 *
 * @param notification the id of the stored notification
 * @param kind the platform's word for it, such as "dispute_opened"
 */
public record PlatformReported(String notification, String kind) {}
