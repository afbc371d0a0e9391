import { describe, expect, it } from 'vitest';
import { MalformedAlert } from '../../../core/webhooks/malformed.ts';
import { signalName } from '../../../core/webhooks/signal.ts';
import { readTitle } from '../../../core/webhooks/title.ts';

describe('readTitle', () => {
  const cases: [title: string, signal: string, symbol: string | undefined][] = [
    ['Open Long [MNQ1!]', 'open_long', 'MNQ1!'],
    ['Open Short [M2K]', 'open_short', 'M2K'],
    ['🟢 OPEN LONG [6E1!] 15m', 'open_long', '6E1!'],
    ['Enter-Short [CME_MINI:MNQ1!]', 'open_short', 'CME_MINI:MNQ1!'],
    ['Stop Out Long [MNQ1!]', 'stop_out_long', 'MNQ1!'],
    ['stopped_out_short [ES]', 'stop_out_short', 'ES'],
    ['Trim Long [MNQ1!]', 'tp1_hit_long', 'MNQ1!'],
    ['Trim/Close Short [MNQ1!]', 'tp1_hit_short', 'MNQ1!'],
    ['TP1 Hit Long [MNQ1!]', 'tp1_hit_long', 'MNQ1!'],
    ['Target 2 hit: short [GC1!]', 'tp2_hit_short', 'GC1!'],
    ['TP3 Hit Long [ES1!]', 'tp3_hit_long', 'ES1!'],
    ['Close Long [MNQ1!]', 'close_long', 'MNQ1!'],
    ['Exit Short [MNQ1!]', 'exit_short', 'MNQ1!'],
    ['Close [MNQ1!]', 'close', 'MNQ1!'],
    ['Session Close [MNQ1!]', 'session_close', 'MNQ1!'],
    ['Session Close', 'session_close', undefined],
    ['Flatten [ZN]', 'flatten', 'ZN'],
  ];
  it.each(cases)('%s', (title, name, symbol) => {
    const { signal, ...rest } = readTitle(title, 'title');
    expect([signalName(signal), rest.symbol]).toEqual([name, symbol]);
  });

  const wrong: [title: string, sentence: string][] = [
    ['Hello [MNQ1!]', '"Hello [MNQ1!]" says no signal; there are Open,'],
    ['Open [MNQ1!]', '"Open [MNQ1!]" opens neither Long nor Short; write one of them.'],
    ['Open Long or Short [MNQ1!]', '"Open Long or Short [MNQ1!]" says both Long and Short; write one of them.'],
    ['Reopening Longer [MNQ1!]', '"Reopening Longer [MNQ1!]" says no signal;'],
  ];
  it.each(wrong)('%s is none', (title, sentence) => {
    expect(() => readTitle(title, 'title')).toThrow(MalformedAlert);
    expect(() => readTitle(title, 'title')).toThrow(sentence);
  });
});
