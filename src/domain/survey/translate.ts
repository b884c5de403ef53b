import { localText, type Locale, type LocalText } from '../shared/locale.ts';
import type { SurveyContent } from './content.ts';
import { fillIn, type Place } from './placeholders.ts';
import { kindOf, type QuestionKindName, type Rendering } from './questions/all-questions.ts';

/** A question as one person reads it. */
export interface ShownQuestion {
	readonly id: string;
	readonly kind: QuestionKindName;
	readonly text: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly required: boolean;
	readonly rendering: Rendering;
}

export interface ShownSurvey {
	readonly language: Locale;
	readonly questions: readonly ShownQuestion[];
	readonly thanks: string;
}

/**
 * The content in one language, at one place; a text that is missing in it is shown in another rather than not at all.
 */
export function translate(content: SurveyContent, language: Locale, place: Place): ShownSurvey {
	const read = (text: LocalText): string => fillIn(localText(text, language), place, language);
	return {
		language,
		questions: content.questions.map((question) => ({
			id: question.id,
			kind: question.kind,
			text: read(question.text),
			labels: Object.fromEntries(Object.entries(question.labels).map(([name, text]) => [name, read(text)])),
			required: question.required,
			rendering: kindOf(question.kind).rendering(question, read) as Rendering
		})),
		thanks: read(content.thanks)
	};
}

/**
 * The language a person gets: the one they chose, else the best of their browser's that the survey has, else the survey's first.
 * @param accept value of `Accept-Language` (RFC 9110 §12.5.4)
 */
export function chooseLanguage(languages: readonly Locale[], chosen: string | null, accept: string | null): Locale {
	const has = (tag: string): Locale | undefined =>
		languages.find((language) => language.toLowerCase() === tag) ??
		languages.find((language) => language.split('-')[0] === tag.split('-')[0]);
	const wanted = chosen === null ? undefined : has(chosen.toLowerCase());
	if (wanted) return wanted;
	const ranked = (accept ?? '')
		.slice(0, 500)
		.split(',')
		.map((part) => {
			const [tag, ...params] = part.trim().toLowerCase().split(';');
			const q = params.map((param) => /^\s*q=([\d.]+)$/.exec(param)?.[1]).find((found) => found !== undefined);
			return { tag: tag ?? '', q: q === undefined ? 1 : Number(q) };
		})
		.filter(({ tag, q }) => tag !== '' && q > 0)
		.sort((a, b) => b.q - a.q);
	for (const { tag } of ranked) {
		const found = has(tag);
		if (found) return found;
	}
	return languages[0] ?? 'en';
}
