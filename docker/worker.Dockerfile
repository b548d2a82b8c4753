# heed-worker and the administration program heed.
# Build from the repository: docker build -f docker/worker.Dockerfile -t heed-worker .
FROM debian:12-slim AS build
COPY docker/packages /source/docker/packages
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        $(awk '$1 == "build" { print $2 }' /source/docker/packages) \
    && rm -rf /var/lib/apt/lists/*
COPY . /source
WORKDIR /source
RUN cmake --preset release && cmake --build build/release --target heed-worker heed

FROM debian:12-slim
COPY docker/packages /usr/share/heed/packages
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        $(awk '$1 == "runtime" { print $2 }' /usr/share/heed/packages) \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin heed
COPY --from=build /source/build/release/bin/heed-worker /source/build/release/bin/heed \
    /usr/local/bin/
COPY LICENSE /usr/share/heed/
USER 10001:10001
# The database answers with this container's own settings.
HEALTHCHECK --interval=30s --timeout=10s --start-period=10s \
    CMD ["/bin/sh", "-c", "heed organisation list >/dev/null"]
CMD ["heed-worker"]
