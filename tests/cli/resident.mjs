/**
 * Runs commands of the build one after the other in this one process, each in a folder and with variables of its own. A command is over when nothing of it would
 * keep a process alive any longer; its code then follows on both outputs, between zero characters.
 */
const { main } = await import(process.argv[2]);
const outputs = [process.stdout, process.stderr];

function aliveBy() {
  const counts = new Map();
  for (const name of process.getActiveResourcesInfo()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

async function over(before) {
  const goesOn = () => [...aliveBy()].some(([name, count]) => count > (before.get(name) ?? 0));
  while (goesOn()) await new Promise((resolve) => setTimeout(resolve, 2));
}

async function run({ args, folder, variables }) {
  for (const name of Object.keys(process.env)) if (!(name in variables)) delete process.env[name];
  Object.assign(process.env, variables);
  process.chdir(folder);
  process.exitCode = 0;
  const before = aliveBy();
  await main(args);
  process.stdout.removeAllListeners('error');
  await over(before);
  for (const output of outputs) output.write(`\0${process.exitCode}\0`);
}

process.on('message', run);
process.on('disconnect', () => process.exit());
