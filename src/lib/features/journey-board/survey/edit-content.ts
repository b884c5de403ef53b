import { lockKey, lockOf, type SurveyContent } from '#domain/survey/index.ts';
import { localText, type Locale, type LocalText } from '#domain/shared/locale.ts';
import type { Issue } from '#domain/shared/result.ts';

/** Which text of a content: a question's own, one of its labels, or the thank-you. */
export type TextPlace = { readonly question: number; readonly label?: string } | 'thanks';

export function textAt(content: SurveyContent, place: TextPlace): LocalText {
	if (place === 'thanks') return content.thanks;
	const question = content.questions[place.question]!;
	return place.label === undefined ? question.text : (question.labels[place.label] ?? {});
}

/** The content with one text in one language replaced; an empty text means "not written in this language". */
export function withText(content: SurveyContent, place: TextPlace, locale: Locale, text: string): SurveyContent {
	const { [locale]: _old, ...others } = textAt(content, place);
	const changed: LocalText = text === '' ? others : { ...others, [locale]: text };
	if (place === 'thanks') return { ...content, thanks: changed };
	const questions = content.questions.map((question, at) => {
		if (at !== place.question) return question;
		return place.label === undefined
			? { ...question, text: changed }
			: { ...question, labels: { ...question.labels, [place.label]: changed } };
	});
	return { ...content, questions };
}

/** The first issue of each text that the server refused, by `keyOf`. */
export function issuesByText(issues: readonly Issue[]): ReadonlyMap<string, Issue> {
	const found = new Map<string, Issue>();
	for (const issue of issues) {
		const path = (issue.path ?? []).filter((part, at) => !(at === 0 && part === 'content')).join('.');
		if (!found.has(path)) found.set(path, issue);
	}
	return found;
}

/** Where a text lies in the content, as issues name it. */
export function keyOf(place: TextPlace, locale: Locale): string {
	if (place === 'thanks') return `thanks.${locale}`;
	const question = `questions.${place.question}`;
	return place.label === undefined ? `${question}.text.${locale}` : `${question}.labels.${place.label}.${locale}`;
}

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
