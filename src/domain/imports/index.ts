/** Tables from elsewhere as answers: what each column means, what each row becomes. */
export * from './date-order.ts';
export * from './guess.ts';
export * from './header.ts';
export { checksum, idQuality, type IdQuality } from './identity.ts';
export * from './inputs.ts';
export * from './mapping.ts';
export { oneSided } from './one-sided.ts';
export * from './plan.ts';
export * from './read-score.ts';
export { wantedCodes } from './wanted-codes.ts';
export { readTime } from './read-time.ts';
export * from './zone.ts';
export * from './shapes/index.ts';
export * from './definitions/index.ts';
export { isChinese } from './is-chinese.ts';
