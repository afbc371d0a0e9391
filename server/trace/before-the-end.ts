const works = new Set<() => void>();

function doAll(): void {
  for (const work of works) work();
}

/** Does something, at once and whole, when this process ends by an error that nobody caught or by `process.exit`. Returns the function that takes it back. */
export function beforeTheEnd(work: () => void): () => void {
  if (works.size === 0) {
    process.on('uncaughtExceptionMonitor', doAll);
    process.on('exit', doAll);
  }
  works.add(work);
  return () => {
    if (!works.delete(work) || works.size > 0) return;
    process.off('uncaughtExceptionMonitor', doAll);
    process.off('exit', doAll);
  };
}
