import { z } from 'zod';
import type { VenueOrderId } from '../../../../core/model/ids.ts';

/** Digits, however long. */
export const jsonOrderId = z
  .string()
  .regex(/^[\x21-\x7e]{1,40}$/, 'is no id of an order')
  .transform((id) => id as VenueOrderId);

/** An exchange and the name that it has there: `NFO:NIFTY26NOVFUT`. */
export const contractIdOf = (exchange: string, tradingsymbol: string): string => `${exchange}:${tradingsymbol}`;

export const jsonExchange = z.string().regex(/^[A-Z]{2,8}$/, 'is no exchange');
export const jsonSymbol = z.string().min(1).max(60);
