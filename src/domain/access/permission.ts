import type { Actor, Role } from './roles.ts';

/** What conditions may look at of whoever acts; an `Actor` has it. */
export type Acting = Pick<Actor, 'workspaceId' | 'userId' | 'role' | 'within' | 'departmentId' | 'via'>;

/** Whose roles are asked about; enough where no subject is looked at. */
export type RoleHolder = Pick<Actor, 'role' | 'within'>;

/** Every subject says whose it is: what belongs to another workspace is refused, whatever the role. */
export interface Subject {
	readonly workspaceId: string;
}

/** A named pure rule about who acts and what it is about: "their own department's". */
export type Condition<S extends Subject = never> = (actor: Acting, subject: S) => boolean;

/** One line of a policy: what the action is about, which roles may, and which may under a condition. */
export interface Permission<
	Kind extends PropertyKey = PropertyKey,
	When extends Conditions<never> = Readonly<Partial<Record<Role, Condition>>>
> {
	readonly about: Kind;
	readonly roles: readonly Role[];
	readonly when: When;
}

type Conditions<S extends Subject> = Readonly<Partial<Record<Role, Condition<S>>>>;

/**
 * Writes lines for a policy over these kinds of subjects:
 * `const on = permissionsOn<{ case: Case }>(); … 'case.view': on('case', ['owner'], { agent: ownDepartment })`.
 * A role stands in one of the two; one that stands in neither is refused.
 */
export const permissionsOn =
	<Subjects extends { readonly [Kind in keyof Subjects]: Subject }>() =>
	<
		const Kind extends keyof Subjects,
		const Always extends Role,
		const When extends Conditions<Subjects[Kind]> = Record<never, never>
	>(
		about: Kind,
		roles: readonly Always[],
		when?: When & { readonly [R in Always | Exclude<keyof When, Role>]?: never }
	): Permission<Kind, When> => ({ about, roles, when: when ?? ({} as When) });

export interface Policy<Subjects, P extends Readonly<Record<string, Permission>>> {
	/**
	 * May this actor do this to this subject? Nobody is refused everything, and so is what is another workspace's.
	 * An action without conditions has one answer for all of the actor's workspace: its subject may be left out. One with a
	 * condition does not compile without.
	 */
	readonly can: {
		<A extends keyof P>(actor: Acting | null, action: A, subject: SubjectOf<Subjects, P, A>): boolean;
		(actor: RoleHolder | null, action: Unconditional<P>): boolean;
	};
	/** Is there any subject to which this actor might do this? For ways in and menus; the service asks about the subject. */
	canSome(actor: RoleHolder | null, action: keyof P): boolean;
	/** May the holder do everything that this role may, to every subject to which it may? */
	covers(holder: RoleHolder, role: Role): boolean;
	/**
	 * The role of somebody who acts for another: nothing that either may not. One of the two where it is within the other;
	 * else both, and `can` asks both.
	 */
	limitedTo(role: Role, within: Role): RoleHolder;
}

export type SubjectOf<
	Subjects,
	P extends Readonly<Record<string, Permission>>,
	A extends keyof P
> = P[A]['about'] extends keyof Subjects ? Subjects[P[A]['about']] : never;

/** Actions that no role has under a condition. */
export type Unconditional<P extends Readonly<Record<string, Permission>>> = {
	[A in keyof P]: keyof P[A]['when'] extends never ? A : never;
}[keyof P];

export function createPolicy<Subjects, P extends Readonly<Record<string, Permission>>>(
	permissions: P
): Policy<Subjects, P> {
	const lines = Object.values(permissions);
	const rolesOf = ({ role, within }: RoleHolder): readonly Role[] => (within === undefined ? [role] : [role, within]);
	/** Default deny: always, under a condition, or not at all. */
	const rule = (line: Permission, role: Role): 'always' | Condition | null =>
		line.roles.includes(role) ? 'always' : ownValue(line.when, role);

	function can(actor: RoleHolder | null, action: keyof P, subject?: Subject): boolean {
		if (actor === null) return false;
		if (subject !== undefined && subject.workspaceId !== (actor as Acting).workspaceId) return false;
		return rolesOf(actor).every((role) => {
			const found = rule(permissions[action]!, role);
			if (found === null || found === 'always') return found !== null;
			return subject !== undefined && found(actor as Acting, subject as never);
		});
	}

	const covers = (holder: RoleHolder, role: Role): boolean =>
		lines.every((line) => {
			const wanted = rule(line, role);
			return wanted === null || rolesOf(holder).every((one) => ['always', wanted].includes(rule(line, one) as never));
		});

	return {
		can: can as Policy<Subjects, P>['can'],
		canSome: (actor, action) =>
			actor !== null && rolesOf(actor).every((role) => rule(permissions[action]!, role) !== null),
		covers,
		limitedTo(role, within) {
			if (covers({ role: within }, role)) return { role };
			return covers({ role }, within) ? { role: within } : { role, within };
		}
	};
}

const ownValue = (when: Permission['when'], role: Role): Condition | null =>
	Object.hasOwn(when, role) ? (when[role] ?? null) : null;
