import { fail, issue, ok, type Result } from '../shared/result.ts';
import { CONTENT_SCHEMA, readContent, type SurveyContent } from './content.ts';

type Stored = Readonly<Record<string, unknown>>;

/**
 * Steps between shapes of stored contents: `steps[n]` takes shape n to shape n + 1. Published versions are never
 * rewritten in the database; they are upgraded when they are read.
 */
export const steps: Readonly<Record<number, (content: Stored) => Stored>> = {};

/**
 * Brings a stored content of any shape this program knows to the present one; whether it keeps to its limits is not looked at.
 * @returns issue `content_too_new` for a shape of a later program, `content_unreadable` for none at all
 */
export function raiseContent(stored: unknown): Result<Stored> {
	if (typeof stored !== 'object' || stored === null) return fail(issue('content_unreadable'));
	let content = stored as Stored;
	const from = content.schema;
	if (typeof from !== 'number' || !Number.isInteger(from) || from < 1) return fail(issue('content_unreadable'));
	if (from > CONTENT_SCHEMA) return fail(issue('content_too_new'));
	for (let at = from; at < CONTENT_SCHEMA; at++) {
		const step = steps[at];
		if (!step) return fail(issue('content_unreadable'));
		content = step(content);
	}
	return ok(content);
}

/** Reads a stored content, strictly. @returns issues of `raiseContent`, or what is wrong with it */
export function upgradeContent(stored: unknown): Result<SurveyContent> {
	const raised = raiseContent(stored);
	return raised.ok ? readContent(raised.value) : raised;
}
