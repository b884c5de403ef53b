-- insertAndCount, scores
with input as (
	select *
	from jsonb_to_recordset($1::jsonb) as r(
		"workspaceId" uuid,
		id uuid,
		"surveyId" uuid,
		"surveyVersion" integer,
		"collectorId" uuid,
		"touchpointId" uuid,
		channel text,
		"customerId" uuid,
		answers jsonb,
		scores jsonb,
		numbers jsonb,
		"hasText" boolean,
		language text,
		"submittedAt" timestamptz,
		"receivedAt" timestamptz,
		"bodyHash" text,
		"importRunId" uuid,
		"importLook" text,
		mark text,
		actor jsonb
	)
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
		has_text,
		language,
		submitted_at,
		received_at,
		day,
		body_hash,
		import_run_id,
		import_look,
		mark,
		left_out
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
		i."hasText",
		i.language,
		i."submittedAt",
		i."receivedAt",
		(i."submittedAt" at time zone w.time_zone)::date,
		decode(i."bodyHash", 'hex'),
		i."importRunId",
		i."importLook",
		i.mark,
		i.mark is not null
	from input i
	left join workspace w on w.workspace_id = i."workspaceId"
	where not exists (
		select
		from removed_response x
		where x.workspace_id = i."workspaceId"
			and x.id = i.id
	)
		and (i."importRunId" is null or exists (
			select
			from import_run u
			where u.workspace_id = i."workspaceId"
				and u.id = i."importRunId"
				and u.status = 'running'
		))
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
		count(*) filter (where e.score = '0')::integer as s0,
		count(*) filter (where e.score = '1')::integer as s1,
		count(*) filter (where e.score = '2')::integer as s2,
		count(*) filter (where e.score = '3')::integer as s3,
		count(*) filter (where e.score = '4')::integer as s4,
		count(*) filter (where e.score = '5')::integer as s5,
		count(*) filter (where e.score = '6')::integer as s6,
		count(*) filter (where e.score = '7')::integer as s7,
		count(*) filter (where e.score = '8')::integer as s8,
		count(*) filter (where e.score = '9')::integer as s9,
		count(*) filter (where e.score = '10')::integer as s10
	from inserted r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	where not r.left_out
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
		count(*) filter (where e.score = '0')::integer as s0,
		count(*) filter (where e.score = '1')::integer as s1,
		count(*) filter (where e.score = '2')::integer as s2,
		count(*) filter (where e.score = '3')::integer as s3,
		count(*) filter (where e.score = '4')::integer as s4,
		count(*) filter (where e.score = '5')::integer as s5,
		count(*) filter (where e.score = '6')::integer as s6,
		count(*) filter (where e.score = '7')::integer as s7,
		count(*) filter (where e.score = '8')::integer as s8,
		count(*) filter (where e.score = '9')::integer as s9,
		count(*) filter (where e.score = '10')::integer as s10
	from inserted r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
	where not r.left_out
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
		jsonb_build_object(
			'touchpointId',
			n.touchpoint_id,
			'collectorId',
			n.collector_id,
			'counted',
			not n.left_out
		)
	from inserted n
	join input i on i."workspaceId" = n.workspace_id
		and i.id = n.id
),
told as (
	select pg_notify($2, json_build_object('kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', max(received_at), 'correction', bool_and(i.left_out), 'definitions', (
		select coalesce(json_agg(k), '[]')
		from (
			select distinct jsonb_object_keys(o.scores) as k
			from inserted o
			where o.workspace_id = i.workspace_id
				and o.touchpoint_id = i.touchpoint_id
				and not o.left_out
			-- A notification holds 8,000 bytes.
			limit 100
		) as answered
	))::text)
	from inserted i
	group by workspace_id, touchpoint_id
)
select workspace_id, id, (
	select count(*)
	from told
) as told
from inserted;

-- insertAndCount, numbers too
with input as (
	select *
	from jsonb_to_recordset($1::jsonb) as r(
		"workspaceId" uuid,
		id uuid,
		"surveyId" uuid,
		"surveyVersion" integer,
		"collectorId" uuid,
		"touchpointId" uuid,
		channel text,
		"customerId" uuid,
		answers jsonb,
		scores jsonb,
		numbers jsonb,
		"hasText" boolean,
		language text,
		"submittedAt" timestamptz,
		"receivedAt" timestamptz,
		"bodyHash" text,
		"importRunId" uuid,
		"importLook" text,
		mark text,
		actor jsonb
	)
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
		has_text,
		language,
		submitted_at,
		received_at,
		day,
		body_hash,
		import_run_id,
		import_look,
		mark,
		left_out
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
		i."hasText",
		i.language,
		i."submittedAt",
		i."receivedAt",
		(i."submittedAt" at time zone w.time_zone)::date,
		decode(i."bodyHash", 'hex'),
		i."importRunId",
		i."importLook",
		i.mark,
		i.mark is not null
	from input i
	left join workspace w on w.workspace_id = i."workspaceId"
	where not exists (
		select
		from removed_response x
		where x.workspace_id = i."workspaceId"
			and x.id = i.id
	)
		and (i."importRunId" is null or exists (
			select
			from import_run u
			where u.workspace_id = i."workspaceId"
				and u.id = i."importRunId"
				and u.status = 'running'
		))
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
		count(*) filter (where e.score = '0')::integer as s0,
		count(*) filter (where e.score = '1')::integer as s1,
		count(*) filter (where e.score = '2')::integer as s2,
		count(*) filter (where e.score = '3')::integer as s3,
		count(*) filter (where e.score = '4')::integer as s4,
		count(*) filter (where e.score = '5')::integer as s5,
		count(*) filter (where e.score = '6')::integer as s6,
		count(*) filter (where e.score = '7')::integer as s7,
		count(*) filter (where e.score = '8')::integer as s8,
		count(*) filter (where e.score = '9')::integer as s9,
		count(*) filter (where e.score = '10')::integer as s10
	from inserted r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	where not r.left_out
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
		count(*) filter (where e.score = '0')::integer as s0,
		count(*) filter (where e.score = '1')::integer as s1,
		count(*) filter (where e.score = '2')::integer as s2,
		count(*) filter (where e.score = '3')::integer as s3,
		count(*) filter (where e.score = '4')::integer as s4,
		count(*) filter (where e.score = '5')::integer as s5,
		count(*) filter (where e.score = '6')::integer as s6,
		count(*) filter (where e.score = '7')::integer as s7,
		count(*) filter (where e.score = '8')::integer as s8,
		count(*) filter (where e.score = '9')::integer as s9,
		count(*) filter (where e.score = '10')::integer as s10
	from inserted r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
	where not r.left_out
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
		count(*)::integer as n,
		sum(e.steps) as sum,
		sum(e.steps * e.steps) as squares
	from inserted r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
	where not r.left_out
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
		count(*)::integer as n,
		sum(e.steps) as sum,
		sum(e.steps * e.steps) as squares
	from inserted r
	cross join lateral (
		select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
		from jsonb_each(r.numbers) as j(definition_id, number)
	) as e
	cross join lateral (values ('place', r.collector_id::text), ('language', r.language)) as d(dimension, value)
	where not r.left_out
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
		jsonb_build_object(
			'touchpointId',
			n.touchpoint_id,
			'collectorId',
			n.collector_id,
			'counted',
			not n.left_out
		)
	from inserted n
	join input i on i."workspaceId" = n.workspace_id
		and i.id = n.id
),
told as (
	select pg_notify($2, json_build_object('kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', max(received_at), 'correction', bool_and(i.left_out), 'definitions', (
		select coalesce(json_agg(k), '[]')
		from (
			select distinct jsonb_object_keys(o.scores) as k
			from inserted o
			where o.workspace_id = i.workspace_id
				and o.touchpoint_id = i.touchpoint_id
				and not o.left_out
			-- A notification holds 8,000 bytes.
			limit 100
		) as answered
	))::text)
	from inserted i
	group by workspace_id, touchpoint_id
)
select workspace_id, id, (
	select count(*)
	from told
) as told
from inserted;

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
