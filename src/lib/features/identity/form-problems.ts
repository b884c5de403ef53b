import type { Issue } from '#domain/shared/result.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a form is told after a refusal: a sentence for the whole, one for each field, and what was typed (no passwords). */
export interface FormProblem {
	readonly problem?: string;
	readonly errors: Readonly<Record<string, string>>;
	readonly values: Readonly<Record<string, string>>;
}

/** Id of the form of a page before sign-in; the language switch sends what is typed in it along. */
export const TYPED = 'typed';

/** Sentences by field; the first issue of a field speaks for it. */
export function fieldErrors(issues: readonly Issue[]): Record<string, string> {
	const errors: Record<string, string> = {};
	for (const issue of issues) {
		const field = String(issue.path?.[0] ?? '');
		errors[field] ??= sentence(field, issue.code);
	}
	return errors;
}

type Sentences = Readonly<Record<string, () => string>>;

const person: Sentences = {
	required: m.auth_field_name_missing,
	non_empty: m.auth_field_name_missing,
	max_length: m.auth_field_name_long
};
const password: Sentences = {
	required: m.auth_field_password_missing,
	non_empty: m.auth_field_password_missing,
	min_length: m.auth_field_password_short,
	max_length: m.auth_field_password_long,
	password_common: m.auth_field_password_common,
	password_personal: m.auth_field_password_personal,
	wrong_password: m.auth_field_password_wrong
};

const byField: Readonly<Record<string, Sentences>> = {
	name: person,
	email: {
		required: m.auth_field_email_missing,
		non_empty: m.auth_field_email_missing,
		email: m.auth_field_email_wrong,
		max_length: m.auth_field_email_wrong,
		email_taken: m.auth_field_email_taken
	},
	password,
	current: password,
	next: password,
	code: { wrong_code: m.auth_field_code_wrong },
	workspaceName: {
		required: m.auth_field_workspace_missing,
		non_empty: m.auth_field_workspace_missing,
		max_length: m.auth_field_workspace_long
	},
	timeZone: {
		required: m.auth_field_time_zone_wrong,
		non_empty: m.auth_field_time_zone_wrong,
		check: m.auth_field_time_zone_wrong
	}
};

const sentence = (field: string, code: string): string => (byField[field]?.[code] ?? m.auth_field_wrong)();
