-- sketchesOf, all channels
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
	"bucket",
	sum(n)::integer as "n",
	sum(sum)::text as "sum",
	sum(squares)::text as "squares"
from "number_day"
where "workspace_id" = $1
	and touchpoint_id = any($2::uuid[])
	and definition_id = any($3::uuid[])
	and "day" >= $4
	and "day" <= $5
group by "touchpoint_id", "definition_id", "bucket"
having sum(n) > 0;

-- sketchesOf, codes of one place
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
	"bucket",
	sum(n)::integer as "n",
	sum(sum)::text as "sum",
	sum(squares)::text as "squares"
from "number_day_by"
where "workspace_id" = $1
	and touchpoint_id = any($2::uuid[])
	and definition_id = any($3::uuid[])
	and "day" >= $4
	and "day" <= $5
	and dimension = 'place'
	and value = any($6::text[])
group by "touchpoint_id", "definition_id", "bucket"
having sum(n) > 0;

-- numberSliceTotals, by channel
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
	channel as "slice",
	sum(n)::integer as "n"
from "number_day"
where "workspace_id" = $1
	and touchpoint_id = any($2::uuid[])
	and definition_id = any($3::uuid[])
	and "day" >= $4
	and "day" <= $5
group by "touchpoint_id", "definition_id", "slice";

-- numberSliceTotals, by language
select "touchpoint_id" as "touchpointId",
	"definition_id" as "definitionId",
	value as "slice",
	sum(n)::integer as "n"
from "number_day_by"
where "workspace_id" = $1
	and touchpoint_id = any($2::uuid[])
	and definition_id = any($3::uuid[])
	and "day" >= $4
	and "day" <= $5
	and dimension = 'language'
group by "touchpoint_id", "definition_id", "slice";
