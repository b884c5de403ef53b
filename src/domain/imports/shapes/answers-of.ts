import { cut, storable } from '../../shared/storable.ts';
import {
	kindOf,
	readComment,
	readNumber,
	type AskKind,
	type Question,
	type SurveyContent
} from '../../survey/index.ts';
import { marksNoComment, proposedScore, saysNothing } from '../read-score.ts';
import type { FoundQuestion } from './shape.ts';

/** Longest text that an answer is. */
const LONGEST = 4000;

/** What a row answers to the further questions of its survey, by question id. */
export type FurtherAnswers = Readonly<Record<string, number | string>>;

/**
 * Reads what a row says to the questions of a survey that was made from its file. What a question cannot take is no answer:
 * the others count all the same.
 * @param ids of the survey's questions, by key of those in the file
 * @param without ids of the questions whose columns a person has chosen, and that are read apart
 */
export function answersOf(
	found: readonly FoundQuestion[],
	ids: Readonly<Record<string, string>>,
	{ questions }: SurveyContent,
	without: readonly string[]
): (cells: readonly string[]) => FurtherAnswers {
	const readers = found.flatMap(({ key, columns }) => {
		const question = Object.hasOwn(ids, key) ? questions.find(({ id }) => id === ids[key]) : undefined;
		if (question === undefined || without.includes(question.id)) return [];
		return [{ id: question.id, read: readerOf(question), columns: columns.map(({ index }) => index) }];
	});
	return (cells) =>
		Object.fromEntries(
			readers.flatMap(({ id, read, columns }) => {
				const text = columns
					.map((at) => storable(cells[at] ?? '').trim())
					.filter((cell) => cell !== '' && !marksNoComment(cell))
					.join('; ');
				const value = text === '' ? undefined : read(text);
				return value === undefined ? [] : [[id, value] as const];
			})
		);
}

function readerOf(question: Question): (text: string) => number | string | undefined {
	const { scale } = kindOf(question.kind);
	if (scale !== null)
		return (text) => {
			const score = saysNothing(text) ? null : proposedScore(text, question.kind as AskKind);
			return typeof score === 'number' ? score : undefined;
		};
	if (question.kind === 'number')
		return (text) => {
			const number = readNumber(text)?.value;
			const read = number === undefined ? null : kindOf('number').read(number, question);
			return read?.ok ? (read.value as number | undefined) : undefined;
		};
	return (text) => {
		const read = readComment(cut(text, LONGEST));
		return read.ok ? read.value : undefined;
	};
}
