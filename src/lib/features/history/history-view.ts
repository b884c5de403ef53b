import type { VersionView } from '#contract/versions.ts';
import type { AsideItem } from '#lib/aside/aside-view.ts';
import { m } from '#lib/paraglide/messages.js';
import { fullTime } from '#lib/ui/time-text.ts';

export interface Compared {
	readonly version: VersionView;
	/** null: the map now. */
	readonly other: VersionView | null;
	readonly older: VersionView;
	/** null: the map now. */
	readonly newer: VersionView | null;
	/** What happened from the older one to the newer. */
	readonly items: readonly AsideItem[];
}

const kindNames = { daily: m.history_kind_daily, 'before-restore': m.history_kind_before };

/** What a version is called in the list, where its time stands beside it. */
export const versionName = ({ kind, title }: VersionView): string => (kind === 'named' ? title! : kindNames[kind]());

/** What tells it from all others, where nothing stands beside it. */
export const versionText = (version: VersionView, locale: string, timeZone: string): string => {
	const at = fullTime(new Date(version.at), locale, timeZone);
	return version.kind === 'named' ? `${version.title} (${at})` : `${kindNames[version.kind]()}, ${at}`;
};

/** What of the page its address says. */
interface Shown {
	/** Id of the version that is looked at. */
	readonly version?: string | undefined;
	/** Id of what it is compared with; nothing: the map now. */
	readonly with?: string | undefined;
	/** Which part of the list is shown; nothing: the newest versions. */
	readonly cursor?: string | null | undefined;
}

/** Address of the page. Whoever chooses a version far down the list stays there: each link says all of it. */
export function addressOf(here: string, shown: Shown): string {
	const query = new URLSearchParams();
	for (const name of ['version', 'with', 'cursor'] as const) if (shown[name]) query.set(name, shown[name]);
	return query.size === 0 ? here : `${here}?${query}`;
}
