package licensing.platform.gateway;

import java.util.List;
import licensing.platform.form.ClientTokens;
import licensing.platform.http.Answer;
import licensing.platform.http.Handler;
import licensing.platform.http.Route;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.Lifetimes;
import licensing.platform.ledger.Merchant;
import licensing.platform.ledger.Secrets;
import licensing.platform.ledger.TransactionStatus;
import licensing.platform.xml.Xml;

/** The addresses that the merchant's server calls, all behind its keys. */
public final class Gateway {
  private static final String MERCHANT = "/merchants/{merchant}";
  private static final String TRANSACTION = MERCHANT + "/transactions/{id}";

  private final Merchant merchant;
  private final Ledger ledger;
  private final Operations operations;
  private final KnownNonces nonces;
  private final Lifetimes lifetimes;

  public Gateway(Merchant merchant, Ledger ledger, Secrets secrets, Lifetimes lifetimes) {
    this.merchant = merchant;
    this.ledger = ledger;
    this.operations = new Operations(ledger, secrets);
    this.nonces = new KnownNonces(secrets, new TestNonces(secrets), lifetimes);
    this.lifetimes = lifetimes;
  }

  /**
   * @param pageSize how many transactions a page of a search holds
   */
  public List<Route> routes(ClientTokens tokens, int pageSize) {
    Search search = new Search(ledger, pageSize);
    Sale sale = new Sale(operations, new SaleReader(merchant), nonces, lifetimes);
    String transactions = MERCHANT + "/transactions";
    return List.of(
        post("client token", MERCHANT + "/client_token", request -> clientToken(tokens)),
        post("sale", transactions, sale),
        get("find", TRANSACTION, new FindTransaction(ledger)),
        post("search ids", transactions + "/advanced_search_ids", search.ids()),
        post("search", transactions + "/advanced_search", search.page()),
        put("void", TRANSACTION + "/void", new VoidTransaction(operations)),
        put("capture", TRANSACTION + "/submit_for_settlement", new SubmitForSettlement(operations)),
        post("refund", TRANSACTION + "/refund", new Refund(operations)),
        testing("settle", TransactionStatus.SETTLED),
        testing("settlement_confirm", TransactionStatus.SETTLEMENT_CONFIRMED),
        testing("settlement_pending", TransactionStatus.SETTLEMENT_PENDING),
        testing("settlement_decline", TransactionStatus.SETTLEMENT_DECLINED),
        get(
            "find nonce",
            MERCHANT + "/payment_method_nonces/{nonce}",
            new FindNonce(ledger, nonces)));
  }

  /** As the testing call does; false if the transaction cannot settle. */
  public boolean settle(String id) {
    Outcome outcome = new Settlement(operations, TransactionStatus.SETTLED).settle(id);
    return outcome instanceof Outcome.Made;
  }

  private static Answer clientToken(ClientTokens tokens) {
    return Answer.xml(201, Xml.of("client-token", Xml.text("value", tokens.issue())).render());
  }

  private Route testing(String call, TransactionStatus target) {
    return put(call, TRANSACTION + "/" + call, new Settlement(operations, target));
  }

  private Route get(String name, String path, Handler handler) {
    return new Route(name, "GET", path, new Authenticated(merchant, handler));
  }

  private Route post(String name, String path, Handler handler) {
    return new Route(name, "POST", path, new Authenticated(merchant, handler));
  }

  private Route put(String name, String path, Handler handler) {
    return new Route(name, "PUT", path, new Authenticated(merchant, handler));
  }
}
