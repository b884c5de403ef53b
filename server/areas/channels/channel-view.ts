import type { ChannelView } from '#contract/channels.ts';
import type { ChannelPort } from '../../channels/index.ts';
import { rights } from './clients.ts';
import type { LimitView } from './channel-limits.ts';
import { writeHookAddress } from './hook-address.ts';
import type { ChannelRow } from './repo/channels.ts';

interface Connected {
	readonly row: ChannelRow;
	/** null: sealed under another secret of the installation. */
	readonly secrets: Readonly<Record<string, string>> | null;
	readonly limits: readonly LimitView[];
}

/** A platform and, where there is one, the account on it; no secret is in it. */
export function channelView(port: ChannelPort, connected: Connected | undefined, origin: string): ChannelView {
	const { row, secrets, limits = [] } = connected ?? {};
	const facts = {
		verifiedAt: row?.verified_at ?? null,
		lastPushAt: row?.last_push_at ?? null,
		check: row?.check_code ? { code: row.check_code, detail: row.check_detail ?? '' } : null,
		mini: !row?.settings.miniAppId
			? undefined
			: row.mini_check_code === null
				? null
				: { code: row.mini_check_code, detail: row.mini_check_detail ?? '' }
	};
	const address = row && writeHookAddress({ workspaceId: row.workspace_id, channelId: row.id });
	return {
		kind: port.kind,
		name: port.name,
		intro: port.intro,
		isConnected: row !== undefined,
		isReadable: secrets !== null,
		can: port.can,
		hookUrl: port.hook === null || address === undefined ? null : `${origin}/hooks/${port.kind}/${address}`,
		lastPushAt: facts.lastPushAt?.toISOString() ?? null,
		canCheck: port.canCheck,
		checkedAt: row?.checked_at?.toISOString() ?? null,
		pausedUntil: row?.paused_until?.toISOString() ?? null,
		missing: rights.filter((right) => row?.missing.includes(right)),
		groups: [...port.groups],
		fields: port.fields.map(({ name, group, label, hint, secret, required, wrong, options = [] }) => ({
			name,
			group,
			label,
			hint,
			secret,
			required,
			wrong,
			options,
			value: secret ? null : (row?.settings[name] ?? null),
			isSet: Boolean(secret ? secrets?.[name] : row?.settings[name])
		})),
		warnings: row && port.warnings ? [...port.warnings(row.settings)] : [],
		steps: port.steps(facts),
		limits: [...limits],
		untried: port.untried
	};
}
