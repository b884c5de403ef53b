-- findToken
select *
from "channel_token"
where "workspace_id" = $1
	and "channel_id" = $2
	and "kind" = $3;

-- lockToken
select pg_advisory_xact_lock(hashtext('wayfelt.channel_token'), hashtext($1));

-- keepToken
insert into "channel_token" ("workspace_id", "channel_id", "kind", "token", "expires_at", "forced_at")
values ($1, $2, $3, $4, $5, $6)
on conflict ("workspace_id", "channel_id", "kind") do update set "token" = $7,
	"expires_at" = $8,
	"forced_at" = $9;

-- forgetTokens
delete from "channel_token"
where "workspace_id" = $1
	and "channel_id" = $2;
