/** Answers of two workspaces over two years, made in SQL so that each can be found again by its number. */

export const ROWS = Number(process.argv[2] ?? 10_000_000);
export const MONTHS = 24;
export const ROUNDS = 9;
export const W = '00000000-0000-7000-8000-000000000001';
/** Has every fiftieth answer. */
export const OTHER = '00000000-0000-7000-8000-000000000002';

const hashed = (n: string) => `md5((${n})::text)::uuid`;
export const surveyOf = (n: string) => hashed(`'s' || (${n} % 300)::text`);
export const placeOf = (n: string) => hashed(`'t' || (${n} % 3000)::text`);
/** A tenth of the answers has a person, and a person ten answers spread over the two years. */
export const personOf = (n: string) => hashed(`'p' || (${n} % ${ROWS / 10})::text`);
/** A UUIDv7 of that instant, the rest from the number. */
export const idOf = (n: string, at: string) => `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0')
	|| overlay(overlay(substr(md5((${n})::text), 1, 20) placing '7' from 1 for 1) placing '8' from 5 for 1))::uuid`;
export const monthAgo = (n: number) => `date_trunc('month', now()) - interval '${n} months'`;
export const instantOf = (n: string) => `(date_trunc('month', now()) - ${n} * (interval '${MONTHS} months' / ${ROWS}))`;

export const history = `(select n, ${instantOf('n')} as at from generate_series(1, ${ROWS}) n) g`;

/** @param from has `n` and `at`; `offset 0`: each id is made once, not wherever it stands */
export const given = (from: string) => `
	select case when n % 50 = 0 then '${OTHER}' else '${W}' end::uuid as workspace_id, id, date_trunc('month', at at time zone 'UTC')::date as month,
		${surveyOf('n')} as survey_id, 1 as survey_version, ${hashed("'c' || (n % 3000)::text")} as collector_id,
		${placeOf('n')} as touchpoint_id, case when n % 3000 = 7 then 'api' when n % 2 = 0 then 'qr' else 'link' end as channel,
		case when n % 10 = 3 then ${personOf('n')} end as customer_id,
		jsonb_build_object('nps', n % 11, 'comment', case when n % 10 = 0 then 'The queue was long, the staff was friendly' end) as answers,
		jsonb_build_object('${W}', n % 11) as scores, n % 10 = 0 as has_text, 'en' as language,
		at as submitted_at, at as received_at, at::date as day, '\\x3b1f0d5ac2e94f7781d6a0b35c4e9f60127d8ab34cf5e6079182a3b4c5d6e7f8'::bytea as body_hash
	from (select *, ${idOf('n', 'at')} as id from ${from} offset 0) as with_id`;

export const columns = `workspace_id, id, month, survey_id, survey_version, collector_id, touchpoint_id, channel, customer_id,
	answers, scores, has_text, language, submitted_at, received_at, day, body_hash`;
