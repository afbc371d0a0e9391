import { describe, expect, it } from 'vitest';
import { recording, told } from './recording.ts';

describe('methods', () => {
  it('are monitored by a decorator: of instances, of the class, private ones and getters', async () => {
    const { tracer, records } = recording();
    const { monitored } = tracer;

    class Desk {
      readonly #orders: string[] = [];

      @monitored({ name: 'desk.Desk.submit', about: (id: string) => `order ${id}` })
      submit(id: string): number {
        this.#orders.push(id);
        this.#note();
        return this.size;
      }

      @monitored()
      get size(): number {
        return this.#orders.length;
      }

      @monitored({ name: 'desk.Desk.count' })
      static count(): number {
        return 1;
      }

      @monitored()
      async answer(): Promise<number> {
        await undefined;
        return this.size;
      }

      @monitored()
      *ids(): Generator<string> {
        yield* this.#orders;
      }

      @monitored()
      #note(): void {}
    }

    const desk = new Desk();
    expect(Desk.count()).toBe(1);
    expect(desk.submit('T-1')).toBe(1);
    expect(await desk.answer()).toBe(1);
    expect([...desk.ids()]).toEqual(['T-1']);
    expect(Desk.prototype.submit.name).toBe('submit');
    expect(Desk.prototype.submit.length).toBe(1);
    expect(told(records)).toEqual([
      'desk.Desk.count() → result=1',
      'desk.Desk.submit(T-1) → result=1',
      '  #note() →',
      '  size() → result=1',
      'answer() → result=1',
      '  size() → result=1',
      'ids() → yielded=1',
    ]);
    expect(records.find(({ process }) => process.name === 'desk.Desk.submit')?.subject).toBe('order T-1');
  });

  it('are monitored where they stand, in a class that keeps its private fields as they are', () => {
    const { tracer, records } = recording();

    class Ladder {
      readonly #rows = [1, 2];

      row(index: number): number | undefined {
        return this.#rows[index];
      }

      get size(): number {
        return this.#rows.length;
      }
    }
    tracer.monitorMethods(Ladder, 'core/ladder/ladder', { row: { about: (index) => `row ${index}` }, size: {} });

    const ladder = new Ladder();
    expect(ladder.row(1)).toBe(2);
    expect(ladder.size).toBe(2);
    expect(Object.keys(Ladder.prototype)).toEqual([]);
    expect(told(records)).toEqual([
      'core/ladder/ladder.Ladder.row(1) → result=2',
      'core/ladder/ladder.Ladder.size() → result=2',
    ]);
    expect(records[0]?.subject).toBe('row 1');
    expect(records[0]?.process.parameters).toEqual(['index']);
  });

  it('are refused by name where there are none', () => {
    const { tracer } = recording();
    class Ladder {
      rows = 1;
    }
    expect(() => tracer.monitorMethods(Ladder, 'core/ladder', { rows: {} })).toThrow(
      'There is no method core/ladder.Ladder.rows to monitor.',
    );
  });
});
