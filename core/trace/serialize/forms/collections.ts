import { type Form, form } from '../form.ts';

const sampled = 3;

export const collectionForms: readonly Form[] = [
  form(
    (value) => value instanceof Set,
    (printer, set: ReadonlySet<unknown>, depth) => {
      const sample: unknown[] = [];
      for (const item of Set.prototype.values.call(set)) if (sample.push(item) === sampled) break;
      printer.text += `[set] len=${set.size} sample={`;
      printer.items(sample, sample.length, depth);
      printer.text += '}';
    },
    'set',
  ),
  form(
    (value) => value instanceof Map,
    (printer, map: ReadonlyMap<unknown, unknown>, depth) => {
      printer.text += 'Map ';
      printer.pairs(Map.prototype.entries.call(map), map.size, ' => ', depth);
    },
    'map',
  ),
];
