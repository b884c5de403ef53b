-- anyWorkspace
select "workspace_id"
from "workspace"
where "workspace_id" <> $1
limit $2;

-- lockSetup
select pg_advisory_xact_lock(7306090515);

-- insertWorkspace
insert into "workspace" ("workspace_id", "name", "time_zone", "created_at")
values ($1, $2, $3, $4);

-- findWorkspace
select *
from "workspace"
where "workspace_id" = $1;

-- updateWorkspace
update "workspace"
set "name" = $1, "time_zone" = $2, "min_n" = $3, "rank_n" = $4, "privacy_url" = $5
where "workspace_id" = $6;
