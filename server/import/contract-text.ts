import { type MonthCode, monthOf } from '../../core/model/contract.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** `ZN SEP25`, `XCME.ZN.SEP25` and `XCMEFFDPSX20250919U0ZN` by their month and year; undefined for anything else. In capitals. */
export function contractOfText(registry: InstrumentRegistry, text: string): Instrument | undefined {
  const named = /^(?:XCME\.)?([A-Z0-9]+)[ .]([A-Z]{3}) ?'?(\d\d|\d{4})$/.exec(text);
  if (named) {
    const [, root = '', month = '', year = ''] = named;
    return registry.contract(root, year.length === 2 ? 2_000 + Number(year) : Number(year), months.indexOf(month) + 1);
  }
  const traded = /^XCMEFFDPSX(\d{4})(\d\d)\d\d([FGHJKMNQUVXZ])\d([A-Z0-9]+)$/.exec(text);
  if (!traded) return undefined;
  const [, year, expiry, code, root = ''] = traded;
  const month = monthOf(code as MonthCode);
  return registry.contract(root, Number(year) + (month < Number(expiry) ? 1 : 0), month);
}
