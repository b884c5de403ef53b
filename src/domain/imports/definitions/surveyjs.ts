import type { LocalText } from '../../shared/locale.ts';
import type { FoundKind } from '../shapes/shape.ts';
import type { Asked, AskedSurvey, ChangeNote } from './asked.ts';
import { isObject, list, measureOf, objects, plainText, type Json } from './scales.ts';
import { localOf } from './to-content.ts';

/** Types of SurveyJS that are one of the kinds whatever else they say. */
const FOUND: Readonly<Record<string, FoundKind>> = {
	...{ comment: 'text', boolean: 'one', radiogroup: 'one', dropdown: 'one', imagepicker: 'one', buttongroup: 'one' },
	...{ checkbox: 'several', tagbox: 'several', ranking: 'rank', matrix: 'grid', matrixdropdown: 'grid' },
	...{ matrixdynamic: 'grid', multipletext: 'grid' }
};
const STATEMENTS = ['html', 'image', 'expression'];
const LOGIC = ['visibleIf', 'requiredIf', 'enableIf', 'setValueExpression', 'resetValueIf', 'defaultValueExpression'];
/** Deeper than this no form is nested. */
const DEEPEST = 20;

/** A survey as SurveyJS (survey-core, Survey Creator) writes it. @returns null when it is none */
export function surveyjs(input: unknown): AskedSurvey | null {
	if (!isObject(input)) return null;
	const roots = [...objects(input.pages), ...(input.elements || input.questions ? [input] : [])];
	const isOne = roots.some((root) =>
		[...list(root.elements), ...list(root.questions)].some((one) => isObject(one) && typeof one.type === 'string')
	);
	if (!isOne || isObject(input.SurveyEntry)) return null;
	const questions = roots.flatMap((root) => asked(root, 0, has(root, LOGIC)));
	const notes: ChangeNote[] = [];
	if (list(input.triggers).length > 0 || list(input.calculatedValues).length > 0) notes.push('logic');
	if (questions.some(({ other }) => other)) notes.push('languages');
	const [title = ''] = Object.values(textOf(input.title).text);
	return { title, questions: questions.map(({ other: _, ...one }) => one), notes };
}

type Found = Asked & { readonly other: boolean };

/** The questions of a page or panel, those of panels in it too. */
function asked(root: Json, depth: number, hidden: boolean): Found[] {
	if (depth > DEEPEST) return [];
	return [...objects(root.elements), ...objects(root.questions)].flatMap((one) => {
		const conditional = hidden || has(one, LOGIC);
		return one.type === 'panel' ? asked(one, depth + 1, conditional) : [questionOf(one, conditional)];
	});
}

function questionOf(one: Json, conditional: boolean): Found {
	const type = typeof one.type === 'string' ? one.type : '';
	const name = typeof one.name === 'string' ? one.name : '';
	const { text, other, piped } = textOf(one.title ?? (STATEMENTS.includes(type) ? one.html : name));
	const said = Object.values(text).join(' ');
	const notes: ChangeNote[] = [];
	if (STATEMENTS.includes(type)) notes.push('statement');
	if (conditional) notes.push('logic');
	if (list(one.validators).length > 0) notes.push('validation');
	if (piped) notes.push('piped');
	const scale = type === 'rating' ? scaleOf(one) : null;
	const range = scale ?? rangeOf(one);
	const isNumber = type === 'slider' || (type === 'text' && (one.inputType === 'number' || one.inputType === 'range'));
	const found: FoundKind | null = scale
		? measureOf(said, scale.min, scale.max)
		: isNumber
			? 'number'
			: type === 'text'
				? 'text'
				: (FOUND[type] ?? null);
	if (scale) notes.push(found === 'number' ? 'as_number' : 'scale_words');
	return {
		name,
		text,
		found,
		required: one.isRequired === true,
		...(found === 'number' ? range : {}),
		notes,
		other
	};
}

/** Points of a rating; 1 to 5 where it says nothing. null: its values are words. */
function scaleOf(one: Json): { min: number; max: number } | null {
	const values = list(one.rateValues)
		.slice(0, 100)
		.map((value) => (isObject(value) ? value.value : value));
	if (values.length > 0) {
		const numbers = values.map((value) =>
			typeof value === 'number' || /^\d+$/.test(String(value)) ? Number(value) : NaN
		);
		return numbers.every(Number.isInteger) ? { min: Math.min(...numbers), max: Math.max(...numbers) } : null;
	}
	const min = typeof one.rateMin === 'number' ? one.rateMin : 1;
	const count = typeof one.rateCount === 'number' ? one.rateCount : 5;
	const max = typeof one.rateMax === 'number' ? one.rateMax : min + count - 1;
	return { min, max };
}

function rangeOf({ min, max }: Json): { min: number | null; max: number | null } {
	const end = (value: unknown): number | null =>
		typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e9 ? Math.round(value * 100) / 100 : null;
	return { min: end(min), max: end(max) };
}

const has = (one: Json, names: readonly string[]): boolean =>
	names.some((name) => one[name] !== undefined && one[name] !== '');

/** A text, or one for each language by its tag; `default` is the language in which it was written. */
function textOf(given: unknown): { text: LocalText; other: boolean; piped: boolean } {
	const piped = (text: string): string => text.replace(/\{[\w.[\]-]{1,80}\}/g, '…');
	const raw = typeof given === 'string' ? given : isObject(given) ? JSON.stringify(given) : '';
	const isPiped = /\{[\w.[\]-]{1,80}\}/.test(raw.replace(/^\{|\}$/g, ''));
	if (typeof given === 'string') return { text: localOf(piped(plainText(given))), other: false, piped: isPiped };
	if (!isObject(given)) return { text: {}, other: false, piped: false };
	const read = (tag: string): string => piped(plainText(given[tag]));
	const fallback = read('default');
	const text: LocalText = { ...(fallback ? localOf(fallback) : {}) };
	let other = false;
	for (const tag of Object.keys(given)) {
		if (tag === 'default' || read(tag) === '') continue;
		if (/^en\b/i.test(tag)) text.en = read(tag);
		else if (/^zh-?(cn|hans)?$/i.test(tag)) text['zh-CN'] = read(tag);
		else other = true;
	}
	return { text, other, piped: isPiped };
}
