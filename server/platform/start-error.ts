/**
 * The program cannot start (or a command cannot run), and one sentence says why. Shown without a stack trace;
 * everything else that is thrown is a fault of ours and keeps its trace.
 */
export class StartError extends Error {
	constructor(sentence: string, options: { cause?: unknown } = {}) {
		super(sentence, options);
		this.name = 'StartError';
	}
}

/** The text of whatever was thrown, for use inside a sentence. */
export const reason = (error: unknown): string => {
	if (error instanceof AggregateError && error.errors.length > 0) return reason(error.errors[0]);
	return error instanceof Error ? error.message : String(error);
};

/** `code` of a Node or PostgreSQL error, if it has one. */
export const codeOf = (error: unknown): string | undefined => {
	if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
	const code = (error as { code?: unknown } | null)?.code;
	return typeof code === 'string' ? code : undefined;
};
