/** Rings once, later. */
export interface Alarms {
  /** Gives the function that takes it back. */
  after(milliseconds: number, ring: () => void): () => void;
}

/** By the machine's timers; they keep no process alive. */
export const machineAlarms: Alarms = {
  after(milliseconds, ring) {
    const timer = setTimeout(ring, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};
