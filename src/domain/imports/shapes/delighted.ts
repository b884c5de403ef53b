import type { AnswerColumn } from './find-questions.ts';
import { countNames, fieldRole, oneLine, placesOf, recognised, rolesBy, widthOf } from './build.ts';
import type { ColumnRole, FoundKind, Shape } from './shape.ts';

const FIXED: Readonly<Record<string, ColumnRole>> = {
	...{ id: 'id', responseid: 'id', person: 'ignore', personid: 'ignore', personname: 'ignore', name: 'ignore' },
	...{ email: 'customer', personemail: 'customer', phone: 'customer', phonenumber: 'customer', surveytype: 'status' },
	...{
		score: 'score',
		comment: 'comment',
		permalink: 'ignore',
		createdat: 'time',
		respondedat: 'time',
		updatedat: 'ignore'
	},
	...{ responsetime: 'time', tags: 'ignore', notes: 'ignore', locale: 'language', surveylanguage: 'language' },
	...{ surveysentat: 'ignore', senttime: 'ignore', surveymethod: 'channel', deliverymethod: 'channel' }
};
const PERMALINK = /^https?:\/\/(?:[a-z]+\.)?delighted\.com\/r\/\w+/i;
const TIMES = ['respondedat', 'responsetime', 'createdat', 'updatedat', 'surveysentat'];

/**
 * Delighted, which closed on 30 June 2026: fields as its API had them (id, person, survey_type, score, comment, permalink,
 * created_at in seconds, tags), which its table exports name likewise. Known by the permalinks, which nothing else has.
 */
export const delighted: Shape = {
	name: 'delighted',
	read(lines) {
		const [top = [], ...rows] = lines;
		const places = placesOf(top.map((name) => name.replaceAll('_', ' ')));
		if (!places.has('score') || !places.has('comment')) return null;
		const links = top.some((_, at) => {
			const cells = rows
				.slice(0, 200)
				.map((row) => (row[at] ?? '').trim())
				.filter((cell) => cell !== '');
			return cells.length > 0 && cells.every((cell) => PERMALINK.test(cell));
		});
		if (!links && countNames(places, ['surveytype', 'permalink']) < 2) return null;
		const width = widthOf([top]);
		const roles = rolesBy(places, FIXED);
		const times = TIMES.flatMap((name) => places.get(name) ?? []);
		times.forEach((at, rank) => roles.set(at, rank === 0 ? 'time' : 'ignore'));
		const type = places.get('surveytype');
		const kinds = new Set(
			type === undefined ? [] : rows.slice(0, 5000).map((row) => (row[type] ?? '').trim().toLowerCase())
		);
		const answers: AnswerColumn[] = [
			{ index: places.get('score')!, key: 'score', text: 'Score', part: null, ...foundOf(kinds) },
			{ index: places.get('comment')!, key: 'comment', text: 'Comment', part: null, found: 'text' }
		];
		for (let at = 0; at < width; at++) {
			if (roles.has(at)) continue;
			const name = oneLine(top[at]);
			// Further questions are sentences, what is known of a person is a word or two.
			if (/[?？]$|\.\.\.$/.test(name)) answers.push({ index: at, key: `q${at}`, text: name, part: null });
			else roles.set(at, fieldRole(name));
		}
		return recognised({
			shape: 'delighted',
			sure: links ? 0.97 : 0.8,
			headerRows: 1,
			lines,
			headers: Array.from({ length: width }, (_, at) => oneLine(top[at]) || `#${at + 1}`),
			roles,
			answers,
			joiners: [', '],
			times,
			unknown: ['properties', 'shown', ...(kinds.has('ces') ? (['ces_scale'] as const) : [])]
		});
	}
};

/** Its CSAT has five points; its CES asks how easy it was, on five, which none of our measures is. */
function foundOf(kinds: ReadonlySet<string>): { found?: FoundKind } {
	if (kinds.size !== 1) return {};
	if (kinds.has('nps')) return { found: 'nps' };
	if (kinds.has('csat')) return { found: 'csat' };
	return kinds.has('ces') ? { found: 'number' } : {};
}
