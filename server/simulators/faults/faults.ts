import type { Clock } from '../../../core/clock.ts';
import { type Instant, MILLISECOND } from '../../../core/model/time.ts';
import { Random } from '../../../core/random.ts';
import type { Fault, FaultPlan, FaultRule } from '../port.ts';

/** What can happen to a call, and what to a message of a stream. */
export type CallFault = Extract<
  Fault,
  {
    kind:
      | 'latency'
      | 'status'
      | 'redirected'
      | 'refused'
      | 'answer_lost'
      | 'request_lost'
      | 'malformed'
      | 'clock_skew'
      | 'token_lapsed';
  }
>;
export type MessageFault = Extract<
  Fault,
  {
    kind:
      | 'latency'
      | 'malformed'
      | 'duplicated'
      | 'missing'
      | 'reordered'
      | 'deaf'
      | 'cut'
      | 'half_open'
      | 'clock_skew';
  }
>;

const callKinds: ReadonlySet<Fault['kind']> = new Set<CallFault['kind']>([
  'latency',
  'status',
  'redirected',
  'refused',
  'answer_lost',
  'request_lost',
  'malformed',
  'clock_skew',
  'token_lapsed',
]);
const messageKinds: ReadonlySet<Fault['kind']> = new Set<MessageFault['kind']>([
  'latency',
  'malformed',
  'duplicated',
  'missing',
  'reordered',
  'deaf',
  'cut',
  'half_open',
  'clock_skew',
]);
/** What leaves nothing for another fault to be done to. */
const last: ReadonlySet<Fault['kind']> = new Set<Fault['kind']>([
  'status',
  'redirected',
  'refused',
  'answer_lost',
  'request_lost',
  'missing',
  'deaf',
  'cut',
  'half_open',
]);

const isCallFault = (fault: Fault): fault is CallFault => callKinds.has(fault.kind);
const isMessageFault = (fault: Fault): fault is MessageFault => messageKinds.has(fault.kind);

interface ActiveRule extends FaultRule {
  readonly random: Random;
  left: number;
}

const noFaults: FaultPlan = { seed: 'none', rules: [] };

/**
 * Draws what goes wrong. Each rule draws from a stream of its own, once for each call or message that it is about while it is in force, so that the same
 * plan and the same calls give the same faults, and a rule that is added moves no other.
 */
export class Faults {
  readonly #clock: Clock;
  readonly #begun: Instant;
  readonly #counts = new Map<string, number>();
  #plan: FaultPlan = noFaults;
  #rules: readonly ActiveRule[] = [];
  /** For what a fault has to choose: where a body is broken, how long a wait is. */
  #choices = new Random(0);

  constructor(clock: Clock, plan: FaultPlan = noFaults) {
    this.#clock = clock;
    this.#begun = clock.now();
    this.set(plan);
  }

  get plan(): FaultPlan {
    return this.#plan;
  }

  get random(): Random {
    return this.#choices;
  }

  set(plan: FaultPlan): void {
    const random = new Random(plan.seed);
    this.#plan = plan;
    this.#choices = random.fork('choices');
    this.#rules = plan.rules.map((rule, index) => ({
      ...rule,
      random: random.fork(`rule ${index}`),
      left: rule.times ?? Number.POSITIVE_INFINITY,
    }));
  }

  /** How often each kind has happened since the simulator began. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** What happens to a call of a path, in the order of the rules, up to the first that ends it. */
  ofCall(path: string): readonly CallFault[] {
    return this.#draw(path, isCallFault);
  }

  /** What happens to a message of a stream, by its name. */
  ofMessage(name: string): readonly MessageFault[] {
    return this.#draw(name, isMessageFault);
  }

  #draw<F extends Fault>(name: string, isOne: (fault: Fault) => fault is F): readonly F[] {
    const drawn: F[] = [];
    const elapsed = (this.#clock.now() - this.#begun) / MILLISECOND;
    for (const rule of this.#rules) {
      const { fault, at, share, after = 0, until = Number.POSITIVE_INFINITY, random } = rule;
      if (!isOne(fault) || rule.left === 0 || elapsed < after || elapsed >= until || !isAt(at, name)) continue;
      if (!random.chance(share)) continue;
      rule.left -= 1;
      this.#counts.set(fault.kind, (this.#counts.get(fault.kind) ?? 0) + 1);
      drawn.push(fault);
      if (last.has(fault.kind)) break;
    }
    return drawn;
  }
}

function isAt(at: string | undefined, name: string): boolean {
  if (at === undefined) return true;
  return at.endsWith('*') ? name.startsWith(at.slice(0, -1)) : name === at;
}

/** How long a latency lasts: what it says and a part of its jitter. */
export const waitOf = ({ milliseconds, jitter = 0 }: Fault & { kind: 'latency' }, random: Random): number =>
  milliseconds + jitter * random.uniform();
