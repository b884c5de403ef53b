import * as v from 'valibot';
import { plain } from '../../shared/numerals.ts';
import { fail, issue, ok, type Result } from '../../shared/result.ts';
import { dateAnswer } from '../answers/date.ts';
import { isParts, part } from '../answers/form-parts.ts';
import type { QuestionKind } from './question-kind.ts';

const ASKS = ['date', 'time', 'datetime'] as const;

interface DateFields {
	/** A day, a time of day, or both. */
	readonly asks: (typeof ASKS)[number];
}

/** The browser's own fields for days and times. */
export interface DateRendering extends DateFields {
	readonly control: 'date';
}

const two = (figures: string): string => figures.padStart(2, '0');

/** A day as fields and people write it, the year first; null when there is none such. */
function readDay(text: string): string | null {
	const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
	if (year === undefined || Number(year) < 1900) return null;
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	const iso = `${year}-${two(month!)}-${two(day!)}`;
	return date.toISOString().startsWith(iso) ? iso : null;
}

/** A time of day; null when there is none such. Seconds, which some browsers send, are dropped. */
function readTime(text: string): string | null {
	const [, hour, minute] = /^(\d{1,2})[:：](\d{2})(?::\d{2})?$/.exec(text) ?? [];
	return hour === undefined || Number(hour) > 23 || Number(minute) > 59 ? null : `${two(hour)}:${minute}`;
}

function read(raw: unknown, { asks }: DateFields): Result<string | undefined> {
	const given = isParts(raw) ? [part(raw, ''), part(raw, 'time')] : [raw];
	if (given.some((one) => one !== undefined && one !== null && typeof one !== 'string'))
		return fail(issue('not_a_date'));
	const texts = given.map((one) => plain(((one ?? '') as string).slice(0, 40)));
	const [day = '', time = ''] =
		asks === 'datetime' && texts.length === 1 ? texts[0]!.split(/[T ]+/) : asks === 'time' ? ['', texts[0]] : texts;
	if (day === '' && time === '') return ok(undefined);
	const [d, t] = [readDay(day), readTime(time)];
	switch (asks) {
		case 'date':
			return d === null ? fail(issue('not_a_date')) : ok(d);
		case 'time':
			return t === null ? fail(issue('not_a_time')) : ok(t);
		case 'datetime':
			if (d === null) return fail(issue('not_a_date'));
			return t === null ? fail(issue('not_a_time')) : ok(`${d}T${t}`);
	}
}

/** A day or a time that the person names, by their own calendar and clock. */
export const date: QuestionKind<'date', typeof dateAnswer, DateRendering, DateFields> & { readonly metric: null } = {
	kind: 'date',
	title: null,
	defaultId: 'date',
	answer: dateAnswer,
	metric: null,
	scale: null,
	labelNames: [],
	own: { asks: v.picklist(ASKS) },
	settings: [{ field: 'asks', control: 'choice', options: ASKS }],
	rendering: ({ asks }) => ({ control: 'date', asks }),
	defaults: () => ({
		id: 'date',
		kind: 'date',
		text: { en: 'When were you here?', 'zh-CN': '您是哪天来的？' },
		labels: {},
		required: false,
		asks: 'date'
	}),
	read,
	counted: () => null,
	columns: () => [{ name: '', cell: (value) => value.replace('T', ' ') }]
};
