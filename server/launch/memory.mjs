// How the program is started so that its memory does not grow with what it once needed; `npm run bench:memory` measures it.

/** Of the C library (glibc; others ignore it). */
export const memoryEnv = { MALLOC_ARENA_MAX: '2' };

/**
 * Of V8. Most of what stayed was its young generation: three spaces that grow to 16 MB each and more beside them, and
 * never shrink. A quarter of it is collected oftener, each time in less.
 */
export const memoryFlags = ['--max-semi-space-size=4'];
