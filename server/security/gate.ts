import { createMiddleware } from 'hono/factory';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];
const readMethods = ['GET', 'HEAD', 'OPTIONS'];
const writableTypes = ['application/json', 'text/plain'];
/** Where other programs send what they observe, which is Protobuf unless they are told otherwise; no HTML form can. */
const protobufPaths = ['/v1/traces', '/v1/logs'];

const refusal = (message: string, hint: string) => ({ error: { message, hint } });

/** Where messages of other programs arrive. */
const isWebhook = (method: string, path: string): boolean => method === 'POST' && /^\/api\/webhooks\/[^/]+$/.test(path);

/** What tunnels and proxies add to a request that they bring. */
const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'cf-connecting-ip', 'tailscale-funnel-request'];

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

export interface Hosts {
  /** Names beside loopback's that pages are opened by. */
  readonly allowedHosts?: readonly string[];
  /** Names that reach webhooks alone. */
  readonly webhookHosts?: readonly string[];
}

/**
 * Any page that the person has open can reach a loopback port, so each request says by its headers who is asking: the host must be one of
 * ours (a rebound name is not), a write must come from our own page or from no page at all, and its body is JSON or plain text, which no
 * HTML form of another site can send together with our origin. A name that is for webhooks alone reaches nothing else, and neither does what a tunnel brings under
 * a loopback name once there is such a name: nobody who has not asked for it has their console seen from outside.
 */
export function gate({ allowedHosts = [], webhookHosts = [] }: Hosts = {}) {
  const hosts = new Set([...loopbackNames, ...allowedHosts]);
  const outside = new Set(webhookHosts.map((name) => name.toLowerCase()));
  return createMiddleware(async (context, next) => {
    const host = context.req.header('host') ?? '';
    const name = hostName(host);
    const takesMessage = isWebhook(context.req.method, context.req.path);
    const isBrought =
      outside.size > 0 && loopbackNames.includes(name) && forwarded.some((each) => context.req.header(each));
    if ((outside.has(name) && !hosts.has(name)) || isBrought) {
      if (!takesMessage)
        return context.json(refusal('Only webhooks are reached from outside.', 'Post to /api/webhooks/NAME.'), 403);
    } else if (!hosts.has(name)) {
      const hint =
        'Open the console by the address it printed at start, or add the host to allowedHosts in config/desk.json.';
      return context.json(refusal(`The host ${JSON.stringify(host)} is not one this console answers to.`, hint), 403);
    }
    const site = context.req.header('sec-fetch-site');
    const navigates = context.req.header('sec-fetch-mode') === 'navigate';
    const reads = readMethods.includes(context.req.method);
    if (site !== undefined && site !== 'same-origin' && site !== 'none' && !(reads && navigates)) {
      return context.json(refusal('Another site asked for this.', 'Only pages of this console may call it.'), 403);
    }
    if (reads) return next();
    const origin = context.req.header('origin');
    if (origin !== undefined && origin !== `http://${host}`) {
      return context.json(
        refusal(`A page of ${origin} asked for this.`, 'Only pages of this console may change it.'),
        403,
      );
    }
    const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    const readable = type === 'application/x-protobuf' && protobufPaths.includes(context.req.path);
    if (type !== undefined && !writableTypes.includes(type) && !readable) {
      return context.json(
        refusal(`A body of type ${type} is not read here.`, 'Send application/json or text/plain.'),
        415,
      );
    }
    return next();
  });
}
