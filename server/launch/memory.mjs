// How the program is started so that its memory does not grow with what it once needed; `npm run bench:memory` measures it.

/** Of the C library (glibc; others ignore it). */
export const memoryEnv = { MALLOC_ARENA_MAX: '2' };

/** Of V8. */
export const memoryFlags = [];
