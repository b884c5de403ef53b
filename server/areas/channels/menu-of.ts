import { randomInt } from 'node:crypto';
import { localText, type Locale } from '#domain/shared/locale.ts';
import { translate, validate, type SurveyContent } from '#domain/survey/index.ts';
import type { Menu } from '../../channels/index.ts';
import { chatWords } from './chat-words.ts';

/** A question as it can be asked in a chat. */
export interface Askable {
	readonly question: string;
	readonly values: readonly number[];
	readonly language: Locale;
	/** @param number is handed back with the place of the item that is tapped */
	menu(number: string): Menu;
}

/** Longest list. The platform has an end to it and does not say which; what it refuses goes out as a link. */
const MOST_ITEMS = 11;

/** Hardly anybody in such a chat reads no Chinese, and nobody tells us who. */
const languageOf = ({ languages }: SurveyContent): Locale => (languages.includes('zh-CN') ? 'zh-CN' : languages[0]!);

/** The first question, where it is a scale, and an answer to it alone is one that may be sent; null: only the page asks it. */
export function askableOf(content: SurveyContent, touchpoint: string | null): Askable | null {
	const language = languageOf(content);
	const { id, text, labels, rendering } = translate(content, language, { touchpoint }).questions[0]!;
	if (rendering.control !== 'scale') return null;
	const { min, max } = rendering;
	const values = Array.from({ length: max - min + 1 }, (_, at) => min + at);
	if (values.length > MOST_ITEMS || !validate(content, { [id]: String(min) }).ok) return null;
	const said = (value: number): string => {
		const meaning = value === min ? labels.low : value === max ? labels.high : '';
		return meaning ? `${value} ${meaning}` : String(value);
	};
	return {
		question: id,
		values,
		language,
		menu: (number) => ({
			head: text,
			// In the order of the page: another one would be another question.
			items: values.map((value, at) => ({ id: `${number}${String(at).padStart(2, '0')}`, text: said(value) })),
			tail: localText(chatWords.tapIsAnswer, language)
		})
	};
}

/** As many digits as nobody guesses, and as `readItem` wants them. */
export const newNumber = (): string => String(randomInt(100_000_000_000, 281_474_976_710_655)).slice(0, 12);

/** What the platform hands back: the question, and which of its items; null for none of ours. */
export function readItem(item: string): { readonly number: string; readonly at: number } | null {
	const [, number, at] = /^([1-9]\d{11})(\d{2})$/.exec(item) ?? [];
	return number === undefined ? null : { number, at: Number(at) };
}

/** Does the survey ask more than was tapped? */
export const asksMore = ({ questions }: SurveyContent): boolean => questions.length > 1;
