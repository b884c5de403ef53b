-- workspaceRules
select "time_zone", "min_n", "rank_n"
from "workspace"
where "workspace_id" = $1;
