-- findCode
select "url"
from "channel_code"
where "workspace_id" = $1
	and "channel_id" = $2
	and "scene" = $3;

-- keepCode
insert into "channel_code" ("workspace_id", "channel_id", "scene", "url", "created_at")
values ($1, $2, $3, $4, $5)
on conflict ("workspace_id", "channel_id", "scene") do nothing;

-- countCodes
select count(*) as "n"
from "channel_code"
where "workspace_id" = $1
	and "channel_id" = $2
	and "expires_at" is null;

-- forgetCodes
delete from "channel_code"
where "workspace_id" = $1
	and "channel_id" = $2;

-- findLink
select "url", "expires_at"
from "channel_code"
where "workspace_id" = $1
	and "channel_id" = $2
	and "scene" = $3;

-- keepLink
insert into "channel_code" ("workspace_id", "channel_id", "scene", "url", "created_at", "expires_at")
values ($1, $2, $3, $4, $5, $6)
on conflict ("workspace_id", "channel_id", "scene") do update set "url" = $7,
	"created_at" = $8,
	"expires_at" = $9;

-- forgetLinks
delete from "channel_code"
where "workspace_id" = $1
	and "channel_id" = $2
	and "expires_at" is not null;
