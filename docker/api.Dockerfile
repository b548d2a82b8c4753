# heed-api. Build from the repository: docker build -f docker/api.Dockerfile -t heed-api .
FROM debian:12-slim AS build
COPY docker/packages /source/docker/packages
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        $(awk '$1 == "build" { print $2 }' /source/docker/packages) \
    && rm -rf /var/lib/apt/lists/*
COPY . /source
WORKDIR /source
RUN cmake --preset release && cmake --build build/release --target heed-api

FROM debian:12-slim
COPY docker/packages /usr/share/heed/packages
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        $(awk '$1 == "runtime" { print $2 }' /usr/share/heed/packages) \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin heed
COPY --from=build /source/build/release/bin/heed-api /usr/local/bin/
COPY LICENSE /usr/share/heed/
USER 10001:10001
ENV HEED_ADDRESS=0.0.0.0 HEED_PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s CMD ["/bin/bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/$HEED_PORT && printf 'GET /readyz HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
CMD ["heed-api"]
