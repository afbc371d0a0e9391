import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { ok, paged, serviceSays } from '../answers.ts';
import { markets } from '../catalog.ts';
import { MARKET_CME, PRODUCT_TYPE_FUTURE } from '../codes.ts';
import type { TtParts } from '../parts.ts';

export function productRoutes({ catalog }: TtParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();

  routes.get('/ttpds/:environment/markets', () => ok({ markets }));
  routes.get('/ttpds/:environment/mics', () =>
    ok({ markets: [{ desc: '', id: 'XCBT', marketId: String(MARKET_CME), name: 'XCBT' }] }),
  );
  routes.get('/ttpds/:environment/productdata', () =>
    ok({ productTypes: [{ id: String(PRODUCT_TYPE_FUTURE), name: 'Future' }] }),
  );
  routes.get('/ttpds/:environment/instrumentdata', () =>
    ok({
      optionCodes: [
        { id: '1', name: 'Put' },
        { id: '2', name: 'Call' },
      ],
    }),
  );

  routes.get('/ttpds/:environment/products', (context) => {
    const market = context.req.query('marketId');
    if (market === undefined) return serviceSays('marketId is needed.', 400);
    const rows = market === String(MARKET_CME) ? catalog.products.map(({ row }) => row) : [];
    return paged(context, 'products', rows);
  });

  routes.get('/ttpds/:environment/product/:id', ({ req }) => {
    const found = catalog.products.find(({ id }) => id === req.param('id'));
    return found === undefined ? serviceSays('There is no such product.', 404) : ok({ product: [found.row] });
  });

  routes.get('/ttpds/:environment/instruments', (context) => {
    const { productId, alias } = context.req.query();
    if (productId === undefined && alias === undefined) return serviceSays('productId or alias is needed.', 400);
    const rows = catalog.listed.filter(
      (each) =>
        (productId === undefined || each.productId === productId) && (alias === undefined || each.alias === alias),
    );
    return paged(
      context,
      'instruments',
      rows.map(({ row }) => row),
    );
  });

  routes.get('/ttpds/:environment/instrument/:id', ({ req }) => {
    const found = catalog.byId(req.param('id'));
    return found === undefined ? serviceSays('There is no such instrument.', 404) : ok({ instrument: [found.row] });
  });

  return routes;
}
