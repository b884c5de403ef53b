import { localText, type Locale, type LocalText } from '../shared/locale.ts';

/** Words in braces that stand for something else in the texts of a survey. */
export const placeholders = ['touchpoint'] as const;
export type Placeholder = (typeof placeholders)[number];

/** What they stand for where an answer is asked for; null when it has no name (yet). */
export type Place = Readonly<Record<Placeholder, string | null>>;

/** How a place is called that has no name. */
const unnamed: Readonly<Record<Placeholder, LocalText>> = {
	touchpoint: { en: 'this experience', 'zh-CN': '本次体验' }
};

const BRACES = /\{\s*([\p{L}\p{N}_-]+)\s*\}/gu;

const isPlaceholder = (name: string): name is Placeholder => placeholders.includes(name as Placeholder);

/**
 * The text as one person reads it. Series of numbers stay those of the text with its placeholder: the same question
 * asked at two touchpoints adds up.
 */
export const fillIn = (text: string, place: Place, language: Locale): string =>
	text.replace(BRACES, (whole, name: string) => {
		if (!isPlaceholder(name)) return whole;
		const called = place[name]?.trim() ?? '';
		return called === '' ? localText(unnamed[name], language) : called;
	});

/** Words in braces that stand for nothing: most likely a slip of the pen, and respondents would see it. */
export const unknownPlaceholders = (text: string): string[] =>
	[...text.matchAll(BRACES)].map(([, name]) => name!).filter((name) => !isPlaceholder(name));
