-- countsByPlace, of all places
select b.touchpoint_id as "touchpointId",
	b.definition_id as "definitionId",
	c.name as place,
	c.channel,
	null as day,
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as histogram
from score_day_by b
join collector c on c.workspace_id = b.workspace_id
	and c.id = b.value::uuid
where b.workspace_id = $1
	and b.dimension = 'place'
	and b.touchpoint_id = any($2::uuid[])
	and b.day >= $3
	and b.day <= $4
	and c.name is not null
group by 1, 2, 3, 4, 5;

-- countsByPlace, of some places by week
select b.touchpoint_id as "touchpointId",
	b.definition_id as "definitionId",
	c.name as place,
	c.channel,
	(date_trunc('week', b.day)::date)::text as day,
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as histogram
from score_day_by b
join collector c on c.workspace_id = b.workspace_id
	and c.id = b.value::uuid
where b.workspace_id = $1
	and b.dimension = 'place'
	and b.touchpoint_id = any($2::uuid[])
	and b.day >= $3
	and b.day <= $4
	and b.definition_id = $5
	and c.name = any($6::text[])
group by 1, 2, 3, 4, 5;

-- countsByPlace, in one language
select r.touchpoint_id as "touchpointId",
	e.definition_id as "definitionId",
	c.name as place,
	null as channel,
	null as day,
	array[count(*) filter (where e.score = '0'),
	count(*) filter (where e.score = '1'),
	count(*) filter (where e.score = '2'),
	count(*) filter (where e.score = '3'),
	count(*) filter (where e.score = '4'),
	count(*) filter (where e.score = '5'),
	count(*) filter (where e.score = '6'),
	count(*) filter (where e.score = '7'),
	count(*) filter (where e.score = '8'),
	count(*) filter (where e.score = '9'),
	count(*) filter (where e.score = '10')]::integer[] as histogram
from response r
join collector c on c.workspace_id = r.workspace_id
	and c.id = r.collector_id
cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
where r.workspace_id = $1
	and r.submitted_at >= $2
	and r.submitted_at < $3
	and r.day >= $4
	and r.day <= $5
	and r.touchpoint_id = any($6::uuid[])
	and r.language = $7
	and not r.left_out
	and c.name is not null
group by 1, 2, 3, 4, 5;

-- countsByPlace, in one language by week
select r.touchpoint_id as "touchpointId",
	e.definition_id as "definitionId",
	c.name as place,
	null as channel,
	(date_trunc('week', r.day)::date)::text as day,
	array[count(*) filter (where e.score = '0'),
	count(*) filter (where e.score = '1'),
	count(*) filter (where e.score = '2'),
	count(*) filter (where e.score = '3'),
	count(*) filter (where e.score = '4'),
	count(*) filter (where e.score = '5'),
	count(*) filter (where e.score = '6'),
	count(*) filter (where e.score = '7'),
	count(*) filter (where e.score = '8'),
	count(*) filter (where e.score = '9'),
	count(*) filter (where e.score = '10')]::integer[] as histogram
from response r
join collector c on c.workspace_id = r.workspace_id
	and c.id = r.collector_id
cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
where r.workspace_id = $1
	and r.submitted_at >= $2
	and r.submitted_at < $3
	and r.day >= $4
	and r.day <= $5
	and r.touchpoint_id = any($6::uuid[])
	and r.language = $7
	and not r.left_out
	and e.definition_id = $8
	and c.name is not null
group by 1, 2, 3, 4, 5;

-- countsOfAll, of the window
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	null as place,
	channel,
	null as day,
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as histogram
from score_day
where workspace_id = $1
	and touchpoint_id = any($2::uuid[])
	and day >= $3
	and day <= $4
group by 1, 2, 3, 4, 5;

-- countsOfAll, by week
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	null as place,
	channel,
	(date_trunc('week', day)::date)::text as day,
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as histogram
from score_day
where workspace_id = $1
	and touchpoint_id = any($2::uuid[])
	and day >= $3
	and day <= $4
	and definition_id = $5
group by 1, 2, 3, 4, 5;

-- countsOfAll, in one language
select touchpoint_id as "touchpointId",
	definition_id as "definitionId",
	null as place,
	null as channel,
	null as day,
	array[sum(s0),
	sum(s1),
	sum(s2),
	sum(s3),
	sum(s4),
	sum(s5),
	sum(s6),
	sum(s7),
	sum(s8),
	sum(s9),
	sum(s10)]::integer[] as histogram
from score_day_by
where workspace_id = $1
	and touchpoint_id = any($2::uuid[])
	and day >= $3
	and day <= $4
	and dimension = 'language'
	and value = $5
group by 1, 2, 3, 4, 5;

-- placesNamed
select count(distinct name)::integer as "named"
from "collector"
where "workspace_id" = $1;
