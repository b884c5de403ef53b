import { columnWords } from '../column-words.ts';
import type { FoundKind } from '../shapes/shape.ts';

/**
 * The measure that a scale of points is, by its ends and what is asked; a scale that asks something else is a number.
 * NPS is 0 to 10 and asks about recommending, CSAT 1 to 5 about satisfaction, CES 1 to 7 or 1 to 5 about effort.
 */
export function measureOf(text: string, min: number, max: number): FoundKind {
	if (min === 0 && max === 10 && columnWords.nps.test(text)) return 'nps';
	if (min === 1 && max === 5 && columnWords.csat.test(text)) return 'csat';
	if (min === 1 && max === 7 && columnWords.ces.test(text)) return 'ces-ease7';
	if (min === 1 && max === 5 && /effort|aufwand|费力|費力/i.test(text)) return 'ces-effort5';
	return 'number';
}

/** A text without its marks of HTML and Markdown, on one line. */
export const plainText = (html: unknown): string =>
	typeof html !== 'string'
		? ''
		: html
				.slice(0, 20_000)
				.replace(/<(style|script)\b[^>]*>[^]*?<\/\1\s*>/gi, ' ')
				.replace(/<[^<>]*>/g, ' ')
				.replace(
					/&(nbsp|amp|lt|gt|quot|#39|rsquo|lsquo|ldquo|rdquo|ndash|mdash|hellip);/g,
					(_, name: string) => ENTITIES[name]!
				)
				.replace(/\s+/g, ' ')
				.trim();

const ENTITIES: Readonly<Record<string, string>> = {
	...{ nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", rsquo: '’', lsquo: '‘', ldquo: '“' },
	...{ rdquo: '”', ndash: '–', mdash: '—', hellip: '…' }
};

export type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** Objects of a list or of an object's values, as tools write the same thing both ways. */
export const objects = (value: unknown): readonly Json[] =>
	(isObject(value) ? Object.values(value) : list(value)).filter(isObject);
