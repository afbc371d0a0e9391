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
});
