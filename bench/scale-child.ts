import { SCALE_TASKS, type ScaleInput } from "./scale-tasks.ts";

// one task in a process of its own, cold: node bench/scale-child.ts TASK INPUT
const [name = "", input = ""] = process.argv.slice(2);
const task = SCALE_TASKS[name];
if (!task) throw new RangeError(`scale-child: no task ${name}`);
const [start, cpu] = [performance.now(), process.cpuUsage()];
const check = await task(JSON.parse(input) as ScaleInput);
const { user, system } = process.cpuUsage(cpu);
const result = {
  seconds: (performance.now() - start) / 1e3,
  cpuSeconds: (user + system) / 1e6,
  megabytes: process.resourceUsage().maxRSS / 1024,
  check,
};
console.log(JSON.stringify(result));
