import { issue, type Issue } from '../../shared/result.ts';
import type { SurveyContent } from '../content.ts';
import type { Given } from '../flow.ts';
import { isPiped } from '../piping.ts';
import { compile } from './compile.ts';
import type { Circumstances } from './evaluate.ts';
import { hasLogic } from './sources.ts';
import { type Stage, stagesOf } from './walk.ts';

/** Is this survey asked page by page where there is no script? */
export const branches = (content: SurveyContent): boolean =>
	hasLogic(content) || content.questions.some(({ text }) => isPiped(text));

/** What becomes of a page that was sent: another one, the same again with what is wrong on it, or (null) it was the last. */
export type Turned =
	| { readonly step: number; readonly issues?: undefined }
	| { readonly step: number; readonly issues: readonly Issue[] }
	| null;

/**
 * The page after page `step` (from 0), for somebody who goes without script. Looked through from the beginning each time: what
 * came along of earlier pages is checked like the rest, and nobody comes past a question that needs an answer.
 * @param back the one before is wanted; nothing need be right for that
 */
export function turnPage(
	content: SurveyContent,
	given: Given,
	around: Circumstances,
	{ step, back }: { readonly step: number; readonly back: boolean }
): Turned {
	if (!branches(content)) return null;
	const pages = stagesOf(content, given, around, step + 1);
	if (back) return { step: Math.max(0, Math.min(step, pages.length) - 1) };
	for (const [at, page] of pages.slice(0, step + 1).entries()) {
		const issues = issuesOn(page, content, given);
		if (issues.length > 0) return { step: at, issues };
	}
	return pages.length > step + 1 ? { step: step + 1 } : null;
}

function issuesOn({ questions, needed }: Stage, content: SurveyContent, given: Given): Issue[] {
	const { steps, indexOf } = compile(content);
	return questions.flatMap(({ id }) => {
		const { read } = steps[indexOf.get(id)!]!;
		const found = read(Object.hasOwn(given, id) ? given[id] : undefined, needed.has(id));
		if (!found.ok) return found.issues.map((one) => ({ ...one, path: [id] }));
		return found.value === undefined && needed.has(id) ? [issue('required', [id])] : [];
	});
}
