import { createSeal, type Seal } from '../../platform/seal.ts';

/** What is stored of customers and nobody may read there. */
export const customerSeal = (secret: string): Seal => createSeal(secret, 'customers');
