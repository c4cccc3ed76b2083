package licensing.web.purchase;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import licensing.edge.BuyingRights;
import licensing.edge.BuyingRights.Limit;
import licensing.offer.Offer;
import licensing.reading.Offers;
import licensing.reading.PublishedTerms;
import licensing.terms.Terms;
import licensing.web.api.Amount;
import licensing.web.api.ApiCaller;
import licensing.web.api.ApiRoutes;
import licensing.web.api.Refuses;
import licensing.web.api.Scope;
import licensing.web.errors.ApiProblem;
import licensing.web.errors.ApiProblem.Code;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What is sold, on which terms, and what so many would cost: what a buyer sees before an order. */
@ApiRoutes
@Tag(name = "Offers")
class OfferApi {

  static final String LANGUAGE = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$";

  private final Offers offers;
  private final PublishedTerms terms;
  private final BuyingRights rights;

  OfferApi(Offers offers, PublishedTerms terms, BuyingRights rights) {
    this.offers = offers;
    this.terms = terms;
    this.rights = rights;
  }

  @GetMapping("/offers")
  @Scope.Needed(Scope.OFFERS_READ)
  @Operation(operationId = "listOffers", summary = "What is sold now")
  OfferList list() {
    return new OfferList(
        Arrays.stream(Offer.Kind.values())
            .map(offers::of)
            .flatMap(Optional::stream)
            .map(OfferBody::of)
            .toList());
  }

  @GetMapping("/offers/{offer}/quote")
  @Scope.Needed(Scope.OFFERS_READ)
  @Refuses({Code.NOT_SOLD, Code.NOT_OFFERED})
  @Operation(
      operationId = "quote",
      summary = "What an order would cost",
      description = "An order repeats price, period and terms as they are quoted.")
  QuoteBody quote(
      @PathVariable Offer.Kind offer,
      @RequestParam @Min(1) @Max(1_000_000) int quantity,
      @RequestParam(defaultValue = "en") @Pattern(regexp = LANGUAGE) String locale,
      @AuthenticationPrincipal ApiCaller caller) {
    Offer sold = offers.of(offer).orElseThrow(() -> new ApiProblem(Code.NOT_SOLD));
    if (!sold.allows(quantity)) {
      throw new ApiProblem(
          Code.NOT_OFFERED,
          "From %d to %d can be bought at once"
              .formatted(sold.minimumQuantity(), sold.maximumQuantity()));
    }
    Terms current = terms.current(Locale.forLanguageTag(locale));
    Optional<Limit> limit = rights.of(caller.user().buyer());
    return new QuoteBody(
        offer,
        quantity,
        Amount.of(sold.unitPrice()),
        Amount.of(sold.total(quantity)),
        sold.periodDays(),
        sold.autoRenewalSelectable(),
        limit.map(each -> each.allows(sold.total(quantity))).orElse(true),
        limit.map(Limit::upTo).map(Amount::of).orElse(null),
        ConsentBody.to(current));
  }

  @GetMapping("/terms")
  @Scope.Needed(Scope.OFFERS_READ)
  @Operation(operationId = "currentTerms", summary = "The terms in force")
  TermsBody current(@RequestParam(defaultValue = "en") @Pattern(regexp = LANGUAGE) String locale) {
    return TermsBody.of(terms.current(Locale.forLanguageTag(locale)));
  }

  @Schema(name = "OfferList")
  record OfferList(List<OfferBody> items) {}

  @Schema(name = "Offer")
  record OfferBody(
      Offer.Kind offer,
      Amount unitPrice,
      @Schema(description = "of a license, in days of 24 hours") int periodDays,
      int minimumQuantity,
      int maximumQuantity,
      boolean autoRenewalSelectable) {

    static OfferBody of(Offer offer) {
      return new OfferBody(
          offer.kind(),
          Amount.of(offer.unitPrice()),
          offer.periodDays(),
          offer.minimumQuantity(),
          offer.maximumQuantity(),
          offer.autoRenewalSelectable());
    }
  }

  @Schema(name = "Quote")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record QuoteBody(
      Offer.Kind offer,
      int quantity,
      Amount unitPrice,
      Amount total,
      int periodDays,
      boolean autoRenewalSelectable,
      @Schema(description = "whether the owner of the key may order that") boolean allowed,
      @Schema(
              description =
                  "for how much they may order at once; absent without a limit, and where they may not")
          @Nullable Amount upTo,
      @Schema(description = "what an order says to agree to the terms in force")
          ConsentBody consent) {}

  @Schema(name = "Terms")
  record TermsBody(int termsVersion, String textHash, String locale, List<NoteBody> notes) {

    static TermsBody of(Terms terms) {
      return new TermsBody(
          terms.version().value(),
          terms.textHash(),
          terms.locale(),
          terms.notes().stream().map(note -> new NoteBody(note.heading(), note.text())).toList());
    }
  }

  @Schema(name = "Note")
  record NoteBody(String heading, String text) {}
}
