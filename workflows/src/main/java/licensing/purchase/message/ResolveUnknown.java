package licensing.purchase.message;

import licensing.payment.Resolution;

/** Support has found out what became of a payment. */
public record ResolveUnknown(SupportRequest request, Resolution resolution) {}
