-- askedHistory
select "touchpoint_id", "survey_id", "created_at", "closed_at", "closes_at"
from "collector"
where "workspace_id" = $1
	and touchpoint_id = any($2::uuid[]);

select "survey_id" as "surveyId", "version", "definitions", "published_at" as "publishedAt"
from "survey_version"
where "workspace_id" = $1
	and survey_id = any($2::uuid[]);
