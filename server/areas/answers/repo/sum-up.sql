-- howMany
select "id"
from "metric_definition"
where "workspace_id" = $1
	and "metric" = $2;

select count(*) as n,
	count(*) filter (where r.mark is not null) as marked,
	count(*) filter (where r.left_out) as "leftOut",
	count(*) filter (where r.mark = 'test') as tests,
	count(*) filter (where r.has_text) as words
from response r
where r.workspace_id = $1
	and r.has_text
	and exists (
		select
		from jsonb_path_query(r.answers, 'strict $.**?(@.type() == "string")') as w
		where strpos(lower(w #>> '{}'), lower($2)) > 0
	)
	and r.mark is not null
	and r.left_out
	and r.id in (
		select t.response_id
		from response_tag t
		where t.workspace_id = $3
			and t.tag = $4
	)
	and exists (
		select
		from jsonb_each_text(r.scores) as e(definition_id, score)
		where e.definition_id = any($5::text[])
			and e.score::integer between $6 and $7
	)
	and r.received_at <= $8::timestamptz;

-- ledgerParts
select c.definition_id as "definitionId",
	c.left_out as "leftOut",
	c.marked,
	array[s0,
	s1,
	s2,
	s3,
	s4,
	s5,
	s6,
	s7,
	s8,
	s9,
	s10]::integer[] as histogram
from (
	select e.definition_id,
		r.left_out,
		r.marked,
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
	from (
		select r.scores, r.left_out, r.mark is not null as marked
		from response r
		where r.workspace_id = $1
			and r.language = $2
			and r.survey_version = $3
			and r.mark is distinct from 'test'
	) r
	cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
	group by 1, 2, 3
) c;

-- byDay
select r.day, count(*) as n
from response r
where r.workspace_id = $1
	and r.customer_id = $2
	and r.mark is null
	and exists (
		select
		from jsonb_each_text(r.scores) as e(definition_id, score)
		where e.score::integer between $3 and $4
	)
group by r.day
order by r.day desc
limit $5;

-- newerThan
select count(*) as n
from (
	select
	from response r
	where r.workspace_id = $1
		and r.received_at > $2::timestamptz
		and r.submitted_at > $3::timestamptz - interval '9 days'
	limit $4
) as newer;
