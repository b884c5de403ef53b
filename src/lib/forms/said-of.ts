/** What to say of a call that failed: the API says it in words for people, also where no answer came (`api/client.ts`). */
export const saidOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
