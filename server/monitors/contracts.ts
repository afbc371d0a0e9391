import type { Notify } from '../../core/alerts/notification.ts';
import { formatInteger } from '../../core/format.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Contracts } from '../contracts/contracts.ts';
import type { ContractReport } from '../contracts/report.ts';
import type { Desk } from '../desk/port.ts';
import type { Journal } from '../journal/port.ts';
import type { RemoteVenue } from '../venues/port.ts';
import type { Look, Monitor, Pace } from './monitor.ts';

export interface ContractsMonitorParts {
  readonly venue: Pick<RemoteVenue, 'name'>;
  readonly desk: Pick<Desk, 'instruments' | 'tradeDate'>;
  readonly journal: Pick<Journal, 'meta' | 'setMeta'>;
  readonly contracts: Pick<Contracts, 'ofRoot'>;
  readonly notify: Notify;
  readonly settings: Pace;
}

/** Whether the venue trades another month more than the one that is traded here; told once a trade date. */
export class ContractsMonitor implements Monitor {
  readonly name = 'contracts';
  readonly ofVenue = true;
  readonly pace: Pace;
  readonly #parts: ContractsMonitorParts;

  constructor(parts: ContractsMonitorParts) {
    this.#parts = parts;
    this.pace = parts.settings;
  }

  async look(signal: AbortSignal): Promise<Look> {
    const { desk, contracts, notify, venue } = this.#parts;
    const instruments = desk.instruments().filter(({ deliveryMonth }) => deliveryMonth !== undefined);
    if (instruments.length === 0) return { sentence: 'Nothing that is traded here has months.' };
    const sentences: string[] = [];
    for (const instrument of instruments) {
      const listed = await contracts.ofRoot(instrument.root);
      signal.throwIfAborted();
      const sentence = otherFront(venue.name, instrument, listed);
      if (sentence === undefined) {
        notify.over(keyOf(instrument));
        continue;
      }
      sentences.push(sentence.text);
      await this.#tell(instrument, sentence);
    }
    if (sentences.length > 0) return { sentence: sentences.join(' ') };
    return { sentence: `${venue.name} trades no other month more of ${instruments.map(({ id }) => id).join(', ')}.` };
  }

  async #tell(instrument: Instrument, { front, text }: OtherFront): Promise<void> {
    const { desk, journal, notify, venue } = this.#parts;
    const told = `front_told_${instrument.root}`;
    const now = `${desk.tradeDate()} ${front}`;
    if (journal.meta(told) === now) return;
    const detail = `To trade it here, write "${front}" for ${instrument.root} under "instruments" of ${venue.name} in venues.json and start the console again. What is held in ${instrument.id} stays as it is: roll or close it first.`;
    const { id } = instrument;
    notify.tell({ type: 'venue', level: 'warning', key: keyOf(instrument), text, detail, instrument: id });
    await journal.setMeta(told, now);
  }
}

interface OtherFront {
  readonly front: string;
  readonly text: string;
}

const keyOf = ({ root }: Instrument): string => `front:${root}`;

/** Only what the venue says counts: that ours takes no orders there, or that another month trades more. */
function otherFront(venue: string, { id }: Instrument, listed: readonly ContractReport[]): OtherFront | undefined {
  const front = listed.find((each) => each.front);
  const own = listed.find(({ instrument }) => instrument === id);
  if (front?.instrument == null || front === own || !front.active) return undefined;
  const { instrument, volume, openInterest } = front;
  if (own?.active !== true) {
    return {
      front: instrument,
      text: `${venue} takes orders in ${instrument} and not in ${id}, which is traded here.`,
    };
  }
  const against = (what: string, theirs: number, ours: number | null) => ({
    front: instrument,
    text: `${venue} trades ${instrument} most and ${id} is traded here: ${what} ${formatInteger(theirs)} against ${formatInteger(ours ?? 0)}.`,
  });
  if (volume !== null && volume > (own.volume ?? 0)) return against('volume', volume, own.volume);
  if (openInterest !== null && openInterest > (own.openInterest ?? 0)) {
    return against('open interest', openInterest, own.openInterest);
  }
  return undefined;
}
