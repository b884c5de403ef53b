/** Codes on paper: for which places, on which paper, how large, and in which words. */
export * from './code-size.ts';
export * from './contrast.ts';
export * from './formats.ts';
export * from './inputs.ts';
export * from './place-list.ts';
export * from './print-words.ts';
