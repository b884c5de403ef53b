import type { HeatmapTouchpoint, HeatmapView } from '#contract/heatmap.ts';
import type { DepartmentsHeatmapView } from '#contract/heatmap-views.ts';
import { can } from '#domain/access/index.ts';
import type { Shown } from '#domain/sharing/inputs.ts';
import { Heatmap } from '#domain/survey/index.ts';
import type { Bus } from '../../bus/index.ts';
import type { Db } from '../../db/scope.ts';
import { AppError } from '../../platform/errors.ts';
import { readCapability, sameHash } from '../people/capability.ts';
import type { PasswordHash } from '../people/password-hash.ts';
import { listDepartments } from '../people/repo/departments.ts';
import type { SignInLimits } from '../people/sign-in-limits.ts';
import { createSeats, movesNumbers, type PulseWatcher } from '../results/pulse.ts';
import type { SharedResults } from '../results/shared-heatmap.ts';
import { checked } from '../shared/guard.ts';
import { isPass, newPass } from './pass.ts';
import { findShareLink, touchShareLink } from './repo/share-links.ts';
import type { VisitLimits } from './visit-limits.ts';
import { limitsOf, withinLink, type Wish } from './within-link.ts';

/** Streams that all visitors of one link may have open in this process; one more ends the oldest. */
const STREAMS_PER_LINK = 200;
/** "Last opened" is written at most this often. */
const TOUCH_MS = 60_000;

/** A link that lets in. */
export interface OpenLink {
	readonly workspaceId: string;
	readonly id: string;
	readonly name: string | null;
	readonly workspaceName: string;
	readonly shown: Shown;
	readonly expiresAt: Date | null;
	/** null: nobody is asked for one. */
	readonly passwordHash: string | null;
}

export interface SharedPage {
	/** In the layout of the link. */
	readonly given:
		| { readonly kind: 'journeys'; readonly view: HeatmapView }
		| { readonly kind: 'departments'; readonly view: DepartmentsHeatmapView };
	/** Behind the scene that is looked at; null: nothing is, or it has none. */
	readonly touchpoints: readonly HeatmapTouchpoint[] | null;
}

/** Pages behind links, as strangers come to them. */
export interface SharedPages {
	/**
	 * @throws AppError 404 for a link that never was – or whose secret is wrong –, 410 `share_withdrawn` or `share_expired`: only whoever
	 * holds the link is told which
	 */
	find(token: string): Promise<OpenLink>;
	/** Counts a visit; see `VisitLimits`. */
	readonly admit: VisitLimits['admit'];
	/** Was its password given, if it has one? @param pass of `enter`, as the browser brings it */
	mayEnter(link: OpenLink, pass: string | null): boolean;
	/** @returns the pass for a right password, null for a wrong one; throws 429 when there were too many */
	enter(link: OpenLink, password: string, address: string): Promise<string | null>;
	/** Somebody has come in. */
	opened(link: OpenLink): Promise<void>;
	/** @param wish what the visitor chose; what the link does not let them choose is as it says */
	heatmap(link: OpenLink, wish: Wish, sceneId: string | null): Promise<SharedPage>;
	/** Is told when something may look otherwise, and when the link has to be decided about again. @returns stop */
	watch(link: OpenLink, told: PulseWatcher): () => void;
}

export interface SharedPagesDeps {
	readonly db: Db;
	readonly bus: Pick<Bus, 'subscribe'>;
	readonly now: () => Date;
	readonly passwords: Pick<PasswordHash, 'verify'>;
	/** Of passwords that are tried … */
	readonly limits: SignInLimits;
	/** … and of visits. */
	readonly visits: VisitLimits;
	readonly results: SharedResults;
	readonly secret: string;
}

export function createSharedPages(deps: SharedPagesDeps): SharedPages {
	const { db, bus, now, passwords, limits, visits, results, secret } = deps;
	const seats = createSeats(STREAMS_PER_LINK);
	return {
		async find(token) {
			const capability = readCapability(token);
			const row = capability && (await findShareLink(db.system, capability.workspaceId, capability.id));
			if (!capability || !row || !sameHash(row.secret_hash, capability.secretHash))
				throw new AppError(404, 'share_unknown');
			const mayShare = row.creator_role !== null && can({ role: row.creator_role }, 'share.manage');
			if (row.withdrawn_at !== null || !mayShare) throw new AppError(410, 'share_withdrawn');
			if (row.expires_at !== null && row.expires_at <= now()) throw new AppError(410, 'share_expired');
			return {
				workspaceId: capability.workspaceId,
				id: capability.id,
				name: row.name,
				workspaceName: row.workspace_name,
				shown: row.shown,
				expiresAt: row.expires_at,
				passwordHash: row.password_hash
			};
		},

		admit: (...visit) => visits.admit(...visit),

		mayEnter: ({ id, passwordHash }, pass) =>
			passwordHash === null || (pass !== null && isPass(secret, { id, passwordHash }, pass, now())),

		async enter({ id, passwordHash }, password, address) {
			if (passwordHash === null) return null;
			await limits.attempt(id, address);
			if (!(await passwords.verify({ hash: passwordHash, password }))) return null;
			await limits.succeeded(id, address);
			return newPass(secret, { id, passwordHash }, now());
		},

		async opened({ workspaceId, id }) {
			const at = now();
			await touchShareLink(db.system, workspaceId, id, at, new Date(at.getTime() - TOUCH_MS));
		},

		async heatmap({ workspaceId, shown }, wish, sceneId) {
			const departments = await db.inWorkspace(workspaceId, (trx) => listDepartments(trx, workspaceId));
			const { departments: inside, ...limits } = limitsOf(shown, departments);
			const filter = checked(Heatmap, withinLink(shown, wish));
			const asked = { filter: { ...filter, ...(inside !== null && { departments: inside }) }, ...limits };
			if (shown.view === 'departments') {
				const view = await results.departments(workspaceId, asked);
				return { given: { kind: 'departments', view }, touchpoints: null };
			}
			const { view, touchpoints } = await results.heatmap(workspaceId, asked, sceneId);
			return { given: { kind: 'journeys', view }, touchpoints };
		},

		watch({ workspaceId, id }, { changed, recheck, tooMany }) {
			const unsubscribe = bus.subscribe(workspaceId, {
				message(heard) {
					if (movesNumbers(heard.kind)) changed();
					if (heard.kind === 'access' || (heard.kind === 'share' && heard.linkId === id)) recheck();
				},
				gap() {
					changed();
					recheck();
				}
			});
			const leave = seats.take(id, tooMany);
			return () => {
				leave();
				unsubscribe();
			};
		}
	};
}
