type Work = (uncaught?: unknown) => void;

const works = new Set<Work>();

function doAll(uncaught?: unknown): void {
  for (const work of works) work(uncaught);
}

const doAtExit = (): void => doAll();

/** Does something, at once and whole, when this process ends by an error that nobody caught, which it is given, or by `process.exit`. Returns the function that takes it back. */
export function beforeTheEnd(work: Work): () => void {
  if (works.size === 0) {
    process.on('uncaughtExceptionMonitor', doAll);
    process.on('exit', doAtExit);
  }
  works.add(work);
  return () => {
    if (!works.delete(work) || works.size > 0) return;
    process.off('uncaughtExceptionMonitor', doAll);
    process.off('exit', doAtExit);
  };
}
