-- insertShareLink
insert into "share_link" (
	"workspace_id",
	"id",
	"secret_hash",
	"name",
	"shown",
	"password_hash",
	"created_by",
	"created_at",
	"expires_at",
	"last_opened_at",
	"withdrawn_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- listShareLinks
select "l"."id",
	"l"."name",
	"l"."shown",
	"l"."password_hash",
	"l"."created_by",
	"l"."created_at",
	"l"."expires_at",
	"l"."last_opened_at",
	"user"."name" as "creator_name",
	"member"."role" as "creator_role"
from "share_link" as "l"
left join "user" on "user"."id" = "l"."created_by"
left join "member" on "member"."workspace_id" = "l"."workspace_id"
	and "member"."user_id" = "l"."created_by"
where "l"."workspace_id" = $1
	and "l"."withdrawn_at" is null
order by "l"."id" desc;

-- findShareLink
select "l"."secret_hash",
	"l"."name",
	"l"."shown",
	"l"."password_hash",
	"l"."expires_at",
	"l"."last_opened_at",
	"l"."withdrawn_at",
	"workspace"."name" as "workspace_name",
	"member"."role" as "creator_role"
from "share_link" as "l"
inner join "workspace" on "workspace"."workspace_id" = "l"."workspace_id"
left join "member" on "member"."workspace_id" = "l"."workspace_id"
	and "member"."user_id" = "l"."created_by"
where "l"."workspace_id" = $1
	and "l"."id" = $2;

-- changeShareLink
update "share_link"
set "withdrawn_at" = $1
where "workspace_id" = $2
	and "id" = $3
	and "withdrawn_at" is null;

-- touchShareLink
update "share_link"
set "last_opened_at" = $1
where "workspace_id" = $2
	and "id" = $3
	and ("last_opened_at" is null or "last_opened_at" < $4);
