# Builds the report of a mounted study: docker run --rm -v ./study:/study:ro -v ./out:/out magic-correlations
# The base is the Node that package-lock.json pins, to the byte; docs/container.md tells how to check and renew the digest.
FROM node:24.21.0-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6 AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# the engine that aggregates items is a fifth of all packages, and no report needs it
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force && rm -r node_modules/@duckdb

FROM node:24.21.0-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6
ENV NODE_ENV=production ASTRO_TELEMETRY_DISABLED=1
WORKDIR /app
COPY --from=packages --chown=node:node /app/node_modules ./node_modules
COPY --chown=node:node package.json package-lock.json astro.config.mjs tsconfig.json ./
COPY --chown=node:node scripts ./scripts
COPY --chown=node:node content ./content
COPY --chown=node:node docs/power.json ./docs/power.json
COPY --chown=node:node src ./src
# Astro renders beside its code; nothing else of the image is written to
RUN mkdir -p /study /out && chown node:node /app /out
USER node
VOLUME ["/study", "/out"]
ENTRYPOINT ["node", "scripts/build.ts", "--data", "/study", "--out", "/out/report"]
