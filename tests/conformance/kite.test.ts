import { createHash } from 'node:crypto';
import { accountId } from '../../core/model/ids.ts';
import { priceFromDecimal, priceToDecimal } from '../../core/model/price.ts';
import { createKiteSimulator } from '../../server/simulators/kite/simulator.ts';
import { kiteVenue } from '../../server/venues/kite/index.ts';
import { type Elsewhere, opened } from './remote.ts';
import { venueConformance } from './venue.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

const posted = async (url: string, form: Record<string, string>, authorization?: string): Promise<unknown> => {
  const headers = { 'x-kite-version': '3', ...(authorization && { authorization }) };
  const answer = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(form) });
  return JSON.parse(await answer.text());
};

/** Another program of the same user, with a login of its own. */
async function elsewhere(address: string, { side, quantity, price }: Elsewhere): Promise<void> {
  const [api_key, request_token] = ['simulator', 'simulator'];
  const checksum = sha(`${api_key}${request_token}simulator-secret`);
  const session = (await posted(`${address}/session/token`, { api_key, request_token, checksum })) as {
    data: { access_token: string };
  };
  const order = {
    exchange: 'NSE',
    tradingsymbol: 'INFY',
    transaction_type: side === 'buy' ? 'BUY' : 'SELL',
    quantity: String(quantity),
    product: 'MIS',
    order_type: 'LIMIT',
    validity: 'IOC',
    price: priceToDecimal(price),
  };
  await posted(`${address}/orders/regular`, order, `token ${api_key}:${session.data.access_token}`);
}

venueConformance(
  'Kite over its simulator',
  opened(
    {
      kind: kiteVenue,
      root: 'INFY',
      account: accountId('SIM001'),
      others: { resting: accountId('SIM002'), taking: accountId('SIM003') },
      executionOf: ({ order, id }, exchange) => `${exchange.order(order)?.request.tag}-${id}`,
      elsewhere,
      still: 1_200,
      simulate: createKiteSimulator,
      settings: (address) => ({
        rest: address,
        ticker: address.replace('http', 'ws'),
        login: `${address}/connect/login`,
        // what is left of a protected one rests as a limit order
        marketProtection: 0,
      }),
    },
    () => priceFromDecimal('1500'),
  ),
  { concurrent: true },
);
