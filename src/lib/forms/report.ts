import type { SubmitFunction } from '$app/forms';
import { m } from '#lib/paraglide/messages.js';
import { focusProblem } from '#lib/ui/focus-problem.ts';
import type { Toasts } from '#lib/ui/toasts.svelte.ts';

/**
 * For small forms that save at once: says in a toast how it went, keeps what was typed.
 * @param said what to say on success
 */
export const report =
	(toasts: Toasts, said: () => string = m.common_saved): SubmitFunction =>
	({ formElement }) =>
	async ({ result, update }) => {
		// Kit would show its error page, and with it forget what was typed.
		if (result.type !== 'error') await update({ reset: false, navigate: false });
		if (result.type === 'success') toasts.good(said());
		else if (result.type === 'failure') {
			toasts.error(messageOf(result.data));
			await focusProblem(formElement);
		} else if (result.type === 'error') toasts.error(m.common_save_failed());
	};

/** The sentence of a refused form: what is wrong with a field says more than that something is. */
export function messageOf(data: unknown): string {
	const { message, fields } = (data ?? {}) as { message?: string; fields?: Record<string, string> };
	return Object.values(fields ?? {})[0] ?? message ?? m.common_save_failed();
}
