import type { Recognised } from '../shapes/shape.ts';
import { inOneLanguage, surveyOf, type MadeSurvey } from './to-content.ts';

/** The survey whose answers a recognised file holds, as far as the file says what was asked. */
export function surveyFrom({ questions }: Pick<Recognised, 'questions'>, title: string): MadeSurvey {
	const language = inOneLanguage(questions.map(({ text }) => text));
	return surveyOf(
		{
			title,
			questions: questions.map(({ key, text, found }) => ({
				name: key,
				text: { [language]: text },
				found,
				required: false,
				...(found === 'csat' || found.startsWith('ces') ? { notes: ['scale_words' as const] } : {})
			}))
		},
		title
	);
}
