import type { Bus } from '../../core/bus.ts';
import type {
  BookState,
  FillsState,
  OrdersState,
  PnlState,
  PositionsState,
  RefusalsState,
  SettlementsState,
  StatusState,
  TapeState,
} from '../../core/topics.ts';

export const bookTopic = (instrument: string): string => `book.${instrument}`;
export const tapeTopic = (instrument: string): string => `tape.${instrument}`;

/** Every topic that a desk with these instruments may have: those below, the spots, and the recording while one is played. */
export const topicNames = (instruments: readonly string[]): readonly string[] => [
  ...instruments.flatMap((instrument) => [bookTopic(instrument), tapeTopic(instrument)]),
  ...[
    'orders',
    'fills',
    'positions',
    'pnl',
    'status',
    'settlements',
    'refusals',
    'spots',
    'replay',
    'alerts',
    'webhooks',
  ],
];

/** How each state is read; a state is made only when somebody asks for it. */
export interface DeskReads {
  readonly instruments: readonly string[];
  book(instrument: string): BookState;
  tape(instrument: string): TapeState;
  orders(): OrdersState;
  fills(): FillsState;
  positions(): PositionsState;
  pnl(): PnlState;
  status(): StatusState;
  settlements(): SettlementsState;
  refusals(): RefusalsState;
}

/** What an instrument with a market has. */
export function defineMarketTopics(bus: Bus, instrument: string, reads: Pick<DeskReads, 'book' | 'tape'>): void {
  bus.define<BookState>(bookTopic(instrument), () => reads.book(instrument));
  bus.define<TapeState>(tapeTopic(instrument), () => reads.tape(instrument));
}

export function defineTopics(bus: Bus, reads: DeskReads): void {
  for (const instrument of reads.instruments) defineMarketTopics(bus, instrument, reads);
  bus.define<OrdersState>('orders', () => reads.orders());
  bus.define<FillsState>('fills', () => reads.fills());
  bus.define<PositionsState>('positions', () => reads.positions());
  bus.define<PnlState>('pnl', () => reads.pnl());
  bus.define<StatusState>('status', () => reads.status());
  bus.define<SettlementsState>('settlements', () => reads.settlements());
  bus.define<RefusalsState>('refusals', () => reads.refusals());
}
