import { kindOf, lockKey, lockOf, type SurveyContent } from '#domain/survey/index.ts';
import { type ItemPlace, itemsOf, listsOf, type TextPlace } from '#domain/survey/draft/index.ts';
import { canonical } from '#domain/shared/canonical.ts';
import { isLocale, localText, type Locale } from '#domain/shared/locale.ts';
import type { Issue } from '#domain/shared/result.ts';

/** Where a problem is: a question's text, one of its labels or that of an item, the thank-you, or (null) the survey as a whole. */
export interface Problem {
	readonly issue: Issue;
	readonly place: TextPlace | null;
	/** In which language; null: in none by itself. */
	readonly locale: Locale | null;
	/** Which field of the question's kind, when it is none of its texts. */
	readonly setting?: string;
}

/**
 * What the server refused, with the text that each issue is about.
 * @param content what the paths of the issues lead into
 */
export const problemsOf = (issues: readonly Issue[], content: SurveyContent): Problem[] =>
	issues.map((issue) => {
		const [root, at, part, ...rest] = issue.path ?? [];
		const end = issue.path?.at(-1);
		const locale = isLocale(end) ? end : null;
		if (root === 'thanks') return { issue, place: 'thanks', locale };
		const question = root === 'questions' && typeof at === 'number' ? content.questions[at]?.id : undefined;
		if (question === undefined) return { issue, place: null, locale };
		const item = question && itemAt(content.questions[at as number]!, part, rest[0]);
		if (item) return { issue, place: { question, item }, locale };
		if (typeof part === 'string' && Object.hasOwn(kindOf(content.questions[at as number]!.kind).own, part))
			return { issue, place: { question }, locale, setting: part };
		const label = part === 'labels' && typeof rest[0] === 'string' ? rest[0] : undefined;
		return { issue, place: { question, ...(label !== undefined && { label }) }, locale };
	});

function itemAt(question: SurveyContent['questions'][number], list: unknown, at: unknown): ItemPlace | null {
	if (typeof list !== 'string' || typeof at !== 'number' || !listsOf(question.kind).includes(list)) return null;
	const item = itemsOf(question, list)[at];
	return item ? { list, id: item.id } : null;
}

/** The first problem of a text in a language. */
export const problemAt = (problems: readonly Problem[], place: TextPlace, locale: Locale): Issue | undefined =>
	problems.find((one) => one.locale === locale && canonical(one.place) === canonical(place))?.issue;

/** Ids of measured questions whose numbers begin a new series when `draft` replaces `published`. */
export function wouldBreak(published: SurveyContent, draft: SurveyContent): string[] {
	const locks = new Map(published.questions.map((question) => [question.id, lockOf(question)]));
	return draft.questions
		.filter((question) => {
			const [before, after] = [locks.get(question.id), lockOf(question)];
			return before && after && lockKey(before) !== lockKey(after);
		})
		.map((question) => question.id);
}

/**
 * The wording whose series ends: what customers read until now, in the reader's language – or, where that one stays as it
 * was, in the language that was changed.
 */
export function askedBefore(
	published: SurveyContent,
	question: SurveyContent['questions'][number],
	locale: Locale
): string {
	const before = published.questions.find(({ id }) => id === question.id)?.text ?? {};
	const changed = ([locale, ...Object.keys(before)] as Locale[]).find(
		(language) => before[language] !== undefined && before[language] !== question.text[language]
	);
	return (changed && before[changed]) ?? localText(before, locale);
}
