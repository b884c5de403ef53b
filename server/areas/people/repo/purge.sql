-- purgeSessions
delete from "session"
where "expiresAt" < $1;

-- purgeRateLimits
delete from "rate_limit"
where "expire" < $1;

-- purgeInvitations
delete from "invitation"
where "expires_at" < $1
	and "uses" = $2;
