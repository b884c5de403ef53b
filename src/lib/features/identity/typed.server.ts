import type { Cookies } from '@sveltejs/kit';
import type { FormProblem } from './form-problems.ts';

/** What is kept; never a password. */
const FIELDS = ['name', 'email', 'workspaceName', 'timeZone'] as const;
const COOKIE = 'wayfelt_typed';
/** Seconds: long enough for the page that comes next. */
const KEPT = 60;
/** Browsers drop a larger cookie. */
const LARGEST = 3_800;

/** The language switch loads the page again: what was typed so far goes along, for that one page. */
export function keepTyped(cookies: Cookies, form: FormData, page: URL): void {
	const typed = FIELDS.flatMap((field) => {
		const value = form.get(field);
		return typeof value === 'string' && value !== '' ? [[field, value]] : [];
	});
	const text = JSON.stringify(Object.fromEntries(typed));
	if (typed.length === 0 || encodeURIComponent(text).length > LARGEST) return;
	cookies.set(COOKIE, text, {
		path: page.pathname,
		maxAge: KEPT,
		httpOnly: true,
		sameSite: 'lax',
		secure: page.protocol === 'https:'
	});
}

/** What was kept for this page, once, as the form shows it. */
export function takeTyped(cookies: Cookies, page: URL): FormProblem | null {
	const text = cookies.get(COOKIE);
	if (text === undefined) return null;
	cookies.delete(COOKIE, { path: page.pathname });
	const values = parsed(text);
	return values && { values, errors: {} };
}

/** Anybody can write a cookie. */
function parsed(text: string): Record<string, string> | null {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return null;
	}
	if (typeof value !== 'object' || value === null) return null;
	const given = value as Record<string, unknown>;
	return Object.fromEntries(
		FIELDS.flatMap((field) => (typeof given[field] === 'string' ? [[field, given[field]]] : []))
	);
}
