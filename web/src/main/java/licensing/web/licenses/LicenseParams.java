package licensing.web.licenses;

import java.util.Optional;
import java.util.function.Predicate;
import licensing.reading.OwnedLicenses.Order;
import licensing.reading.search.LicenseFilter;
import licensing.reading.search.LicenseFilter.Standing;
import licensing.web.support.list.ListParams;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a list of licenses is asked, as its address has it: what is not known there is left out.
 *
 * @param q words to look for
 * @param state as a {@link Standing} is called, in lower case
 * @param order as an {@link Order} is called, in lower case
 */
record LicenseParams(@Nullable String q, @Nullable String state, @Nullable String order) {

  LicenseFilter filter() {
    return new LicenseFilter(
        ListParams.words(q),
        ListParams.known(Standing.class, state).orElse(Standing.ANY),
        ListParams.known(Order.class, order).orElse(Order.NEWEST));
  }

  /** An address with the same question. */
  UriComponentsBuilder onTo(String path) {
    LicenseFilter filter = filter();
    return UriComponentsBuilder.fromPath(path)
        .queryParamIfPresent(
            "q", Optional.of(filter.words()).filter(Predicate.not(String::isEmpty)))
        .queryParamIfPresent("state", ListParams.known(Standing.class, state).map(ListParams::word))
        .queryParamIfPresent("order", ListParams.known(Order.class, order).map(ListParams::word));
  }
}
