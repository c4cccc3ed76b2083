package licensing.web.purchase;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.Year;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import licensing.buyer.Buyer.OrganizationId;
import licensing.edge.BuyingRights;
import licensing.edge.BuyingRights.Limit;
import licensing.offer.Offer;
import licensing.payment.Money;
import licensing.purchase.PurchaseId;
import licensing.purchase.PurchaseWorkflow.ConfirmRedirect;
import licensing.purchase.Subscription;
import licensing.purchase.message.Refusal;
import licensing.purchase.status.StatusSummary.PurchaseStatus;
import licensing.reading.Offers;
import licensing.reading.Pager.Page;
import licensing.reading.PublishedTerms;
import licensing.reading.PurchaseRecords;
import licensing.reading.PurchaseRecords.PurchaseRecord;
import licensing.temporal.CallResult;
import licensing.terms.Sha256;
import licensing.web.ConsoleSettings;
import licensing.web.api.Amount;
import licensing.web.api.ApiCaller;
import licensing.web.api.ApiKeys;
import licensing.web.api.ApiRoutes;
import licensing.web.api.Listing;
import licensing.web.api.Refuses;
import licensing.web.api.Scope;
import licensing.web.billing.BillingDetails;
import licensing.web.billing.BillingForm;
import licensing.web.errors.ApiProblem;
import licensing.web.errors.ApiProblem.Code;
import licensing.web.login.Accounts.ConsoleUser;
import licensing.web.process.PurchaseProcesses;
import licensing.web.progress.OwnPurchases;
import licensing.web.progress.OwnPurchases.PurchaseView;
import licensing.web.purchase.EntryForm.Checked;
import licensing.web.purchase.EntryForm.FieldError;
import licensing.web.support.list.Csv;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A purchase by program is the same purchase: what the entry page and the prompt check is checked
 * here by the same hands, and a person pays on the same page.
 */
@ApiRoutes
@Tag(name = "Purchases")
class PurchaseApi {

  /** As many as the export of support may hold. */
  private static final int MOST_ROWS = 10_000;

  private static final int ROWS_AT_ONCE = 100;

  private final PurchaseRecords records;
  private final OwnPurchases purchases;
  private final Offers offers;
  private final PublishedTerms terms;
  private final EntryForm.Checker checker;
  private final Subscribing subscribing;
  private final PurchaseProcesses processes;
  private final BillingDetails billing;
  private final BuyingRights rights;
  private final ApiKeys keys;
  private final URI console;

  PurchaseApi(
      PurchaseRecords records,
      OwnPurchases purchases,
      Offers offers,
      PublishedTerms terms,
      EntryForm.Checker checker,
      Subscribing subscribing,
      PurchaseProcesses processes,
      BillingDetails billing,
      BuyingRights rights,
      ApiKeys keys,
      ConsoleSettings settings) {
    this.records = records;
    this.purchases = purchases;
    this.offers = offers;
    this.terms = terms;
    this.checker = checker;
    this.subscribing = subscribing;
    this.processes = processes;
    this.billing = billing;
    this.rights = rights;
    this.keys = keys;
    this.console = settings.baseUrl();
  }

  @PostMapping(path = "/purchases", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Scope.Needed(Scope.PURCHASES_WRITE)
  @Refuses({
    Code.NOT_SOLD,
    Code.OFFER_CHANGED,
    Code.TERMS_CHANGED,
    Code.STILL_CHARGING,
    Code.PURCHASE_ENDED,
    Code.NOT_OFFERED,
    Code.NOT_ALLOWED_TO_BUY,
    Code.ABOVE_LIMIT,
    Code.IDEMPOTENCY_KEY_REUSED,
    Code.TOO_MANY_OPEN,
    Code.NOT_CONFIRMED
  })
  @Operation(
      operationId = "startPurchase",
      summary = "Order licenses",
      description =
          "Subscribe Now: price and consent are stored, nothing is charged. The same"
              + " Idempotency-Key with the same order is the same purchase, whatever has become of"
              + " it; with another order it is refused.")
  @ApiResponse(responseCode = "201", description = "It is ordered, and waits to be confirmed")
  @ApiResponse(responseCode = "200", description = "It was ordered before: as it is now")
  ResponseEntity<PurchaseBody> start(
      @RequestHeader("Idempotency-Key") @Pattern(regexp = "^[A-Za-z0-9._-]{8,64}$")
          String idempotencyKey,
      @RequestBody @Valid OrderBody order,
      @AuthenticationPrincipal ApiCaller caller) {
    ConsoleUser user = caller.user();
    PurchaseId purchase = purchaseOf(user.organization(), idempotencyKey);
    Optional<PurchaseRecord> before = records.of(purchase, user.organization());
    if (before.isPresent()) {
      if (!order.isOf(before.get().subscription(), user)
          || !order.number().equals(billing.number(user.organization(), purchase))) {
        throw new ApiProblem(Code.IDEMPOTENCY_KEY_REUSED);
      }
      return ResponseEntity.ok(body(before.get()));
    }
    Offer offer = offers.of(order.offer()).orElseThrow(() -> new ApiProblem(Code.NOT_SOLD));
    keys.requireStill(caller);
    subscribe(order, purchase, offer, user);
    return ResponseEntity.created(URI.create(ApiRoutes.BASE + "/purchases/" + purchase))
        .body(body(purchases.of(purchase.toString(), user).purchase()));
  }

  /**
   * So that a repeated request is the same purchase, also after days, and no other organization's.
   */
  private static PurchaseId purchaseOf(OrganizationId organization, String idempotencyKey) {
    String hash = Sha256.of("ordered by program\n" + organization + "\n" + idempotencyKey);
    ByteBuffer bits = ByteBuffer.wrap(HexFormat.of().parseHex(hash));
    // Of version 8 (RFC 9562): none of those that entry forms are given.
    long most = bits.getLong() & ~0xF000L | 0x8000L;
    long least = bits.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new PurchaseId(new UUID(most, least));
  }

  private void subscribe(OrderBody order, PurchaseId purchase, Offer offer, ConsoleUser user) {
    switch (checker.check(order.form(), purchase, offer, user.buyer())) {
      case Checked.Invalid(var errors) -> throw problem(errors.iterator().next(), offer);
      case Checked.Order checked ->
          answered(
              subscribing.subscribe(
                  checked,
                  order.isWantedAnyway(),
                  () -> billing.number(user.organization(), purchase, order.number())),
              offer,
              offer.total(checked.subscribe().quantity()));
    }
  }

  private static void answered(Subscribing.Answer answer, Offer offer, Money total) {
    switch (answer) {
      case Subscribing.TooMany _ -> throw new ApiProblem(Code.TOO_MANY_OPEN);
      case Subscribing.StillCharging _ -> throw problem(FieldError.STILL_CHARGING, offer);
      case Subscribing.NotAllowed(var limit) -> throw problem(limit, total);
      case Subscribing.Asked(CallResult.Accepted<?> _) -> {}
      case Subscribing.Asked(CallResult.NotConfirmed<?> _) ->
          throw new ApiProblem(Code.NOT_CONFIRMED);
      case Subscribing.Asked(CallResult.Refused<?>(var why, var _)) ->
          throw FieldError.of(why)
              .filter(error -> !error.needsNewTicket())
              .map(error -> problem(error, offer))
              .orElseGet(() -> new ApiProblem(Code.IDEMPOTENCY_KEY_REUSED));
      // It ended before it was subscribed to, or lapsed by now.
      case Subscribing.Asked(CallResult.AlreadyEnded<?> _) ->
          throw new ApiProblem(Code.PURCHASE_ENDED);
      case Subscribing.Asked(CallResult.NotFound<?> _) -> throw new ApiProblem(Code.PURCHASE_ENDED);
    }
  }

  private static ApiProblem problem(Limit limit, Money total) {
    return limit.upTo() == null
        ? new ApiProblem(Code.NOT_ALLOWED_TO_BUY)
        : ApiProblem.at(
            "/quantity",
            Code.ABOVE_LIMIT,
            "comes to %s, and the owner of the key may order for %s at most at once; an owner of the organization can raise that"
                .formatted(total, limit.upTo()));
  }

  private static ApiProblem problem(FieldError error, Offer offer) {
    return switch (error) {
      case QUANTITY_MISSING, QUANTITY_NOT_WHOLE, QUANTITY_NOT_OFFERED ->
          ApiProblem.at(
              "/quantity",
              Code.NOT_OFFERED,
              "must be from %d to %d".formatted(offer.minimumQuantity(), offer.maximumQuantity()));
      case AUTO_RENEWAL_NOT_OFFERED ->
          ApiProblem.at("/autoRenew", Code.NOT_OFFERED, "must be false for this offer");
      case OFFER_CHANGED -> new ApiProblem(Code.OFFER_CHANGED);
      case TERMS_CHANGED -> new ApiProblem(Code.TERMS_CHANGED);
      case STILL_CHARGING ->
          new ApiProblem(
              Code.STILL_CHARGING,
              "Another order of yours may be charged still; order all the same with anyway: true");
      case NOT_ALLOWED_TO_BUY -> new ApiProblem(Code.NOT_ALLOWED_TO_BUY);
      case FORM_INVALID, FORM_EXPIRED -> new ApiProblem(Code.IDEMPOTENCY_KEY_REUSED);
    };
  }

  @PostMapping("/purchases/{id}/confirm")
  @Scope.Needed(Scope.PURCHASES_WRITE)
  @Refuses({
    Code.NOT_THE_BUYER,
    Code.NOT_ALLOWED_TO_BUY,
    Code.ABOVE_LIMIT,
    Code.TERMS_CHANGED,
    Code.PAYMENT_UNDER_WAY,
    Code.PURCHASE_ENDED,
    Code.CONFLICT,
    Code.NOT_CONFIRMED
  })
  @Operation(
      operationId = "confirmPurchase",
      summary = "Go on to the payment",
      description =
          "Continue: gives the address of the payment page, where the owner of the key signs in and"
              + " pays. May be repeated.")
  PurchaseBody confirm(@PathVariable String id, @AuthenticationPrincipal ApiCaller caller) {
    PurchaseRecord purchase = ofBuyer(id, caller);
    if (purchase.summary().status() == PurchaseStatus.CONFIRM) {
      requireAllowed(purchase.subscription());
    }
    var message =
        new ConfirmRedirect(caller.user().buyer(), terms.current(Locale.ENGLISH).version());
    return after(processes.confirmRedirect(purchase.id(), message), id, caller);
  }

  /** Somebody may have changed who may buy since it was ordered. */
  private void requireAllowed(Subscription ordered) {
    rights
        .against(
            ordered.purchase(),
            ordered.buyer(),
            ordered.offer().kind(),
            ordered.quantity(),
            ordered.total())
        .ifPresent(
            limit -> {
              throw problem(limit, ordered.total());
            });
  }

  @PostMapping("/purchases/{id}/withdraw")
  @Scope.Needed(Scope.PURCHASES_WRITE)
  @Refuses({
    Code.NOT_THE_BUYER,
    Code.PAYMENT_UNDER_WAY,
    Code.PURCHASE_ENDED,
    Code.CONFLICT,
    Code.NOT_CONFIRMED
  })
  @Operation(
      operationId = "withdrawPurchase",
      summary = "Cancel an order that is not paid",
      description = "Nothing is charged. One that is cancelled already stays so.")
  PurchaseBody withdraw(@PathVariable String id, @AuthenticationPrincipal ApiCaller caller) {
    PurchaseRecord purchase = ofBuyer(id, caller);
    if (purchase.summary().status() == PurchaseStatus.WITHDRAWN) {
      return body(purchase);
    }
    long seen = purchase.progress().version();
    return after(processes.withdraw(purchase.id(), caller.user().buyer(), seen), id, caller);
  }

  private PurchaseRecord ofBuyer(String id, ApiCaller caller) {
    PurchaseView found = purchases.of(id, caller.user());
    if (!found.isOf(caller.user().buyer())) {
      throw new ApiProblem(Code.NOT_THE_BUYER);
    }
    keys.requireStill(caller);
    return found.purchase();
  }

  private PurchaseBody after(CallResult<PurchaseId> result, String id, ApiCaller caller) {
    switch (result) {
      case CallResult.Accepted<?> _ -> {}
      case CallResult.NotConfirmed<?> _ -> throw new ApiProblem(Code.NOT_CONFIRMED);
      case CallResult.Refused<?>(var why, var _) -> throw problem(why);
      case CallResult.AlreadyEnded<?> _ -> throw new ApiProblem(Code.PURCHASE_ENDED);
      case CallResult.NotFound<?> _ -> throw new ApiProblem(Code.PURCHASE_ENDED);
    }
    return body(purchases.of(id, caller.user()).purchase());
  }

  private static ApiProblem problem(Refusal why) {
    return switch (why) {
      case STALE_TERMS -> new ApiProblem(Code.TERMS_CHANGED);
      case PAYMENT_UNDER_WAY -> new ApiProblem(Code.PAYMENT_UNDER_WAY);
      case NOT_YOURS -> new ApiProblem(Code.NOT_THE_BUYER);
      case ENDED -> new ApiProblem(Code.PURCHASE_ENDED);
      default -> new ApiProblem(Code.CONFLICT);
    };
  }

  @GetMapping("/purchases")
  @Scope.Needed(Scope.PURCHASES_READ)
  @Operation(
      operationId = "listPurchases",
      summary = "All purchases of the organization, the newest first")
  PurchaseList list(
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
      @RequestParam(required = false) @Pattern(regexp = Listing.CURSOR) @Nullable String cursor,
      @AuthenticationPrincipal ApiCaller caller) {
    Page<PurchaseRecord> page =
        records.all(caller.user().organization(), null, Listing.cursor(cursor), limit);
    return new PurchaseList(page.entries().stream().map(this::body).toList(), Listing.next(page));
  }

  @GetMapping("/purchases/{id}")
  @Scope.Needed(Scope.PURCHASES_READ)
  @Operation(
      operationId = "getPurchase",
      summary = "Where a purchase is",
      description = "Ask every few seconds while it is open, with If-None-Match.")
  @Listing.Tagged
  ResponseEntity<PurchaseBody> one(
      @PathVariable String id, @AuthenticationPrincipal ApiCaller caller) {
    return Listing.tagged(body(purchases.of(id, caller.user()).purchase()));
  }

  @GetMapping(path = "/exports/purchases", produces = "text/csv")
  @Scope.Needed(Scope.PURCHASES_READ)
  @Refuses(Code.TOO_MANY_ROWS)
  @Operation(
      operationId = "exportPurchases",
      summary = "The purchases of a calendar year (UTC) as CSV",
      description = "At most 10,000 lines.")
  ResponseEntity<String> export(
      @RequestParam @Min(2000) @Max(2099) int year, @AuthenticationPrincipal ApiCaller caller) {
    StringBuilder file = new StringBuilder(HEADER);
    OrganizationId organization = caller.user().organization();
    int rows = 0;
    Page<PurchaseRecord> page = records.all(organization, Year.of(year), null, ROWS_AT_ONCE);
    while (true) {
      page.entries().forEach(each -> file.append(line(each)));
      rows += page.entries().size();
      if (page.next() == null) {
        break;
      }
      if (rows >= MOST_ROWS) {
        throw new ApiProblem(Code.TOO_MANY_ROWS);
      }
      keys.requireStill(caller);
      page = records.all(organization, Year.of(year), page.next(), ROWS_AT_ONCE);
    }
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("purchases-" + year + ".csv")
                .build()
                .toString())
        .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8;header=present"))
        .body(file.toString());
  }

  private static final String HEADER =
      Csv.line(
          "purchase",
          "subscribed",
          "ended",
          "user",
          "offer",
          "quantity",
          "total",
          "currency",
          "status",
          "license key",
          "test");

  private static String line(PurchaseRecord purchase) {
    Subscription subscription = purchase.subscription();
    return Csv.line(
        purchase.id(),
        subscription.subscribedAt(),
        purchase.endedAt(),
        subscription.buyer().user(),
        subscription.offer().kind(),
        subscription.quantity(),
        subscription.total().amount().toPlainString(),
        subscription.total().currency().getCurrencyCode(),
        purchase.summary().status(),
        purchase.license() == null ? null : purchase.license().key().value(),
        purchase.test() ? "test" : null);
  }

  private PurchaseBody body(PurchaseRecord purchase) {
    PurchaseView view = PurchaseView.of(purchase);
    Subscription subscription = purchase.subscription();
    boolean payable =
        view.status() == PurchaseStatus.AWAITING_PAYMENT || view.status() == PurchaseStatus.REFUSED;
    return new PurchaseBody(
        purchase.id().value(),
        view.status(),
        view.isFollowed(),
        subscription.offer().kind(),
        subscription.quantity(),
        subscription.autoRenew(),
        Amount.of(subscription.offer().unitPrice()),
        Amount.of(subscription.total()),
        subscription.offer().periodDays(),
        ConsentBody.of(subscription.consent()),
        subscription.buyer().user().value(),
        subscription.subscribedAt(),
        subscription.payBefore(),
        purchase.endedAt(),
        view.isRefused(),
        payable ? console.resolve("/purchases/" + purchase.id() + "/payment") : null,
        purchase.license() == null ? null : purchase.id().value(),
        purchase.test());
  }

  /**
   * What is ordered, as it was quoted.
   *
   * @param anyway although another order of the same buyer may be charged still
   */
  @Schema(name = "Order", description = "What is ordered, as it was quoted")
  record OrderBody(
      @NotNull Offer.Kind offer,
      @NotNull @Min(1) @Max(1_000_000) Integer quantity,
      @Schema(description = "false where it is not said") @Nullable Boolean autoRenew,
      @NotNull @Valid Amount unitPrice,
      @NotNull @Min(1) @Max(100_000) Integer periodDays,
      @NotNull @Valid ConsentBody consent,
      @Pattern(regexp = "^[^\\x00-\\x1f\\x7f]{1,100}$")
          @Schema(description = "your own, for the invoice")
          @Nullable String orderNumber,
      @Schema(description = "order although another order of yours may be charged still")
          @Nullable Boolean anyway) {

    boolean isRenewed() {
      return Boolean.TRUE.equals(autoRenew);
    }

    boolean isWantedAnyway() {
      return Boolean.TRUE.equals(anyway);
    }

    /** Tidied as that of the form is; empty where there is none. */
    String number() {
      return new BillingForm(null, null, null, null, null, null, null, orderNumber)
          .text(BillingForm.Field.ORDER_NUMBER);
    }

    /** As the entry page would send it. */
    EntryForm form() {
      String shown =
          unitPrice.money().map(price -> EntryForm.shown(price, periodDays)).orElse("no money");
      return new EntryForm(
          null,
          null,
          null,
          quantity.toString(),
          isRenewed() ? "true" : null,
          consent.termsVersion().toString(),
          consent.textHash(),
          consent.locale(),
          shown,
          isWantedAnyway() ? "yes" : null);
    }

    /** Whether that was ordered by the very same order. */
    boolean isOf(Subscription known, ConsoleUser user) {
      return known.buyer().equals(user.buyer())
          && known.offer().kind() == offer
          && known.quantity() == quantity
          && known.autoRenew() == isRenewed()
          && unitPrice.money().filter(known.offer().unitPrice()::equals).isPresent()
          && known.offer().periodDays() == periodDays
          && ConsentBody.of(known.consent()).equals(consent);
    }
  }

  @Schema(name = "PurchaseList")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PurchaseList(
      List<PurchaseBody> items,
      @Schema(description = "cursor of the next page; absent on the last") @Nullable String next) {}

  @Schema(name = "Purchase")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PurchaseBody(
      UUID id,
      @Schema(description = "docs/api.md tells what each means") PurchaseStatus status,
      @Schema(description = "whether more is to come by itself, or by the buyer") boolean open,
      Offer.Kind offer,
      int quantity,
      boolean autoRenew,
      Amount unitPrice,
      Amount total,
      int periodDays,
      ConsentBody consent,
      @Schema(description = "id of the user who ordered, who alone may pay") UUID buyer,
      Instant subscribedAt,
      @Schema(description = "until when it may be paid") Instant payBefore,
      @Nullable Instant endedAt,
      @Schema(description = "whether the latest card came to nothing") boolean paymentRefused,
      @Schema(description = "where the buyer pays, once that is possible")
          @Nullable URI paymentPage,
      @Schema(description = "id of the license, once there is one") @Nullable UUID license,
      @Schema(description = "whether nothing is sold in earnest: it never counts as money")
          boolean test) {}
}
