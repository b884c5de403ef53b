-- countsBySteps, by week
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
	(date_trunc('week', day)::date)::text as "day",
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
	sum(s10)]::integer[] as "histogram"
from "score_day"
where "workspace_id" = $1
	and touchpoint_id = any($2::uuid[])
	and "day" >= $3
	and "day" <= $4
group by "touchpoint_id", "definition_id", date_trunc('week', day)::date;

-- countsBySteps, by day, codes of one place
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
	(day)::text as "day",
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
	sum(s10)]::integer[] as "histogram"
from "score_day_by"
where "workspace_id" = $1
	and touchpoint_id = any($2::uuid[])
	and "day" >= $3
	and "day" <= $4
	and dimension = 'place'
	and value = any($5::text[])
group by "touchpoint_id", "definition_id", day;
