import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../../server/sessions/port.ts';
import { type Console, startConsole, until } from './console.ts';

let desk: Console;
beforeEach(async () => {
  desk = await startConsole();
});
afterEach(() => desk.end());

const cell = (id: string, body: string): string => `\`\`\`probe ${id}\n${body}\n\`\`\`\n`;
const text = `${cell('one', 'say: one')}\n${cell('two', 'say: two')}\n${cell('three', 'say: three')}`;
const bodies = (session: Session) =>
  session.snapshot().cells.map(({ id, body }) => `${id} ${body.replace('say: ', '')}`);
const say = (session: Session, id: string, body: string, page = 'here') =>
  session.edit({ type: 'set_body', cell: id, body: `say: ${body}` }, page);

describe('undo', () => {
  it('takes back every kind of edit in turn, byte for byte, and redo makes it again', async () => {
    const session = await desk.open('a', text);
    const texts = [bodies(session)];
    const step = async (work: Promise<unknown>) => {
      await work;
      texts.push(bodies(session));
    };
    await step(say(session, 'one', 'uno'));
    await step(session.edit({ type: 'move', cell: 'one', by: 1 }, 'here'));
    await step(session.edit({ type: 'delete', cell: 'three' }, 'here'));
    await step(session.edit({ type: 'add', kind: 'probe', after: 'two', body: 'say: new' }, 'here'));
    await step(session.edit({ type: 'set_options', cell: 'two', options: { span: '4', rows: '3' } }, 'here'));
    await step(session.edit({ type: 'rename', title: 'Named' }, 'here'));
    const undone = [];
    for (let at = texts.length - 2; at >= 0; at--) {
      undone.push(await session.undo('here'));
      expect(bodies(session)).toEqual(texts[at]);
    }
    expect(undone.map((each) => each.done && [each.about, each.kept])).toEqual([
      ['rename', false],
      ['set span, rows of two', false],
      ['add probe', false],
      ['delete three', false],
      ['move one', false],
      ['edit one', false],
    ]);
    expect(await desk.file('a')).toBe(text);
    expect(await session.undo('here')).toEqual({ done: false, message: 'There is nothing to undo.', others: false });
    for (let at = 1; at < texts.length; at++) {
      await session.redo('here');
      expect(bodies(session)).toEqual(texts[at]);
    }
    expect(await session.redo('here')).toMatchObject({ done: false, message: 'There is nothing to redo.' });
    expect(session.snapshot().title).toBe('Named');
  });

  it('begins anew after an edit: what was undone before it is not redone', async () => {
    const session = await desk.open('a', text);
    await say(session, 'one', 'uno');
    await session.undo('here');
    await say(session, 'two', 'due');
    expect(await session.redo('here')).toMatchObject({ done: false });
    expect(bodies(session)).toEqual(['one one', 'two due', 'three three']);
  });

  it('takes back the edits of its own page and leaves those of another', async () => {
    const session = await desk.open('a', text);
    await say(session, 'one', 'uno', 'here');
    await say(session, 'two', 'due', 'there');
    expect(await session.undo('here')).toEqual({ done: true, about: 'edit one', cell: 'one', kept: true });
    expect(bodies(session)).toEqual(['one one', 'two due', 'three three']);
    expect(await session.undo('here')).toMatchObject({
      done: false,
      message: expect.stringMatching(/^This page has nothing to undo. The last change, "edit two", was made elsewhere/),
      others: true,
    });
    expect(await session.undo('here', { anybody: true })).toMatchObject({ done: true, about: 'edit two' });
    expect(bodies(session)).toEqual(['one one', 'two two', 'three three']);
    expect(await session.redo('here')).toMatchObject({ done: true });
  });

  it('never takes back what somebody else wrote at the same place, and says so', async () => {
    const session = await desk.open('a', text);
    await say(session, 'one', 'uno', 'here');
    await say(session, 'one', 'ein', 'there');
    expect(await session.undo('here')).toEqual({
      done: false,
      message:
        'Nothing was changed: since "edit one" the same place was written outside or in another page, and undo would lose that. The revisions have every text.',
      others: false,
    });
    expect(bodies(session)[0]).toBe('one ein');
  });

  it('leaves what was written outside, noticed already or not', async () => {
    const session = await desk.open('a', text);
    await say(session, 'one', 'uno');
    await desk.write('a', text.replace('say: one', 'say: uno').replace('say: three', 'say: outside'));
    expect(await session.undo('here')).toEqual({ done: true, about: 'edit one', cell: 'one', kept: true });
    expect(await desk.file('a')).toBe(text.replace('say: three', 'say: outside'));
    await say(session, 'two', 'due');
    await desk.write('a', text.replace('say: two', 'say: outside'));
    await until(session, () => bodies(session)[1] === 'two outside', 'the outside text');
    expect(await session.undo('here')).toMatchObject({ done: false });
    expect(bodies(session)[1]).toBe('two outside');
  });

  it('outlives the session', async () => {
    await say(await desk.open('a', text), 'one', 'uno');
    const again = await desk.reopen('a');
    expect(await again.undo('here')).toMatchObject({ done: true, about: 'edit one' });
    expect(bodies(again)[0]).toBe('one one');
    const third = await desk.reopen('a');
    expect(await third.redo('here')).toMatchObject({ done: true, about: 'edit one' });
  });

  it('is a revision each time, so that nothing is lost', async () => {
    const session = await desk.open('a', text);
    await say(session, 'one', 'uno');
    await session.undo('here');
    await session.redo('here');
    await session.edit({ type: 'restore', text, revision: 1 }, 'here');
    await session.undo('here');
    expect(desk.revisions.of('a').map(({ reason }) => reason)).toEqual([
      'as it was found',
      'edit one',
      'undo edit one',
      'redo edit one',
      'restore revision 1',
      'undo restore revision 1',
    ]);
    expect(bodies(session)[0]).toBe('one uno');
  });
});
