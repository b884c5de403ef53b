import type { AnswerColumn } from './find-questions.ts';
import { bare, fieldRole, oneLine, recognised, trialOf, widthOf } from './build.ts';
import type { ColumnRole, RowFate, Shape } from './shape.ts';

const IMPORT_ID = /^\s*\{\s*"ImportId"\s*:\s*"((?:[^"\\]|\\.)*)"/;

/** Fixed columns by their ImportId, in lower case. */
const FIXED: Readonly<Record<string, ColumnRole>> = {
	...{ startdate: 'ignore', enddate: 'time', recordeddate: 'ignore', status: 'status', finished: 'status' },
	...{ progress: 'status', duration: 'duration', _recordid: 'id', recipientemail: 'customer' },
	...{ recipientlastname: 'ignore', recipientfirstname: 'ignore', externaldatareference: 'customer' },
	...{ ipaddress: 'ignore', locationlatitude: 'ignore', locationlongitude: 'ignore' },
	...{ distributionchannel: 'channel', userlanguage: 'language' }
};
/** The same columns by the names of the first row, where the row of ids is missing. */
const NAMES: Readonly<Record<string, string>> = {
	...{ responseid: '_recordid', durationinseconds: 'duration', externalreference: 'externaldatareference' },
	...Object.fromEntries(Object.keys(FIXED).map((id) => [id, id]))
};
const QUESTION = /^((?:\d+_)?QID\d+)(?:_(.+))?$/;
/** Written beside the answers: time on the page, the browser, groups and topics that the tool made itself. */
const BESIDE =
	/(^|_)(FIRST_CLICK|LAST_CLICK|PAGE_SUBMIT|CLICK_COUNT|BROWSER|VERSION|OS|RESOLUTION|NPS_GROUP)$|Topics?$|Sentiment|_DO(_|$)|^(?:\d+_)?QID\d+_(?:x\d+_)?[0-9a-f]{24}/;
/** Kinds of answers as bits: previews, tests, spam; 4 is imported, 16 offline, 32 with an e-mail. */
const BITS = { 1: 'preview', 2: 'test', 8: 'spam' } as const;

/** Qualtrics: fixed names, texts in the account's language, ids as JSON. Known by the ids and the fixed names, never by the texts. */
export const qualtrics: Shape = {
	name: 'qualtrics',
	read(lines) {
		const [names = []] = lines;
		const at = lines.slice(1, 4).findIndex((line) => line.filter((cell) => IMPORT_ID.test(cell)).length >= 2);
		const known = names.filter((name) => NAMES[bare(name)] !== undefined).length;
		if (at < 0 && known < 6) return null;
		const headerRows = at < 0 ? 2 : at + 2;
		const width = widthOf(lines.slice(0, headerRows));
		const ids = Array.from({ length: width }, (_, column) =>
			at < 0
				? (NAMES[bare(names[column])] ?? names[column] ?? '')
				: (IMPORT_ID.exec(lines[at + 1]![column] ?? '')?.[1] ?? '')
		);
		const texts = headerRows > 1 && at !== 0 ? lines[1]! : names;
		const roles = new Map<number, ColumnRole>();
		const answers: AnswerColumn[] = [];
		ids.forEach((id, column) => {
			const fixed = FIXED[id.toLowerCase()];
			const found = questionOf(id, names[column] ?? '', at < 0);
			if (fixed) roles.set(column, fixed);
			else if (
				BESIDE.test(id) ||
				/_(First Click|Last Click|Page Submit|Click Count|NPS_GROUP)$|- (Group|Topics)$/.test(names[column] ?? '')
			)
				roles.set(column, 'ignore');
			else if (found) answers.push({ index: column, text: oneLine(texts[column]), ...found });
			else roles.set(column, fieldRole(names[column] ?? ''));
		});
		const place = (id: string): number => ids.findIndex((one) => one.toLowerCase() === id);
		const groups = new Set(ids.flatMap((id) => /^(.*)_NPS_GROUP$/.exec(id)?.[1] ?? []));
		return recognised({
			shape: 'qualtrics',
			sure: at < 0 ? 0.8 : 1,
			headerRows,
			lines,
			headers: Array.from({ length: width }, (_, column) => oneLine(names[column]) || oneLine(texts[column])),
			roles,
			answers: withStems(answers).map((one) => (groups.has(one.key) ? { ...one, found: 'nps' } : one)),
			joiners: [','],
			times: [place('enddate'), place('recordeddate'), place('startdate')],
			unknown: ['joined', 'shown', ...(at < 0 ? (['zone'] as const) : [])],
			fate: fateBy(place)
		});
	}
};

function questionOf(id: string, name: string, byName: boolean): { key: string; part: string | null } | null {
	if (byName) {
		const [, key, part = null] = /^((?:\d+_)?Q\d+[a-z]?)(?:_(.+))?$/i.exec(name.trim()) ?? [];
		return key === undefined ? null : { key, part };
	}
	const [, key, part] = QUESTION.exec(id) ?? [];
	if (key === undefined) return null;
	return { key, part: part === undefined || part === 'TEXT' ? null : part };
}

/** "Stem - item": the stem is what the texts of a question's columns begin with alike, up to the dash. */
function withStems(answers: readonly AnswerColumn[]): AnswerColumn[] {
	return answers.map((one) => {
		const same = answers.filter(({ key }) => key === one.key);
		if (same.length < 2) return { ...one, part: null };
		const cut = one.text.lastIndexOf(' - ');
		const stem = cut < 0 ? one.text : one.text.slice(0, cut);
		return { ...one, text: stem, part: cut < 0 ? one.part : one.text.slice(cut + 3) };
	});
}

function fateBy(place: (id: string) => number): (cells: readonly string[]) => RowFate {
	const [status, channel, progress, finished] = ['status', 'distributionchannel', 'progress', 'finished'].map(place);
	return (cells) => {
		const kind = (cells[status!] ?? '').trim();
		const named = trialOf(kind) ?? trialOf(cells[channel!] ?? '');
		if (named) return named;
		if (/^\d{1,3}$/.test(kind))
			for (const [bit, why] of Object.entries(BITS)) if ((Number(kind) & Number(bit)) !== 0) return why;
		const done = (cells[progress!] ?? '').trim();
		if (/^\d+$/.test(done)) return Number(done) < 100 ? 'partial' : 'complete';
		return /^(false|0|falsch|faux|否)$/i.test((cells[finished!] ?? '').trim()) ? 'partial' : 'complete';
	};
}
