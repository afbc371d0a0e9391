import type { Tag } from '../kind.ts';
import type { ReplayProps, ReplayValue } from './schema.ts';

type Playing = NonNullable<ReplayValue['playing']>;

const fact = <T>(html: Tag<T>, name: string, text: string): T => html`<div><dt>${name}</dt><dd>${text}</dd></div>`;

function jumps<T>(html: Tag<T>, list: Playing['jumps']): unknown {
  if (list.length === 0) return '';
  const rows = list.map(
    ({ from, to, length }) =>
      html`<tr><td class="number">${from}</td><td class="number">${to}</td><td class="number weak">${length}</td></tr>`,
  );
  return html`<table><caption>Nothing happened here, so it was jumped over.</caption><tbody>${rows}</tbody></table>`;
}

export function view<T>(html: Tag<T>, { playing }: ReplayValue, _props: ReplayProps): T {
  if (playing === null)
    return html`<p class="replay-none">No recording is played. Choose a file, or a day of your own record, under <a href="/recordings">Recordings</a>.</p>`;
  return html`<div class="replay"><dl>${fact(html, 'recording', playing.name)}${fact(html, 'span', playing.span)}${fact(html, 'stands at', playing.position)}${fact(html, 'speed', `${playing.word} ${playing.speed}`)}${fact(html, 'events', playing.events)}${fact(html, 'run', playing.run)}</dl><div class="replay-words"><p>${playing.matching}</p>${playing.notes.map((note) => html`<p class="weak">${note}</p>`)}${jumps(html, playing.jumps)}</div></div>`;
}

export const caption = ({ playing }: ReplayValue): string =>
  playing === null ? '' : `${playing.word} ${playing.speed}`;
