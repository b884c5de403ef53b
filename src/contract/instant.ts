import * as v from 'valibot';

/** ISO 8601 in UTC. */
export const Instant = v.pipe(v.string(), v.isoTimestamp());
