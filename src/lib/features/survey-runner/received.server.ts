import { isLocale, type Locale } from '#domain/shared/locale.ts';
import type { Issue } from '#domain/shared/result.ts';
import { readForm } from '#lib/forms/read-form.server.ts';
import type { Problems } from './shown.ts';

/** Hidden fields of the form that are no answers. */
const HIDDEN = new Set(['response', '_ticket', 'version', 'lang']);

/** What the form of a survey sent, still unchecked. */
export interface Received {
	readonly responseId: string;
	/** Of the form, `''` without one. */
	readonly ticket: string;
	readonly version?: number;
	readonly language: Locale;
	readonly answers: Record<string, string>;
}

/** Reads it. A body that is no form is an empty one: the page comes back and asks. */
export async function readAnswer(request: Request): Promise<Received> {
	const form = await readForm(request);
	const text = (name: string): string => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	const answers: Record<string, string> = {};
	for (const [name, value] of form) if (!HIDDEN.has(name) && typeof value === 'string') answers[name] = value;
	const version = /^[1-9]\d{0,8}$/.test(text('version')) ? Number(text('version')) : undefined;
	const language = text('lang');
	return {
		responseId: text('response'),
		ticket: text('_ticket').slice(0, 100),
		...(version !== undefined && { version }),
		language: isLocale(language) ? language : 'en',
		answers
	};
}

/** The first problem of each question; those of no question under `''`. */
export function problemsOf(issues: readonly Issue[]): Problems {
	const problems: Record<string, Problems[string]> = {};
	for (const { code, path, params } of issues) {
		// Issues of the form itself (a response id that is none) have no question to stand at.
		const id = path?.length === 1 && code !== 'unknown_question' && path[0] !== 'responseId' ? String(path[0]) : '';
		problems[id] ??= { code, ...(params && { params }) };
	}
	return problems;
}
