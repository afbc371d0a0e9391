import type { Random } from '../../../core/random.ts';

/** A call of a story: what it is named, how long it takes by itself, what goes in and comes out, and what it calls. */
export interface Step {
  readonly process: string;
  readonly group: string;
  readonly service?: string;
  /** Mean milliseconds of the call without what it calls. */
  readonly own: number;
  readonly inputs?: (drawn: Drawn) => readonly (readonly [name: string, value: string])[];
  readonly outputs?: (drawn: Drawn) => readonly (readonly [name: string, value: string])[];
  readonly subject?: (drawn: Drawn) => string;
  /** What it fails with now and then; those that called it fail with it. */
  readonly fails?: { readonly probability: number; readonly error: (drawn: Drawn) => string };
  readonly steps?: readonly Step[];
}

/** What was drawn for one story. */
export interface Drawn {
  readonly number: number;
  readonly instrument: string;
  readonly quantity: number;
  readonly ticks: number;
  readonly rows: number;
}

const instruments = ['ZNZ6', 'ZBZ6', 'ZFZ6', 'ESZ6', 'CLF7'];

export const draw = (number: number, random: Random): Drawn => ({
  number,
  instrument: instruments[random.integer(0, 4)] ?? '',
  quantity: random.integer(1, 25),
  ticks: random.integer(-40, 40),
  rows: random.integer(0, 500),
});

const price = ({ ticks }: Drawn): string => `'110.${String(515_625 + ticks * 15_625).padStart(6, '0')}'`;
const text = (value: string): string => `'${value}'`;
const stack = (error: string, ...places: string[]): string =>
  [error, ...places.map((place) => `    at ${place}`)].join('\n');

const append: Step = {
  process: 'server/journal/journal.SqliteJournal.append',
  group: 'journal',
  own: 0.25,
  inputs: ({ number }) => [['entries', `[{'type': 'intent', 'clientOrderId': 'T-${number}'}]`]],
};

const read: Step = {
  process: 'server/analytics/run.run',
  group: 'sql',
  own: 6,
  inputs: ({ instrument }) => [
    ['sql', text(`select * from fills where instrument = '${instrument}'`)],
    ['limit', '1000'],
  ],
  outputs: ({ rows }) => [
    ['result[rowCount]', String(rows)],
    ['result[columns]', "[list] len=9 1st3=['ts_event', 'instrument', 'side']"],
  ],
  fails: {
    probability: 0.004,
    error: ({ instrument }) =>
      stack(
        `CellFailure: There is no source named fils_${instrument.toLowerCase()}.`,
        'analyse (server/analytics/analyse.ts:88:13)',
        'run (server/analytics/run.ts:41:20)',
        'caused by Error: Catalog Error: Table does not exist',
      ),
  },
};

/** A page's cell: HTTP, the session, the query, the value. */
const cell: Step = {
  process: 'server/app.handle',
  group: 'http',
  own: 0.4,
  inputs: ({ number }) => [
    ['method', "'POST'"],
    ['path', text(`/notebooks/morning/cells/cell_${number % 9}/run`)],
  ],
  outputs: () => [['result[status]', '200']],
  steps: [
    {
      process: 'server/sessions/run.runCell',
      group: 'cells',
      own: 0.6,
      inputs: ({ number }) => [['cell', text(`cell_${number % 9}`)]],
      steps: [read, { process: 'server/sessions/publish.publish', group: 'cells', own: 0.1 }],
    },
  ],
};

/** An order: HTTP, the risk, the journal, the venue. */
const order: Step = {
  process: 'server/app.handle',
  group: 'http',
  own: 0.3,
  inputs: () => [
    ['method', "'POST'"],
    ['path', "'/api/orders'"],
  ],
  outputs: () => [['result[status]', '202']],
  steps: [
    {
      process: 'server/desk/desk.Desk.submit',
      group: 'trading.orders',
      own: 0.2,
      subject: ({ number }) => `order T-${number}`,
      inputs: (drawn) => [
        ['instrument', text(drawn.instrument)],
        ['side', drawn.ticks < 0 ? "'buy'" : "'sell'"],
        ['quantity', String(drawn.quantity)],
        ['price', price(drawn)],
        ['account', "'***'"],
      ],
      outputs: ({ number }) => [['result[clientOrderId]', text(`T-${number}`)]],
      steps: [
        {
          process: 'core/risk/check.checkOrder',
          group: 'trading.risk',
          own: 0.02,
          outputs: () => [['result', 'True']],
        },
        append,
        {
          process: 'server/venues/paper/venue.PaperVenue.send',
          group: 'venue.paper',
          own: 0.8,
          subject: ({ number }) => `order T-${number}`,
          inputs: (drawn) => [['request', `{'type': 'limit', 'price': ${price(drawn)}}`]],
          fails: {
            probability: 0.02,
            error: ({ instrument }) =>
              stack(
                `VenueRefused: ${instrument} is closed: the session begins at 17:00 in Chicago.`,
                'PaperVenue.send (server/venues/paper/venue.ts:142:11)',
                'Desk.submit (server/desk/desk.ts:120:24)',
              ),
          },
        },
      ],
    },
  ],
};

/** What the venue says of an order. */
const event: Step = {
  process: 'server/venues/paper/venue.PaperVenue.onEvent',
  group: 'venue.paper',
  own: 0.05,
  subject: ({ number }) => `order T-${number - (number % 7)}`,
  inputs: (drawn) => [['event', `{'type': 'fill', 'quantity': ${drawn.quantity}, 'price': ${price(drawn)}}`]],
  steps: [append, { process: 'server/desk/fold.foldFill', group: 'trading.positions', own: 0.03 }],
};

/** Another program's call, that arrived over OTLP. */
const curve: Step = {
  process: 'curves.build.fit_curve',
  group: 'otlp.pricer',
  service: 'pricer',
  own: 14,
  inputs: ({ rows }) => [['quotes', `[DataFrame ${rows}×4]`]],
  outputs: ({ ticks }) => [['result', `[ndarray float64 (${60 + Math.abs(ticks)})]`]],
  steps: [
    { process: 'curves.solve.newton', group: 'otlp.pricer', service: 'pricer', own: 9 },
    { process: 'curves.solve.newton', group: 'otlp.pricer', service: 'pricer', own: 7 },
  ],
};

/** What happens on a desk and how often, in hundredths. */
export const stories: readonly (readonly [weight: number, story: Step])[] = [
  [55, event],
  [25, cell],
  [15, order],
  [5, curve],
];
