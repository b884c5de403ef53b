-- listIdentitySecrets
select *
from "identity_secret"
where "workspace_id" = $1
order by "id";

-- insertIdentitySecret
insert into "identity_secret" ("workspace_id", "id", "secret", "hint", "created_by", "created_at")
values ($1, $2, $3, $4, $5, $6);

-- deleteIdentitySecret
delete from "identity_secret"
where "workspace_id" = $1
	and "id" = $2;

-- lockWorkspace
select "workspace_id"
from "workspace"
where "workspace_id" = $1
for no key update;
