# Builds the report of a mounted study: docker run --rm -v ./study:/study:ro -v ./out:/out magic-correlations
# The tag names one version of Node, the one that package-lock.json pins; docs/container.md tells how to pin the digest.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:24.21.0-bookworm-slim
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
