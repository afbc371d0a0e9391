/** npm passes on the Ctrl-C that the terminal has sent here already; that echo is no second one. */
const echoMilliseconds = 200;

/** Resolves with the first signal to end; a second one ends at once. */
export const toldToEnd = (): Promise<void> =>
  new Promise((resolve) => {
    let first: number | undefined;
    const told = (): void => {
      const now = performance.now();
      first ??= now;
      if (now - first > echoMilliseconds) process.exit(1);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, told);
  });
