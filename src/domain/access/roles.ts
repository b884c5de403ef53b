/** Roles of a member of a workspace, as lists show them. What each may is in policy.ts; none stands above another by itself. */
export const roles = ['owner', 'admin', 'editor', 'analyst', 'agent', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** Who acts: a signed-in member, or an API token with the role it was made for. */
export interface Actor {
	readonly workspaceId: string;
	readonly userId: string;
	readonly name: string;
	readonly role: Role;
	/** For a token whose role and its creator's are two different sets: it may only what this one may, too. */
	readonly within?: Role;
	readonly departmentId: string | null;
	readonly via: 'session' | 'token';
	/** Set when `via` is 'token'. */
	readonly tokenId?: string;
	/** When this token ends by itself; left out: never, or not a token. */
	readonly endsAt?: Date;
}
