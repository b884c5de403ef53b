-- listDepartments
select "id", "parent_id", "name"
from "department"
where "workspace_id" = $1
order by "name", "id";

-- findDepartment
select "id", "parent_id", "name"
from "department"
where "workspace_id" = $1
	and "id" = $2;

-- insertDepartment
insert into "department" ("workspace_id", "id", "parent_id", "name", "created_at")
values ($1, $2, $3, $4, $5);

-- renameDepartment
update "department"
set "name" = $1
where "workspace_id" = $2
	and "id" = $3;

-- releaseDepartment
update "department"
set "parent_id" = $1
where "workspace_id" = $2
	and "parent_id" = $3;

update "member"
set "department_id" = $1
where "workspace_id" = $2
	and "department_id" = $3;

update "invitation"
set "department_id" = $1
where "workspace_id" = $2
	and "department_id" = $3;

-- deleteDepartment
delete from "department"
where "workspace_id" = $1
	and "id" = $2;
