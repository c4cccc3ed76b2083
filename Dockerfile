# One target for each program: web, worker, payment-platform.
#   docker build --target worker -t licensing/worker .

FROM maven:3.9.11-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
RUN mvn -B -q -DskipTests -Dspotless.check.skip=true -pl web,worker,payment-platform -am package \
    && java -Djarmode=tools -jar web/target/web.jar extract --destination /apps/web \
    && java -Djarmode=tools -jar worker/target/worker.jar extract --destination /apps/worker \
    && mkdir /apps/payment-platform \
    && cp -r payment-platform/target/payment-platform.jar payment-platform/target/lib /apps/payment-platform

FROM eclipse-temurin:25.0.4_7-jre-noble AS program
RUN useradd --system --uid 10001 --no-create-home licensing \
    && mkdir /data \
    && chown licensing /data
COPY --chmod=755 local/compose/healthy /usr/local/bin/healthy
WORKDIR /app
USER licensing
# The payment platform's SDK: a POST must never be sent twice by itself, and it reads and writes by the machine's
# language, calendar and zone.
ENV JAVA_TOOL_OPTIONS="-Dsun.net.http.retryPost=false -Duser.language=en -Duser.country=US -Duser.timezone=UTC -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"

FROM program AS web
COPY --from=build /apps/web ./
ENV CONSOLE_BIND=0.0.0.0
EXPOSE 8080 8181
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=12 CMD ["healthy", "8181", "/actuator/health/readiness"]
ENTRYPOINT ["java", "-jar", "web.jar"]

FROM program AS worker
COPY --from=build /apps/worker ./
ENV WORKER_BIND=0.0.0.0
EXPOSE 8182
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=12 CMD ["healthy", "8182", "/actuator/health/readiness"]
ENTRYPOINT ["java", "-jar", "worker.jar"]

FROM program AS payment-platform
COPY --from=build /apps/payment-platform ./
ENV PLATFORM_BIND=0.0.0.0 PLATFORM_LEDGER=/data/platform.db
VOLUME /data
EXPOSE 8090
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=12 CMD ["healthy", "8090", "/health"]
ENTRYPOINT ["java", "-jar", "payment-platform.jar"]
