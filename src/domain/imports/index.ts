/** Tables from elsewhere as answers: what each column means, what each row becomes. */
export * from './guess.ts';
export * from './inputs.ts';
export * from './mapping.ts';
export * from './plan.ts';
export * from './read-time.ts';
