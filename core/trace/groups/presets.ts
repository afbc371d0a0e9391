import { byPattern, type GroupRule } from './pattern.ts';
import type { GroupStrategy } from './strategy.ts';

const ours = (group: string, ...parts: readonly string[]): readonly GroupRule[] =>
  parts.map((match) => ({ match, group }));

/** Deskbook's own parts by module path; the narrower ones come first. */
const deskbook: readonly GroupRule[] = [
  ...ours(
    'venue.replay',
    'core/venue/replay',
    'core/replay',
    '/^server/desk/(?:replay|recording)/',
    'server/recordings',
  ),
  ...ours('venue.paper', 'core/venue', 'core/demo', '/^server/desk/(?:paper|demo)/'),
  ...ours(
    'desk.orders',
    'core/orders',
    '/^server/desk/(?:desk\\.TradingDesk\\.)?(?:orders?|check-order|amend|submit|cancel|replace|flatten|refuse)/i',
  ),
  ...ours('desk.market', '/^server/desk/(?:market|minute-bars|book-rows|instruments|intake)/'),
  ...ours(
    'desk.pnl',
    'core/pnl',
    'core/settlement',
    'core/statistics',
    '/^server/desk/(?:pnl|settlements|fills)/',
    'server/statistics',
  ),
  ...ours('desk', 'server/desk', 'core/strategies', 'core/ladder'),
  ...ours('journal', 'server/journal'),
  ...ours('sql', 'server/analytics'),
  ...ours('cells', 'cells', 'server/sessions'),
  ...ours('notebook', 'notebook', 'server/store'),
  ...ours(
    'http',
    'server/routes',
    'server/security',
    'server/live',
    'server/app',
    'server/console-app',
    '/^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)(?: |$)/',
  ),
  ...ours('import', 'server/import'),
  ...ours('export', 'server/export'),
  ...ours('spots', 'server/spots', 'core/spot'),
  ...ours('trace', 'server/trace', 'core/trace'),
];

const part = (words: string): string => `(?:^|[._/])(?:${words})(?:s?[._/]|_|$)`;

/** What desks call the parts of other programs. */
const programs: readonly GroupRule[] = [
  { match: `/${part('tt(?:_?rest)?(?:_?api)?')}/i`, group: 'external.tt_api' },
  { match: `/${part('orders?|execution|oms')}/i`, group: 'trading.orders.execution' },
  { match: `/${part('market_?data|prices?|quotes?|ticks?|order_?books?')}/i`, group: 'trading.market_data.prices' },
  { match: `/${part('risk|greeks?|margin|exposure|spot_?risk')}/i`, group: 'trading.risk.calculation' },
  { match: `/${part('pnl|p_and_l|profit|settlements?|lots?')}/i`, group: 'trading.pnl' },
  { match: `/${part('positions?|portfolio')}/i`, group: 'trading.positions' },
  { match: `/${part('db|database|sql|sqlite|postgres|redis|storage|repository')}/i`, group: 'storage' },
  { match: `/${part('api|http|rest|client|gateway|external')}/i`, group: 'external' },
];

/** Groups of Deskbook's own parts, then of what other programs are usually made of. */
export const byPreset: GroupStrategy = byPattern([...deskbook, ...programs]);
