import { keepAddress } from './address.ts';
import { printInLight, showThemeWord } from './appearance.ts';
import { keepTabStop, rememberFocus } from './cell.ts';
import { startCellActions } from './cell-actions.ts';
import { startClock, takeClock, takeLink } from './clock.ts';
import { connect } from './connect.ts';
import { followCreate } from './create.ts';
import { followErrors } from './edit.ts';
import { startFolding } from './folding.ts';
import { takeFrame, takeReset } from './frames.ts';
import { confirmInPlace, extendHtmx } from './htmx.ts';
import { startFileDrop } from './import-file.ts';
import { startKeyboard } from './keyboard.ts';
import { startLibrary } from './library.ts';
import type { LinkMessage } from './link.ts';
import { showError } from './message.ts';
import { startOutline } from './outline.ts';
import { pageInfo } from './page-info.ts';
import { perform, startButtons } from './perform.ts';
import { startRecordings } from './play-recording.ts';
import { startRail } from './rail.ts';
import { afterSwap, refreshCells } from './refresh.ts';
import { startRows } from './rows.ts';
import { startTransport, takeMode } from './transport.ts';

function hear(message: LinkMessage): void {
  if (message.type === 'frame') takeFrame(message.frame);
  else if (message.type === 'reset') takeReset(message.cells);
  else if (message.type === 'clock') {
    takeMode(message.clock);
    takeClock(message.clock);
  } else if (message.type === 'link') takeLink(message.link);
  else void refreshCells(message.structure.revision).catch(showError);
}

extendHtmx();
confirmInPlace();
document.addEventListener('htmx:after:swap', afterSwap);
document.addEventListener('htmx:error', (event) => showError((event as CustomEvent).detail?.error));
rememberFocus();
keepTabStop();
showThemeWord();
printInLight();
startRail();
startRows();
startLibrary();
startFolding();
startOutline();
startButtons();
followCreate();
startKeyboard(pageInfo.keys, perform);
startCellActions();
keepAddress();
startFileDrop();
startTransport();
startRecordings();
followErrors();
startClock(pageInfo.watch !== null);
if (pageInfo.watch !== null) connect([pageInfo.watch, ...(pageInfo.follows ?? [])].join(','), hear);
