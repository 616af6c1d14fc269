import { readSpeedInputs } from "./speed-inputs.ts";
import { SPEED_TASKS } from "./speed-tasks.ts";

// one task in a process of its own, cold: node bench/speed-child.ts TASK FOLDER
const [name, folder] = process.argv.slice(2);
const task = SPEED_TASKS[name ?? ""];
if (!task || !folder) throw new RangeError(`speed-child: no task ${name}`);
const inputs = readSpeedInputs(folder);
const [start, cpu] = [performance.now(), process.cpuUsage()];
const check = await task(inputs);
const used = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    seconds: (performance.now() - start) / 1e3,
    cpuSeconds: (used.user + used.system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
    check,
  }),
);
