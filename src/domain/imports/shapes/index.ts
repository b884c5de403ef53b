export * from './all-shapes.ts';
export * from './shape.ts';
export * from './answers-of.ts';
export { guessOf } from './guess-of.ts';
export { isAnswer } from './build.ts';
export { roleOf } from './find-questions.ts';
