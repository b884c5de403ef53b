-- findToken
select *
from "channel_token"
where "workspace_id" = $1
	and "channel_id" = $2
	and "kind" = $3;

-- takeLease
insert into channel_lease as l (workspace_id, channel_id, what, holder, until)
values ($1, $2, $3, $4, clock_timestamp() + make_interval(secs => $5))
on conflict (workspace_id, channel_id, what) do update set holder = excluded.holder, until = excluded.until
where l.until < clock_timestamp()
returning holder;

-- endLease
delete from "channel_lease"
where "workspace_id" = $1
	and "channel_id" = $2
	and "what" = $3
	and "holder" = $4;

-- keepToken
insert into "channel_token" ("workspace_id", "channel_id", "kind", "token", "expires_at", "forced_at")
values ($1, $2, $3, $4, $5, $6)
on conflict ("workspace_id", "channel_id", "kind") do update set "token" = $7,
	"expires_at" = $8,
	"forced_at" = $9;

-- forgetTokens
delete from "channel_token"
where "workspace_id" = $1
	and "channel_id" = $2
	and "kind" in ($3, $4);
