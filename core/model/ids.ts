import type { Brand } from './brand.ts';

export type ClientOrderId = Brand<string, 'ClientOrderId'>;
export type VenueOrderId = Brand<string, 'VenueOrderId'>;
export type ExecutionId = Brand<string, 'ExecutionId'>;
export type AccountId = Brand<string, 'AccountId'>;
