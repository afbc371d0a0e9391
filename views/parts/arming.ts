import { armedText } from '../arming-text.ts';
import { html, type Markup } from '../markup.ts';
import type { ConsoleInfo } from '../model.ts';

/** Where a venue whose orders cost real money is armed and disarmed. */
export function arming({ arming: info, zone }: ConsoleInfo): Markup {
  if (info === null) return html``;
  const state = info.until === null ? 'disarmed' : 'armed';
  return html`<form class="arming" id="arming" data-state="${state}" data-zone="${zone}" data-word="${info.word}" autocomplete="off">
    <span class="arming-text" role="status">${armedText(info, zone)}</span>
    <input class="field arming-word" name="word" data-page-keys size="6" spellcheck="false" placeholder="${info.word}" aria-label="Type ${info.word} to let orders go to ${info.venue}">
    <button class="button" type="submit"><span class="when-disarmed">Arm</span><span class="when-armed">Disarm</span></button>
  </form>`;
}
