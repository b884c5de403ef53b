import type { Consumer } from '../events/consumer.ts';
import { recountDaysOfZone } from './answers/consumers/recount-days-of-zone.ts';

/** Every consumer of every area. */
export const consumers: readonly Consumer[] = [recountDaysOfZone];
