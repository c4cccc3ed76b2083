package licensing.web.process;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.common.converter.DataConverter;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Encrypts and decrypts payloads for the Temporal Web UI in the browser of somebody of support, by
 * the protocol of Temporal's <a href="https://docs.temporal.io/codec-server">codec servers</a>: the
 * browser asks with that person's session, so that Temporal's own pages show no more than it may.
 */
@RestController
@RequestMapping(path = CodecServer.ADDRESS, consumes = MediaType.APPLICATION_JSON_VALUE)
public class CodecServer {

  /** What the Temporal Web UI is told as its codec endpoint. */
  public static final String ADDRESS = "/support/codec";

  /** What Temporal takes at once. In base64 it is a third longer. */
  private static final int LONGEST_BODY = 6 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(CodecServer.class);

  private final UnaryOperator<List<Payload>> encode;
  private final UnaryOperator<List<Payload>> decode;

  CodecServer(DataConverter converter) {
    // Where nothing is encrypted, everything is readable as it is.
    boolean encrypts = converter instanceof PayloadCodec;
    encode = encrypts ? ((PayloadCodec) converter)::encode : UnaryOperator.identity();
    decode = encrypts ? ((PayloadCodec) converter)::decode : UnaryOperator.identity();
  }

  @PostMapping("/encode")
  ResponseEntity<String> encode(HttpServletRequest request) throws IOException {
    return answer(request, encode);
  }

  @PostMapping("/decode")
  ResponseEntity<String> decode(HttpServletRequest request) throws IOException {
    return answer(request, decode);
  }

  private static ResponseEntity<String> answer(
      HttpServletRequest request, UnaryOperator<List<Payload>> coding) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
    }
    try {
      Payloads.Builder asked = Payloads.newBuilder();
      JsonFormat.parser().merge(new String(body, StandardCharsets.UTF_8), asked);
      List<Payload> coded = coding.apply(asked.getPayloadsList());
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .body(JsonFormat.printer().print(Payloads.newBuilder().addAllPayloads(coded)));
    } catch (InvalidProtocolBufferException e) {
      return ResponseEntity.badRequest().build();
    } catch (PayloadCodecException e) {
      LOG.warn("not decoded for the Temporal Web UI: {}", e.getMessage());
      return ResponseEntity.unprocessableContent().build();
    }
  }
}
