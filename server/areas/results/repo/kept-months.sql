-- readingOf
select month::text as month
from score_month_kept
where workspace_id = $1
order by 1;
