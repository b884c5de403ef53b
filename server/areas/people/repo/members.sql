-- findMembership, of the workspace that was chosen
select "member"."workspace_id", "member"."role", "member"."department_id", "user"."name"
from "member"
inner join "user" on "user"."id" = "member"."user_id"
where "member"."user_id" = $1
order by case when "member"."workspace_id" = $2 then 0 else 1 end,
	"member"."created_at",
	"member"."workspace_id"
limit $3;

-- findMembership, none chosen
-- The same as findMembership, of the workspace that was chosen

-- membershipsOf
select "member"."workspace_id" as "workspaceId", "workspace"."name", "member"."role"
from "member"
inner join "workspace" on "workspace"."workspace_id" = "member"."workspace_id"
where "member"."user_id" = $1
order by "member"."created_at", "member"."workspace_id";

-- listMembers
select "member"."user_id",
	"member"."role",
	"member"."department_id",
	"member"."created_at",
	"user"."name",
	"user"."email"
from "member"
inner join "user" on "user"."id" = "member"."user_id"
where "member"."workspace_id" = $1
order by "user"."name", "member"."user_id";

-- findMember
select "member"."user_id",
	"member"."role",
	"member"."department_id",
	"member"."created_at",
	"user"."name",
	"user"."email"
from "member"
inner join "user" on "user"."id" = "member"."user_id"
where "member"."workspace_id" = $1
	and "member"."user_id" = $2;

-- memberNames
select "member"."user_id",
	"member"."role",
	"member"."department_id",
	"member"."created_at",
	"user"."name",
	"user"."email"
from "member"
inner join "user" on "user"."id" = "member"."user_id"
where "member"."workspace_id" = $1
	and "member"."user_id" in ($2);

-- lockOwners
select "user_id"
from "member"
where "workspace_id" = $1
	and "role" = $2
order by "user_id"
for update;

-- insertMember
insert into "member" ("workspace_id", "user_id", "role", "department_id", "created_at")
values ($1, $2, $3, $4, $5)
on conflict ("workspace_id", "user_id") do nothing;

-- updateMember
update "member"
set "role" = $1, "department_id" = $2
where "workspace_id" = $3
	and "user_id" = $4;

-- deleteMember
delete from "member"
where "workspace_id" = $1
	and "user_id" = $2;

-- countMemberships
select "workspace_id"
from "member"
where "user_id" = $1;
