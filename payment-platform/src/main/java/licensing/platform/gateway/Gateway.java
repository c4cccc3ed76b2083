package licensing.platform.gateway;

import java.util.List;
import licensing.platform.fault.Operation;
import licensing.platform.form.ClientTokens;
import licensing.platform.http.Handler;
import licensing.platform.http.Route;
import licensing.platform.http.Subjects;
import licensing.platform.ledger.Ledger;
import licensing.platform.ledger.Lifetimes;
import licensing.platform.ledger.Merchant;
import licensing.platform.ledger.Secrets;
import licensing.platform.ledger.Transaction;

/** The addresses that the merchant's server calls, all behind its keys. */
public final class Gateway {
  private static final String MERCHANT = "/merchants/{merchant}";
  private static final String TRANSACTION = MERCHANT + "/transactions/{id}";

  private final Merchant merchant;
  private final Ledger ledger;
  private final Operations operations;
  private final Secrets secrets;
  private final KnownNonces nonces;
  private final Lifetimes lifetimes;

  public Gateway(Merchant merchant, Ledger ledger, Secrets secrets, Lifetimes lifetimes) {
    this.merchant = merchant;
    this.ledger = ledger;
    this.secrets = secrets;
    this.operations = new Operations(ledger, secrets);
    this.nonces = new KnownNonces(secrets, new TestNonces(secrets), lifetimes);
    this.lifetimes = lifetimes;
  }

  /**
   * @param pageSize how many transactions or disputes a page of a search holds
   */
  public List<Route> routes(ClientTokens tokens, int pageSize) {
    Search search = new Search(ledger, TransactionCriteria.with(secrets), pageSize);
    Sale sale = new Sale(operations, new SaleReader(merchant), nonces, lifetimes);
    CustomerCalls customers = new CustomerCalls(ledger);
    MerchantAccounts accounts = new MerchantAccounts(merchant);
    String transactions = MERCHANT + "/transactions";
    return List.of(
        post(
            Operation.CLIENT_TOKEN,
            MERCHANT + "/client_token",
            new ClientToken(merchant, ledger, tokens)),
        post(Operation.SALE, transactions, sale),
        get(Operation.FIND, TRANSACTION, new FindTransaction(ledger)),
        post(Operation.SEARCH, transactions + "/advanced_search_ids", search.ids()),
        post(Operation.SEARCH_PAGE, transactions + "/advanced_search", search.page()),
        post(
            Operation.SEARCH_DISPUTES,
            MERCHANT + "/disputes/advanced_search",
            new DisputeSearch(ledger, pageSize)),
        reading("find dispute", MERCHANT + "/disputes/{id}", new FindDispute(ledger)),
        new Route(
            "create customer",
            "POST",
            MERCHANT + "/customers",
            new Authenticated(merchant, customers::create)),
        reading("find customer", MERCHANT + "/customers/{id}", customers::find),
        reading("find account", MERCHANT + "/merchant_accounts/{id}", accounts::find),
        reading("accounts", MERCHANT + "/merchant_accounts", accounts::all),
        // Python's SDK asks for it with a slash more.
        reading("accounts", MERCHANT + "/merchant_accounts/", accounts::all),
        put(Operation.VOID, TRANSACTION + "/void", new VoidTransaction(operations)),
        put(
            Operation.CAPTURE,
            TRANSACTION + "/submit_for_settlement",
            new SubmitForSettlement(operations)),
        post(
            Operation.CAPTURE,
            TRANSACTION + "/submit_for_partial_settlement",
            new PartialSettlement(operations)),
        post(Operation.REFUND, TRANSACTION + "/refund", new Refund(operations, merchant)),
        testing(SettlementStep.SETTLE),
        testing(SettlementStep.SETTLEMENT_CONFIRM),
        testing(SettlementStep.SETTLEMENT_PENDING),
        testing(SettlementStep.SETTLEMENT_DECLINE),
        get(
            Operation.FIND_NONCE,
            MERCHANT + "/payment_method_nonces/{nonce}",
            new FindNonce(ledger, nonces)));
  }

  /** Which orders the calls are about. */
  public Subjects subjects() {
    return new OrderIds(ledger);
  }

  /** As the testing call does; false if the transaction is not on its way to settlement. */
  public boolean settle(String id, SettlementStep step) {
    return new Settlement(operations, step).settle(id) instanceof Outcome.Made;
  }

  /** Gives back all that is left of a sale; false if that cannot be given back. */
  public boolean refund(String id) {
    return new Refund(operations, merchant).refund(id) instanceof Outcome.Made;
  }

  /** Moves everything that is on its way to settlement on, as a night does; returns how many. */
  public int settleAll(SettlementStep step) {
    List<String> waiting =
        ledger.enter(
            books ->
                books.transactions().onTheirWayToSettlement().stream()
                    .map(Transaction::id)
                    .toList());
    return (int) waiting.stream().filter(id -> settle(id, step)).count();
  }

  /** These are means of tests, and so they never go wrong. */
  private Route testing(SettlementStep step) {
    var settlement = new Authenticated(merchant, new Settlement(operations, step));
    return new Route(step.label(), "PUT", TRANSACTION + "/" + step.label(), settlement);
  }

  /** What is read so and never goes wrong on demand. */
  private Route reading(String name, String path, Handler handler) {
    return new Route(name, "GET", path, new Authenticated(merchant, handler));
  }

  private Route get(Operation operation, String path, Handler handler) {
    return route(operation, "GET", path, handler);
  }

  private Route post(Operation operation, String path, Handler handler) {
    return route(operation, "POST", path, handler);
  }

  private Route put(Operation operation, String path, Handler handler) {
    return route(operation, "PUT", path, handler);
  }

  private Route route(Operation operation, String method, String path, Handler handler) {
    return Route.of(operation, method, path, new Authenticated(merchant, handler));
  }
}
