package licensing.web.purchase;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import licensing.terms.Terms;
import licensing.terms.Terms.Consent;

/** Which text is agreed to, word for word. */
@Schema(name = "Consent", description = "Which terms are agreed to, word for word")
record ConsentBody(
    @NotNull @Min(1) @Max(1_000_000) Integer termsVersion,
    @NotNull
        @Pattern(regexp = "^[0-9a-f]{64}$")
        @Schema(description = "SHA-256 of the text, in hexadecimal")
        String textHash,
    @NotNull @Pattern(regexp = OfferApi.LANGUAGE) @Schema(description = "language of the text")
        String locale) {

  static ConsentBody to(Terms terms) {
    return new ConsentBody(terms.version().value(), terms.textHash(), terms.locale());
  }

  static ConsentBody of(Consent given) {
    return new ConsentBody(given.termsVersion().value(), given.textHash(), given.locale());
  }
}
