-- insertCollector
insert into "collector" (
	"workspace_id",
	"id",
	"survey_id",
	"touchpoint_id",
	"channel",
	"code",
	"name",
	"created_by",
	"created_at",
	"embed",
	"parameters",
	"owner_email",
	"closed_at",
	"closes_at",
	"opens_at",
	"limits"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

insert into "collector_code" ("code", "workspace_id", "collector_id")
values ($1, $2, $3);

-- collectorsOfPlace
select "id", "channel"
from "collector"
where "workspace_id" = $1
	and touchpoint_id = any($2::uuid[])
	and "name" = $3;

-- namesOfPlaces
select distinct "name"
from "collector"
where "workspace_id" = $1
	and "name" is not null
	and "name" != $2
order by "name"
limit $3;

-- namesOfCollectors
select "id", "name", "channel"
from "collector"
where "workspace_id" = $1
	and id = any($2::uuid[]);

-- findCollector
select "c".*, "s"."title" as "survey_title", "s"."kind" as "survey_kind", "s"."changed" as "survey_changed", (
	select count(*) as "answers"
	from "response" as "r"
	where "r"."workspace_id" = "c"."workspace_id"
		and "r"."collector_id" = "c"."id"
		and "r"."left_out" = $1
) as "answers", (
	select coalesce(json_agg(distinct d.metric), '[]') as "metrics"
	from "survey_version" as "v"
	inner join "metric_definition" as "d" on "d"."workspace_id" = "v"."workspace_id"
		and d.id::text in (
			select value
			from jsonb_each_text(v.definitions)
		)
	where "v"."workspace_id" = "c"."workspace_id"
		and "v"."survey_id" = "c"."survey_id"
		and "v"."version" = "s"."published_version"
) as "metrics", (
	select "u"."name"
	from "member" as "m"
	inner join "user" as "u" on "u"."id" = "m"."user_id"
	where "m"."workspace_id" = "c"."workspace_id"
		and "u"."email" = "c"."owner_email"
	limit $2
) as "owner_name"
from "collector" as "c"
inner join "survey" as "s" on "s"."workspace_id" = "c"."workspace_id"
	and "s"."id" = "c"."survey_id"
where "c"."workspace_id" = $3
	and not exists (
		select "t"."id"
		from "touchpoint" as "t"
		inner join "journey" as "j" on "j"."workspace_id" = "t"."workspace_id"
			and "j"."id" = "t"."journey_id"
		where "t"."workspace_id" = "c"."workspace_id"
			and "t"."id" = "c"."touchpoint_id"
			and "j"."deleted_at" is not null
	)
	and "c"."id" = $4;

-- listCollectors, no filter
select "c".*, "s"."title" as "survey_title", "s"."kind" as "survey_kind", "s"."changed" as "survey_changed", (
	select count(*) as "answers"
	from "response" as "r"
	where "r"."workspace_id" = "c"."workspace_id"
		and "r"."collector_id" = "c"."id"
		and "r"."left_out" = $1
) as "answers", (
	select coalesce(json_agg(distinct d.metric), '[]') as "metrics"
	from "survey_version" as "v"
	inner join "metric_definition" as "d" on "d"."workspace_id" = "v"."workspace_id"
		and d.id::text in (
			select value
			from jsonb_each_text(v.definitions)
		)
	where "v"."workspace_id" = "c"."workspace_id"
		and "v"."survey_id" = "c"."survey_id"
		and "v"."version" = "s"."published_version"
) as "metrics", (
	select "u"."name"
	from "member" as "m"
	inner join "user" as "u" on "u"."id" = "m"."user_id"
	where "m"."workspace_id" = "c"."workspace_id"
		and "u"."email" = "c"."owner_email"
	limit $2
) as "owner_name"
from "collector" as "c"
inner join "survey" as "s" on "s"."workspace_id" = "c"."workspace_id"
	and "s"."id" = "c"."survey_id"
where "c"."workspace_id" = $3
	and not exists (
		select "t"."id"
		from "touchpoint" as "t"
		inner join "journey" as "j" on "j"."workspace_id" = "t"."workspace_id"
			and "j"."id" = "t"."journey_id"
		where "t"."workspace_id" = "c"."workspace_id"
			and "t"."id" = "c"."touchpoint_id"
			and "j"."deleted_at" is not null
	)
order by "c"."id" desc;

-- listCollectors, every filter
select "c".*, "s"."title" as "survey_title", "s"."kind" as "survey_kind", "s"."changed" as "survey_changed", (
	select count(*) as "answers"
	from "response" as "r"
	where "r"."workspace_id" = "c"."workspace_id"
		and "r"."collector_id" = "c"."id"
		and "r"."left_out" = $1
) as "answers", (
	select coalesce(json_agg(distinct d.metric), '[]') as "metrics"
	from "survey_version" as "v"
	inner join "metric_definition" as "d" on "d"."workspace_id" = "v"."workspace_id"
		and d.id::text in (
			select value
			from jsonb_each_text(v.definitions)
		)
	where "v"."workspace_id" = "c"."workspace_id"
		and "v"."survey_id" = "c"."survey_id"
		and "v"."version" = "s"."published_version"
) as "metrics", (
	select "u"."name"
	from "member" as "m"
	inner join "user" as "u" on "u"."id" = "m"."user_id"
	where "m"."workspace_id" = "c"."workspace_id"
		and "u"."email" = "c"."owner_email"
	limit $2
) as "owner_name"
from "collector" as "c"
inner join "survey" as "s" on "s"."workspace_id" = "c"."workspace_id"
	and "s"."id" = "c"."survey_id"
where "c"."workspace_id" = $3
	and not exists (
		select "t"."id"
		from "touchpoint" as "t"
		inner join "journey" as "j" on "j"."workspace_id" = "t"."workspace_id"
			and "j"."id" = "t"."journey_id"
		where "t"."workspace_id" = "c"."workspace_id"
			and "t"."id" = "c"."touchpoint_id"
			and "j"."deleted_at" is not null
	)
	and "c"."touchpoint_id" = $4
	and "c"."survey_id" = $5
	and exists (
		select "t"."id"
		from "touchpoint" as "t"
		where "t"."workspace_id" = "c"."workspace_id"
			and "t"."id" = "c"."touchpoint_id"
			and "t"."journey_id" = $6
	)
order by "c"."id" desc;

-- updateCollector
update "collector"
set "name" = $1, "closed_at" = $2, "closes_at" = $3
where "workspace_id" = $4
	and "id" = $5;

-- openCodes
select "cc"."workspace_id",
	"w"."name" as "workspace_name",
	"w"."time_zone",
	"w"."privacy_url",
	"t"."title" as "touchpoint_title",
	"cc"."collector_id",
	"cc"."code",
	"c"."survey_id",
	"s"."title" as "survey_title",
	"s"."published_version",
	"c"."touchpoint_id",
	"c"."channel",
	"c"."closes_at",
	"c"."opens_at",
	"c"."paused",
	"c"."parameters",
	"c"."limits",
	c.embed -> 'origins' as "origins",
	least(c.closed_at, j.deleted_at) as "closed_at",
	row(
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
	)::text as "stamp"
from "collector_code" as "cc"
inner join "collector" as "c" on "c"."workspace_id" = "cc"."workspace_id"
	and "c"."id" = "cc"."collector_id"
inner join "survey" as "s" on "s"."workspace_id" = "c"."workspace_id"
	and "s"."id" = "c"."survey_id"
inner join "workspace" as "w" on "w"."workspace_id" = "cc"."workspace_id"
left join "touchpoint" as "t" on "t"."workspace_id" = "c"."workspace_id"
	and "t"."id" = "c"."touchpoint_id"
left join "journey" as "j" on "j"."workspace_id" = "t"."workspace_id"
	and "j"."id" = "t"."journey_id"
where "cc"."code" = any($1)
	and "s"."published_version" is not null;
