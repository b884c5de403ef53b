-- listResponses, first page, no filter
select "r"."id",
	"r"."survey_id",
	"r"."survey_version",
	"r"."collector_id",
	"r"."touchpoint_id",
	"r"."channel",
	"r"."customer_id",
	"r"."answers",
	"r"."aside",
	"r"."scores",
	"r"."parameters",
	"r"."language",
	"r"."submitted_at",
	"r"."partial",
	"r"."mark",
	"r"."left_out",
	to_char(r.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "submitted_key"
from "response" as "r"
where "r"."workspace_id" = $1
order by "r"."submitted_at" desc, "r"."id" desc
limit $2;

-- listResponses, next page, every filter
select "id"
from "collector"
where "workspace_id" = $1
	and "survey_id" = $2
	and "channel" = $3
limit $4;

select "t"."id"
from "touchpoint" as "t"
inner join "journey" as "j" on "j"."workspace_id" = "t"."workspace_id"
	and "j"."id" = "t"."journey_id"
where "t"."workspace_id" = $1
	and "t"."journey_id" = $2
	and "j"."deleted_at" is null;

select "r"."id",
	"r"."survey_id",
	"r"."survey_version",
	"r"."collector_id",
	"r"."touchpoint_id",
	"r"."channel",
	"r"."customer_id",
	"r"."answers",
	"r"."aside",
	"r"."scores",
	"r"."parameters",
	"r"."language",
	"r"."submitted_at",
	"r"."partial",
	"r"."mark",
	"r"."left_out",
	to_char(r.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "submitted_key"
from "response" as "r"
where "r"."workspace_id" = $1
	and r.touchpoint_id = $2
	and r.survey_id = $3
	and r.collector_id = $4
	and r.channel = $5
	and r.day >= $6
	and r.submitted_at >= $7::timestamptz
	and r.day <= $8
	and r.submitted_at < $9::timestamptz
	and r.collector_id = any($10::uuid[])
	and r.touchpoint_id = any($11::uuid[])
	and (r.submitted_at, r.id) < ($12::timestamptz, $13::uuid)
order by "r"."submitted_at" desc, "r"."id" desc
limit $14;

-- findResponse
select "r"."id",
	"r"."survey_id",
	"r"."survey_version",
	"r"."collector_id",
	"r"."touchpoint_id",
	"r"."channel",
	"r"."customer_id",
	"r"."answers",
	"r"."aside",
	"r"."scores",
	"r"."parameters",
	"r"."language",
	"r"."submitted_at",
	"r"."partial",
	"r"."mark",
	"r"."left_out",
	to_char(r.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "submitted_key"
from "response" as "r"
where "r"."workspace_id" = $1
	and "r"."id" = $2;

-- latestTexts, all of them
select "r"."id",
	"r"."survey_id",
	"r"."survey_version",
	"r"."collector_id",
	"r"."touchpoint_id",
	"r"."channel",
	"r"."customer_id",
	"r"."answers",
	"r"."aside",
	"r"."scores",
	"r"."parameters",
	"r"."language",
	"r"."submitted_at",
	"r"."partial",
	"r"."mark",
	"r"."left_out",
	to_char(r.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "submitted_key"
from "response" as "r"
where "r"."workspace_id" = $1
	and "r"."touchpoint_id" = $2
	and "r"."has_text" = $3
	and "r"."left_out" = $4
	and exists (
		select
		from survey_version v
		where v.workspace_id = r.workspace_id
			and v.survey_id = r.survey_id
			and v.version = r.survey_version
			and (v.definitions = '{}' or exists (
				select
				from jsonb_each_text(v.definitions) as d
				where d.value = any($5::text[])
			))
	)
order by "r"."submitted_at" desc, "r"."id" desc
limit $6;

-- latestTexts, of some days and one channel
select "r"."id",
	"r"."survey_id",
	"r"."survey_version",
	"r"."collector_id",
	"r"."touchpoint_id",
	"r"."channel",
	"r"."customer_id",
	"r"."answers",
	"r"."aside",
	"r"."scores",
	"r"."parameters",
	"r"."language",
	"r"."submitted_at",
	"r"."partial",
	"r"."mark",
	"r"."left_out",
	to_char(r.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "submitted_key"
from "response" as "r"
where "r"."workspace_id" = $1
	and "r"."touchpoint_id" = $2
	and "r"."has_text" = $3
	and "r"."left_out" = $4
	and exists (
		select
		from survey_version v
		where v.workspace_id = r.workspace_id
			and v.survey_id = r.survey_id
			and v.version = r.survey_version
			and (v.definitions = '{}' or exists (
				select
				from jsonb_each_text(v.definitions) as d
				where d.value = any($5::text[])
			))
	)
	and "r"."day" >= $6
	and "r"."day" <= $7
	and r.submitted_at >= $8::timestamptz
	and r.submitted_at < $9::timestamptz
	and "r"."channel" = $10
order by "r"."submitted_at" desc, "r"."id" desc
limit $11;

-- latestTexts, of the codes of one place
select "r"."id",
	"r"."survey_id",
	"r"."survey_version",
	"r"."collector_id",
	"r"."touchpoint_id",
	"r"."channel",
	"r"."customer_id",
	"r"."answers",
	"r"."aside",
	"r"."scores",
	"r"."parameters",
	"r"."language",
	"r"."submitted_at",
	"r"."partial",
	"r"."mark",
	"r"."left_out",
	to_char(r.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "submitted_key"
from "response" as "r"
where "r"."workspace_id" = $1
	and "r"."touchpoint_id" = $2
	and "r"."has_text" = $3
	and "r"."left_out" = $4
	and exists (
		select
		from survey_version v
		where v.workspace_id = r.workspace_id
			and v.survey_id = r.survey_id
			and v.version = r.survey_version
			and (v.definitions = '{}' or exists (
				select
				from jsonb_each_text(v.definitions) as d
				where d.value = any($5::text[])
			))
	)
	and r.collector_id = any($6::uuid[])
order by "r"."submitted_at" desc, "r"."id" desc
limit $7;

-- latestTexts, in one language
select "r"."id",
	"r"."survey_id",
	"r"."survey_version",
	"r"."collector_id",
	"r"."touchpoint_id",
	"r"."channel",
	"r"."customer_id",
	"r"."answers",
	"r"."aside",
	"r"."scores",
	"r"."parameters",
	"r"."language",
	"r"."submitted_at",
	"r"."partial",
	"r"."mark",
	"r"."left_out",
	to_char(r.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "submitted_key"
from "response" as "r"
where "r"."workspace_id" = $1
	and "r"."touchpoint_id" = $2
	and "r"."has_text" = $3
	and "r"."left_out" = $4
	and exists (
		select
		from survey_version v
		where v.workspace_id = r.workspace_id
			and v.survey_id = r.survey_id
			and v.version = r.survey_version
			and (v.definitions = '{}' or exists (
				select
				from jsonb_each_text(v.definitions) as d
				where d.value = any($5::text[])
			))
	)
	and "r"."language" = $6
order by "r"."submitted_at" desc, "r"."id" desc
limit $7;
