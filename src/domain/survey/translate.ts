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
 * @param wanted tags that the browser asks for, the most wanted first
 */
export function chooseLanguage(languages: readonly Locale[], chosen: string | null, wanted: readonly string[]): Locale {
	const has = (tag: string): Locale | undefined =>
		languages.find((language) => language.toLowerCase() === tag) ??
		languages.find((language) => language.split('-')[0] === tag.split('-')[0]);
	for (const tag of chosen === null ? wanted : [chosen, ...wanted]) {
		const found = has(tag.toLowerCase());
		if (found) return found;
	}
	return languages[0] ?? 'en';
}
