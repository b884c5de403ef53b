/** The map needs the browser's sizes and its own document: a server-drawn one would be thrown away at once. */
export const ssr = false;
