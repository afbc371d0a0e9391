import type { AlertSettings } from '../../config/alerts.ts';
import type { Notice, Notify } from '../../core/alerts/notification.ts';
import { OrderNotices } from '../../core/alerts/order-notices.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { reasonOf } from '../../core/trace/reason.ts';
import type { TradingDesk } from '../desk/desk.ts';
import type { Log } from '../desk/log.ts';
import type { Journal, Refusal } from '../journal/port.ts';

export interface DeskNoticesOptions {
  readonly desk: Pick<TradingDesk, 'bus' | 'instrument' | 'broken' | 'onShown'>;
  readonly journal: Pick<Journal, 'counts' | 'refusals'>;
  readonly strategies: AlertSettings['strategies'];
  readonly notify: Notify;
  readonly log: Log;
}

const BROKEN = 'desk.broken';
const MOST_REFUSALS = 1_000;

/** Tells what the desk itself has to tell: orders, fills, closed positions, refusals, and a record that cannot be written. Returns what ends it. */
export function tellOfDesk({ desk, journal, strategies, notify, log }: DeskNoticesOptions): () => void {
  const isTold = (strategy: string) => strategies === 'all' || strategies.includes(strategy);
  const notices = new OrderNotices((name): Instrument | undefined => {
    try {
      return desk.instrument(name);
    } catch {
      return undefined;
    }
  });
  let refused = journal.counts().refusals;
  let broken: string | undefined;

  const lookAtRefusals = () => {
    const { refusals } = journal.counts();
    const fresh = Math.min(MOST_REFUSALS, refusals - refused);
    refused = refusals;
    if (fresh <= 0) return;
    const told = journal.refusals(fresh).map(refusalNotice).reverse();
    for (const each of told) if (each && isTold(each.strategy)) notify.tell(each.notice);
  };
  const lookAtRecord = () => {
    const sentence = desk.broken();
    if (sentence === broken) return;
    broken = sentence;
    if (sentence === undefined) notify.over(BROKEN);
    else notify.tell({ type: 'risk_alert', level: 'error', key: BROKEN, text: `No order is taken. ${sentence}` });
  };

  /** What is told of must not fail for it; a disk that cannot be written may not be read either. */
  const harmless = (what: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      log.error(`${what} could not be told: ${reasonOf(error)}`);
    }
  };

  notify.over(BROKEN);
  const ends = [
    desk.onShown((news) => {
      const told = news.filter(({ order }) => isTold(order.intent.strategy));
      harmless('What happened to orders', () => {
        for (const notice of notices.of(told)) notify.tell(notice);
      });
    }),
    desk.bus.onTouch((topic) => {
      if (topic === 'status') harmless('How the record stands', lookAtRecord);
      if (topic === 'refusals' || topic === 'status') harmless('What was refused', lookAtRefusals);
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** Of what a file had to say nobody is told here: whoever takes it in is. */
function refusalNotice({ subject, reason, detail }: Refusal): { notice: Notice; strategy: string } | undefined {
  const asked: unknown = JSON.parse(detail);
  const textOf = (name: string): string | undefined => {
    const value: unknown = typeof asked === 'object' && asked !== null ? Reflect.get(asked, name) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const account = textOf('account');
  const instrument = textOf('instrument');
  const about = { ...(account === undefined ? {} : { account }), ...(instrument === undefined ? {} : { instrument }) };
  if (subject === 'order') {
    const strategy = textOf('strategy') ?? 'manual';
    const key = `refused.${account ?? ''}.${instrument ?? ''}.${strategy}`;
    return { strategy, notice: { type: 'order_failed', level: 'warning', ...about, key, text: `Refused: ${reason}` } };
  }
  if (subject !== 'fill') return undefined;
  const key = 'refused.fill';
  return {
    strategy: 'manual',
    notice: { type: 'risk_alert', level: 'error', ...about, key, text: `Not booked: ${reason}` },
  };
}
