import type { MetricSettingView, SettingOwnerView } from '#contract/metric-settings.ts';
import type { MetricId } from '#domain/metrics/index.ts';
import { formatDifference, formatValue } from '#lib/charts/format.ts';
import { m } from '#lib/paraglide/messages.js';

/** "20", "0.50": how far past a target, without a sign. */
export const marginText = (metric: MetricId, margin: number, locale: string): string =>
	formatDifference(metric, margin, locale).replace('+', '');

/** Who answers for it. */
export const ownerText = (owner: SettingOwnerView | null): string =>
	owner === null ? m.metrics_set_owner_none() : (owner.name ?? m.metrics_owner_gone());

/** What was set, in one line: what was left empty is said to be inherited. */
export const settingText = (
	metric: MetricId,
	{ target, margin, owner }: Pick<MetricSettingView['own'], 'target' | 'margin' | 'owner'>,
	locale: string
): string =>
	m.metrics_set_past({
		target: target === null ? m.metrics_inherited() : formatValue(metric, target, locale),
		margin: margin === null ? m.metrics_inherited() : marginText(metric, margin, locale),
		owner: owner === null ? m.metrics_inherited() : ownerText(owner)
	});
