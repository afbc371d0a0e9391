import { insertCell, parse, print, setTitle } from '../../notebook/format/index.ts';

/** What a new notebook begins with: something that runs, and how to go on. */
export function starterNotebook(title: string): string {
  const query =
    'select instrument, strategy, sum(quantity) as quantity, count(*) as fills\nfrom fills\nwhere trade_date = $day\ngroup by all\norder by all';
  const empty = setTitle(parse(''), title);
  const heading = insertCell(empty, {
    kind: 'note',
    body: `# ${title}\n\nFills of {day} by instrument and strategy.`,
    after: null,
  });
  const input = insertCell(heading.file, {
    kind: 'input',
    id: 'day',
    body: 'type: date\nlabel: day\ndefault: today',
    after: heading.id,
  });
  return print(insertCell(input.file, { kind: 'sql', id: 'by_instrument', body: query, after: input.id }).file);
}
