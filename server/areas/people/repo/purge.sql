-- purgeSessions
delete from "session"
where "expiresAt" < $1;

-- purgeSignInAttempts
delete from "sign_in_attempt"
where "ends_at" < $1;

-- purgeInvitations
delete from "invitation"
where "expires_at" < $1
	and "uses" = $2;
