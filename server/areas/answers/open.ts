import { collectorState, type CollectorState, type CollectorTimes } from '#domain/survey/index.ts';
import { createGroupCommit } from '../../db/group-commit.ts';
import type { NamedStatements } from '../../db/named-statements.ts';
import { openCodes, type OpenedCode } from '../surveys/repo/collectors.ts';
import type { Db } from '../../db/scope.ts';
import { isCode } from '../surveys/collector-code.ts';
import type { LoadedVersion } from './prepare.ts';
import { createVersions } from './versions.ts';

export type { OpenedCode } from '../surveys/repo/collectors.ts';

/** What a code leads to: its collector as it is now, and the version of the survey that it shows. */
export interface Opener {
	/** null when nobody made such a code. */
	open(code: string): Promise<OpenedCode | null>;
	/** Where it led when it was last looked up: true only if whoever writes asks again (`NewResponse.opened`). */
	remembered(code: string): OpenedCode | undefined;
	/** Many codes, those of one workspace only: a foreign one is as unknown as one that was never made. */
	openOwn(workspaceId: string, codes: readonly string[]): Promise<Map<string, OpenedCode>>;
	state(opened: OpenedCode): CollectorState;
	/** The version that is shown now. */
	published(opened: OpenedCode): Promise<LoadedVersion>;
	/** A version that was shown before; null when there never was one. */
	version(opened: OpenedCode, version: number): Promise<LoadedVersion | null>;
}

export const timesOf = (opened: OpenedCode): CollectorTimes & { closedAt: Date | null; closesAt: Date | null } => ({
	closedAt: opened.closed_at,
	closesAt: opened.closes_at,
	opensAt: opened.opens_at,
	paused: opened.paused
});

/** Codes that are remembered. */
const KEPT = 500;

export function createOpener({ db, now }: { readonly db: Db & NamedStatements; readonly now: () => Date }): Opener {
	const versionOf = createVersions({ db });
	// Looking up goes in groups too: a hundred phones with the same code are one query, and each still sees the present.
	const lookups = createGroupCommit({
		commit: async (codes: readonly string[]) => {
			const found = await openCodes(db.system, db, [...new Set(codes)]);
			return codes.map((code) => found.get(code) ?? null);
		}
	});
	const kept = new Map<string, OpenedCode>();
	const keep = (code: string, opened: OpenedCode | null): void => {
		// Oldest entry out: a Map remembers the order of insertion.
		kept.delete(code);
		if (opened === null) return;
		if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
		kept.set(code, opened);
	};
	const version: Opener['version'] = (opened, number) => versionOf(opened.workspace_id, opened.survey_id, number);

	return {
		// One that cannot be stored would fail the whole group's query.
		async open(code) {
			if (!isCode(code)) return null;
			const opened = await lookups.add(code);
			keep(code, opened);
			return opened;
		},

		remembered: (code) => kept.get(code),

		async openOwn(workspaceId, codes) {
			const found = await openCodes(db.system, db, [...new Set(codes.filter(isCode))]);
			return new Map([...found].filter(([, opened]) => opened.workspace_id === workspaceId));
		},

		state: (opened) => collectorState(timesOf(opened), now()),

		async published(opened) {
			const found = await version(opened, opened.published_version);
			if (!found) throw new Error(`survey ${opened.survey_id} has no version ${opened.published_version}`);
			return found;
		},

		version
	};
}
