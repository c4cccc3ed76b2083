package licensing.web.process;

import static licensing.web.PageFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.options;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.google.protobuf.util.JsonFormat;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.common.converter.DataConverter;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;
import licensing.web.PagesTest;
import licensing.web.login.Accounts.ConsoleUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.ResultActions;

@PagesTest
class CodecServerTest {

  /** Where the tests' settings say that the Temporal Web UI is. */
  private static final String UI = "http://localhost:8233";

  private static final String DECODE = CodecServer.ADDRESS + "/decode";
  private static final String SAID = "Visa ending in 1881";

  @Autowired MockMvc http;
  @Autowired DataConverter converter;

  @Test
  void readsWhatIsEncryptedForSupport() throws Exception {
    String answer =
        asked(DECODE, SUPPORT, json(converter.toPayload(SAID).orElseThrow()))
            .andExpect(status().isOk())
            .andExpect(header().string("Access-Control-Allow-Origin", UI))
            .andExpect(header().string("Access-Control-Allow-Credentials", "true"))
            .andReturn()
            .getResponse()
            .getContentAsString();

    assertThat(only(answer).getData().toStringUtf8()).isEqualTo("\"" + SAID + "\"");
  }

  /** What is sent from those pages, an update by hand. */
  @Test
  void encryptsWhatSupportSends() throws Exception {
    Payload readable = with(only(json(converter.toPayload(SAID).orElseThrow())));
    String answer =
        asked(CodecServer.ADDRESS + "/encode", SUPPORT, json(readable))
            .andExpect(status().isOk())
            .andExpect(content().string(not(containsString(json(readable)))))
            .andReturn()
            .getResponse()
            .getContentAsString();

    assertThat(converter.fromPayload(only(answer), String.class, String.class)).isEqualTo(SAID);
  }

  @Test
  void readsNothingForOthers() throws Exception {
    String encrypted = json(converter.toPayload(SAID).orElseThrow());

    asked(DECODE, BUYER, encrypted).andExpect(status().isNotFound());
    http.perform(
            post(DECODE)
                .accept(MediaType.APPLICATION_JSON)
                .contentType(MediaType.APPLICATION_JSON)
                .content(encrypted))
        .andExpect(status().isUnauthorized());
  }

  /** A page of somebody else's in the browser of somebody of support. */
  @Test
  void allowsThePagesOfTemporalAlone() throws Exception {
    http.perform(preflight(UI)).andExpect(status().isOk());
    http.perform(preflight("https://evil.example")).andExpect(status().isForbidden());
    http.perform(
            post(DECODE)
                .with(as(SUPPORT))
                .header("Origin", "https://evil.example")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}"))
        .andExpect(status().isForbidden());
    // What needs no leave of the browser's is no JSON.
    http.perform(post(DECODE).with(as(SUPPORT)).contentType(MediaType.TEXT_PLAIN).content("{}"))
        .andExpect(status().isUnsupportedMediaType());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "{\"payloads\": 7}", "{\"others\": []}"})
  void refusesWhatIsNoList(String body) throws Exception {
    asked(DECODE, SUPPORT, body).andExpect(status().isBadRequest());
  }

  @Test
  void saysWhatItCannotRead() throws Exception {
    Payload cut = converter.toPayload(SAID).orElseThrow().toBuilder().clearData().build();

    asked(DECODE, SUPPORT, json(cut)).andExpect(status().isUnprocessableContent());
  }

  @Test
  void readsNoMoreThanTemporalTakes() throws Exception {
    asked(DECODE, SUPPORT, " ".repeat(7 * 1024 * 1024)).andExpect(status().isContentTooLarge());
  }

  private ResultActions asked(String address, ConsoleUser user, String body) throws Exception {
    return http.perform(
        // As Temporal's pages ask.
        post(address + "?preserveStorageRefs=true")
            .with(as(user))
            .header("Origin", UI)
            .contentType(MediaType.APPLICATION_JSON)
            .content(body));
  }

  private static RequestBuilder preflight(String origin) {
    return options(DECODE)
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "content-type, x-namespace");
  }

  private Payload with(Payload encrypted) {
    return ((PayloadCodec) converter).decode(List.of(encrypted)).getFirst();
  }

  private static String json(Payload payload) throws Exception {
    return JsonFormat.printer().print(Payloads.newBuilder().addPayloads(payload));
  }

  private static Payload only(String json) throws Exception {
    Payloads.Builder read = Payloads.newBuilder();
    JsonFormat.parser().merge(json, read);
    return read.getPayloads(0);
  }
}
