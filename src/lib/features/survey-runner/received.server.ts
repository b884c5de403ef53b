import type { Issue } from '#domain/shared/result.ts';
import type { Problems } from './shown.ts';

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
