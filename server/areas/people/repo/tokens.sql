-- insertToken
insert into "api_token" (
	"workspace_id",
	"id",
	"name",
	"role",
	"secret_hash",
	"created_by",
	"created_at",
	"expires_at",
	"last_used_at",
	"revoked_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- listTokens
select "api_token"."id",
	"api_token"."name",
	"api_token"."role",
	"api_token"."created_by",
	"api_token"."created_at",
	"api_token"."expires_at",
	"api_token"."last_used_at",
	"user"."name" as "creator_name"
from "api_token"
left join "user" on "user"."id" = "api_token"."created_by"
where "api_token"."workspace_id" = $1
	and "api_token"."revoked_at" is null
order by "api_token"."id" desc;

-- findLiveToken
select "api_token"."name",
	"api_token"."role",
	"api_token"."secret_hash",
	"api_token"."created_by",
	"api_token"."expires_at",
	"api_token"."last_used_at",
	"member"."role" as "creator_role",
	"member"."department_id"
from "api_token"
inner join "member" on "member"."workspace_id" = "api_token"."workspace_id"
	and "member"."user_id" = "api_token"."created_by"
where "api_token"."workspace_id" = $1
	and "api_token"."id" = $2
	and "api_token"."revoked_at" is null
	and ("api_token"."expires_at" is null or "api_token"."expires_at" > $3);

-- touchToken
update "api_token"
set "last_used_at" = $1
where "workspace_id" = $2
	and "id" = $3
	and ("last_used_at" is null or "last_used_at" < $4);

-- revokeToken
update "api_token"
set "revoked_at" = $1
where "workspace_id" = $2
	and "id" = $3
	and "revoked_at" is null
returning "created_by";
