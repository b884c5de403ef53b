import { kindOf, type AskKind } from '../../survey/index.ts';
import type { FoundQuestion, Recognised } from '../shapes/shape.ts';
import { inOneLanguage, surveyOf, type MadeSurvey } from './to-content.ts';

/** Columns whose meaning a person has chosen. */
export interface ChosenColumns {
	readonly score: number | null;
	/** What the scores measure. */
	readonly kind: AskKind;
	readonly comment: number | null;
}

/**
 * The survey whose answers a recognised file holds, as far as the file says what was asked.
 * @param chosen the questions of these columns get the ids that questions of their kind have, by which an import knows them
 */
export function surveyFrom(
	{ questions }: Pick<Recognised, 'questions'>,
	title: string,
	chosen?: ChosenColumns
): MadeSurvey {
	const language = inOneLanguage(questions.map(({ text }) => text));
	return surveyOf(
		{
			title,
			questions: questions.map((question) => {
				const { key, text, found, id } = { id: undefined, ...question, ...chosenAs(question, chosen) };
				return {
					name: key,
					text: { [language]: text },
					found,
					required: false,
					...(id === undefined ? {} : { id }),
					...(found === 'csat' || found.startsWith('ces') ? { notes: ['scale_words' as const] } : {})
				};
			})
		},
		title
	);
}

/** Does the column hold the answers to one question, alone? */
export const isQuestionColumn = (questions: readonly Pick<FoundQuestion, 'columns'>[], at: number): boolean =>
	questions.some(({ columns }) => columns.length === 1 && columns[0]!.index === at);

function chosenAs(
	{ columns }: FoundQuestion,
	chosen: ChosenColumns | undefined
): { readonly found?: FoundQuestion['found']; readonly id?: string } {
	const has = (at: number | null): boolean => at !== null && isQuestionColumn([{ columns }], at);
	if (chosen && has(chosen.score)) return { found: chosen.kind, id: kindOf(chosen.kind).defaultId };
	return chosen && has(chosen.comment) ? { found: 'text', id: 'comment' } : {};
}
