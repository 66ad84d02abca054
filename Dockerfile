# A small image that holds one file, the static program:
#
#   docker build --tag hostlint .
#   docker run --rm --volume "$PWD:/work" hostlint check hosting
#
# GitLab needs a shell in a job's image; `--target ci` builds one with it.

FROM swift:6.3-bookworm AS build
WORKDIR /source
# Debian's current packages are wanted, security fixes included.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install --yes --no-install-recommends make \
  && rm -rf /var/lib/apt/lists/*
COPY scripts/install-libraries scripts/
RUN scripts/install-libraries
# The manifest names the tests' folders, so Swift wants to see them.
COPY Makefile Package.swift ./
COPY Plugins Plugins
COPY Rules Rules
COPY Sources Sources
COPY Tests Tests
RUN make build && install -D .build/release/hostlint /image/usr/local/bin/hostlint

FROM busybox:1.37 AS ci
COPY --from=build /image/ /
WORKDIR /work

# The last stage is the one that `docker build` makes.
FROM scratch
COPY --from=build /image/ /
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/hostlint"]
