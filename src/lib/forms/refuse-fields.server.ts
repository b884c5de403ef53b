import { fail, type ActionFailure } from '@sveltejs/kit';
import { errorText } from '#lib/error-text.server.ts';
import { isRefusal, type Refused } from './refuse.server.ts';

/** What is wrong with a field: who named it says what a value has to look like. */
export type Wrong = 'required' | 'wrong';

/** A form whose fields are named by somebody else (`{ settings: { … } }`): what is wrong with each. Everything else goes on. */
export function refuseFields(error: unknown): ActionFailure<Refused & { wrong: Record<string, Wrong> }> {
	if (!isRefusal(error)) throw error;
	const wrong: Record<string, Wrong> = {};
	for (const { path, code } of error.issues) {
		const name = path?.[1];
		if (name !== undefined) wrong[String(name)] ??= code === 'required' ? 'required' : 'wrong';
	}
	return fail(error.status, { message: errorText(error.code, error.status), fields: {}, wrong });
}
