import { isEmail } from '../shared/email.ts';
import { issue, type Issue } from '../shared/result.ts';
import { hasVisible } from '../shared/visible.ts';

/** So many places one list may name. */
export const MAX_PLACES = 5000;
const MAX_NAME = 100;

/** From the widest to the narrowest: a place is named by all that its line gives. */
export const placeLevels = ['name', 'shop', 'counter', 'table', 'staff'] as const;
export type PlaceColumn = (typeof placeLevels)[number] | 'owner';

export interface PlaceLine {
	/** In the text, from 1. */
	readonly line: number;
	readonly name: string;
	/** E-mail address of whoever answers for it. */
	readonly owner: string | null;
}

export interface WrongLine {
	readonly line: number;
	/** As it stands there. */
	readonly text: string;
	readonly issues: readonly Issue[];
}

export interface PlaceList {
	/** What the first line calls its columns; null where it is a place already. */
	readonly header: readonly (PlaceColumn | null)[] | null;
	readonly places: readonly PlaceLine[];
	readonly wrong: readonly WrongLine[];
}

const WORDS: readonly (readonly [PlaceColumn, RegExp])[] = [
	[
		'owner',
		/^((owner|manager|contact|responsible)([ _-]*e-?mail)?|e-?mail([ _-]*address)?|(负责人|店长|管理员|联系人)(的?(电子)?(邮箱|邮件)(地址)?)?|(电子)?(邮箱|邮件)(地址)?)$/i
	],
	['shop', /^((shop|store|branch|outlet)([ _-]*name)?|(门店|店铺|分店|商店|店名|网点)(名称?|名字)?)$/i],
	[
		'counter',
		/^((counter|till|checkout|cashier|desk|window)([ _-]*(name|no|number))?\.?|(柜台|收银台|窗口|服务台|前台)(名称?|号|编号)?)$/i
	],
	[
		'table',
		/^((table|room|seat|bed)([ _-]*(name|no|number))?\.?|(餐桌|桌号|桌|包间|房间|房号|座位)(名称?|号|编号)?)$/i
	],
	['staff', /^((staff|employee|clerk|waiter|advisor)([ _-]*name)?|(员工|店员|导购|服务员|顾问)(姓名|名称?)?)$/i],
	['name', /^(name|place|location|site|名称|地点|位置|投放点)$/i]
];

const columnOf = (cell: string): PlaceColumn | null =>
	cell === '' ? null : (WORDS.find(([, pattern]) => pattern.test(cell))?.[0] ?? null);

const SEPARATORS = ['\t', ';', '|', ',', '，'] as const;
const SAMPLE = 50;

/** What most of the first lines are cut by, or what stands before an owner; null where each is one cell. */
function separatorIn(lines: readonly string[]): string | null {
	const sample = lines.filter((line) => line.trim() !== '').slice(0, SAMPLE);
	return (
		SEPARATORS.find((one) => {
			const cut = sample.filter((line) => line.includes(one));
			return cut.length * 2 > sample.length || cut.some((line) => line.includes('@'));
		}) ?? null
	);
}

/** Cells of one line; null where a quote is not closed. */
function cellsOf(line: string, separator: string | null): string[] | null {
	if (separator === null) return [line.trim()];
	const cells: string[] = [];
	let at = 0;
	for (;;) {
		const quoted = /^\s*"/.exec(line.slice(at));
		if (quoted === null) {
			const end = line.indexOf(separator, at);
			cells.push(line.slice(at, end === -1 ? undefined : end).trim());
			if (end === -1) return cells;
			at = end + 1;
			continue;
		}
		let cell = '';
		at += quoted[0].length;
		for (;;) {
			const end = line.indexOf('"', at);
			if (end === -1) return null;
			cell += line.slice(at, end);
			at = end + 1;
			if (line[at] !== '"') break;
			cell += '"';
			at++;
		}
		const end = line.indexOf(separator, at);
		// What stands behind a closing quote belongs to the cell.
		cells.push((cell + line.slice(at, end === -1 ? undefined : end)).trim());
		if (end === -1) return cells;
		at = end + 1;
	}
}

/** One place is written in one way: white space and composed letters do not make another one of it. */
const written = (cell: string): string => cell.normalize('NFC').replace(/\s+/gu, ' ').trim();

/**
 * Reads what was pasted, or stood in a CSV file: a line each place. The first line may name the columns – shop, counter,
 * table, staff, owner –, and a place is called by all that its line gives of them. Without it the first cell is the name,
 * and a cell with an @ the owner. Lines are judged one by one: what is wrong with one takes nothing away from the others.
 */
export function readPlaceList(text: string): PlaceList {
	const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
	const named = /^"?sep=(\\t|.)"?\s*$/i.exec(lines[0] ?? '')?.[1];
	const first = named === undefined ? 0 : 1;
	const separator = named === undefined ? separatorIn(lines) : named === '\\t' ? '\t' : named;
	const at = lines.findIndex((line, index) => index >= first && line.trim() !== '');
	const top = at === -1 ? null : cellsOf(lines[at]!, separator);
	const columns = top?.some((cell) => cell.includes('@'))
		? null
		: (top?.map((cell) => columnOf(written(cell))) ?? null);
	const header = columns?.some((column) => column !== null && column !== 'owner') ? columns : null;
	const places: PlaceLine[] = [];
	const wrong: WrongLine[] = [];
	const seen = new Map<string, number>();
	lines.forEach((text, index) => {
		const line = index + 1;
		if (index < first || text.trim() === '' || (header !== null && index === at)) return;
		const cells = cellsOf(text, separator);
		// Office programs keep lines of empty cells below a table.
		if (cells?.every((cell) => cell === '')) return;
		const place = cells === null ? null : header === null ? plain(cells) : byColumns(cells, header);
		const issues = place === null ? [issue('place_quote')] : issuesOf(place);
		const before = place === null ? undefined : seen.get(place.name);
		if (place !== null && before !== undefined && issues.length === 0)
			issues.push(issue('place_twice', undefined, { line: before }));
		if (place === null || issues.length > 0) return void wrong.push({ line, text, issues });
		seen.set(place.name, line);
		places.push({ line, ...place });
	});
	return { header, places, wrong };
}

type Place = Pick<PlaceLine, 'name' | 'owner'>;

const joined = (parts: readonly string[]): string => parts.map(written).filter(Boolean).join(' · ');

function plain(cells: readonly string[]): Place {
	const owner = cells.slice(1).find((cell) => cell.includes('@')) ?? null;
	return { name: joined(cells.filter((cell) => cell !== owner)), owner: owner?.trim().toLowerCase() ?? null };
}

function byColumns(cells: readonly string[], header: readonly (PlaceColumn | null)[]): Place {
	const of = (column: PlaceColumn): string[] => cells.filter((_, at) => header[at] === column);
	return {
		name: joined(placeLevels.flatMap(of)),
		owner:
			of('owner')
				.find((cell) => cell !== '')
				?.toLowerCase() ?? null
	};
}

function issuesOf({ name, owner }: Place): Issue[] {
	const issues: Issue[] = [];
	if (name === '' || !hasVisible(name)) issues.push(issue('place_missing'));
	else if (name.length > MAX_NAME) issues.push(issue('place_long', undefined, { max: MAX_NAME, length: name.length }));
	else if (/\p{Cc}|\ufffd/u.test(name)) issues.push(issue('place_letters'));
	if (owner !== null && !isEmail(owner)) issues.push(issue('place_owner', undefined, { owner: owner.slice(0, 60) }));
	return issues;
}

/** The text without these lines, or with others in their place: what is put right, or gone on without. */
export function withLines(text: string, change: ReadonlyMap<number, string | null>): string {
	return text
		.split(/\r\n|\n|\r/)
		.flatMap((line, index) => {
			const other = change.get(index + 1);
			return other === undefined ? [line] : other === null ? [] : [other];
		})
		.join('\n');
}
