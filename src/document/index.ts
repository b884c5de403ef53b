export * from './apply.ts';
export * from './origins.ts';
export * from './observe.ts';
export * from './presence.ts';
export { readJourney } from './read.ts';
export * from './seed.ts';
export { epochOf, isSeeded, readRaw, schemaOf } from './shape.ts';
export * from './undo.ts';
export * from './upgrade.ts';
