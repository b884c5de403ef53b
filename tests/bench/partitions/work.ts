import { columns, given, idOf, instantOf, monthAgo, personOf, placeOf, ROWS, surveyOf, W } from './rows.ts';

export type Kind = 'plain' | 'ids' | 'times';

export const BATCH = 100;

let fresh = ROWS;
const batch = () => {
	const from = fresh + 1;
	return `(select n, now() as at from generate_series(${from}, ${(fresh += BATCH)}) n) g`;
};
const written: Record<Kind, () => string> = {
	plain: () => `insert into plain.response (${columns}) ${given(batch())} on conflict (workspace_id, id) do nothing`,
	ids: () => `insert into ids.response (${columns}) ${given(batch())} on conflict (workspace_id, id, month) do nothing`,
	times: () => `with given as materialized (${given(batch())}),
		claimed as (insert into times.response_id select workspace_id, id, submitted_at from given on conflict do nothing returning id)
		insert into times.response (${columns}) select ${columns} from given join claimed using (id)`
};
const list = (kind: Kind, where: string, limit = 50) =>
	`select * from ${kind}.response where workspace_id = '${W}' ${where} order by submitted_at desc, id desc limit ${limit}`;

const hundred = `array(select ${idOf('n', instantOf('n'))} from (select n * 1001 as n from generate_series(1, 100) n) g)`;
const aYearAgo = `submitted_at >= ${monthAgo(12)} and submitted_at < ${monthAgo(11)}`;

/** The work of a day, by its name; `round` so that nothing is done twice. */
export const works: Record<string, (kind: Kind, round: number) => string> = {
	[`write ${BATCH} answers`]: (kind) => written[kind](),
	'the latest 50': (kind) => list(kind, ''),
	'50 of a rare channel': (kind) => list(kind, "and channel = 'api'"),
	'50 of one touchpoint': (kind) => list(kind, `and touchpoint_id = ${placeOf('77')}`),
	'50 of a survey, in a month a year ago': (kind) => list(kind, `and survey_id = ${surveyOf('77')} and ${aYearAgo}`),
	'count of a month a year ago': (kind) =>
		`select count(*), sum(n) from (select length(answers::text) as n from ${kind}.response
			where workspace_id = '${W}' and ${aYearAgo}) m`,
	'100 by their ids': (kind) =>
		kind === 'times'
			? `select count(r.body_hash) from (select * from times.response_id where workspace_id = '${W}' and id = any(${hundred})) k
				join times.response r on r.workspace_id = k.workspace_id and r.id = k.id and r.submitted_at = k.submitted_at`
			: `select count(body_hash) from ${kind}.response where workspace_id = '${W}' and id = any(${hundred})`,
	'erase one person, ten answers stay': (kind, round) =>
		`with gone as (select workspace_id, id, submitted_at, md5(id::text)::uuid as new_id from ${kind}.response
				where workspace_id = '${W}' and customer_id = ${personOf(String(round * 10 + 3))})
			${kind === 'times' ? ', named as (update times.response_id r set id = g.new_id from gone g where r.workspace_id = g.workspace_id and r.id = g.id)' : ''}
			update ${kind}.response r set id = g.new_id, month = wayfelt_month_of(g.new_id), customer_id = null, body_hash = ''
			from gone g where r.workspace_id = g.workspace_id and r.id = g.id`,
	'erase one person, ten answers go': (kind, round) =>
		`with gone as (delete from ${kind}.response where workspace_id = '${W}' and customer_id = ${personOf(String(round * 10 + 1003))}
				returning workspace_id, id)
			${kind === 'times' ? 'delete from times.response_id r using gone g where r.workspace_id = g.workspace_id and r.id = g.id' : 'select count(*) from gone'}`
};
