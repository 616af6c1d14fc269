import { spawnSync } from "node:child_process";
import { FaultError } from "../src/faults.ts";
import { runCommand } from "./command.ts";

/** What tests ask for by `BROWSERS=firefox,webkit,w3m`: browsers by Playwright, the text browser by the system. */
const COMMANDS = [
  ["playwright-core", "install", "--with-deps", "firefox", "webkit"],
  ["apt-get", "install", "--yes", "--no-install-recommends", "w3m"],
] as const;

await runCommand(
  {
    name: "browsers",
    summary:
      "Installs the browsers that the site is walked in besides Chromium: Firefox, WebKit, w3m (Debian, Ubuntu).",
    options: {},
  },
  () => {
    for (const words of COMMANDS) {
      const needsSudo = words[0] === "apt-get" && process.getuid?.() !== 0;
      const [command, ...rest] = needsSudo ? ["sudo", ...words] : words;
      const { status, error } = spawnSync(command, rest, { stdio: "inherit" });
      if (status === 0) continue;
      const value = `${words.join(" ")}: ${error?.message ?? `status ${status}`}`;
      throw new FaultError([{ file: "browsers", value, expected: "it installs", todo: "Read what it says above." }]);
    }
  },
);
