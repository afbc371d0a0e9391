import { describe, expect, it } from 'vitest';
import { pageRoutes } from '../../server/routes/pages.ts';
import { actions } from '../../views/keymap.ts';
import { fixture } from './fixture.ts';

const names: readonly string[] = actions.map(({ name }) => name);

const markupOf = async (path: string): Promise<string> => {
  const answer = await pageRoutes(fixture().deps).request(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
};

describe.each(['/', '/notebooks/morning', '/pin/morning/zn'])('the buttons of %s', (path) => {
  it('offer actions of the table', async () => {
    const offered = [...(await markupOf(path)).matchAll(/data-act="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(offered.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('carry the key that holds', async () => {
    const keyed = [...(await markupOf(path)).matchAll(/data-act="([^"]*)" title="([^"]*)"/g)];
    const bare = keyed.filter(([, , title]) => !/\(.+\)$/.test(title ?? ''));
    expect(bare.map(([, name]) => name)).toEqual([]);
  });

  it('and the page hands over the table itself', async () => {
    const json = /<script type="application\/json" id="page-data">(.*?)<\/script>/s.exec(await markupOf(path))?.[1];
    const { keys } = JSON.parse(json ?? '') as { keys: object };
    expect(keys).toEqual(Object.fromEntries(actions.map(({ name, keys }) => [name, keys])));
  });
});
