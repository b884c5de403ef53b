-- versionsOfAnswers
select "survey_id", "version", "content", "definitions"
from "survey_version"
where "workspace_id" = $1
	and (survey_id, version) in (
		select *
		from unnest($2::uuid[], $3::integer[])
	);

-- insertSurvey
insert into "survey" (
	"workspace_id",
	"id",
	"title",
	"kind",
	"draft",
	"created_by",
	"changed",
	"published_version"
)
values ($1, $2, $3, $4, $5, $6, $7, $8);

-- findSurvey
select *
from "survey"
where "workspace_id" = $1
	and "id" = $2;

-- lockSurvey
select *, clock_timestamp() as "at"
from "survey"
where "workspace_id" = $1
	and "id" = $2
for update;

-- noteProjected
update "survey"
set "projected_at" = $1
where "workspace_id" = $2
	and "id" = $3;

-- staleDrafts
select survey.workspace_id as "workspaceId", survey.id as "documentId"
from survey
join document on document.workspace_id = survey.workspace_id
	and document.id = survey.id
where document.updated_at > coalesce(survey.projected_at, '-infinity') - interval '10 seconds'
	or exists (
		select
		from document_update u
		where u.workspace_id = survey.workspace_id
			and u.document_id = survey.id
			and u.at > coalesce(survey.projected_at, '-infinity') - interval '10 seconds'
	);

-- listSurveys, first page
select *
from "survey"
where "workspace_id" = $1
order by "id" desc
limit $2;

-- listSurveys, next page
select *
from "survey"
where "workspace_id" = $1
	and "id" in ($2)
	and "id" < $3
order by "id" desc
limit $4;

-- updateSurvey
update "survey"
set "title" = $1, "published_version" = $2, "draft" = $3, "updated_at" = now()
where "workspace_id" = $4
	and "id" = $5;

-- insertVersion
insert into "survey_version" (
	"workspace_id",
	"survey_id",
	"version",
	"content",
	"definitions",
	"published_by",
	"published_at"
)
values ($1, $2, $3, $4, $5, $6, $7);

-- findVersion
select "survey_id", "version", "content", "definitions"
from "survey_version"
where "workspace_id" = $1
	and "survey_id" = $2
	and "version" = $3;

-- publishedVersions
select "v"."survey_id", "v"."version", "v"."content", "v"."definitions"
from "survey" as "s"
inner join "survey_version" as "v" on "v"."workspace_id" = "s"."workspace_id"
	and "v"."survey_id" = "s"."id"
	and "v"."version" = "s"."published_version"
where "s"."workspace_id" = $1
	and "s"."id" in ($2);

-- versionsOf, of all
select "survey_id", "version", "content", "definitions"
from "survey_version"
where "workspace_id" = $1
order by "survey_id", "version";

-- versionsOf, of one
select "survey_id", "version", "content", "definitions"
from "survey_version"
where "workspace_id" = $1
	and "survey_id" = $2
order by "survey_id", "version";

-- titlesOf
select "id", "title"
from "survey"
where "workspace_id" = $1;

select "id", "title"
from "touchpoint"
where "workspace_id" = $1;

select "id", "name", "code"
from "collector"
where "workspace_id" = $1;
