import { localText, type Locale, type LocalText } from '../shared/locale.ts';
import type { SurveyContent } from './content.ts';
import { pipeIn, type Saying } from './piping.ts';
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

/** Nobody has answered anything yet. */
const SILENT: Saying = () => undefined;

/**
 * The content in one language, at one place; a text that is missing in it is shown in another rather than not at all.
 * @param said what earlier answers say in later texts
 * @param end the closing screen in place of the thank-you
 */
export function translate(
	content: SurveyContent,
	language: Locale,
	place: Place,
	said: Saying = SILENT,
	end: string | null = null
): ShownSurvey {
	const read = (text: LocalText): string => fillIn(localText(text, language), place, language);
	return {
		language,
		questions: content.questions.map((question) => ({
			id: question.id,
			kind: question.kind,
			// Answers last: nothing that somebody wrote is looked through for braces.
			text: pipeIn(read(question.text), said),
			labels: Object.fromEntries(Object.entries(question.labels).map(([name, text]) => [name, read(text)])),
			required: question.required,
			rendering: kindOf(question.kind).rendering(question, read) as Rendering
		})),
		thanks: read(content.ends?.find(({ id }) => id === end)?.text ?? content.thanks)
	};
}
