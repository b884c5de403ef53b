import { kindOf, type AskKind } from '#domain/survey/index.ts';
import type { Locale } from '#domain/shared/locale.ts';
import {
	checksum,
	answersOf,
	guessOf,
	isQuestionColumn,
	judgeOrder,
	plainScore,
	planRows,
	proposedScore,
	surveyFrom,
	valueKey,
	zoneIn,
	type CustomerName,
	type DateOrder,
	type Mapping,
	type Planned,
	type RowFate
} from '#domain/imports/index.ts';
import { columnLabels } from './column-labels.ts';
import { isChinese } from '#domain/imports/index.ts';
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

const ABOUT_COLUMNS = [
	...(['kind', 'score', 'touchpointBy', 'touchpointColumn', 'time', 'order'] as const),
	...(['comment', 'customer', 'customerAs', 'place', 'externalId', 'kindColumn', 'kindsOut'] as const)
];

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
	/** What a person chose; '' leaves it to the dates themselves. */
	order = $state<DateOrder | ''>('');
	comment = $state('');
	customer = $state('');
	customerAs = $state<CustomerName>('externalId');
	/** Column that says where answers were given. */
	place = $state('');
	externalId = $state('');
	language = $state<Locale>('en');
	/** By value: a score or a touchpoint, `OUT` or `UNSET`; what is not in here has what was guessed. */
	scoreChoices = $state<Record<string, string>>({});
	touchpointChoices = $state<Record<string, string>>({});
	touchpoints = $state.raw<readonly TouchpointOption[]>([]);
	/** Column that says which rows are previews or tests, and the values that are left out. */
	kindColumn = $state('');
	kindsOut = $state.raw<readonly string[]>([]);
	/** All answers of a recognised file come, into the survey that it is of; else the score and the comment alone. */
	withSurvey = $state(true);
	/** Answers that were broken off are left out. */
	wholeOnly = $state(false);
	/** More than 0: other answers than those that are there, though nothing tells them apart (`Planning.copy`). */
	copy = $state(0);

	readonly #now: Date;

	/** @param previous what was chosen while the same file was read in another way: kept where the columns are the same */
	constructor(table: TableFile, timeZone: string, now: Date, previous?: ImportSetup) {
		this.table = table;
		this.#timeZone = timeZone;
		this.#now = now;
		const found = guessOf(table);
		const text = (column: number | null): string => (column === null ? '' : String(column));
		this.kind = found.kind;
		this.score = text(found.score);
		this.touchpointColumn = text(found.touchpoint);
		this.touchpointBy = found.touchpoint === null ? 'one' : 'column';
		this.time = text(found.time);
		this.comment = text(found.comment);
		this.customer = text(found.customer);
		this.customerAs = found.customerAs;
		this.place = text(found.place);
		this.externalId = text(found.externalId);
		this.kindColumn = text(found.leaveOut?.column ?? null);
		this.kindsOut = found.leaveOut?.values ?? [];
		this.#guessed = Object.fromEntries(ABOUT_COLUMNS.map((name) => [name, this[name]]));
		if (previous) this.#adopt(previous);
		const comments = this.comment === '' ? [] : table.rows.map((row) => row[Number(this.comment)] ?? '');
		this.language = isChinese(comments) ? 'zh-CN' : 'en';
	}

	readonly #guessed: Readonly<Record<string, unknown>>;

	/** What a person chose is kept: about the journey in any case, about columns while there are as many of them. */
	#adopt(previous: ImportSetup): void {
		this.touchpoints = previous.touchpoints;
		this.touchpoint = previous.touchpoint;
		if (previous.table.header.length !== this.table.header.length) return;
		for (const name of ABOUT_COLUMNS)
			if (previous[name] !== previous.#guessed[name]) Object.assign(this, { [name]: previous[name] });
		this.scoreChoices = { ...previous.scoreChoices };
		this.touchpointChoices = { ...previous.touchpointChoices };
	}

	readonly columns = $derived.by(() => columnLabels(this.table).map((label, at) => ({ value: String(at), label })));

	/** What the dates of the column say about the order of day and month, over all rows. */
	readonly judged = $derived.by(() =>
		this.time === '' ? null : judgeOrder(this.table.rows.map((row) => row[Number(this.time)] ?? ''))
	);

	/** Only where it makes a difference the order is a question. */
	readonly asksOrder = $derived.by(() => this.judged !== null && this.judged.matters && this.judged.fits.length > 0);

	/** The order that dates are read in; null while a person must say. */
	readonly orderInUse = $derived.by((): DateOrder | null =>
		!this.asksOrder ? 'ymd' : this.order !== '' ? this.order : this.judged!.order
	);

	/** The zone that the file names for its times; null: that of the workspace. */
	readonly fileZone = $derived.by(() =>
		this.time === ''
			? null
			: zoneIn([
					...this.table.above.map((line) => line[Number(this.time)] ?? ''),
					this.table.header[Number(this.time)] ?? ''
				])
	);

	/** Values of the score's column that are no plain scores, those first that nothing is proposed for; null: none chosen. */
	readonly scoreValues = $derived.by(() => {
		if (this.score === '') return null;
		const scale = kindOf(this.kind).scale!;
		const others = valuesOf(this.table.rows, Number(this.score), Infinity)!.filter(
			({ value }) => plainScore(value, scale) === null
		);
		const open = ({ value }: { value: string }): number => (this.#proposals(others, value) === undefined ? 0 : 1);
		return others.map((one) => ({ ...one, rank: open(one) })).sort((a, b) => a.rank - b.rank || b.count - a.count);
	});

	/** How many different scores the file has, those of rows that are left out too. */
	readonly differentScores = $derived.by(() => {
		if (this.score === '') return 0;
		const scale = kindOf(this.kind).scale!;
		const words = new Map(this.scoreValues!.map(({ value }) => [value, this.scoreChoice(value)]));
		const all = valuesOf(this.table.rows, Number(this.score), Infinity)!;
		const scores = all.map(({ value }) => words.get(value) ?? String(plainScore(value, scale)));
		return new Set(scores.filter((score) => score !== UNSET && score !== OUT)).size;
	});

	/** As many of them as can be shown. */
	readonly shownScoreValues = $derived.by(() => this.scoreValues?.slice(0, MOST_VALUES) ?? []);

	/** Values of the column that tells previews and tests. */
	readonly kindValues = $derived.by(() =>
		this.kindColumn === '' ? [] : valuesOf(this.table.rows, Number(this.kindColumn), MOST_VALUES)
	);

	/** The same for the touchpoint's column; null: too many to assign. */
	readonly touchpointValues = $derived.by(() =>
		this.touchpointBy === 'one' || this.touchpointColumn === ''
			? []
			: valuesOf(this.table.rows, Number(this.touchpointColumn), MOST_VALUES)
	);

	#proposals(others: readonly { readonly value: string }[], value: string) {
		return proposedScore(
			value,
			this.kind,
			others.slice(0, MOST_VALUES).map((other) => other.value)
		);
	}

	scoreChoice(value: string): string {
		const chosen = this.scoreChoices[`${this.score}/${this.kind}/${valueKey(value)}`];
		if (chosen !== undefined) return chosen;
		const proposed = this.#proposals(this.scoreValues ?? [], value);
		return proposed === undefined ? UNSET : proposed === null ? OUT : String(proposed);
	}

	leaveKindOut(value: string, out: boolean): void {
		const key = valueKey(value);
		this.kindsOut = out
			? [...this.kindsOut.filter((one) => one !== key), key]
			: this.kindsOut.filter((one) => one !== key);
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

	/** The mapping, null while the score, the touchpoint or the order of dates is still open. */
	readonly mapping = $derived.by((): Mapping | null => {
		const touchpoint = this.#touchpointPart();
		const order = this.orderInUse;
		if (this.score === '' || touchpoint === null || order === null) return null;
		return {
			kind: this.kind,
			score: { column: Number(this.score), values: this.#scorePart() },
			touchpoint,
			time:
				this.time === '' ? null : { column: Number(this.time), order, zone: this.fileZone, orElse: this.#otherTimes },
			comment: this.comment === '' ? null : Number(this.comment),
			customer: this.customer === '' ? null : { column: Number(this.customer), as: this.customerAs },
			place: this.place === '' ? null : Number(this.place),
			externalId: this.externalId === '' ? null : Number(this.externalId),
			leaveOut: this.kindColumn === '' ? null : { column: Number(this.kindColumn), values: this.kindsOut },
			language: this.language
		};
	});

	/** Every row as it will be sent, or why not; exactly what the import does. */
	readonly planned = $derived.by((): readonly Planned[] =>
		this.mapping === null
			? []
			: planRows(this.table.rows, this.mapping, {
					timeZone: this.#timeZone,
					fileKey: this.#fileKey,
					header: this.table.header,
					above: this.table.above,
					copy: this.copy,
					...(this.table.recognised ? { fate: this.table.recognised.fate } : {}),
					wholeOnly: this.wholeOnly,
					...this.#furtherAnswers(),
					now: this.#now
				})
	);

	/** The survey whose answers a recognised file holds; null: not recognised, or nothing of it can be asked here. */
	readonly made = $derived.by(() => {
		if (this.table.recognised === null) return null;
		const column = (of: string): number | null => (of === '' ? null : Number(of));
		const chosen = { score: column(this.score), kind: this.kind, comment: column(this.comment) };
		return surveyFrom(this.table.recognised, this.table.name.replace(/\.[a-z]{2,5}$/i, ''), chosen);
	});

	/** What the import brings besides score and comment; null: nothing, it goes into a survey of its own. */
	readonly survey = $derived.by(() => {
		const { definition, title = '' } = this.made ?? {};
		if (!this.withSurvey || !definition || !this.table.recognised) return null;
		const { questions } = this.table.recognised;
		// A column that is no question of the file, or one that found no room, goes with the score alone.
		const asks = (column: string, name: AskKind | 'comment'): boolean =>
			isQuestionColumn(questions, Number(column)) &&
			definition.questions.some(({ id, kind }) => kind === name && id === kindOf(name).defaultId);
		const whole = asks(this.score, this.kind) && (this.comment === '' || asks(this.comment, 'comment'));
		return whole ? { title, definition } : null;
	});

	#furtherAnswers() {
		if (this.survey === null || this.table.recognised === null) return {};
		const without = [kindOf(this.kind).defaultId, ...(this.comment === '' ? [] : ['comment'])];
		return { answers: answersOf(this.table.recognised.questions, this.made!.ids, this.survey.definition, without) };
	}

	/** What the rows of a recognised file are. */
	readonly fates = $derived.by((): Readonly<Record<RowFate, number>> => {
		const counts = { complete: 0, partial: 0, header: 0, preview: 0, test: 0, spam: 0, marked: 0 };
		for (const row of this.table.rows) counts[this.table.recognised?.fate(row) ?? 'complete']++;
		return counts;
	});

	/** Where the time stands that the chosen column leaves empty: while it is the one that the tool itself names. */
	get #otherTimes(): readonly number[] {
		const [first, ...others] = this.table.recognised?.times ?? [];
		return first === Number(this.time) ? others : [];
	}

	get #fileKey(): string {
		return (this.#key ??= checksum(this.table.text));
	}
	#key: string | undefined;

	/** `waiting`: nothing is wrong with them, but nobody has said yet what one of their values counts as. */
	readonly counts = $derived.by(() => {
		const counts = { ready: 0, left_out: 0, waiting: 0, wrong: 0 };
		for (const row of this.planned) counts[isWaiting(row) ? 'waiting' : row.status]++;
		return counts;
	});

	#scorePart(): Mapping['score']['values'] {
		if (this.scoreValues === null || this.scoreValues.length === 0) return null;
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

export const isWaiting = (row: Planned): boolean =>
	row.status === 'wrong' && row.issues.every(({ code }) => code === 'unmapped');
