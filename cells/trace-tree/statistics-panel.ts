import { type Grouping, type GroupStatistics, statisticsBy } from '../../core/trace/tree/statistics.ts';
import type { Tag } from '../kind.ts';
import type { Loaded } from './loaded.ts';
import { isColumn, type StatisticsOrder, statisticsPart } from './statistics-view.ts';

/** What statistics are by, and in which order. */
export class StatisticsPanel {
  readonly by: Grouping;
  readonly #groups: readonly GroupStatistics[];
  #order: StatisticsOrder;

  constructor({ tree, self }: Loaded, by: Grouping, before?: StatisticsPanel) {
    this.by = by;
    this.#groups = statisticsBy(tree, by, self);
    this.#order = before ? before.#order : { by: 'selfTotal', descending: true };
  }

  /** By a column, and the other way round where it is by that one already; names begin at their first. */
  sort(name: string | undefined): void {
    if (!isColumn(name)) return;
    this.#order = { by: name, descending: this.#order.by === name ? !this.#order.descending : name !== 'name' };
  }

  part<T>(html: Tag<T>): T {
    return statisticsPart(html, this.#groups, this.by, this.#order);
  }
}
