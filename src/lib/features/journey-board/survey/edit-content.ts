import { lockKey, lockOf, type SurveyContent } from '#domain/survey/index.ts';
import { localText, type Locale } from '#domain/shared/locale.ts';

/** The content with one question's text in one language replaced; an empty text means "not written in this language". */
export function withText(content: SurveyContent, at: number, locale: Locale, text: string): SurveyContent {
	const questions = content.questions.map((question, i) => {
		if (i !== at) return question;
		const { [locale]: _old, ...others } = question.text;
		return { ...question, text: text === '' ? others : { ...others, [locale]: text } };
	});
	return { ...content, questions };
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
