import { insertCell, parse, print, setTitle } from '../../notebook/format/index.ts';
import type { ImportReport } from '../../views/import-report.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

type Taken = Pick<ImportReport, 'file' | 'gives' | 'accounts'>;

function queriesOf({ file, gives, accounts }: Taken): readonly (readonly [id: string, body: string])[] {
  if (gives === 'settlements') {
    return [
      [
        'closing_prices',
        `select trade_date, instrument, kind, price, ts_event\nfrom settlements\nwhere source = ${quoted(file)}\norder by all`,
      ],
    ];
  }
  const theirs = `account in (${accounts.map(quoted).join(', ')})`;
  return [
    [
      'realized_by_day',
      `select trade_date, instrument, account, sum(quantity)::bigint as quantity, sum(realized) as realized\nfrom matches\nwhere ${theirs}\ngroup by all\norder by all`,
    ],
    [
      'imported_fills',
      `select ts_event, trade_date, instrument, account, strategy, side, quantity, price, fee, origin, execution_id\nfrom fills\nwhere ${theirs}\norder by ts_event`,
    ],
  ];
}

/** The text of a notebook that begins with queries over what a file brought. */
export function importNotebook(title: string, taken: Taken): string {
  const note = insertCell(setTitle(parse(''), title), { kind: 'note', body: `# ${title}`, after: null });
  let { file, id: after } = note;
  for (const [id, body] of queriesOf(taken)) {
    const inserted = insertCell(file, { kind: 'sql', id, body, after });
    file = inserted.file;
    after = inserted.id;
  }
  return print(file);
}
