import { makeSpeedInputs, readSpeedInputs, type SpeedSize, writeSpeedInputs } from "./speed-inputs.ts";
import { SPEED_TASKS } from "./speed-tasks.ts";

// one task in a process of its own, cold: node bench/speed-child.ts TASK FOLDER, or make FOLDER SIZE for the inputs
const [name = "", folder = "", size = ""] = process.argv.slice(2);
if (name === "make") writeSpeedInputs(folder, makeSpeedInputs(JSON.parse(size) as SpeedSize));
else await time(name, folder);

async function time(name: string, folder: string): Promise<void> {
  const task = SPEED_TASKS[name];
  if (!task) throw new RangeError(`speed-child: no task ${name}`);
  const inputs = readSpeedInputs(folder);
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const check = await task(inputs);
  const used = process.cpuUsage(cpu);
  const result = {
    seconds: (performance.now() - start) / 1e3,
    cpuSeconds: (used.user + used.system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
    check,
  };
  console.log(JSON.stringify(result));
}
