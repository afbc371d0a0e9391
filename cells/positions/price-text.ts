import type { PriceParts } from '../../core/model/price-format.ts';
import type { PriceText } from './schema.ts';

export const priceText = ({ sign, handle, fraction }: PriceParts, text = sign + handle + fraction): PriceText => ({
  text,
  handle: sign + handle,
  fraction,
});
