import { announce } from './announce.ts';
import { setText } from './text.ts';

/** Says at the top of the page why the desk takes no order, for as long as it takes none. */
export function showTrouble(sentence: string | undefined): void {
  const shown = document.querySelector<HTMLElement>('#trouble');
  if (sentence === undefined) {
    if (!shown) return;
    shown.remove();
    announce('Orders are taken again');
    return;
  }
  if (shown) {
    setText(shown.querySelector('span'), sentence);
    return;
  }
  const line = document.createElement('p');
  line.id = 'trouble';
  line.className = 'notice';
  line.setAttribute('role', 'alert');
  const title = document.createElement('strong');
  title.textContent = 'No order is taken';
  const words = document.createElement('span');
  words.textContent = sentence;
  line.append(title, words);
  document.querySelector('main')?.prepend(line);
}
