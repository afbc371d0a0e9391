/** The highest value so far; what it starts at is a peak too, so a curve that only falls is in drawdown at once. */
export class HighWater<At = number> {
  value: number;
  /** Where the highest stood; undefined or what was given while that is the start itself. */
  at: At;

  constructor(start: number, at: At) {
    this.value = start;
    this.at = at;
  }

  /** Takes the next value and gives its distance from the highest, zero or negative. The first of equal peaks stands. */
  take(value: number, at: At): number {
    if (value > this.value) {
      this.value = value;
      this.at = at;
    }
    return value - this.value;
  }
}
