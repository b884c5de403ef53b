/** Calls back once when the parent process (or npm above it) is gone. @returns stop looking */
export function watchParent(lost: () => void): () => void;
