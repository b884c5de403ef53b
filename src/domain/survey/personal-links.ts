import * as v from 'valibot';

/** So many links are made at once. */
export const MAX_LINKS = 10_000;

const text = (most: number) =>
	v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most), v.regex(/^[^\p{Cc}]*$/u));

/** A name under which a link says something more, as `place`. */
export const ParameterName = v.pipe(v.string(), v.regex(/^[\p{L}][\p{L}\p{N} _-]{0,39}$/u));

/** One line of a list: whom a link is for, as far as it says so, and what else belongs to it. */
export const LinkRow = v.pipe(
	v.strictObject({
		name: v.optional(text(200)),
		externalId: v.optional(text(200)),
		email: v.optional(v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(), v.maxLength(254))),
		parameters: v.optional(v.record(ParameterName, v.pipe(v.string(), v.trim(), v.maxLength(200))))
	}),
	// A name alone leads to nobody, and nobody could erase it.
	v.check(
		({ name, externalId, email }) => name === undefined || (externalId ?? email) !== undefined,
		'customer_unnamed'
	)
);
export type LinkRowInput = v.InferOutput<typeof LinkRow>;

export const CreateLinks = v.strictObject({
	name: v.optional(text(100)),
	/** Until when they open. */
	days: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(365)), 30),
	rows: v.pipe(v.array(LinkRow), v.minLength(1), v.maxLength(MAX_LINKS)),
	/** Names of the parameters that rows may have, in their order. */
	parameters: v.optional(v.pipe(v.array(ParameterName), v.maxLength(10)), [])
});

export const UpdateLinks = v.strictObject({ revoked: v.literal(true) });

/** What a column of a list is. */
type Column = 'name' | 'externalId' | 'email';

const WORDS: Readonly<Record<string, Column>> = {
	name: 'name',
	customer: 'name',
	姓名: 'name',
	名称: 'name',
	客户: 'name',
	id: 'externalId',
	'customer id': 'externalId',
	'external id': 'externalId',
	'member id': 'externalId',
	客户编号: 'externalId',
	会员号: 'externalId',
	编号: 'externalId',
	email: 'email',
	'e-mail': 'email',
	mail: 'email',
	邮箱: 'email',
	电子邮箱: 'email',
	电子邮件: 'email'
};

const columnOf = (head: string): Column | undefined =>
	WORDS[head.trim().toLowerCase().replaceAll('_', ' ').replace(/\s+/g, ' ')];

/** A line that makes no link, and why. */
export interface BadLine {
	/** As an editor counts it, from 1. */
	readonly line: number;
	readonly why: 'nobody' | 'email' | 'too_long';
}

export interface ReadList {
	readonly rows: readonly LinkRowInput[];
	/** Columns that are none of ours, which go with the link under their own names. */
	readonly parameters: readonly string[];
	/** Columns that cannot be taken along: their names are none, or they are too many. */
	readonly ignored: readonly string[];
	readonly bad: readonly BadLine[];
}

/**
 * Reads a list that was pasted or came as a file: with a line of headings, or one person a line – an e-mail address or
 * a customer id.
 * @param lines cells by line
 */
export function readLinkList(lines: readonly (readonly string[])[]): ReadList {
	const filled = lines
		.map((cells, at) => ({ cells, line: at + 1 }))
		.filter(({ cells }) => cells.some((one) => one.trim()));
	const [first] = filled;
	const heads = first?.cells.map((head) => head.trim()) ?? [];
	const headed = heads.some((head) => columnOf(head) !== undefined);
	const names = headed ? heads : [];
	const taken = names.filter((name) => name !== '' && columnOf(name) === undefined);
	const parameters = [...new Set(taken.filter((name) => v.is(ParameterName, name)))].slice(0, 10);
	const ignored = taken.filter((name) => !parameters.includes(name));
	const rows: LinkRowInput[] = [];
	const bad: BadLine[] = [];
	for (const { cells, line } of headed ? filled.slice(1) : filled) {
		const given = headed ? byHead(names, cells, parameters) : alone(cells[0]!.trim());
		const read = v.safeParse(LinkRow, given);
		if (read.success) rows.push(read.output);
		else {
			const [issue] = read.issues;
			const at = issue.path?.[0]?.key;
			bad.push({ line, why: issue.message === 'customer_unnamed' ? 'nobody' : at === 'email' ? 'email' : 'too_long' });
		}
	}
	return { rows, parameters, ignored, bad };
}

const alone = (cell: string): object => (cell.includes('@') ? { email: cell } : { externalId: cell });

function byHead(names: readonly string[], cells: readonly string[], parameters: readonly string[]): object {
	const own: Partial<Record<Column, string>> = {};
	const more: Record<string, string> = {};
	names.forEach((name, at) => {
		const cell = cells[at]?.trim() ?? '';
		if (cell === '') return;
		const column = columnOf(name);
		if (column !== undefined) own[column] ??= cell;
		else if (parameters.includes(name)) more[name] ??= cell;
	});
	return { ...own, ...(Object.keys(more).length > 0 && { parameters: more }) };
}
