import type { ClientOrderId } from '../../../core/model/ids.ts';
import type { Tracer } from '../../../core/trace/port.ts';
import type { Venue } from '../../../core/venue/port.ts';
import type { DeskMarket, DeskRecorder, OpenMarket } from '../../desk/desk-market.ts';
import type { Journal } from '../../journal/port.ts';
import { monitorMethods } from './methods.ts';
import { OrderTraces } from './order-traces.ts';

/** A hundred batches of the market a second: one of them stands for as many. */
const marketSample = 0.01;

const aboutOrder = (id: ClientOrderId | undefined): string | undefined => id && `order ${id}`;

/** The same market, with its journal and venue monitored from the moment they are open. */
export function monitorMarket<R extends DeskRecorder>(tracer: Tracer, market: DeskMarket<R>): DeskMarket<R> {
  return {
    clock: market.clock,
    instruments: market.instruments,
    key: (folder) => market.key(folder),
    recorder: (folder) => market.recorder(folder),
    async open(record) {
      monitorJournal(tracer, record.journal);
      const opened = await market.open(record);
      monitorVenue(tracer, opened.venue);
      return { ...opened, driver: (hooks) => outsideOfTraces(tracer, opened.driver(hooks)) };
    },
  };
}

function monitorJournal(tracer: Tracer, journal: Journal): void {
  monitorMethods(tracer, journal, 'server/journal/journal.SqliteJournal', {
    appendOrderEvents: { about: ([entry]) => aboutOrder(entry?.event.clientOrderId) },
    appendFills: {},
    appendAmendment: {},
    appendSettlements: {},
    appendSpots: {},
    appendRefusal: {},
    appendPnl: {},
    appendAudit: {},
    recordRoll: {},
    setSessionValue: {},
  });
  const orders = new OrderTraces(tracer);
  const append = journal.appendOrderEvents;
  journal.appendOrderEvents = (entries, meanwhile) =>
    orders.within(entries[0]?.event.clientOrderId, () => append.call(journal, entries, meanwhile));
}

function monitorVenue(tracer: Tracer, venue: Venue): void {
  const name = `core/venue/${venue.name}`;
  monitorMethods(tracer, venue, name, {
    connect: {},
    disconnect: {},
    place: { about: ({ clientOrderId }) => aboutOrder(clientOrderId) },
    cancel: { about: aboutOrder },
    replace: { about: aboutOrder },
  });
  const listen = venue.onEvents;
  venue.onEvents = (listener) => {
    const take = tracer.monitor(listener, { name: 'server/desk/intake.Intake.take', sample: marketSample });
    return listen.call(venue, (events) => tracer.within(undefined, () => take.call(undefined, events)));
  };
}

/** What drives a market goes on for ever: nothing that happens in it is part of the call that started it. */
function outsideOfTraces<D extends ReturnType<OpenMarket['driver']>>(tracer: Tracer, driven: D): D {
  const { driver } = driven;
  const start = driver.start;
  driver.start = () => tracer.within(undefined, () => start.call(driver));
  return driven;
}
