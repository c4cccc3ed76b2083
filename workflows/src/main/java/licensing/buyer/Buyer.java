package licensing.buyer;

/** Who buys, and for whom. Every message to a purchase carries it and is compared with it. */
public record Buyer(OrganizationId organization, UserId user) {}
