package licensing.web.licenses;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import licensing.edge.Machines;
import licensing.edge.Machines.AlreadyActivated;
import licensing.edge.Machines.Machine;
import licensing.keys.LicenseSignatures;
import licensing.license.License;
import licensing.offer.Offer;
import licensing.purchase.PurchaseId;
import licensing.reading.KeyedLicenses;
import licensing.reading.KeyedLicenses.KeyedLicense;
import licensing.reading.OwnedLicenses;
import licensing.reading.OwnedLicenses.State;
import licensing.reading.Pager.Page;
import licensing.web.api.ApiCaller;
import licensing.web.api.ApiKeys;
import licensing.web.api.ApiRoutes;
import licensing.web.api.Listing;
import licensing.web.api.Refuses;
import licensing.web.api.Scope;
import licensing.web.errors.ApiProblem;
import licensing.web.errors.ApiProblem.Code;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The licenses of an organization, each by the id of its purchase, and the machines they run on.
 */
@ApiRoutes
@Tag(name = "Licenses")
class LicenseApi {

  /** As many characters as their columns take, none of which a terminal or a page would obey. */
  private static final String NAME = "^[^\\x00-\\x1f\\x7f]{0,255}$";

  private final OwnedLicenses owned;
  private final KeyedLicenses keyed;
  private final Machines machines;
  private final LicenseSignatures signatures;
  private final ApiKeys keys;

  LicenseApi(
      OwnedLicenses owned,
      KeyedLicenses keyed,
      Machines machines,
      LicenseSignatures signatures,
      ApiKeys keys) {
    this.owned = owned;
    this.keyed = keyed;
    this.machines = machines;
    this.signatures = signatures;
    this.keys = keys;
  }

  @GetMapping("/licenses")
  @Scope.Needed(Scope.LICENSES_READ)
  @Operation(
      operationId = "listLicenses",
      summary = "All licenses of the organization, the newest first")
  LicenseList list(
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
      @RequestParam(required = false) @Pattern(regexp = Listing.CURSOR) @Nullable String cursor,
      @AuthenticationPrincipal ApiCaller caller) {
    Page<OwnedLicenses.OwnedLicense> page =
        owned.of(caller.user().organization(), Listing.cursor(cursor), limit);
    return new LicenseList(
        page.entries().stream()
            .map(each -> LicenseBody.of(each.license(), each.state(), owned.grace(), each.test()))
            .toList(),
        Listing.next(page));
  }

  @GetMapping("/licenses/{id}")
  @Scope.Needed(Scope.LICENSES_READ)
  @Operation(operationId = "getLicense", summary = "One license")
  @Listing.Tagged
  ResponseEntity<LicenseBody> one(
      @PathVariable String id, @AuthenticationPrincipal ApiCaller caller) {
    KeyedLicense found = find(id, caller);
    return Listing.tagged(
        LicenseBody.of(found.license(), found.state(), owned.grace(), found.test()));
  }

  @GetMapping(path = "/licenses/{id}/file", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  @Scope.Needed(Scope.LICENSES_READ)
  @Refuses(Code.LICENSE_NOT_ACTIVE)
  @Operation(
      operationId = "getLicenseFile",
      summary = "The signed file of a license",
      description = "docs/licenses.md tells how it is read.")
  ResponseEntity<byte[]> file(
      @PathVariable String id,
      @RequestParam(defaultValue = "false")
          @Schema(description = "not encrypted with the license's key")
          boolean plain,
      @AuthenticationPrincipal ApiCaller caller) {
    KeyedLicense found = find(id, caller);
    if (!signatures.areMade()) {
      throw new ApiProblem(Code.NOT_FOUND, "No license has a file here");
    }
    if (found.state() == State.SUSPENDED) {
      throw new ApiProblem(Code.LICENSE_NOT_ACTIVE);
    }
    return LicensePage.file(found, plain, signatures);
  }

  @GetMapping("/licenses/{id}/machines")
  @Scope.Needed(Scope.LICENSES_READ)
  @Operation(operationId = "listMachines", summary = "Where a license is in use")
  MachineList machines(@PathVariable String id, @AuthenticationPrincipal ApiCaller caller) {
    License license = find(id, caller).license();
    return new MachineList(
        license.quantity(), machines.of(license.purchase()).stream().map(MachineBody::of).toList());
  }

  @PostMapping(path = "/licenses/{id}/machines", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Scope.Needed(Scope.MACHINES_WRITE)
  @Refuses({Code.LICENSE_NOT_ACTIVE, Code.ALREADY_ACTIVATED, Code.NO_PLACE_LEFT})
  @Operation(
      operationId = "activateMachine",
      summary = "Take one of a license's places",
      description = "Of those who come at once for the last place one gets it.")
  @ApiResponse(responseCode = "201", description = "It has a place")
  ResponseEntity<MachineBody> activate(
      @PathVariable String id,
      @RequestBody @Valid ActivationBody machine,
      @AuthenticationPrincipal ApiCaller caller) {
    KeyedLicense found = find(id, caller);
    if (!found.state().isWorking()) {
      throw new ApiProblem(Code.LICENSE_NOT_ACTIVE);
    }
    keys.requireStill(caller);
    PurchaseId purchase = found.license().purchase();
    try {
      Machine activated =
          machines
              .activate(
                  purchase,
                  machine.fingerprint(),
                  machine.name() == null ? "" : machine.name(),
                  machine.platform() == null ? "" : machine.platform())
              .orElseThrow(() -> new ApiProblem(Code.NO_PLACE_LEFT));
      return ResponseEntity.created(
              URI.create(
                  "%s/licenses/%s/machines/%s".formatted(ApiRoutes.BASE, purchase, activated.id())))
          .body(MachineBody.of(activated));
    } catch (AlreadyActivated e) {
      throw new ApiProblem(Code.ALREADY_ACTIVATED);
    }
  }

  @GetMapping("/licenses/{id}/machines/{machine}")
  @Scope.Needed(Scope.LICENSES_READ)
  @Operation(operationId = "getMachine", summary = "One machine, by its id")
  MachineBody machine(
      @PathVariable String id,
      @PathVariable UUID machine,
      @AuthenticationPrincipal ApiCaller caller) {
    return machines
        .find(find(id, caller).license().purchase(), machine.toString())
        .map(MachineBody::of)
        .orElseThrow(LicenseApi::nowhere);
  }

  @DeleteMapping("/licenses/{id}/machines/{machine}")
  @Scope.Needed(Scope.MACHINES_WRITE)
  @Operation(operationId = "releaseMachine", summary = "Give a place back")
  @ApiResponse(responseCode = "204", description = "The place is free again")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void release(
      @PathVariable String id,
      @PathVariable UUID machine,
      @AuthenticationPrincipal ApiCaller caller) {
    PurchaseId purchase = find(id, caller).license().purchase();
    keys.requireStill(caller);
    if (!machines.release(purchase, machine.toString())) {
      throw nowhere();
    }
  }

  private KeyedLicense find(String id, ApiCaller caller) {
    return PurchaseId.parse(id)
        .flatMap(purchase -> keyed.of(purchase, caller.user().organization()))
        .orElseThrow(LicenseApi::nowhere);
  }

  private static ApiProblem nowhere() {
    return new ApiProblem(Code.NOT_FOUND);
  }

  @Schema(name = "LicenseList")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LicenseList(
      List<LicenseBody> items,
      @Schema(description = "cursor of the next page; absent on the last") @Nullable String next) {}

  @Schema(name = "License")
  record LicenseBody(
      @Schema(description = "that of its purchase") UUID id,
      String key,
      State state,
      Offer.Kind offer,
      int quantity,
      boolean autoRenew,
      Instant startsAt,
      @Schema(description = "exclusive") Instant endsAt,
      @Schema(description = "its end, and the grace period after it") Instant worksUntil,
      @Schema(description = "whether nothing was sold in earnest") boolean test) {

    static LicenseBody of(License license, State state, Duration grace, boolean test) {
      return new LicenseBody(
          license.purchase().value(),
          license.key().value(),
          state,
          license.kind(),
          license.quantity(),
          license.autoRenew(),
          license.period().start(),
          license.period().end(),
          license.period().end().plus(grace),
          test);
    }
  }

  @Schema(name = "MachineList")
  record MachineList(
      @Schema(description = "as many as licenses were bought") int places,
      List<MachineBody> items) {}

  @Schema(name = "Machine")
  record MachineBody(
      UUID id,
      String fingerprint,
      String name,
      String platform,
      Instant activatedAt,
      Instant seenAt) {

    static MachineBody of(Machine machine) {
      return new MachineBody(
          machine.id(),
          machine.fingerprint(),
          machine.name(),
          machine.platform(),
          machine.activatedAt(),
          machine.seenAt());
    }
  }

  @Schema(name = "Activation")
  record ActivationBody(
      @NotNull
          @Pattern(regexp = "^[\\x21-\\x7e]{1,255}$")
          @Schema(description = "what tells the machine from others of its license")
          String fingerprint,
      @Pattern(regexp = NAME) @Schema(description = "what its people call it")
          @Nullable String name,
      @Pattern(regexp = NAME) @Nullable String platform) {}
}
