-- insertInvitation
insert into "invitation" (
	"workspace_id",
	"id",
	"token_hash",
	"role",
	"department_id",
	"note",
	"max_uses",
	"created_by",
	"created_at",
	"expires_at",
	"revoked_at"
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- findInvitation
select "invitation".*,
	"workspace"."name" as "workspace_name",
	"inviter"."role" as "inviter_role",
	"inviting"."name" as "inviter_name"
from "invitation"
inner join "workspace" on "workspace"."workspace_id" = "invitation"."workspace_id"
left join "member" as "inviter" on "inviter"."workspace_id" = "invitation"."workspace_id"
	and "inviter"."user_id" = "invitation"."created_by"
left join "user" as "inviting" on "inviting"."id" = "inviter"."user_id"
where "invitation"."workspace_id" = $1
	and "invitation"."id" = $2;

-- lockInvitation
select "invitation".*,
	"workspace"."name" as "workspace_name",
	"inviter"."role" as "inviter_role",
	"inviting"."name" as "inviter_name"
from "invitation"
inner join "workspace" on "workspace"."workspace_id" = "invitation"."workspace_id"
left join "member" as "inviter" on "inviter"."workspace_id" = "invitation"."workspace_id"
	and "inviter"."user_id" = "invitation"."created_by"
left join "user" as "inviting" on "inviting"."id" = "inviter"."user_id"
where "invitation"."workspace_id" = $1
	and "invitation"."id" = $2
for update of "invitation";

-- listInvitations
select "invitation".*,
	"workspace"."name" as "workspace_name",
	"inviter"."role" as "inviter_role",
	"inviting"."name" as "inviter_name"
from "invitation"
inner join "workspace" on "workspace"."workspace_id" = "invitation"."workspace_id"
left join "member" as "inviter" on "inviter"."workspace_id" = "invitation"."workspace_id"
	and "inviter"."user_id" = "invitation"."created_by"
left join "user" as "inviting" on "inviting"."id" = "inviter"."user_id"
where "invitation"."workspace_id" = $1
order by "invitation"."id" desc
limit $2;

-- listUses
select "use"."invitation_id", "use"."user_id", "use"."used_at", "user"."name", "member"."role"
from "invitation_use" as "use"
left join "user" on "user"."id" = "use"."user_id"
left join "member" on "member"."workspace_id" = "use"."workspace_id"
	and "member"."user_id" = "use"."user_id"
where "use"."workspace_id" = $1
	and "use"."invitation_id" in ($2)
order by "use"."used_at", "use"."user_id";

-- hasUsed
select "user_id"
from "invitation_use"
where "workspace_id" = $1
	and "invitation_id" = $2
	and "user_id" = $3;

-- useInvitation
insert into "invitation_use" ("workspace_id", "invitation_id", "user_id", "used_at")
values ($1, $2, $3, $4)
on conflict ("workspace_id", "invitation_id", "user_id") do nothing;

update "invitation"
set "uses" = uses + 1
where "workspace_id" = $1
	and "id" = $2;

-- revokeInvitation
update "invitation"
set "revoked_at" = $1
where "workspace_id" = $2
	and "id" = $3
	and ("max_uses" is null or "uses" < "max_uses")
	and "revoked_at" is null;

-- revokeLinksForMany
update "invitation"
set "revoked_at" = $1
where "workspace_id" = $2
	and ("max_uses" is null or ("max_uses" > $3 and "uses" < "max_uses"))
	and "revoked_at" is null
	and "expires_at" > $4
returning "id";
