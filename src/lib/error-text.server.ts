import * as messages from '#lib/paraglide/messages.js';

/** The sentence of an error code (`messages/<locale>/errors.json`, key `error_<code>`) in the reader's language. */
export function errorText(code: string, status = 400): string {
	const sentence = (messages as unknown as Record<string, unknown>)[`error_${code}`];
	if (typeof sentence === 'function') return String(sentence({}));
	return status >= 500 ? messages.error_internal() : messages.error_invalid();
}
