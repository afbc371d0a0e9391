import type { Htmx, HtmxRequestCtx } from 'htmx.org';
import { fileOf, sendFile } from './import-file.ts';
import { showMessage } from './message.ts';
import { pageName } from './page-name.ts';

interface HtmxInternals {
  initSecurity(policy: undefined, compile: unknown, compileAsync: unknown): void;
}

interface Hooks {
  init(internals: HtmxInternals): void;
  htmx_before_request(source: Element, detail: { ctx: HtmxRequestCtx & { vals?: object } }): void;
  htmx_before_swap(source: Element, detail: { ctx: HtmxRequestCtx }): boolean | undefined;
}

declare global {
  interface Window {
    htmx: Omit<Htmx, 'registerExtension'> & { registerExtension(name: string, hooks: Hooks): unknown };
  }
}

function refuseToCompile(): never {
  throw new Error('Expressions in attributes are switched off.');
}

/** The console takes no form encoding, so what htmx collected goes as JSON; and no attribute is ever code. */
export function extendHtmx(): void {
  window.htmx.registerExtension('deskbook', {
    init: (internals) => internals.initSecurity(undefined, refuseToCompile, refuseToCompile),
    htmx_before_request: (source, { ctx }) => {
      const { request } = ctx;
      request.headers['Deskbook-Page'] = pageName;
      if (request.method === 'GET' || request.method === 'DELETE') return;
      const file = fileOf(source);
      if (file !== undefined) {
        sendFile(request, file);
        return;
      }
      const fields = request.body instanceof URLSearchParams ? Object.fromEntries(request.body) : {};
      request.headers['Content-Type'] = 'application/json';
      request.body = JSON.stringify({ ...fields, ...ctx.vals });
    },
    htmx_before_swap: (source, { ctx }) => {
      if ((ctx.response?.status ?? 200) < 400 || source.hasAttribute('data-refused-here')) return undefined;
      showMessage(refusalText(ctx.text ?? ''), { error: true });
      return false;
    },
  });
}

/** htmx would put a refusal where the answer belongs; the cells stay and the sentence is shown beside them. */
function refusalText(panel: string): string {
  const parsed = new DOMParser().parseFromString(panel, 'text/html');
  const sentences = [...parsed.querySelectorAll('.error-message, .error-hint')].map((line) => line.textContent ?? '');
  return sentences.join(' ') || 'The console refused this request.';
}

/** Two presses instead of a dialog: the first one asks on the button itself. */
export function confirmInPlace(): void {
  document.addEventListener('htmx:confirm', (event) => {
    const { ctx, issueRequest, dropRequest } = (event as CustomEvent).detail as {
      ctx: HtmxRequestCtx & { confirm?: string };
      issueRequest(): void;
      dropRequest(): void;
    };
    const button = ctx.sourceElement as HTMLElement;
    event.preventDefault();
    if (button.dataset.confirming !== undefined || !ctx.confirm) {
      issueRequest();
      return;
    }
    const word = button.textContent;
    button.dataset.confirming = '';
    button.textContent = ctx.confirm;
    setTimeout(() => {
      delete button.dataset.confirming;
      button.textContent = word;
    }, 3_000);
    dropRequest();
  });
}

/** Fetches a piece of the page and morphs it in. */
export async function swapPiece(address: string, target: string): Promise<void> {
  await window.htmx.ajax('GET', address, { target, swap: 'outerMorph' });
}
