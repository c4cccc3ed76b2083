package licensing.local.storm.judge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import licensing.local.LaunchFailure;
import licensing.local.storm.judge.Dossier.License;
import licensing.local.storm.judge.Outside.Answer;
import tools.jackson.databind.json.JsonMapper;

/** What software is told that asks about a license, and fetches its file. */
record LicenseBook(URI console) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  List<Answer> of(List<Dossier> purchases) throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      List<Answer> answers = new ArrayList<>();
      for (Dossier purchase : purchases) {
        if (purchase.record() != null) {
          for (License license : purchase.record().licenses()) {
            answers.add(answer(client, purchase.purchase(), license.key()));
          }
        }
      }
      return answers;
    } catch (IOException e) {
      throw new LaunchFailure("The console tells nothing of licenses: " + e.getMessage(), e);
    }
  }

  private Answer answer(HttpClient client, String purchase, String key)
      throws IOException, InterruptedException {
    String question = JSON.writeValueAsString(Map.of("meta", Map.of("key", key)));
    HttpResponse<String> told =
        client.send(
            request("/v1/licenses/actions/validate-key")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(question))
                .build(),
            BodyHandlers.ofString());
    HttpResponse<String> file =
        client.send(
            request("/v1/licenses/" + purchase + "/actions/check-out")
                .header("Authorization", "License " + key)
                .build(),
            BodyHandlers.ofString());
    String code =
        told.statusCode() == 200
            ? JSON.readTree(told.body()).path("meta").path("code").asString("")
            : "status " + told.statusCode();
    return new Answer(
        purchase,
        code,
        file.statusCode() == 200 && file.body().startsWith("-----BEGIN LICENSE FILE-----"));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(console.resolve(path)).timeout(PATIENCE);
  }
}
