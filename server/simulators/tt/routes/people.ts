import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import type { ExchangeAccount } from '../../port.ts';
import { ok, paged, serviceSays } from '../answers.ts';
import { double } from '../json.ts';
import type { Row } from '../order-rows.ts';
import type { TtParts } from '../parts.ts';
import { USER_ID, userRow } from '../people.ts';

const accountRow = ({ id, name }: ExchangeAccount): Row => ({
  accountType: 1,
  companyId: userRow.company.id,
  id: Number(id),
  name,
  parentAccountId: 0,
  parentId: 0,
  revision: 1,
});

const noLimits = { contractLimits: [], interProductLimits: [], productLimits: [] };

const limitsOf = ({ id, balance, canTrade }: ExchangeAccount): Row => ({
  accountId: Number(id),
  riskLimitSettings: { accountCreditAmount: double(balance / 1_000_000), tradingAllowed: canTrade },
  riskLimits: noLimits,
});

/** Users and accounts. One user sees every account. */
export function peopleRoutes({ exchange }: TtParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();
  const isUser = (id: string | undefined) => id === String(USER_ID);
  const noUser = () => serviceSays('There is no such user.', 404);
  const account = (id: string) => exchange.accounts.find((each) => each.id === id);
  const noAccount = () => serviceSays('There is no such account.', 404);

  routes.get('/ttuser/:environment/users', (context) => paged(context, 'users', [userRow]));
  routes.get('/ttuser/:environment/user/:id', ({ req }) =>
    isUser(req.param('id')) ? ok({ user: [userRow] }) : noUser(),
  );
  routes.get('/ttuser/:environment/user/:id/accounts', (context) =>
    isUser(context.req.param('id')) ? paged(context, 'accounts', exchange.accounts.map(accountRow)) : noUser(),
  );
  routes.get('/ttuser/:environment/user/:id/limits', ({ req }) =>
    isUser(req.param('id'))
      ? ok({ userLimits: [{ riskLimitSettings: {}, riskLimits: noLimits, userId: USER_ID }] })
      : noUser(),
  );

  routes.get('/ttaccount/:environment/accounts', (context) =>
    paged(context, 'accounts', exchange.accounts.map(accountRow)),
  );
  routes.get('/ttaccount/:environment/account/:id', ({ req }) => {
    const found = account(req.param('id'));
    return found === undefined ? noAccount() : ok({ account: [accountRow(found)] });
  });
  routes.get('/ttaccount/:environment/account/:id/limits', ({ req }) => {
    const found = account(req.param('id'));
    return found === undefined ? noAccount() : ok({ accountLimits: [limitsOf(found)] });
  });
  return routes;
}
