import { fail, type ActionFailure } from '@sveltejs/kit';
import type { Issue } from '#domain/shared/result.ts';
import { errorText } from '#lib/error-text.server.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a form shows when the server said no. */
export interface Refused {
	/** One sentence for the whole form. */
	readonly message: string;
	/** A sentence per field name. */
	readonly fields: Readonly<Record<string, string>>;
}

/** The shape of an expected refusal. The process and the page bundle do not share classes: a brand tells it. */
export interface Refusal {
	readonly status: number;
	readonly code: string;
	readonly issues: readonly Issue[];
}

const BRAND = Symbol.for('wayfelt.error');

export const isRefusal = (error: unknown): error is Refusal =>
	typeof error === 'object' && error !== null && (error as Record<symbol, unknown>)[BRAND] === true;

/** Turns an expected refusal into the answer of a form action; everything else goes on to the error page and the log. */
export function refuse(error: unknown): ActionFailure<Refused> {
	if (!isRefusal(error)) throw error;
	const fields: Record<string, string> = {};
	for (const issue of error.issues) {
		const field = issue.path?.[0];
		if (field !== undefined) fields[String(field)] ??= fieldText(issue);
	}
	return fail(error.status, { message: errorText(error.code, error.status), fields });
}

/** Issues that have a sentence of their own among the error codes. */
const own = new Set(['rank_below_min', 'in_the_past', 'beyond_a_year']);

function fieldText(issue: Issue): string {
	switch (issue.code) {
		case 'required':
		case 'non_empty':
		case 'min_length':
			return m.common_field_required();
		case 'max_length':
			return m.common_field_too_long();
		case 'min_value':
		case 'max_value':
		case 'integer':
			return m.common_field_number();
		case 'unknown':
			return m.common_field_gone();
		default:
			// What an emptied number field is sent as.
			if (['null', '""'].includes(String(issue.params?.received))) return m.common_field_required();
			return own.has(issue.code) ? errorText(issue.code) : m.common_field_invalid();
	}
}
