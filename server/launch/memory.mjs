// How the program is started so that its memory does not grow with what it once needed; `npm run bench:memory` measures it.

/** Of the C library (glibc; others ignore it). */
export const memoryEnv = { MALLOC_ARENA_MAX: '2' };

/**
 * Of V8. Most of what stayed was its young generation: three spaces that grow to 16 MB each and more beside them, and
 * never shrink. With half of it answers in batches are taken as fast as with all (16,500 a second); with a quarter a
 * fifth of the processor's time went into collecting it, and it was 11,600 (`npm run bench:answers`).
 */
export const memoryFlags = ['--max-semi-space-size=8'];
