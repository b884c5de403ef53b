-- reserve
insert into "idempotency_key" ("workspace_id", "actor", "key", "body_hash", "status", "body", "created_at")
values ($1, $2, $3, $4, $5, $6, $7)
on conflict ("workspace_id", "actor", "key") do update set "body_hash" = $8,
	"status" = $9,
	"body" = $10,
	"created_at" = $11
where ("idempotency_key"."created_at" < $12 or ("idempotency_key"."status" is null and "idempotency_key"."created_at" < $13))
returning "key";

-- findKey
select "body_hash" as "hash", "status", "body"
from "idempotency_key"
where "workspace_id" = $1
	and "actor" = $2
	and "key" = $3;

-- remember
update "idempotency_key"
set "status" = $1, "body" = $2
where "workspace_id" = $3
	and "actor" = $4
	and "key" = $5;

-- forget
delete from "idempotency_key"
where "workspace_id" = $1
	and "actor" = $2
	and "key" = $3
	and "status" is null;

-- purgeBefore
delete from "idempotency_key"
where "created_at" < $1;
