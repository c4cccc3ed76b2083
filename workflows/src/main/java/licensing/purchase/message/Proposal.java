package licensing.purchase.message;

/** What one support person proposes, for another one to do. */
public record Proposal(SupportRequest request, MoneyMove move) {}
