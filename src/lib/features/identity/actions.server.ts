import { fail, type RequestEvent } from '@sveltejs/kit';
import type { Issue } from '#domain/shared/result.ts';
import { errorText } from '#lib/error-text.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { readForm as readPosted } from '#lib/forms/read-form.server.ts';
import { fieldErrors, type FormProblem } from './form-problems.ts';

interface Refusal {
	readonly status: number;
	readonly code: string;
	readonly issues: readonly Issue[];
	readonly retryAfter: number | undefined;
}

/** The text fields of a form; passwords are read like the rest and never sent back. */
export async function readForm<F extends string>(request: Request, fields: readonly F[]): Promise<Record<F, string>> {
	const form = await readPosted(request);
	return Object.fromEntries(
		fields.map((field) => {
			const value = form.get(field);
			return [field, typeof value === 'string' ? value : ''];
		})
	) as Record<F, string>;
}

/**
 * Turns a service's refusal into what the form shows, and tells programs in `Retry-After` when to come back; anything
 * unexpected stays an error.
 */
export function refused(event: Pick<RequestEvent, 'setHeaders'>, error: unknown, typed: Record<string, string>) {
	if (!isRefusal(error)) throw error;
	if (error.retryAfter !== undefined) event.setHeaders({ 'retry-after': String(error.retryAfter) });
	const values = Object.fromEntries(Object.entries(typed).filter(([field]) => !secret.has(field)));
	const errors = fieldErrors(error.code === 'email_taken' ? [{ code: 'email_taken', path: ['email'] }] : error.issues);
	const problem = Object.keys(errors).length > 0 ? undefined : problemText(error);
	return fail(error.status, { values, errors, ...(problem !== undefined && { problem }) } satisfies FormProblem);
}

const secret = new Set(['password', 'current', 'next']);

function problemText({ status, code, retryAfter }: Refusal): string {
	if (status !== 429) return errorText(code, status);
	const seconds = Math.max(1, retryAfter ?? 60);
	return seconds < 90
		? m.auth_problem_wait_seconds({ seconds })
		: m.auth_problem_wait({ minutes: Math.ceil(seconds / 60) });
}

const isRefusal = (error: unknown): error is Refusal =>
	typeof error === 'object' &&
	error !== null &&
	(error as Record<symbol, unknown>)[Symbol.for('wayfelt.error')] === true;
