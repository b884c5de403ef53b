-- insertAndCount, scores
with source as (
	select g.*, w.time_zone
	from jsonb_to_recordset($1::jsonb) as g(
		no integer,
		"workspaceId" uuid,
		"surveyId" uuid,
		"surveyVersion" integer,
		"collectorId" uuid,
		"touchpointId" uuid,
		channel text,
		language text,
		"importRunId" uuid,
		actor jsonb,
		payload jsonb,
		code text,
		stamp text
	)
	left join workspace w on w.workspace_id = g."workspaceId"
	where (g."importRunId" is null or exists (
		select
		from import_run u
		where u.workspace_id = g."workspaceId"
			and u.id = g."importRunId"
			and u.status = 'running'
	))
		and (g.code is null or exists (
			select
			from collector_code cc
			join collector c on c.workspace_id = cc.workspace_id
				and c.id = cc.collector_id
			join survey s on s.workspace_id = c.workspace_id
				and s.id = c.survey_id
			left join touchpoint t on t.workspace_id = c.workspace_id
				and t.id = c.touchpoint_id
			left join journey j on j.workspace_id = t.workspace_id
				and j.id = t.journey_id
			where cc.code = g.code
				and row(
					c.workspace_id,
					c.id,
					c.survey_id,
					s.published_version,
					c.touchpoint_id,
					c.channel,
					least(c.closed_at, j.deleted_at),
					c.closes_at,
					c.opens_at,
					c.parameters,
					c.limits
				)::text = g.stamp
		))
),
input as (
	select s.*, i.*
	from jsonb_to_recordset($2::jsonb) as i(
		"of" integer,
		id uuid,
		"customerId" uuid,
		answers jsonb,
		scores jsonb,
		numbers jsonb,
		parameters jsonb,
		"hasText" boolean,
		"submittedAt" timestamptz,
		"receivedAt" timestamptz,
		hash text,
		look text,
		mark text,
		partial boolean
	)
	join source s on s.no = i."of"
),
inserted as (
	insert into response (
		workspace_id,
		id,
		month,
		survey_id,
		survey_version,
		collector_id,
		touchpoint_id,
		channel,
		customer_id,
		answers,
		scores,
		numbers,
		parameters,
		has_text,
		language,
		submitted_at,
		received_at,
		day,
		body_hash,
		import_run_id,
		import_look,
		mark,
		left_out,
		partial
	)
	select i."workspaceId",
		i.id,
		wayfelt_month_of(i.id),
		i."surveyId",
		i."surveyVersion",
		i."collectorId",
		i."touchpointId",
		i.channel,
		i."customerId",
		i.answers,
		i.scores,
		i.numbers,
		i.parameters,
		coalesce(i."hasText", false),
		i.language,
		i."submittedAt",
		coalesce(i."receivedAt", i."submittedAt"),
		(i."submittedAt" at time zone i.time_zone)::date,
		decode(i.hash, 'hex'),
		i."importRunId",
		i.look,
		i.mark,
		i.mark is not null,
		coalesce(i.partial, false)
	from input i
	where not exists (
		select
		from removed_response x
		where x.workspace_id = i."workspaceId"
			and x.id = i.id
	)
	order by i."workspaceId", i.id
	on conflict (workspace_id, id, month) do nothing
	returning id,
		received_at,
		left_out,
		response.workspace_id,
		response.touchpoint_id,
		response.collector_id,
		response.channel,
		response.language,
		response.day,
		response.scores,
		response.numbers
),
alike as (
	select r.workspace_id,
		r.touchpoint_id,
		r.collector_id,
		r.channel,
		r.language,
		r.day,
		r.scores,
		r.numbers,
		count(*) as n
	from inserted r
	where not r.left_out
	group by r.workspace_id, r.touchpoint_id, r.collector_id, r.channel, r.language, r.day, r.scores, r.numbers
),
counted_score_day as (
	insert into "score_day" as d (
		workspace_id,
		touchpoint_id,
		definition_id,
		channel,
		day,
		s0,
		s1,
		s2,
		s3,
		s4,
		s5,
		s6,
		s7,
		s8,
		s9,
		s10
	)
	select r.workspace_id as workspace_id,
		r.touchpoint_id as touchpoint_id,
		e.definition_id::uuid as definition_id,
		r.channel as channel,
		r.day as day,
		coalesce(sum(r.n) filter (where e.score = '0'), 0)::integer as s0,
		coalesce(sum(r.n) filter (where e.score = '1'), 0)::integer as s1,
		coalesce(sum(r.n) filter (where e.score = '2'), 0)::integer as s2,
		coalesce(sum(r.n) filter (where e.score = '3'), 0)::integer as s3,
		coalesce(sum(r.n) filter (where e.score = '4'), 0)::integer as s4,
		coalesce(sum(r.n) filter (where e.score = '5'), 0)::integer as s5,
		coalesce(sum(r.n) filter (where e.score = '6'), 0)::integer as s6,
		coalesce(sum(r.n) filter (where e.score = '7'), 0)::integer as s7,
		coalesce(sum(r.n) filter (where e.score = '8'), 0)::integer as s8,
		coalesce(sum(r.n) filter (where e.score = '9'), 0)::integer as s9,
		coalesce(sum(r.n) filter (where e.score = '10'), 0)::integer as s10
	from alike r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	group by 1, 2, 3, 4, 5
	order by 1, 2, 3, 4, 5
	on conflict (workspace_id, touchpoint_id, definition_id, channel, day) do update set s0 = d.s0 + excluded.s0,
		s1 = d.s1 + excluded.s1,
		s2 = d.s2 + excluded.s2,
		s3 = d.s3 + excluded.s3,
		s4 = d.s4 + excluded.s4,
		s5 = d.s5 + excluded.s5,
		s6 = d.s6 + excluded.s6,
		s7 = d.s7 + excluded.s7,
		s8 = d.s8 + excluded.s8,
		s9 = d.s9 + excluded.s9,
		s10 = d.s10 + excluded.s10
),
counted_score_day_by as (
	insert into "score_day_by" as d (
		workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		day,
		s0,
		s1,
		s2,
		s3,
		s4,
		s5,
		s6,
		s7,
		s8,
		s9,
		s10
	)
	select r.workspace_id as workspace_id,
		r.touchpoint_id as touchpoint_id,
		d.dimension as dimension,
		d.value as value,
		e.definition_id::uuid as definition_id,
		r.day as day,
		coalesce(sum(r.n) filter (where e.score = '0'), 0)::integer as s0,
		coalesce(sum(r.n) filter (where e.score = '1'), 0)::integer as s1,
		coalesce(sum(r.n) filter (where e.score = '2'), 0)::integer as s2,
		coalesce(sum(r.n) filter (where e.score = '3'), 0)::integer as s3,
		coalesce(sum(r.n) filter (where e.score = '4'), 0)::integer as s4,
		coalesce(sum(r.n) filter (where e.score = '5'), 0)::integer as s5,
		coalesce(sum(r.n) filter (where e.score = '6'), 0)::integer as s6,
		coalesce(sum(r.n) filter (where e.score = '7'), 0)::integer as s7,
		coalesce(sum(r.n) filter (where e.score = '8'), 0)::integer as s8,
		coalesce(sum(r.n) filter (where e.score = '9'), 0)::integer as s9,
		coalesce(sum(r.n) filter (where e.score = '10'), 0)::integer as s10
	from alike r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
	group by 1, 2, 3, 4, 5, 6
	order by 1, 2, 3, 4, 5, 6
	on conflict (
		workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		day
	) do update set s0 = d.s0 + excluded.s0,
		s1 = d.s1 + excluded.s1,
		s2 = d.s2 + excluded.s2,
		s3 = d.s3 + excluded.s3,
		s4 = d.s4 + excluded.s4,
		s5 = d.s5 + excluded.s5,
		s6 = d.s6 + excluded.s6,
		s7 = d.s7 + excluded.s7,
		s8 = d.s8 + excluded.s8,
		s9 = d.s9 + excluded.s9,
		s10 = d.s10 + excluded.s10
),
recorded as (
	insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
	select n.workspace_id,
		'answer.counted',
		'response',
		n.id::text,
		i.actor ->> 'kind',
		i.actor ->> 'id',
		case when n.left_out then i.payload || '{"counted": false}' else i.payload end
	from inserted n
	join input i on i."workspaceId" = n.workspace_id
		and i.id = n.id
),
told as (
	select pg_notify($3, json_build_object('kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', max(received_at), 'correction', bool_and(i.left_out), 'definitions', (
		select coalesce(json_agg(k), '[]')
		from (
			select distinct jsonb_object_keys(o.scores) as k
			from alike o
			where o.workspace_id = i.workspace_id
				and o.touchpoint_id = i.touchpoint_id
			-- A notification holds 8,000 bytes.
			limit 100
		) as answered
	))::text)
	from inserted i
	group by workspace_id, touchpoint_id
)
select array(
	select no
	from source
) as open, case when (
	select count(*)
	from input
) = (
	select count(*)
	from inserted
) then '{}' else array(
	select i."workspaceId" || '/' || i.id
	from input i
	where not exists (
		select
		from inserted n
		where n.workspace_id = i."workspaceId"
			and n.id = i.id
	)
) end as kept, (
	select count(*)
	from told
) as told;

-- insertAndCount, numbers too
with source as (
	select g.*, w.time_zone
	from jsonb_to_recordset($1::jsonb) as g(
		no integer,
		"workspaceId" uuid,
		"surveyId" uuid,
		"surveyVersion" integer,
		"collectorId" uuid,
		"touchpointId" uuid,
		channel text,
		language text,
		"importRunId" uuid,
		actor jsonb,
		payload jsonb,
		code text,
		stamp text
	)
	left join workspace w on w.workspace_id = g."workspaceId"
	where (g."importRunId" is null or exists (
		select
		from import_run u
		where u.workspace_id = g."workspaceId"
			and u.id = g."importRunId"
			and u.status = 'running'
	))
		and (g.code is null or exists (
			select
			from collector_code cc
			join collector c on c.workspace_id = cc.workspace_id
				and c.id = cc.collector_id
			join survey s on s.workspace_id = c.workspace_id
				and s.id = c.survey_id
			left join touchpoint t on t.workspace_id = c.workspace_id
				and t.id = c.touchpoint_id
			left join journey j on j.workspace_id = t.workspace_id
				and j.id = t.journey_id
			where cc.code = g.code
				and row(
					c.workspace_id,
					c.id,
					c.survey_id,
					s.published_version,
					c.touchpoint_id,
					c.channel,
					least(c.closed_at, j.deleted_at),
					c.closes_at,
					c.opens_at,
					c.parameters,
					c.limits
				)::text = g.stamp
		))
),
input as (
	select s.*, i.*
	from jsonb_to_recordset($2::jsonb) as i(
		"of" integer,
		id uuid,
		"customerId" uuid,
		answers jsonb,
		scores jsonb,
		numbers jsonb,
		parameters jsonb,
		"hasText" boolean,
		"submittedAt" timestamptz,
		"receivedAt" timestamptz,
		hash text,
		look text,
		mark text,
		partial boolean
	)
	join source s on s.no = i."of"
),
inserted as (
	insert into response (
		workspace_id,
		id,
		month,
		survey_id,
		survey_version,
		collector_id,
		touchpoint_id,
		channel,
		customer_id,
		answers,
		scores,
		numbers,
		parameters,
		has_text,
		language,
		submitted_at,
		received_at,
		day,
		body_hash,
		import_run_id,
		import_look,
		mark,
		left_out,
		partial
	)
	select i."workspaceId",
		i.id,
		wayfelt_month_of(i.id),
		i."surveyId",
		i."surveyVersion",
		i."collectorId",
		i."touchpointId",
		i.channel,
		i."customerId",
		i.answers,
		i.scores,
		i.numbers,
		i.parameters,
		coalesce(i."hasText", false),
		i.language,
		i."submittedAt",
		coalesce(i."receivedAt", i."submittedAt"),
		(i."submittedAt" at time zone i.time_zone)::date,
		decode(i.hash, 'hex'),
		i."importRunId",
		i.look,
		i.mark,
		i.mark is not null,
		coalesce(i.partial, false)
	from input i
	where not exists (
		select
		from removed_response x
		where x.workspace_id = i."workspaceId"
			and x.id = i.id
	)
	order by i."workspaceId", i.id
	on conflict (workspace_id, id, month) do nothing
	returning id,
		received_at,
		left_out,
		response.workspace_id,
		response.touchpoint_id,
		response.collector_id,
		response.channel,
		response.language,
		response.day,
		response.scores,
		response.numbers
),
alike as (
	select r.workspace_id,
		r.touchpoint_id,
		r.collector_id,
		r.channel,
		r.language,
		r.day,
		r.scores,
		r.numbers,
		count(*) as n
	from inserted r
	where not r.left_out
	group by r.workspace_id, r.touchpoint_id, r.collector_id, r.channel, r.language, r.day, r.scores, r.numbers
),
counted_score_day as (
	insert into "score_day" as d (
		workspace_id,
		touchpoint_id,
		definition_id,
		channel,
		day,
		s0,
		s1,
		s2,
		s3,
		s4,
		s5,
		s6,
		s7,
		s8,
		s9,
		s10
	)
	select r.workspace_id as workspace_id,
		r.touchpoint_id as touchpoint_id,
		e.definition_id::uuid as definition_id,
		r.channel as channel,
		r.day as day,
		coalesce(sum(r.n) filter (where e.score = '0'), 0)::integer as s0,
		coalesce(sum(r.n) filter (where e.score = '1'), 0)::integer as s1,
		coalesce(sum(r.n) filter (where e.score = '2'), 0)::integer as s2,
		coalesce(sum(r.n) filter (where e.score = '3'), 0)::integer as s3,
		coalesce(sum(r.n) filter (where e.score = '4'), 0)::integer as s4,
		coalesce(sum(r.n) filter (where e.score = '5'), 0)::integer as s5,
		coalesce(sum(r.n) filter (where e.score = '6'), 0)::integer as s6,
		coalesce(sum(r.n) filter (where e.score = '7'), 0)::integer as s7,
		coalesce(sum(r.n) filter (where e.score = '8'), 0)::integer as s8,
		coalesce(sum(r.n) filter (where e.score = '9'), 0)::integer as s9,
		coalesce(sum(r.n) filter (where e.score = '10'), 0)::integer as s10
	from alike r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	group by 1, 2, 3, 4, 5
	order by 1, 2, 3, 4, 5
	on conflict (workspace_id, touchpoint_id, definition_id, channel, day) do update set s0 = d.s0 + excluded.s0,
		s1 = d.s1 + excluded.s1,
		s2 = d.s2 + excluded.s2,
		s3 = d.s3 + excluded.s3,
		s4 = d.s4 + excluded.s4,
		s5 = d.s5 + excluded.s5,
		s6 = d.s6 + excluded.s6,
		s7 = d.s7 + excluded.s7,
		s8 = d.s8 + excluded.s8,
		s9 = d.s9 + excluded.s9,
		s10 = d.s10 + excluded.s10
),
counted_score_day_by as (
	insert into "score_day_by" as d (
		workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		day,
		s0,
		s1,
		s2,
		s3,
		s4,
		s5,
		s6,
		s7,
		s8,
		s9,
		s10
	)
	select r.workspace_id as workspace_id,
		r.touchpoint_id as touchpoint_id,
		d.dimension as dimension,
		d.value as value,
		e.definition_id::uuid as definition_id,
		r.day as day,
		coalesce(sum(r.n) filter (where e.score = '0'), 0)::integer as s0,
		coalesce(sum(r.n) filter (where e.score = '1'), 0)::integer as s1,
		coalesce(sum(r.n) filter (where e.score = '2'), 0)::integer as s2,
		coalesce(sum(r.n) filter (where e.score = '3'), 0)::integer as s3,
		coalesce(sum(r.n) filter (where e.score = '4'), 0)::integer as s4,
		coalesce(sum(r.n) filter (where e.score = '5'), 0)::integer as s5,
		coalesce(sum(r.n) filter (where e.score = '6'), 0)::integer as s6,
		coalesce(sum(r.n) filter (where e.score = '7'), 0)::integer as s7,
		coalesce(sum(r.n) filter (where e.score = '8'), 0)::integer as s8,
		coalesce(sum(r.n) filter (where e.score = '9'), 0)::integer as s9,
		coalesce(sum(r.n) filter (where e.score = '10'), 0)::integer as s10
	from alike r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
	group by 1, 2, 3, 4, 5, 6
	order by 1, 2, 3, 4, 5, 6
	on conflict (
		workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		day
	) do update set s0 = d.s0 + excluded.s0,
		s1 = d.s1 + excluded.s1,
		s2 = d.s2 + excluded.s2,
		s3 = d.s3 + excluded.s3,
		s4 = d.s4 + excluded.s4,
		s5 = d.s5 + excluded.s5,
		s6 = d.s6 + excluded.s6,
		s7 = d.s7 + excluded.s7,
		s8 = d.s8 + excluded.s8,
		s9 = d.s9 + excluded.s9,
		s10 = d.s10 + excluded.s10
),
counted_number_day as (
	insert into "number_day" as d (
		workspace_id,
		touchpoint_id,
		definition_id,
		channel,
		day,
		bucket,
		n,
		sum,
		squares
	)
	select r.workspace_id as workspace_id,
		r.touchpoint_id as touchpoint_id,
		e.definition_id::uuid as definition_id,
		r.channel as channel,
		r.day as day,
		e.bucket as bucket,
		sum(r.n)::integer as n,
		sum(r.n * e.steps) as sum,
		sum(r.n * e.steps * e.steps) as squares
	from alike r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
	group by 1, 2, 3, 4, 5, 6
	order by 1, 2, 3, 4, 5, 6
	on conflict (
		workspace_id,
		touchpoint_id,
		definition_id,
		channel,
		day,
		bucket
	) do update set n = d.n + excluded.n,
		sum = d.sum + excluded.sum,
		squares = d.squares + excluded.squares
),
counted_number_day_by as (
	insert into "number_day_by" as d (
		workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		day,
		bucket,
		n,
		sum,
		squares
	)
	select r.workspace_id as workspace_id,
		r.touchpoint_id as touchpoint_id,
		d.dimension as dimension,
		d.value as value,
		e.definition_id::uuid as definition_id,
		r.day as day,
		e.bucket as bucket,
		sum(r.n)::integer as n,
		sum(r.n * e.steps) as sum,
		sum(r.n * e.steps * e.steps) as squares
	from alike r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
	group by 1, 2, 3, 4, 5, 6, 7
	order by 1, 2, 3, 4, 5, 6, 7
	on conflict (
		workspace_id,
		touchpoint_id,
		dimension,
		value,
		definition_id,
		day,
		bucket
	) do update set n = d.n + excluded.n,
		sum = d.sum + excluded.sum,
		squares = d.squares + excluded.squares
),
recorded as (
	insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
	select n.workspace_id,
		'answer.counted',
		'response',
		n.id::text,
		i.actor ->> 'kind',
		i.actor ->> 'id',
		case when n.left_out then i.payload || '{"counted": false}' else i.payload end
	from inserted n
	join input i on i."workspaceId" = n.workspace_id
		and i.id = n.id
),
told as (
	select pg_notify($3, json_build_object('kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', max(received_at), 'correction', bool_and(i.left_out), 'definitions', (
		select coalesce(json_agg(k), '[]')
		from (
			select distinct jsonb_object_keys(o.scores) as k
			from alike o
			where o.workspace_id = i.workspace_id
				and o.touchpoint_id = i.touchpoint_id
			-- A notification holds 8,000 bytes.
			limit 100
		) as answered
	))::text)
	from inserted i
	group by workspace_id, touchpoint_id
)
select array(
	select no
	from source
) as open, case when (
	select count(*)
	from input
) = (
	select count(*)
	from inserted
) then '{}' else array(
	select i."workspaceId" || '/' || i.id
	from input i
	where not exists (
		select
		from inserted n
		where n.workspace_id = i."workspaceId"
			and n.id = i.id
	)
) end as kept, (
	select count(*)
	from told
) as told;

-- insertAndCountAlone
-- The same as insertAndCount, scores

-- settledIds
select k."workspaceId" as workspace_id, k.id
from jsonb_to_recordset($1::jsonb) as k("workspaceId" uuid, id uuid)
where exists (
	select
	from response r
	where r.workspace_id = k."workspaceId"
		and r.id = k.id
)
	or exists (
		select
		from removed_response x
		where x.workspace_id = k."workspaceId"
			and x.id = k.id
	);

-- storedHashes
select r.workspace_id, r.id, encode(r.body_hash, 'hex') as hash
from jsonb_to_recordset($1::jsonb) as k("workspaceId" uuid, id uuid)
join response r on r.workspace_id = k."workspaceId"
	and r.id = k.id;

-- storedAnswer
select "survey_version" as "version", "answers"
from "response"
where "workspace_id" = $1
	and "id" = $2;
