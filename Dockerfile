# Builds the report of a mounted study, as whoever asks for it:
#   mkdir -p out && docker run --rm --user "$(id -u):$(id -g)" -v ./study:/study:ro -v ./out:/out magic-correlations
# The base is the Node that package-lock.json pins, to the byte; docs/container.md tells how to check and renew the digest.
FROM node:24.21.0-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6 AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# the engine that aggregates items is a fifth of all packages, and no report needs it
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force && rm -r node_modules/@duckdb

FROM node:24.21.0-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6
ENV NODE_ENV=production ASTRO_TELEMETRY_DISABLED=1
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json package-lock.json astro.config.mjs tsconfig.json ./
COPY scripts ./scripts
COPY content ./content
COPY docs/power.json ./docs/power.json
COPY src ./src
# Any user may read the code, however private the checkout was. Astro renders beside it: any user may put files there, and none may
# change what is there; nothing else is written to
RUN mkdir -p /study /out && chmod -R a+rX content docs scripts src ./*.json ./*.mjs && chmod 1777 /app /out
USER node
VOLUME ["/study", "/out"]
ENTRYPOINT ["node", "scripts/build.ts", "--data", "/study", "--out", "/out/report"]
