import { kindOf, type AskKind } from '#domain/survey/index.ts';
import type { Locale } from '#domain/shared/locale.ts';
import {
	checksum,
	guess,
	planRows,
	scoreForWord,
	valueKey,
	type CustomerName,
	type DateOrder,
	type Mapping,
	type Planned
} from '#domain/imports/index.ts';
import { valuesOf, type TableFile } from './read-table.ts';

export interface TouchpointOption {
	readonly id: string;
	readonly title: string;
}

/** Values that are assigned one by one: more than this nobody wants to go through. */
export const MOST_VALUES = 60;

/** In a choice of values: leave the row out; or nothing chosen yet. */
export const OUT = 'out';
export const UNSET = '';

/** What a person has chosen so far, and what follows from it. Columns are numbers as text, for the selects; '' is none. */
export class ImportSetup {
	readonly table: TableFile;
	readonly #timeZone: string;

	kind = $state<AskKind>('csat');
	score = $state('');
	touchpointBy = $state<'one' | 'column'>('one');
	touchpoint = $state('');
	touchpointColumn = $state('');
	time = $state('');
	order = $state<DateOrder>('ymd');
	comment = $state('');
	customer = $state('');
	customerAs = $state<CustomerName>('externalId');
	externalId = $state('');
	language = $state<Locale>('en');
	/** By value: a score or a touchpoint, `OUT` or `UNSET`; what is not in here has what was guessed. */
	scoreChoices = $state<Record<string, string>>({});
	touchpointChoices = $state<Record<string, string>>({});
	touchpoints = $state.raw<readonly TouchpointOption[]>([]);

	constructor(table: TableFile, timeZone: string) {
		this.table = table;
		this.#timeZone = timeZone;
		const found = guess(table.header, table.rows);
		const text = (column: number | null): string => (column === null ? '' : String(column));
		this.kind = found.kind;
		this.score = text(found.score);
		this.touchpointColumn = text(found.touchpoint);
		this.touchpointBy = found.touchpoint === null ? 'one' : 'column';
		this.time = text(found.time);
		this.order = found.order;
		this.comment = text(found.comment);
		this.customer = text(found.customer);
		this.externalId = text(found.externalId);
		this.language =
			this.comment !== '' &&
			table.rows.slice(0, 100).some((row) => /\p{Script=Han}/u.test(row[Number(this.comment)] ?? ''))
				? 'zh-CN'
				: 'en';
	}

	readonly columns = $derived.by(() => this.table.header.map((label, at) => ({ value: String(at), label })));

	/** Are dates of this column written without the year first? Only then the order is a question. */
	readonly asksOrder = $derived.by(
		() =>
			this.time !== '' &&
			this.table.rows.slice(0, 50).some((row) => /^\s*\d{1,2}[-/.]\d{1,2}[-/.]\d{4}/.test(row[Number(this.time)] ?? ''))
	);

	/** Different values of the score's column when they are words; null when they are the scores themselves. */
	readonly scoreValues = $derived.by(() => {
		if (this.score === '') return null;
		const values = valuesOf(this.table.rows, Number(this.score), MOST_VALUES);
		const isNumber = ({ value }: { value: string }): boolean => value === '' || /^\d+([.,]\d+)?$/.test(value);
		return values === null || values.every(isNumber) ? null : values;
	});

	/** The same for the touchpoint's column; null: too many to assign. */
	readonly touchpointValues = $derived.by(() =>
		this.touchpointBy === 'one' || this.touchpointColumn === ''
			? []
			: valuesOf(this.table.rows, Number(this.touchpointColumn), MOST_VALUES)
	);

	scoreChoice(value: string): string {
		const guessed = scoreForWord(value, this.kind);
		return (
			this.scoreChoices[`${this.score}/${this.kind}/${valueKey(value)}`] ?? (guessed === null ? UNSET : String(guessed))
		);
	}

	chooseScore(value: string, choice: string): void {
		this.scoreChoices[`${this.score}/${this.kind}/${valueKey(value)}`] = choice;
	}

	touchpointChoice(value: string): string {
		const chosen = this.touchpointChoices[`${this.touchpointColumn}/${valueKey(value)}`];
		if (
			chosen !== undefined &&
			(chosen === OUT || chosen === UNSET || this.touchpoints.some((one) => one.id === chosen))
		)
			return chosen;
		return this.#likely(value)?.id ?? UNSET;
	}

	/** The touchpoint that the value names: "Flight Booking Problems" is about "Flight booking". The longest name wins. */
	#likely(value: string): TouchpointOption | undefined {
		const named = this.touchpoints.filter(
			(one) => one.title.trim() !== '' && valueKey(value).includes(valueKey(one.title))
		);
		return named.sort((a, b) => b.title.length - a.title.length)[0];
	}

	chooseTouchpoint(value: string, choice: string): void {
		this.touchpointChoices[`${this.touchpointColumn}/${valueKey(value)}`] = choice;
	}

	/** Scores of the chosen metric, for the choice of a value. */
	readonly scores = $derived.by(() => {
		const [min, max] = kindOf(this.kind).scale!;
		return Array.from({ length: max - min + 1 }, (_, at) => String(min + at));
	});

	/** The mapping, null while the score or the touchpoint is still open. */
	readonly mapping = $derived.by((): Mapping | null => {
		const touchpoint = this.#touchpointPart();
		if (this.score === '' || touchpoint === null) return null;
		return {
			kind: this.kind,
			score: { column: Number(this.score), values: this.#scorePart() },
			touchpoint,
			time: this.time === '' ? null : { column: Number(this.time), order: this.asksOrder ? this.order : 'ymd' },
			comment: this.comment === '' ? null : Number(this.comment),
			customer: this.customer === '' ? null : { column: Number(this.customer), as: this.customerAs },
			externalId: this.externalId === '' ? null : Number(this.externalId),
			language: this.language
		};
	});

	/** Every row as it will be sent, or why not; exactly what the import does. */
	readonly planned = $derived.by((): readonly Planned[] =>
		this.mapping === null
			? []
			: planRows(this.table.rows, this.mapping, { timeZone: this.#timeZone, fileKey: checksum(this.table.text) })
	);

	readonly counts = $derived.by(() => {
		const counts = { ready: 0, left_out: 0, wrong: 0 };
		for (const { status } of this.planned) counts[status]++;
		return counts;
	});

	#scorePart(): Mapping['score']['values'] {
		if (this.scoreValues === null) return null;
		const choices = this.scoreValues.map(({ value }) => [valueKey(value), this.scoreChoice(value)] as const);
		return Object.fromEntries(
			choices.flatMap(([value, choice]) => (choice === UNSET ? [] : [[value, choice === OUT ? null : Number(choice)]]))
		);
	}

	#touchpointPart(): Mapping['touchpoint'] | null {
		if (this.touchpointBy === 'one')
			return this.touchpoints.some((one) => one.id === this.touchpoint) ? { id: this.touchpoint } : null;
		if (this.touchpointColumn === '' || this.touchpointValues === null || this.touchpoints.length === 0) return null;
		const choices = this.touchpointValues.map(({ value }) => [valueKey(value), this.touchpointChoice(value)] as const);
		return {
			column: Number(this.touchpointColumn),
			values: Object.fromEntries(
				choices.flatMap(([value, choice]) => (choice === UNSET ? [] : [[value, choice === OUT ? null : choice]]))
			)
		};
	}
}
